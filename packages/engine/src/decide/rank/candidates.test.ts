import { expect, test } from 'vitest'
import type { ProductId, ShopperKey } from '../../domain/units.ts'
import { addTo, gather } from './candidates.ts'
import { whyOf } from './reason.ts'
import { TestShop } from './testing-shop.ts'

/** Twenty products of two brands, of which mina looked at p1. */
function looked() {
  const shop = new TestShop()
  for (let n = 0; n < 20; n++) shop.list(`p${n}`, { brand: n % 2 ? 'moa' : 'dal' })
  for (let n = 0; n < 20; n++) shop.touch(`s${n}`, 'p0')
  shop.touch('mina', 'p1')
  const ask = { row: shop.views.shoppers.find('mina' as ShopperKey), now: shop.now }
  const itemOf = (id: string) => shop.views.catalog.find(id as ProductId)
  return { views: shop.views, ask, itemOf }
}

test('a slate cannot be read after the next one was made', () => {
  const { views, ask, itemOf } = looked()
  const old = gather(views, ask)
  old.score(views.ranking.blend)
  expect(old.placeOf(itemOf('p1'))).toBeGreaterThanOrEqual(0)
  const latest = gather(views, { ...ask, only: [itemOf('p2')] })
  for (const read of [
    () => old.placeOf(itemOf('p1')),
    () => old.score(views.ranking.blend),
    () => addTo(views, old, [itemOf('p3')]),
    () => whyOf(views, old, 0),
  ])
    expect(read).toThrow(/slate was read after/)
  expect(latest.placeOf(itemOf('p2'))).toBe(0)
})

test('what is added later is described and scored as what was there from the start', () => {
  const { views, ask, itemOf } = looked()
  const items = ['p1', 'p3', 'p4', 'p0'].map(itemOf)
  const whole = gather(views, { ...ask, only: items })
  whole.score(views.ranking.blend)
  const expected = items.map((item) => whole.scores[whole.placeOf(item)])
  const reasons = items.map((item) => whyOf(views, whole, whole.placeOf(item)))
  const slate = gather(views, { ...ask, only: items.slice(0, 1) })
  slate.score(views.ranking.blend)
  addTo(views, slate, items)
  expect(slate.count).toBe(4)
  expect(items.map((item) => slate.scores[slate.placeOf(item)])).toEqual(expected)
  expect(items.map((item) => whyOf(views, slate, slate.placeOf(item)))).toEqual(reasons)
})
