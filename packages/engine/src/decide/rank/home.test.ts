import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { featurePlaces } from '../../state/ranking.ts'
import type { HomeAnswer } from './answer.ts'
import { histories, play, reasonAgainst, shoppers } from './testing-histories.ts'
import { productsOf, TestShop } from './testing-shop.ts'

const runs = { seed: 20_240_517, numRuns: 150 }

describe('every page, whatever happened', () => {
  test('shows what can be bought and is not hidden, each product once, in modules that are not empty', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom('individual', 'cluster', 'popular'), (acts, policy) => {
        const shop = play(acts)
        for (const shopper of [...shoppers, 'stranger']) {
          const answer = shop.home(shopper, { policy, n: 5 })
          const products = productsOf(answer)
          expect(products.filter((id) => reasonAgainst(shop, shopper, id))).toEqual([])
          expect(new Set(products).size).toBe(products.length)
          expect(answer.modules.every(({ items }) => items.length > 0 && items.length <= 5)).toBe(true)
          expect(answer.position).toBe(shop.views.position)
        }
      }),
      runs,
    )
  })

  test('is the same for the same state and question, whoever asked in between', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        const shop = play(acts)
        const first = shoppers.map((shopper) => shop.home(shopper))
        const again = [...shoppers].reverse().map((shopper) => shop.home(shopper))
        expect(again.reverse()).toEqual(first)
        const replayed = play(acts)
        expect(shoppers.map((shopper) => replayed.home(shopper))).toEqual(first)
      }),
      { ...runs, numRuns: 50 },
    )
  })

  test('of somebody who refused personalisation is exactly what everyone gets', () => {
    const open = histories.map((acts) => acts.filter(({ what }) => what !== 'hide')) // a "never again" still holds
    fc.assert(
      fc.property(open, fc.constantFrom('individual', 'cluster', undefined), (acts, policy) => {
        const shop = play(acts)
        shop.refusePersonalisation('kim')
        expect(shop.home('kim', { policy })).toEqual(shop.home('stranger', { policy: 'popular' }))
      }),
      { ...runs, numRuns: 50 },
    )
  })
})

describe('an event is visible in the very next answer', () => {
  /** Tea and coffee of two brands, wanted by others. */
  function opened(): TestShop {
    const shop = new TestShop()
    for (let n = 0; n < 12; n++) shop.list(`p${n}`, { brand: n % 2 ? 'moa' : 'dal' })
    for (let n = 0; n < 12; n++) shop.touch(`other${n}`, `p${n}`)
    return shop
  }

  test('what goes into the cart is there to pick up, and leaves with the order to be bought again', () => {
    const shop = opened()
    expect(shop.module('mina', 'pick-up')).toEqual([])
    shop.touch('mina', 'p3')
    shop.cart('mina', 'p4')
    expect(shop.module('mina', 'pick-up')).toEqual(['p4', 'p3'])
    shop.order('mina', 'p4')
    expect(shop.module('mina', 'pick-up')).toEqual(['p3'])
    expect(shop.module('mina', 'again')).toEqual(['p4'])
    expect(shop.module('mina', 'for-you')).not.toContain('p4')
  })

  test('what is disliked is not to be picked up any more', () => {
    const shop = opened()
    shop.touch('mina', 'p3', 'product.wished')
    expect(shop.module('mina', 'pick-up')).toEqual(['p3'])
    shop.touch('mina', 'p3', 'product.disliked')
    expect(shop.module('mina', 'pick-up')).toEqual([])
  })

  test('a new product of a brand they like is new in their brands, with the brand as the reason', () => {
    const shop = opened()
    shop.wait(60)
    shop.touch('mina', 'p1', 'product.wished')
    expect(shop.module('mina', 'new-in-your-brands')).toEqual([])
    shop.list('fresh', { brand: 'moa' })
    shop.list('other', { brand: 'byeol' })
    const [module] = shop.home('mina', { modules: ['new-in-your-brands'] }).modules
    expect(module?.items.map(({ product }) => product)).toEqual(['fresh'])
    expect(module?.items[0]?.why).toEqual({ source: 'tags', tag: 'brand:moa' })
    expect(productsOf(shop.home('mina')).filter((id) => id === 'fresh')).toHaveLength(1)
  })

  test('the deals and the new of their brands come best first, whatever brand they like most, each with its score', () => {
    const shop = opened()
    shop.wait(60)
    for (let n = 0; n < 60; n++)
      shop.list(`moa${n}`, { brand: 'moa', category: [`m${n}`], priceMinor: 90, listPriceMinor: 99 })
    for (let n = 0; n < 3; n++)
      shop.list(`dal${n}`, { brand: 'dal', category: [`d${n}`], priceMinor: 90, listPriceMinor: 99 })
    for (const id of ['p1', 'p3', 'p5', 'p0']) shop.touch('mina', id, 'product.wished')
    for (let n = 0; n < 40; n++) shop.touch('mina', `p${n % 2 ? 1 : 0}`) // two brands they like, one a little more
    shop.list('byeol', { brand: 'byeol' })
    for (let n = 0; n < 90; n++) shop.touch(`crowd${n}`, n < 9 ? 'dal1' : 'byeol') // others like a third one
    shop.views.ranking.blend.weights[featurePlaces.now] = 9
    for (const module of ['new-in-your-brands', 'deals'] as const) {
      const { items } = shop.home('mina', { modules: [module], n: 4 }).modules[0]! // two of each brand
      const scores = items.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      expect(items[0]?.product).toBe('dal1')
      expect(items).toHaveLength(4)
      expect(items.map(({ product }) => shop.why('mina', product).score)).toEqual(scores)
    }
  })

  test('a reduction shows among the deals, sold out leaves the page, hiding is obeyed at once', () => {
    const shop = opened()
    const isOn = (id: string) => productsOf(shop.home('mina', { n: 3 })).includes(id)
    shop.list('cheap', { brand: 'byeol', priceMinor: 900, listPriceMinor: 1_000 })
    for (let n = 0; n < 3; n++) shop.touch(`other${n}`, 'cheap')
    expect(isOn('cheap')).toBe(true)
    shop.stock('cheap', false)
    expect(isOn('cheap')).toBe(false)
    shop.stock('cheap', true)
    expect(isOn('cheap')).toBe(true)
    shop.hide('mina', { what: 'brand', brand: 'byeol' })
    expect(isOn('cheap')).toBe(false)
  })
})

