import { Random } from '@nunchi/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShopEvent } from '../../events/event.ts'
import type { SlateEvent } from '../../events/slate.ts'
import type { HomeAnswer, RankedItem } from './answer.ts'
import { histories, play, reasonAgainst, shoppers } from './testing-histories.ts'
import { productsOf, TestShop } from './testing-shop.ts'

const runs = { seed: 20_240_902, numRuns: 100 }

function forYou({ modules }: HomeAnswer): readonly RankedItem[] {
  return modules.find(({ module }) => module === 'for-you')?.items ?? []
}

function slateOf(events: readonly ShopEvent[]): SlateEvent {
  expect(events).toHaveLength(1)
  return events[0] as SlateEvent
}

/** A shop of 60 teas that others want, and mina, who likes one brand of them. */
function teaShop(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 60; n++)
    shop.list(`tea${n}`, { brand: ['moa', 'dal', 'byeol'][n % 3], category: ['food', 'tea'] })
  for (let n = 0; n < 60; n++) for (let times = 0; times < 1 + (n % 4); times++) shop.touch(`other${times}`, `tea${n}`)
  for (const n of [0, 3, 6]) shop.touch('mina', `tea${n}`, 'product.wished')
  shop.touch('mina', 'tea4')
  return shop
}

/** The same, with everything shown once, so that no place is for introductions. */
function knownShop(): TestShop {
  const shop = teaShop()
  for (let n = 0; n < 60; n++) shop.show('other0', [`tea${n}`])
  return shop
}

describe('every page that tries something', () => {
  test('tries at most every fifth place of for you, the fifth at the earliest; the others are as they were', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(1, 4, 5, 9, 10, 20), fc.nat(1_000), (acts, n, seed) => {
        const shop = play(acts)
        for (const shopper of shoppers) {
          const ranked = forYou(shop.home(shopper, { n }))
          const { answer, events } = shop.explored(shopper, new Random(seed), { n })
          const shown = forYou(answer)
          const isTried = (item: RankedItem) => item.why.source === 'explore'
          expect(shown).toHaveLength(ranked.length)
          shown.forEach((item, place) => {
            if (place % 5 !== 4) expect(item).toEqual(ranked[place])
          })
          expect(shown.filter(isTried).length).toBe(events.length * Math.floor(ranked.length / 5))
          expect(new Set(productsOf(answer)).size).toBe(productsOf(answer).length)
          for (const item of shown) expect(item.propensity !== undefined).toBe(isTried(item))
        }
      }),
      runs,
    )
  })

  test('shows nothing that is hidden, not to be had, owned or turned down, and says what it did', () => {
    fc.assert(
      fc.property(histories, fc.nat(1_000), (acts, seed) => {
        const shop = play(acts)
        const random = new Random(seed)
        for (const shopper of shoppers) {
          const { answer, events } = shop.explored(shopper, random)
          for (const product of productsOf(answer)) expect(reasonAgainst(shop, shopper, product)).toBeUndefined()
          const owned = shop.rank(shopper, productsOf(answer)).items.filter(({ why }) => why.source === 'again')
          const tried = forYou(answer).filter(({ why }) => why.source === 'explore')
          for (const { product } of tried) expect(owned.map((one) => one.product)).not.toContain(product)
          if (events.length === 0) continue
          const { items, basedOn, exploring } = slateOf(events)
          expect([basedOn, exploring]).toEqual([shop.views.position, true])
          expect(items.map(({ product }) => product)).toEqual(forYou(answer).map(({ product }) => product))
          expect(items.map(({ position }) => position)).toEqual(items.map((_, place) => place))
          items.forEach(({ by, propensity }, place) => {
            expect(by === 'ranking').toBe(forYou(answer)[place]!.propensity === undefined)
            expect(propensity).toBe(forYou(answer)[place]!.propensity ?? 1)
            expect(propensity > 0 && propensity <= 1).toBe(true)
          })
        }
      }),
      runs,
    )
  })

  test('is the same for the same state and seed', () => {
    const pages = [1, 1, 2].map((seed) => teaShop().explored('mina', new Random(seed), { n: 20 }))
    expect(pages[1]).toEqual(pages[0])
    expect(pages[2]).not.toEqual(pages[0])
  })
})

test('nothing is tried on strangers, by policies that are compared with, or on who refused personalisation', () => {
  const shop = teaShop()
  const random = new Random(1)
  for (const policy of ['popular', 'cluster'] as const)
    expect(shop.explored('mina', random, { policy })).toEqual({ answer: shop.home('mina', { policy }), events: [] })
  expect(shop.explored('nobody', random)).toEqual({ answer: shop.home('nobody'), events: [] })
  shop.refusePersonalisation('mina')
  expect(shop.explored('mina', random)).toEqual({ answer: shop.home('mina'), events: [] })
})

test('nothing is tried where there is nothing but the page itself', () => {
  const open = (count: number): TestShop => {
    const shop = new TestShop()
    for (let n = 0; n < count; n++) shop.list(`p${n}`, { brand: 'moa' })
    for (let n = 0; n < count; n++) shop.touch('other', `p${n}`)
    shop.touch('mina', 'p0')
    return shop
  }
  const [small, larger] = [open(6), open(7)] // p0 is to be picked up, five are for you
  expect(small.explored('mina', new Random(1), { n: 5 })).toEqual({ answer: small.home('mina', { n: 5 }), events: [] })
  expect(larger.explored('mina', new Random(1), { n: 5 }).events).toHaveLength(1)
})

