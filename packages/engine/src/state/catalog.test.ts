import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tagsOf } from '../domain/tags.ts'
import { type EpochMs, minor, type ProductId } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import { Catalog } from './catalog.ts'
import { product, start } from './testing-events.ts'

const at = start as EpochMs

function listing(n: number, change: Parameters<typeof product>[1] = {}): CatalogEvent {
  return { kind: 'product.listed', at, id: `l${n}`, product: product(n, change) }
}

function repriced(n: number, price: number, listPrice?: number): CatalogEvent {
  const listPriceMinor = listPrice === undefined ? undefined : minor(listPrice)
  return {
    kind: 'product.repriced',
    at,
    id: 'r',
    product: `p${n}` as ProductId,
    priceMinor: minor(price),
    listPriceMinor,
  }
}

function stocked(n: number, inStock: boolean): CatalogEvent {
  return { kind: 'product.stocked', at, id: 's', product: `p${n}` as ProductId, inStock }
}

function delisted(n: number): CatalogEvent {
  return { kind: 'product.delisted', at, id: 'd', product: `p${n}` as ProductId }
}

function sighted(n: number, title: string): CatalogEvent {
  return { kind: 'product.sighted', at, id: 'g', product: product(n, { title }) }
}

function catalogOf(...events: readonly CatalogEvent[]): Catalog {
  const catalog = new Catalog()
  for (const event of events) catalog.apply(event)
  return catalog
}

function namesOf(catalog: Catalog, item: number): string[] {
  const { starts, counts, columns } = catalog.tags
  const from = starts[item]!
  return [...columns.tag.subarray(from, from + counts[item]!)].map((tag) => catalog.tagName(tag))
}

function carriersOf(catalog: Catalog, tag: string): number[] {
  const row = catalog.findTag(tag)
  const { starts, counts, columns } = catalog.itemsByTag
  return [...columns.item.subarray(starts[row]!, starts[row]! + counts[row]!)]
}

const step = fc.oneof(
  fc
    .tuple(fc.nat(5), fc.constantFrom(...[{}, { brand: undefined }, { inStock: false }, { title: '새 이름' }]))
    .map(([n, change]) => listing(n, change)),
  fc
    .tuple(fc.nat(5), fc.nat(50_000), fc.option(fc.nat(50_000), { nil: undefined }))
    .map(([n, a, b]) => repriced(n, a, b)),
  fc.tuple(fc.nat(5), fc.boolean()).map(([n, inStock]) => stocked(n, inStock)),
  fc.nat(5).map(delisted),
  fc.nat(5).map((n) => sighted(n, '주문에서 본 것')),
)

test('tags, what may be shown and reductions are always those of the product as it stands', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (events) => {
      const catalog = catalogOf(...events)
      const isGone = new Map<string, boolean>()
      for (const event of events) {
        const id = 'id' in event && typeof event.product === 'object' ? event.product.id : (event.product as string)
        if (event.kind === 'product.delisted' && isGone.has(id)) isGone.set(id, true)
        if (event.kind === 'product.listed') isGone.set(id, false)
        if (event.kind === 'product.sighted' && !isGone.has(id)) isGone.set(id, false)
      }
      for (let item = 0; item < catalog.size; item++) {
        const now = catalog.product(item)
        expect(namesOf(catalog, item)).toEqual(now ? tagsOf(now) : [])
        if (!now) continue
        expect([now.id, catalog.shown[item] === 1]).toEqual([now.id, now.inStock && isGone.get(now.id) === false])
        const { priceMinor, listPriceMinor = 0 } = now
        const reduction =
          listPriceMinor > priceMinor! ? Math.round((1_000 * (listPriceMinor - priceMinor!)) / listPriceMinor) : 0
        expect(catalog.reductions[item]).toBe(reduction)
        for (const tag of namesOf(catalog, item)) {
          expect(catalog.hasTag(item, catalog.findTag(tag))).toBe(true)
          expect(carriersOf(catalog, tag).filter((one) => one === item)).toEqual([item])
        }
      }
    }),
    { seed: 501, numRuns: 200 },
  )
})

