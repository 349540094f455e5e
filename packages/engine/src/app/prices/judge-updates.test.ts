import { expect, test } from 'vitest'
import { epochMs, type ProductId } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { Views } from '../../state/views.ts'
import { judgeProducts } from './judge-updates.ts'
import { type PriceUpdate, readUpdate } from './read-update.ts'

const start = 1_700_000_000_000
const mug = { id: 'mug', title: '머그', priceMinor: 9_000, listPriceMinor: 12_000, inStock: true }

function open() {
  const views = new Views()
  const fold = (...events: object[]) => {
    for (const event of events) views.fold({ at: epochMs(start), id: String(views.position), ...event } as ShopEvent)
  }
  fold({ kind: 'product.listed', product: { ...mug, categoryPath: [], attributes: {} } })
  const judge = (...sent: object[]) => {
    const ask = { names: 'product', nowMs: start, currency: 'KRW' } as const
    const updates = sent.map((one) => readUpdate({ product: 'mug', ...one }, ask) as PriceUpdate)
    return judgeProducts(views, { id: 'b', at: epochMs(start), isKept: false }, updates, new Map()).facts
  }
  return { fold, judge, product: () => views.catalog.product(views.catalog.find('mug' as ProductId)) }
}

test('what came in between of what a batch does not say stands', () => {
  const { fold, judge, product } = open()
  const facts = judge({ priceMinor: 8_000 })
  fold({ kind: 'product.stocked', product: 'mug', inStock: false }, ...facts)
  expect(product()).toMatchObject({ priceMinor: 8_000, inStock: false, listPriceMinor: 12_000 })
  const stock = judge({ inStock: true })
  fold({ kind: 'product.repriced', product: 'mug', priceMinor: 7_000 }, ...stock)
  expect(product()).toMatchObject({ priceMinor: 7_000, inStock: true })
})

test('each update of a batch says of its product what it says alone', () => {
  const { fold, judge, product } = open()
  const facts = judge(
    { priceMinor: 8_000, inStock: false },
    { priceMinor: 7_500, listPriceMinor: null },
    { inStock: true },
  )
  expect(facts).toMatchObject([
    { prices: [8_000, 7_500, null], listPrices: [null, 'none', null], inStock: [0, null, 1] },
  ])
  fold(...facts)
  expect(product()).toMatchObject({ priceMinor: 7_500, inStock: true })
  expect(product()).not.toHaveProperty('listPriceMinor')
})
