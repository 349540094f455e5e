import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Counting } from '../../domain/counting.ts'
import type { OfferBenefit } from '../../domain/offer.ts'
import { type PriceCondition, steppedFrom, type Wanted } from '../../domain/subscription.ts'
import type { Minor, ProductId } from '../../domain/units.ts'
import { Malls, type TestOffer } from './testing-malls.ts'

const gone = Number.POSITIVE_INFINITY
const products = (...ids: string[]): Wanted => ({ what: 'products', products: ids as ProductId[] })
const atMost = (amount: number): PriceCondition => ({ when: 'at-most', minor: amount as Minor })
const withCard = (price: number): OfferBenefit[] => [{ programme: '삼성카드', priceMinor: price as Minor }]

test('only offers of the malls named count, with the card and the membership of this shopper', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 100, shipping: 30 })
  malls.list('b', 'np-0', { price: 90, benefits: withCard(60) })
  malls.wait('a', { wanted: products('np-0'), conditions: [atMost(110)], counting: { malls: ['a'] } })
  malls.wait('all', { wanted: products('np-0'), conditions: [atMost(80)] })
  malls.wait('card', { wanted: products('np-0'), conditions: [atMost(50)], counting: { benefits: ['삼성 카드'] } })
  const { subscriptions } = malls.views.watched
  expect(subscriptions.standOf('card', malls.item('np-0'))).toMatchObject({ price: 60, base: 60, at: 50 })
  expect(subscriptions.standOf('a', malls.item('np-0'))).toMatchObject({ price: 130, base: 130 })
  expect(malls.reprice('b', 'np-0', 81)).toEqual([])
  expect(malls.reprice('a', 'np-0', 80, 30)).toEqual(['a np-0 110'])
  malls.restart()
  expect(malls.reprice('b', 'np-0', 80)).toEqual(['all np-0 80'])
  expect(malls.list('b', 'np-0', { price: 80, benefits: withCard(50) })).toEqual(['card np-0 50'])
  const rocket = [{ programme: 'Rocket', shippingMinor: 0 as Minor }]
  malls.wait('rocket', { wanted: products('np-0'), conditions: [atMost(70)], counting: { benefits: ['rocket'] } })
  expect(malls.list('a', 'np-0', { price: 70, shipping: 30, benefits: rocket })).toEqual(
    ['a np-0 100', 'rocket np-0 70'].slice(1),
  )
})

test('a lane is there while somebody waits for it, and its lowest price is that since it began', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 50 })
  malls.reprice('a', 'np-0', 100)
  const lowest: PriceCondition[] = [{ when: 'lowest', orEqual: false }]
  malls.wait('one', { wanted: products('np-0'), conditions: lowest, counting: { malls: ['a'] } })
  malls.wait('two', { wanted: products('np-0'), conditions: lowest, counting: { malls: ['a'] } })
  expect(malls.reprice('a', 'np-0', 90)).toEqual(['one np-0 90', 'two np-0 90'])
  const { subscriptions } = malls.views.watched
  expect(subscriptions.countingFor(malls.item('np-0'))).toBe(2)
  subscriptions.end('one')
  malls.restart()
  malls.views.watched.subscriptions.end('two')
  expect(malls.views.watched.subscriptions.isCounting(malls.item('np-0'), undefined)).toBe(false)
  malls.wait('three', { wanted: products('np-0'), conditions: lowest, counting: { malls: ['a'] } })
  malls.reprice('a', 'np-0', 95)
  expect(malls.reprice('a', 'np-0', 89)).toEqual(['three np-0 89'])
})

