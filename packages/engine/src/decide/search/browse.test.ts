import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EpochMs, minor, type ProductId } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { Views } from '../../state/views.ts'
import { browse } from './browse.ts'
import type { KeepAsk } from './keep.ts'

const at = Date.UTC(2024, 0, 1) as EpochMs
const nothing: KeepAsk['things'] = { items: new Set(), tags: [], names: [] }
const filters: readonly KeepAsk['filters'][] = [
  {},
  { category: '주방' },
  { category: '주방>컵' },
  { brand: 'A' },
  { brand: 'A', minPriceMinor: 3_000 },
  { maxPriceMinor: 5_000 },
]

type Change = {
  readonly kind: CatalogEvent['kind']
  readonly n: number
  readonly price: number
  readonly isOdd: boolean
}

function eventOf({ kind, n, price, isOdd }: Change, place: number): CatalogEvent {
  const product = `p${n}` as ProductId
  const fact = { at, id: `e${place}` }
  if (kind === 'product.repriced') return { kind, ...fact, product, priceMinor: minor(price) }
  if (kind === 'product.stocked') return { kind, ...fact, product, inStock: isOdd }
  if (kind === 'product.delisted') return { kind, ...fact, product }
  const categoryPath = ['주방', isOdd ? '컵' : '냄비']
  const told = { title: product, brand: isOdd ? 'A' : 'B', categoryPath, attributes: {}, inStock: true }
  return { kind, ...fact, product: { id: product, ...told, priceMinor: minor(price) } }
}

/** What a catalogue gives that nobody has asked anything of before. */
function afresh(events: readonly CatalogEvent[], asked: KeepAsk['filters']) {
  const views = new Views()
  for (const event of events) views.fold(event)
  return seen(views, asked)
}

function seen(views: Views, asked: KeepAsk['filters'], things = nothing) {
  const { items, facets } = browse(views, { things, filters: asked })
  return { items: [...items], facets }
}

test('what is kept of browsing is what a catalogue gives that was never asked, whatever has changed since', () => {
  const change = fc.record({
    kind: fc.constantFrom<CatalogEvent['kind'][]>(
      'product.listed',
      'product.listed',
      'product.sighted',
      'product.repriced',
      'product.delisted',
      'product.stocked',
    ),
    n: fc.nat(6),
    price: fc.integer({ min: 1, max: 9 }).map((thousands) => thousands * 1_000),
    isOdd: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 15 }), (changes) => {
      const views = new Views()
      const events = changes.map(eventOf)
      for (const [n, event] of events.entries()) {
        views.fold(event)
        for (const asked of filters) {
          const fresh = afresh(events.slice(0, n + 1), asked)
          expect(seen(views, asked)).toEqual(fresh)
          expect(seen(views, asked)).toEqual(fresh) // the second time from what was kept
        }
      }
    }),
    { seed: 20_240_517, numRuns: 60 },
  )
})

function shelf(): Views {
  const views = new Views()
  const listed = { kind: 'product.listed', price: 2_000 } as const
  for (let n = 0; n < 40; n++) views.fold(eventOf({ ...listed, n, isOdd: n % 2 === 1 }, n))
  return views
}

test('nothing is read twice while only stock moves, and what was asked longest ago is let go', () => {
  const views = shelf()
  const ask = (more: KeepAsk['filters']) => browse(views, { things: nothing, filters: more })
  const first = ask({})
  views.fold(eventOf({ kind: 'product.stocked', n: 3, price: 0, isOdd: false }, 99))
  expect(ask({})).toBe(first)
  for (let limit = 1; limit < 200; limit++) ask({ maxPriceMinor: limit * 1_000 })
  expect(ask({})).not.toBe(first)
  expect(ask({})).toEqual(first)
})

test('who has hidden something is not given what is kept for the others, nor they theirs', () => {
  const views = shelf()
  const others = seen(views, {})
  const things = views.catalog.thingsOf([{ what: 'brand', brand: 'A' }])
  expect(seen(views, {}, things).items).toHaveLength(20)
  expect(seen(views, {})).toEqual(others)
  expect(others.items).toHaveLength(40)
})