describe('caps', () => {
  /** 30 products of one brand and category that everybody wants, and ten others that few want. */
  function lopsided(others: number): TestShop {
    const shop = new TestShop()
    for (let n = 0; n < 30; n++) shop.list(`big${n}`, { brand: 'big', category: ['one', `kind${n % 6}`] })
    for (let n = 0; n < others; n++) shop.list(`small${n}`, { brand: `small${n}`, category: ['two', `sort${n}`] })
    for (let n = 0; n < 30; n++) for (let k = 0; k < 5; k++) shop.touch(`s${k}`, `big${n}`)
    for (let n = 0; n < others; n++) shop.touch(`t${n}`, `small${n}`)
    return shop
  }
  const brandsOf = (answer: HomeAnswer) =>
    answer.modules.find(({ module }) => module === 'for-you')!.items.map(({ product }) => product.replace(/\d+$/, ''))

  test('no brand takes more than 3 of 10 places while there is something else', () => {
    for (const policy of ['individual', 'popular'] as const) {
      const shown = brandsOf(lopsided(10).home('stranger', { policy }))
      expect(shown.filter((brand) => brand === 'big')).toHaveLength(3)
      expect(shown).toHaveLength(10)
    }
  })

  test('the caps give way rather than leave places empty', () => {
    const shown = brandsOf(lopsided(2).home('stranger', { policy: 'popular' }))
    expect(shown.filter((brand) => brand === 'big')).toHaveLength(8)
  })

  test('no narrowest category takes more than half of the places while there is something else', () => {
    const shop = new TestShop()
    for (let n = 0; n < 20; n++) shop.list(`tea${n}`, { category: ['food', 'tea'] })
    for (let n = 0; n < 9; n++) shop.list(`cup${n}`, { category: ['home', 'cups'] })
    for (let n = 0; n < 20; n++) for (let k = 0; k < 3; k++) shop.touch(`s${k}`, `tea${n}`)
    for (let n = 0; n < 9; n++) shop.touch('s9', `cup${n}`)
    const shown = brandsOf(shop.home('stranger'))
    expect(shown.filter((brand) => brand === 'tea')).toHaveLength(5)
    expect(shown.filter((brand) => brand === 'cup')).toHaveLength(5)
  })
})

describe('who is new and what is empty', () => {
  test('a stranger gets what is wanted most, and is told so', () => {
    const shop = new TestShop()
    for (let n = 0; n < 10; n++) shop.list(`p${n}`)
    for (let n = 0; n < 10; n++) for (let k = 0; k <= n; k++) shop.touch(`s${k}`, `p${n}`)
    expect(shop.home('stranger').isForAll).toBe(true)
    const [forYou] = shop.home('stranger').modules
    expect(forYou?.module).toBe('for-you')
    expect(forYou?.items.slice(0, 3).map(({ product }) => product)).toEqual(['p9', 'p8', 'p7'])
    const sources = forYou?.items.map(({ why }) => why.source)
    expect(sources).toEqual([...Array(5).fill('trend'), ...Array(5).fill('nothing')]) // five are above the average
  })

  test('a shop without products has a page without modules', () => {
    const shop = new TestShop()
    expect(shop.home('mina').modules).toEqual([])
    expect(shop.home('mina', { policy: 'popular' }).modules).toEqual([])
    shop.touch('mina', 'never-listed')
    expect(shop.home('mina').modules).toEqual([])
  })
})