test('many prices that come as one fact reach those who count them, though the lowest stays what it was', () => {
  const malls = new Malls()
  for (const product of ['np-0', 'np-1']) {
    malls.list('a', product, { price: 100 })
    malls.list('b', product, { price: 80 })
    malls.wait(product, { wanted: products(product), conditions: [atMost(90)], counting: { malls: ['a'] } })
  }
  const query: Wanted = { what: 'query', words: 'x', toMinor: 95 as Minor }
  malls.wait('query', { wanted: query, conditions: [], counting: { malls: ['a'] } })
  const told = ['np-0 np-0 90', 'query np-0 90', 'query np-1 92']
  expect(malls.repriceMany('a', { 'np-0': 90, 'np-1': 92 })).toEqual(told)
})

test('who counts prices for a query has only products counted that its words fit, also once these are others', () => {
  const malls = new Malls()
  malls.describe('np-0', {}, 'x')
  malls.describe('np-1', {}, 'y')
  for (const product of ['np-0', 'np-1']) malls.list('a', product, { price: 100 })
  const isCounted = (product: string) => {
    const [item, { watched, catalog }] = [malls.item(product), malls.views]
    return watched.subscriptions.isCounting(item, catalog.product(item))
  }
  expect([isCounted('np-0'), isCounted('np-1')]).toEqual([false, false])
  const query: Wanted = { what: 'query', words: 'x', toMinor: 95 as Minor }
  malls.wait('query', { wanted: query, conditions: [], counting: { malls: ['a'] } })
  expect([isCounted('np-0'), isCounted('np-1')]).toEqual([true, false])
  expect(malls.repriceMany('a', { 'np-0': 90, 'np-1': 90 })).toEqual(['query np-0 90'])
  expect(malls.describe('np-1', {}, 'x y')).toEqual(['query np-1 90'])
  expect(isCounted('np-1')).toBe(true)
  malls.restart()
  malls.views.watched.subscriptions.end('query')
  expect([isCounted('np-0'), isCounted('np-1')]).toEqual([false, false])
})

test('a mall that is erased takes its benefits with it', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 100, benefits: withCard(60) })
  malls.list('b', 'np-0', { price: 100 })
  malls.wait('card', { wanted: products('np-0'), conditions: [atMost(50)], counting: { benefits: ['삼성카드'] } })
  malls.fold({ kind: 'mall.erased', mall: 'a' })
  expect(malls.views.watched.subscriptions.standOf('card', malls.item('np-0'))?.price).toBe(100)
  expect(JSON.stringify(malls.views.save().market)).not.toContain('삼성카드')
})

test('a price that is held is told to nobody who counts that mall alone, until it was checked', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 10_000 })
  for (let i = 0; i < 3; i++) malls.list('b', 'np-0', { price: 11_000 - i })
  malls.wait('a', { wanted: products('np-0'), conditions: [atMost(9_000)], counting: { malls: ['a'] } })
  malls.wait('b', { wanted: products('np-0'), conditions: [atMost(9_000)], counting: { malls: ['b'] } })
  const query: Wanted = { what: 'query', words: 'x', toMinor: 9_000 as Minor }
  malls.wait('query', { wanted: query, conditions: [], counting: { malls: ['a'] } })
  expect(malls.reprice('a', 'np-0', 100)).toEqual([])
  expect(malls.views.watched.subscriptions.standOf('a', malls.item('np-0'))?.price).toBe(10_000)
  const check = { kind: 'offer.checked', mall: 'a', key: 'np-0', totalMinor: 100, verdict: 'right', by: 'person' }
  expect(malls.fold(check)).toEqual(['a np-0 100', 'query np-0 100'])
})

test('what comes back from a price that was held is not back in stock', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 10_000 })
  const query: Wanted = { what: 'query', words: 'x' }
  malls.wait('back', { wanted: query, conditions: [{ when: 'back-in-stock' }], counting: { malls: ['a'] } })
  expect(malls.reprice('a', 'np-0', 100)).toEqual([])
  expect(malls.reprice('a', 'np-0', 10_000)).toEqual([])
  expect(malls.reprice('a', 'np-0')).toEqual([])
  expect(malls.reprice('a', 'np-0', 10_000)).toEqual(['back np-0 10000'])
})