test('a tag that would name what is hidden is not given as the reason', () => {
  const shop = teaShop()
  for (let seed = 0; seed < 20; seed++) {
    const [tried] = forYou(shop.explored('mina', new Random(seed)).answer).filter(({ propensity }) => propensity)
    expect(tried!.why).toEqual({ source: 'explore', tag: expect.stringMatching(/^(brand|category|keyword):/) })
  }
})

describe('what was never shown', () => {
  test('is introduced within as many pages as there are such products', () => {
    const arrivals = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      n: fc.constantFrom(5, 10, 20),
      seed: fc.nat(),
    })
    fc.assert(
      fc.property(arrivals, ({ count, n, seed }) => {
        const shop = knownShop()
        for (let i = 0; i < count; i++)
          shop.list(`new${i}`, { brand: 'moa', category: ['food', i % 2 ? 'tea' : 'cake'] })
        const random = new Random(seed)
        const left = new Set(Array.from({ length: count }, (_, i) => `new${i}`))
        for (let page = 0; page < count; page++) {
          const { answer, events } = shop.explored('mina', random, { n })
          for (const { product } of forYou(answer)) left.delete(product)
          for (const event of events) shop.fold(event)
        }
        expect([...left]).toEqual([])
      }),
      { ...runs, numRuns: 40 },
    )
  })

  test('is introduced to those whom it suits, and to nobody else', () => {
    const shop = knownShop()
    shop.list('cable', { brand: 'volt', category: ['electronics'] })
    shop.list('cake', { brand: 'moa', category: ['food', 'cake'] })
    const random = new Random(3)
    const [first] = slateOf(shop.explored('mina', random).events).items.filter(({ by }) => by === 'introduction')
    expect(first).toMatchObject({ product: 'cake', position: 4, propensity: 1 })
    for (let page = 0; page < 50; page++) {
      const { answer, events } = shop.explored('mina', random)
      expect(productsOf(answer)).not.toContain('cable')
      for (const event of events) shop.fold(event)
    }
  })
})

describe('propensities', () => {
  /** What the place was filled with on many pages of one state. */
  function drawsOf(shop: TestShop, place: number, pages: number) {
    const random = new Random(17)
    return Array.from({ length: pages }, () => slateOf(shop.explored('mina', random, { n: 10 }).events).items[place]!)
  }

  /** Mean of many numbers and the error it has. */
  function meanOf(all: readonly number[]): { mean: number; error: number } {
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length
    const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length
    return { mean, error: Math.sqrt(variance / all.length) }
  }

  test.each([
    ['an introduction', teaShop, 'introduction'],
    ['a draw', knownShop, 'draw'],
  ] as const)('of %s: every product that can stand there does so as often as it was said to', (_name, open, by) => {
    const draws = drawsOf(open(), 4, 6_000)
    expect(new Set(draws.map((one) => one.by))).toEqual(new Set([by]))
    const products = [...new Set(draws.map(({ product }) => product))]
    expect(products.length).toBeGreaterThan(10)
    for (const product of products) {
      const { mean, error } = meanOf(draws.map((one) => (one.product === product ? 1 / one.propensity : 0)))
      expect(Math.abs(mean - 1), product).toBeLessThan(4.5 * error)
    }
  })

  test('what another rule would have earned is estimated without having used it', () => {
    const shop = knownShop()
    const clickRate = (product: string) => 0.1 + (Number(product.slice(3)) % 7) / 10
    const coin = new Random(23)
    const seen = drawsOf(shop, 4, 8_000).map((one) => ({
      ...one,
      reward: coin.unit() < clickRate(one.product) ? 1 : 0,
    }))
    const ofRanking = forYou(shop.home('mina', { n: 10 }))[4]!.product
    const estimate = meanOf(seen.map((one) => (one.product === ofRanking ? one.reward / one.propensity : 0)))
    expect(Math.abs(estimate.mean - clickRate(ofRanking))).toBeLessThan(3 * estimate.error)
    expect(estimate.error).toBeLessThan(0.1)
    // A rule that shows each of the products alike: every draw says something of it.
    const products = [...new Set(seen.map(({ product }) => product))]
    const trueMean = products.reduce((sum, product) => sum + clickRate(product), 0) / products.length
    const even = meanOf(seen.map(({ reward, propensity }) => reward / propensity / products.length))
    expect(Math.abs(even.mean - trueMean)).toBeLessThan(3 * even.error)
  })
})

test('what is shown in vain is tried less and less, and never not at all', () => {
  const shop = knownShop()
  const triesOf = (product: string): number => {
    const random = new Random(29)
    const pages = Array.from({ length: 3_000 }, () => slateOf(shop.explored('mina', random, { n: 20 }).events).items)
    return pages.flat().filter((one) => one.by === 'draw' && one.product === product).length
  }
  const before = triesOf('tea13')
  for (let times = 0; times < 500; times++) shop.show('visitor', ['tea13'])
  const after = triesOf('tea13')
  expect(before).toBeGreaterThan(3 * after)
  expect(after).toBeGreaterThan(0)
})
