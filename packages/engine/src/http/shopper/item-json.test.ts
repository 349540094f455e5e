import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RankedItem } from '../../decide/rank/answer.ts'
import type { Product } from '../../domain/product.ts'
import { JsonBytes } from '../json-bytes.ts'
import { ItemJson } from './item-json.ts'

const won = { code: 'KRW', digits: 0 }
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('봄날 "운동화" \\ 250', '똠\u2028방각하\n', '\ud83d\ude00', '\ud800 alone'),
)
const product = fc.record({
  id: text,
  title: text,
  brand: fc.option(text, { nil: undefined }),
  priceMinor: fc.option(fc.nat(), { nil: undefined }),
  url: fc.option(text, { nil: undefined }),
}) as unknown as fc.Arbitrary<Product>

function shopOf(products: readonly Product[]) {
  return {
    product: (id: string) => products.find((one) => one.id === id),
    productAt: (item: number) => products[item],
  }
}

function ranked(products: readonly Product[], item: number): RankedItem {
  return { product: products[item]!.id, item, score: item / 3, why: { source: 'trend' } }
}

/** What parsing gives back: undefined fields are absent, a lone surrogate is a replacement character. */
function asSent(value: unknown): unknown {
  return JSON.parse(Buffer.from(JSON.stringify(value)).toString())
}

test('items are the JSON of what the shop says of them now, as often as it changes its mind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(product, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      (rounds) => {
        let products: readonly Product[] = []
        const shop = {
          product: (id: string) => shopOf(products).product(id),
          productAt: (item: number) => shopOf(products).productAt(item),
        }
        const items = new ItemJson(shop, won)
        const json = new JsonBytes()
        for (const round of rounds) {
          products = round
          const asked = round.map((_, item) => ranked(round, item)).reverse()
          items.writeAll(json.begin(), asked, 'ko')
          const sent = JSON.parse(json.bytes().toString())
          expect(sent).toEqual(
            asked.map(({ item }) => {
              const { id, title, brand, priceMinor, url } = round[item]!
              const why = { source: 'trend', sentence: expect.stringMatching(/./) }
              return {
                ...(asSent({ product: id, title, brand, priceMinor, url }) as object),
                score: expect.closeTo(item / 3, 4),
                why,
              }
            }),
          )
        }
      },
    ),
    { seed: 91, numRuns: 100 },
  )
})

test('nothing is an empty array, and an answer given up halfway leaves no trace in the next', () => {
  const items = new ItemJson(shopOf([]), won)
  const json = new JsonBytes()
  json.begin().text('{"half":')
  items.writeAll(json.begin(), [], 'en')
  expect(json.bytes().toString()).toBe('[]')
})

test('more than fits the bytes kept is made again, and right', () => {
  const products = Array.from({ length: 300 }, (_, n) => ({ id: `p${n}`, title: '가'.repeat(100_000) }) as Product)
  const items = new ItemJson(shopOf(products), won)
  const json = new JsonBytes()
  for (const item of [0, ...products.keys(), 0, 299]) {
    items.writeAll(json.begin(), [ranked(products, item)], 'en')
    expect(JSON.parse(json.bytes().toString())[0].product).toBe(`p${item}`)
  }
})
