import { describe, expect, test } from 'vitest'
import type { ShopperKey } from '../../domain/units.ts'
import { blockedFor } from './blocked.ts'
import { queryOf } from './query.ts'
import { productsOf, TestShop } from './testing-shop.ts'
import { readTouches } from './touches.ts'

/** Twelve products of two brands that others want alike. */
function opened(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 12; n++) shop.list(`p${n}`, { brand: n % 2 ? 'moa' : 'dal' })
  for (let n = 0; n < 12; n++) shop.touch(`other${n}`, `p${n}`)
  return shop
}

function stateOf({ views }: TestShop) {
  const row = views.shoppers.find('mina' as ShopperKey)
  const names = (items: Iterable<number>) => [...items].map((item) => views.catalog.idOf(item) as string)
  const query = queryOf(views, row, blockedFor(views, row))
  const looked = names(query.items.subarray(0, query.length)).filter((_, i) => query.looks[i]! > 0)
  return { looked, refused: names(readTouches(views, row).refused) }
}
const isOnPage = (shop: TestShop, id: string) => productsOf(shop.home('mina', { n: 12 })).includes(id)

describe('the last word on a product counts', () => {
  test('who turns a product down does not see it again, in no module, and it says nothing of what comes next', () => {
    const turnDown = [
      (shop: TestShop) => shop.touch('mina', 'p3', 'product.disliked'),
      (shop: TestShop) => shop.review('mina', 'p3', 1),
      (shop: TestShop) => {
        shop.order('mina', 'p3')
        shop.refund('mina', 'p3')
      },
    ]
    for (const act of turnDown) {
      const shop = opened()
      shop.touch('mina', 'p5')
      shop.touch('mina', 'p3')
      expect(isOnPage(shop, 'p3')).toBe(true)
      act(shop)
      shop.dwell('mina', 'p3', 20_000) // told on leaving the page
      expect(isOnPage(shop, 'p3')).toBe(false)
      expect(stateOf(shop)).toEqual({ looked: ['p5'], refused: ['p3'] })
      expect(shop.rank('mina', ['p3', 'p5']).items.map(({ product }) => product)).toEqual(['p5', 'p3'])
      shop.cart('mina', 'p3') // they have thought better of it
      expect(shop.module('mina', 'pick-up')).toEqual(['p3', 'p5'])
      expect(stateOf(shop)).toEqual({ looked: ['p3', 'p5'], refused: [] })
    }
  })

  test('what came back in part is still theirs, and what they dislike of it is not to be bought again', () => {
    const shop = opened()
    shop.order('mina', 'p3')
    shop.order('mina', 'p3')
    shop.refund('mina', 'p3')
    expect(shop.module('mina', 'again')).toEqual(['p3'])
    shop.review('mina', 'p3', 2)
    expect(shop.module('mina', 'again')).toEqual([])
  })

  test('taking off the list only undoes what was before; the next look counts', () => {
    const shop = opened()
    shop.touch('mina', 'p3', 'product.wished')
    shop.touch('mina', 'p3', 'product.unwished')
    expect(stateOf(shop)).toEqual({ looked: [], refused: [] })
    shop.touch('mina', 'p3')
    expect(stateOf(shop)).toEqual({ looked: ['p3'], refused: [] })
  })
})

describe('a review', () => {
  test('of one star is no sign of interest: nothing to pick up, no reason, no evidence', () => {
    const shop = opened()
    shop.touch('mina', 'p5')
    shop.review('mina', 'p3', 1)
    expect(shop.module('mina', 'pick-up')).toEqual(['p5'])
    const sources = shop.why('mina', 'p3').contributions.map(({ source }) => source)
    expect(sources).not.toContain('unfinished')
  })

  test('of five stars is one, but what was reviewed is not left unfinished', () => {
    const shop = opened()
    shop.order('mina', 'p3')
    shop.review('mina', 'p3', 5)
    expect(stateOf(shop).looked).toEqual(['p3'])
    expect(shop.module('mina', 'pick-up')).toEqual([])
  })
})

test('what follows on something hidden is not suggested any more', () => {
  const shop = opened()
  for (let s = 0; s < 5; s++) {
    shop.order(`s${s}`, 'p0')
    shop.wait(1)
    shop.order(`s${s}`, 'p7')
  }
  shop.order('mina', 'p0') // a gift
  const points = () => shop.why('mina', 'p7').contributions.filter(({ source }) => /next|session/.test(source))
  expect(points().map(({ source }) => source)).toContain('next')
  shop.hide('mina', { what: 'product', product: 'p0' as never })
  expect(points()).toEqual([])
})