test('a snapshot is the catalogue, and goes on to the same bytes', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (events, cut) => {
      const whole = catalogOf(...events)
      const part = new Catalog()
      part.restore(structuredClone(catalogOf(...events.slice(0, cut)).save()))
      for (const event of events.slice(cut)) part.apply(event)
      expect(part.save()).toEqual(whole.save())
      expect(part.tagsOfQuery('봄날 원피스 여름 빨강')).toEqual(whole.tagsOfQuery('봄날 원피스 여름 빨강'))
    }),
    { seed: 502, numRuns: 100 },
  )
})

test('what behaviour says of an unknown product gives it tags; the shop s own words replace them', () => {
  const catalog = new Catalog()
  const item = catalog.itemFor('p0' as ProductId, { brand: '하루옷', title: '니트' })
  expect([namesOf(catalog, item), catalog.shown[item]]).toEqual([['brand:하루옷', 'keyword:니트'], 0])
  catalog.itemFor('p0' as ProductId, { brand: '다른' })
  expect(namesOf(catalog, item)).toEqual(['brand:하루옷', 'keyword:니트'])
  catalog.apply(listing(0))
  catalog.itemFor('p0' as ProductId, { brand: '다른' })
  expect([namesOf(catalog, item), catalog.shown[item]]).toEqual([tagsOf(product(0)), 1])
})

test('a sighting in an order never replaces a listing, nor brings back what was delisted', () => {
  const title = (catalog: Catalog) => catalog.product(0)?.title
  expect(title(catalogOf(sighted(0, '본 것'), sighted(0, '또 본 것')))).toBe('본 것')
  expect(title(catalogOf(sighted(0, '본 것'), listing(0)))).toBe(product(0).title)
  expect(title(catalogOf(listing(0), sighted(0, '본 것')))).toBe(product(0).title)
  const gone = catalogOf(listing(0), delisted(0), sighted(0, '본 것'), repriced(0, 5), stocked(0, true))
  expect([gone.shown[0], title(gone)]).toEqual([0, product(0).title])
  gone.apply(listing(0))
  expect(gone.shown[0]).toBe(1)
})

test('a price going up and down does not crowd other products out of its band', () => {
  const catalog = catalogOf(listing(1, { priceMinor: minor(1_000) }), listing(2, { priceMinor: minor(1_000) }))
  for (let n = 0; n < 600; n++) catalog.apply(repriced(1, n % 2 === 0 ? 9_000 : 1_000))
  expect(carriersOf(catalog, 'price:19')).toEqual([0, 1])
  expect(catalog.hasTag(0, catalog.findTag('price:19'))).toBe(true)
})

test('a tag remembers its newest 256 products', () => {
  const catalog = catalogOf(...Array.from({ length: 300 }, (_, n) => listing(n, { brand: '하나' })))
  expect(carriersOf(catalog, 'brand:하나')).toEqual(Array.from({ length: 256 }, (_, n) => n + 44))
})

test('searches find tags by keyword, brand and category, however they are written', () => {
  const catalog = catalogOf(listing(0), listing(1), listing(3)) // the brand of 3 is written with combining accents
  const names = (query: string) => catalog.tagsOfQuery(query).map((tag) => catalog.tagName(tag))
  expect(names('봄날')).toEqual(['brand:봄날'])
  expect(names('러닝화, 여름!')).toEqual(['category:패션>운동화>러닝화', 'keyword:여름'])
  expect(names('ÉTÉ'.normalize('NFC'))).toEqual(['brand:e\u0301te\u0301'])
  expect(names('e\u0301te\u0301')).toEqual(['brand:e\u0301te\u0301'])
  expect(names('없는 말 1234')).toEqual([])
})

test('listed again in the same words is known; the first listing says since when', () => {
  const catalog = catalogOf(listing(0))
  expect([catalog.isListedAs(product(0)), catalog.isListedAs(product(0, { title: '다른' }))]).toEqual([true, false])
  expect(catalog.isListedAs(product(9))).toBe(false)
  catalog.apply({ kind: 'product.listed', at: (start + 5_000) as EpochMs, id: 'again', product: product(0) })
  expect(catalog.availableFrom[0]).toBe(start / 1_000)
  const availableFrom = (start + 7_000) as EpochMs
  catalog.apply(listing(0, { availableFrom }))
  expect(catalog.availableFrom[0]).toBe(start / 1_000 + 7)
  catalog.apply(delisted(0))
  expect(catalog.isListedAs(product(0, { availableFrom }))).toBe(false)
})
