import { expect, test } from 'vitest'
import type { ProductId } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import { blockedFor } from './blocked.ts'
import { readLikeness, resemblingItems } from './likeness.ts'
import { queryOf } from './query.ts'
import { TestShop } from './testing-shop.ts'

function likenessFor(views: Views, row: number) {
  return readLikeness(views, queryOf(views, row, blockedFor(views, row)))
}

/** 40 products, each of a pair with a colour of its own and all of one size, each viewed ten times at one moment. */
function colouredShop(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 40; n++) shop.list(`p${n}`, { attributes: { colour: `c${n >> 1}`, size: 'one' } })
  const { at } = shop
  for (let n = 0; n < 400; n++) {
    const product = `p${n % 40}` as ProductId
    shop.views.fold({ kind: 'product.viewed', at, id: `v${n}`, shopper: `s${n}` as never, product })
  }
  const lines = [{ product: 'p0' as ProductId, quantity: 1 }]
  shop.views.fold({ kind: 'order.placed', at, id: 'o', order: 'o' as never, shopper: 'mina' as never, lines })
  return shop
}

test('a tag stands out by the log-lift over what everybody touches, and a common one not at all', () => {
  const { views } = colouredShop()
  const { lifts, best, count } = likenessFor(views, views.shoppers.find('mina' as never))
  const liftOf = (tag: string) => lifts.scoreOf(views.catalog.findTag(tag))
  // a = A = 1; of 400 views and one order (8): p = (20 + 8) / 408; ln(2 / (1 + 28 / 408)) = 0.626773
  expect(liftOf('attribute:colour=c0')).toBeCloseTo(0.626773, 5)
  expect(liftOf('attribute:size=one')).toBe(0)
  expect(liftOf('attribute:colour=c1')).toBe(0)
  expect([...best.subarray(0, count)]).toEqual([views.catalog.findTag('attribute:colour=c0')])
})

test('products of the tags that stand out resemble what was had', () => {
  const { views } = colouredShop()
  const found = resemblingItems(views, likenessFor(views, views.shoppers.find('mina' as never)))
  const names = [...found.touched.subarray(0, found.count)].map((item) => views.catalog.idOf(item))
  expect(names.sort()).toEqual(['p0', 'p1'])
})

test('nothing resembles the past of a stranger', () => {
  const { views } = colouredShop()
  expect(resemblingItems(views, likenessFor(views, -1)).count).toBe(0)
})