test('what a lane did cost goes with the mall that it was asked at', () => {
  const malls = new Malls()
  malls.describe('np-0')
  malls.list('a', 'np-0', { price: 7_777_001 })
  malls.list('b', 'np-0', { price: 8_000_000 })
  malls.list('a', 'np-1', { price: 7_777_002 })
  const lowest: PriceCondition[] = [{ when: 'lowest', orEqual: false }]
  malls.wait('both', { wanted: products('np-0'), conditions: lowest, counting: { malls: ['a', 'b'] } })
  malls.wait('card', { wanted: products('np-1'), conditions: lowest, counting: { benefits: ['카드'] } })
  malls.fold({ kind: 'mall.erased', mall: 'a' })
  malls.restart()
  malls.reprice('b', 'np-0', 8_100_000)
  expect(malls.reprice('b', 'np-0', 7_900_000)).toEqual(['both np-0 7900000'])
  malls.list('b', 'np-1', { price: 9_000_000 })
  malls.reprice('b', 'np-1', 9_100_000)
  expect(malls.reprice('b', 'np-1', 8_900_000)).toEqual(['card np-1 8900000'])
})

/** One offer of the model, and what it costs somebody. */
function costs({ price, shipping, coupon = 0, benefits = [] }: TestOffer, mine: readonly string[]): number {
  if (price === undefined) return gone
  const own = benefits.filter(({ programme }) => mine.includes(programme))
  const lowest = Math.min(price, ...own.flatMap(({ priceMinor }) => priceMinor ?? []))
  const ways = [shipping, ...own.map(({ shippingMinor }) => shippingMinor)].filter((one) => one !== undefined)
  return Math.max(0, lowest + (ways.length === 0 ? 0 : Math.min(...ways)) - coupon)
}

type World = { readonly offers: Map<string, TestOffer>; grams: number }

function priceIn({ offers }: World, { malls, benefits = [] }: Counting): number {
  const counted = [...offers].filter(([mall]) => !malls || malls.includes(mall))
  const costing = counted.map(([, offer]) => ({ isUsed: offer.isUsed === true, cost: costs(offer, benefits) }))
  const had = costing.filter(({ cost }) => cost < gone)
  const fresh = had.filter(({ isUsed }) => !isUsed)
  return Math.min(gone, ...(fresh.length > 0 ? fresh : had).map(({ cost }) => cost))
}

/** One subscription that looks at everything, every time. */
class Watcher {
  #base: number
  #isArmed: boolean
  #again: number
  #lows: number
  readonly #conditions: readonly PriceCondition[]

  constructor(conditions: readonly PriceCondition[], price: number, grams: number) {
    this.#conditions = conditions
    this.#base = price
    this.#lows = price
    const at = this.#limit(grams)
    if (this.#isRise) this.#isArmed = price < at
    else if (this.#lowest) this.#isArmed = !this.#isBack || price === gone
    else this.#isArmed = this.#isBack ? price === gone : price > at
    this.#again = this.#isBack ? gone : 0
  }

  get #lowest() {
    return this.#conditions.find((one) => one.when === 'lowest')
  }
  get #isBack() {
    return this.#conditions.some(({ when }) => when === 'back-in-stock')
  }
  get #isRise() {
    return this.#conditions[0]?.when === 'rise' && this.#base < gone
  }

  #limit(grams: number): number {
    const limits = this.#conditions.map((one) => {
      if (one.when === 'at-most') return one.per ? Math.floor((one.minor * grams) / one.per.amount) : one.minor
      if (one.when === 'drop') return this.#base < gone ? steppedFrom(this.#base, one, 'down') : Number.MAX_VALUE
      if (one.when === 'rise' && this.#base < gone) return steppedFrom(this.#base, one, 'up')
      return Number.MAX_VALUE
    })
    return Math.min(...limits)
  }

  isTold(before: number, now: number, grams: number): boolean {
    const isTold = this.#isDue(before, now, grams)
    this.#lows = Math.min(this.#lows, now)
    if (!isTold) return false
    this.#isArmed = false
    if (this.#lowest && !this.#isBack) this.#again = now * 1.01
    if (this.#conditions.some((one) => one.when === 'drop' && one.since === 'alert')) {
      this.#base = now
      if (!this.#lowest && !this.#isBack) this.#isArmed = now > this.#limit(grams)
      if (this.#lowest) [this.#isArmed, this.#again] = this.#isBack ? [false, gone] : [true, 0]
    }
    return true
  }

  #isDue(before: number, now: number, grams: number): boolean {
    const at = this.#limit(grams)
    if (this.#isRise) {
      if (now < gone && now <= at / 1.01) this.#isArmed = true
      return this.#isArmed && now < gone && now >= at
    }
    if (this.#lowest) {
      if (now !== before && now >= this.#again) this.#isArmed = true
      const isLow = this.#lowest.orEqual ? now <= this.#lows : now < this.#lows
      return this.#isArmed && now < before && now <= at && isLow
    }
    if (now >= (this.#isBack ? gone : Math.max(at + 1, at * 1.01))) this.#isArmed = true
    return this.#isArmed && now <= at
  }
}

/** A query that looks at everything, every time. */
class Asker {
  #told: number | undefined
  readonly #conditions: readonly PriceCondition[]
  readonly #to: number

  constructor(conditions: readonly PriceCondition[], to: number) {
    this.#conditions = conditions
    this.#to = to
  }

  isTold(before: number, now: number, isAnew: boolean): boolean {
    const drop = this.#conditions.find((one) => one.when === 'drop')
    if (now > this.#to || (now === before && !isAnew)) return false
    if (!drop && !isAnew && before <= this.#to) return false
    if (this.#told !== undefined && now > this.#told * 0.95) return false
    if (drop && !(before < gone && now <= steppedFrom(before, drop, 'down'))) return false
    this.#told = now
    return true
  }
}

/** Prices so near to each other that none is held. */
const price = fc.integer({ min: 30, max: 43 })
const target = fc.integer({ min: 27, max: 46 }).map((one) => one as Minor)
const amount = fc.integer({ min: 1, max: 10 }).map((one) => one as Minor)
const condition = fc.oneof(
  target.map((minor): PriceCondition => ({ when: 'at-most', minor })),
  target.map((minor): PriceCondition => ({ when: 'at-most', minor, per: { amount: 100, unit: 'g' } })),
  fc.boolean().map((orEqual): PriceCondition => ({ when: 'lowest', orEqual })),
  fc.constant<PriceCondition>({ when: 'back-in-stock' }),
  fc
    .tuple(fc.constantFrom('start' as const, 'alert' as const), amount)
    .map(([since, byMinor]): PriceCondition => ({ when: 'drop', since, byMinor })),
)
const conditions = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.uniqueArray(condition, { minLength: 1, maxLength: 2, selector: ({ when }) => when }).filter(
      // what a lowest price is told of again after its limit moved is another matter than this one
      (all) => !(all.some(({ when }) => when === 'lowest') && all.some((one) => one.when === 'at-most' && one.per)),
    ),
  },
  amount.map((byMinor): PriceCondition[] => [{ when: 'rise', byMinor }]),
)
const counting = fc.constantFrom<Counting>(
  {},
  { malls: ['a'] },
  { malls: ['a', 'b'] },
  { benefits: ['card'] },
  { benefits: ['card', 'club'] },
  { malls: ['b'], benefits: ['club'] },
)
const benefit = fc.record(
  { programme: fc.constantFrom('card', 'club'), priceMinor: price.map((one) => one as Minor), shippingMinor: amount },
  { requiredKeys: ['programme', 'priceMinor'] },
)
const offer: fc.Arbitrary<TestOffer> = fc.record(
  {
    price: fc.option(price, { nil: undefined, freq: 5 }),
    shipping: fc.integer({ min: 0, max: 3 }),
    coupon: fc.integer({ min: 0, max: 3 }),
    benefits: fc.array(benefit, { maxLength: 2 }),
    isUsed: fc.boolean(),
  },
  { requiredKeys: ['price'] },
)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ mall: fc.constantFrom('a', 'b', 'c'), offer }) },
  { weight: 4, arbitrary: fc.record({ mall: fc.constantFrom('a', 'b', 'c'), price: fc.option(price) }) },
  { weight: 1, arbitrary: fc.record({ grams: fc.constantFrom(50, 100, 200) }) },
)

/** Applies a step to malls and to the model of them. @returns what is told */
function apply(malls: Malls, world: World, one: typeof step extends fc.Arbitrary<infer S> ? S : never): string[] {
  if ('grams' in one) {
    world.grams = one.grams
    return malls.describe('np-0', { totalWeight: `${one.grams} g` })
  }
  const known = world.offers.get(one.mall)
  if ('offer' in one) {
    world.offers.set(one.mall, one.offer)
    return malls.list(one.mall, 'np-0', one.offer)
  }
  if (!known) return []
  const { shipping: _, coupon: __, ...rest } = known
  world.offers.set(one.mall, { ...rest, price: one.price ?? undefined })
  return malls.reprice(one.mall, 'np-0', one.price ?? undefined)
}

test('subscriptions that count prices in ways of their own are told as if each looked at every offer', () => {
  const wishes = fc.array(fc.record({ conditions, counting }), { minLength: 1, maxLength: 6 })
  const askers = fc.array(
    fc.record({
      to: target,
      counting,
      conditions: fc.oneof(
        fc.constant<PriceCondition[]>([]),
        amount.map((byMinor): PriceCondition[] => [{ when: 'drop', since: 'before', byMinor }]),
      ),
    }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(wishes, askers, fc.array(step, { maxLength: 25 }), offer, (all, queries, steps, first) => {
      const malls = new Malls()
      const world: World = { offers: new Map([['a', first]]), grams: 100 }
      malls.describe('np-0', { totalWeight: '100 g' })
      malls.list('a', 'np-0', first)
      const watchers = all.map((wish, i) => {
        const own = Object.keys(wish.counting).length > 0 ? { counting: wish.counting } : {}
        malls.wait(`s${i}`, { wanted: products('np-0'), conditions: wish.conditions, ...own })
        return new Watcher(wish.conditions, priceIn(world, wish.counting), 100)
      })
      const asking = queries.map((query, i) => {
        const wanted: Wanted = { what: 'query', words: 'x', toMinor: query.to as Minor }
        const own = Object.keys(query.counting).length > 0 ? { counting: query.counting } : {}
        malls.wait(`q${i}`, { wanted, conditions: query.conditions, ...own })
        return new Asker(query.conditions, query.to)
      })
      for (const [i, one] of steps.entries()) {
        const before = [...all, ...queries].map((wish) => priceIn(world, wish.counting))
        const [grams, isNew] = [world.grams, !('grams' in one) && !('offer' in one) && !world.offers.has(one.mall)]
        const told = apply(malls, world, one)
        if (isNew) continue
        const prices = [...all, ...queries].map((wish) => priceIn(world, wish.counting))
        const expected = [
          ...watchers.map(
            (watcher, n) => watcher.isTold(before[n]!, prices[n]!, world.grams) && `s${n} np-0 ${prices[n]}`,
          ),
          ...asking.map((asker, n) => {
            const at = all.length + n
            const isTold = asker.isTold(before[at]!, prices[at]!, grams !== world.grams)
            return isTold && `q${n} np-0 ${prices[at]}`
          }),
        ].filter((text) => text !== false)
        expect(told, `step ${i}`).toEqual(expected.sort())
        if (i % 7 === 6) malls.restart()
      }
    }),
    { numRuns: 150 },
  )
})
