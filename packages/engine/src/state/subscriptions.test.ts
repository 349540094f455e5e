import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceCondition, Subscription, Wanted } from '../domain/subscription.ts'
import { epochMs, type Minor, minor, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { Views } from './views.ts'

const day = 86_400_000
const start = 1_700_000_000_000
const shopper = 'sh-1' as ShopperKey

/** Folds facts a day apart, and tells of what alerts came of each. */
class Days {
  views = new Views()
  #at = start
  #n = 0

  fold(event: object): string[] {
    const before = this.views.watched.alerts.raised
    this.#at += day
    this.views.fold({ at: epochMs(this.#at), id: `e${this.#n++}`, ...event } as ShopEvent)
    const all = this.views.watched.alerts.of(this.views.shoppers.rowFor(shopper))
    return all
      .slice(0, this.views.watched.alerts.raised - before)
      .map(({ alert }) => `${alert.product} ${alert.priceMinor}`)
  }

  list(id: string, priceMinor: number, more: object = {}): string[] {
    const said = { id, title: id, categoryPath: [], attributes: {}, inStock: true, ...more }
    return this.fold({ kind: 'product.listed', product: { ...said, priceMinor } })
  }

  reprice(product: string, priceMinor: number): string[] {
    return this.fold({ kind: 'product.repriced', product, priceMinor })
  }

  stock(product: string, inStock: boolean): string[] {
    return this.fold({ kind: 'product.stocked', product, inStock })
  }

  subscribe(wanted: Wanted, conditions: readonly PriceCondition[], more: Partial<Subscription> = {}): string[] {
    const subscription: Subscription = { id: 's1', wanted, conditions, channels: ['page'], ...more }
    return this.fold({ kind: 'subscription.made', shopper, subscription })
  }

  restart(): void {
    const views = new Views()
    views.restore(this.views.position, structuredClone(this.views.save()))
    this.views = views
  }
}

const products = (...ids: string[]): Wanted => ({ what: 'products', products: ids as ProductId[] })
const atMost = (amount: number): PriceCondition => ({ when: 'at-most', minor: minor(amount) })

function days(): Days {
  const one = new Days()
  one.list('cup', 10_000, { title: '블랙 코트 롱', brand: 'MOA', categoryPath: ['패션', '코트'] })
  return one
}

describe('subscriptions to a product', () => {
  test('a price at or below the target tells once, and again only after it was clearly above', () => {
    const one = days()
    expect(one.subscribe(products('cup'), [atMost(9_000)])).toEqual([])
    expect(one.reprice('cup', 9_001)).toEqual([])
    expect(one.reprice('cup', 9_000)).toEqual(['cup 9000'])
    expect(one.reprice('cup', 8_000)).toEqual([])
    expect(one.reprice('cup', 9_050)).toEqual([]) // wavers
    expect(one.reprice('cup', 8_999)).toEqual([])
    one.restart()
    expect(one.reprice('cup', 9_100)).toEqual([])
    expect(one.reprice('cup', 8_999)).toEqual(['cup 8999'])
  })

  test('what is below the target already is told of once it was above', () => {
    const one = days()
    one.subscribe(products('cup'), [atMost(10_000)])
    expect(one.views.watched.subscriptions.isMet('s1', one.views.catalog.find('cup' as ProductId))).toBe(true)
    expect(one.reprice('cup', 9_500)).toEqual([])
    expect(one.reprice('cup', 11_000)).toEqual([])
    expect(one.reprice('cup', 10_000)).toEqual(['cup 10000'])
  })

  test('a drop is counted from the start, or from the alert before', () => {
    const one = days()
    one.subscribe(products('cup'), [{ when: 'drop', since: 'alert', byPercent: 10 }])
    expect(one.reprice('cup', 9_001)).toEqual([])
    expect(one.reprice('cup', 9_000)).toEqual(['cup 9000'])
    expect(one.reprice('cup', 8_101)).toEqual([])
    expect(one.reprice('cup', 8_100)).toEqual(['cup 8100'])
    const other = days()
    other.subscribe(products('cup'), [{ when: 'drop', since: 'start', byMinor: minor(500) }])
    expect(other.reprice('cup', 9_500)).toEqual(['cup 9500'])
    expect(other.reprice('cup', 8_000)).toEqual([])
  })

  test('lowest of all time, new or equal, and of some days', () => {
    const one = days()
    one.reprice('cup', 8_000)
    one.reprice('cup', 9_000)
    one.subscribe(products('cup'), [{ when: 'lowest', orEqual: false }])
    expect(one.reprice('cup', 8_000)).toEqual([])
    expect(one.reprice('cup', 7_999)).toEqual(['cup 7999'])
    const equal = days()
    equal.reprice('cup', 8_000)
    equal.reprice('cup', 9_000)
    equal.subscribe(products('cup'), [{ when: 'lowest', orEqual: true }])
    expect(equal.reprice('cup', 8_000)).toEqual(['cup 8000'])
    const recent = days()
    recent.reprice('cup', 8_000)
    recent.reprice('cup', 9_500)
    recent.subscribe(products('cup'), [{ when: 'lowest', days: 2, orEqual: false }])
    expect(recent.reprice('cup', 9_400)).toEqual(['cup 9400']) // the 8,000 ended two days ago
  })

  test('back in stock, alone and below a target', () => {
    const one = days()
    one.subscribe(products('cup'), [{ when: 'back-in-stock' }])
    expect(one.reprice('cup', 9_000)).toEqual([])
    expect(one.stock('cup', false)).toEqual([])
    expect(one.stock('cup', true)).toEqual(['cup 9000'])
    one.subscribe(products('cup'), [{ when: 'back-in-stock' }, atMost(8_000)])
    one.stock('cup', false)
    expect(one.stock('cup', true)).toEqual([])
    expect(one.reprice('cup', 8_000)).toEqual(['cup 8000']) // came back above, and falls now
    expect(one.reprice('cup', 7_000)).toEqual([])
  })

  test('a rise tells whoever means to buy; being sold out is none', () => {
    const one = days()
    one.subscribe(products('cup'), [{ when: 'rise', byPercent: 5 }])
    one.stock('cup', false)
    expect(one.stock('cup', true)).toEqual([])
    expect(one.reprice('cup', 10_499)).toEqual([])
    expect(one.reprice('cup', 10_500)).toEqual(['cup 10500'])
  })

  test('nothing is told after its end, after it was ended, or once its shopper is forgotten', () => {
    const one = days()
    one.subscribe(products('cup'), [atMost(9_000)], { until: epochMs(start + 3 * day) })
    expect(one.reprice('cup', 9_500)).toEqual([])
    expect(one.reprice('cup', 9_000)).toEqual([])
    const ended = days()
    ended.subscribe(products('cup'), [atMost(9_000)])
    ended.fold({ kind: 'subscription.ended', shopper, subscription: 's1' })
    expect(ended.reprice('cup', 9_000)).toEqual([])
    const forgotten = days()
    forgotten.subscribe(products('cup'), [atMost(9_000)])
    forgotten.fold({ kind: 'shopper.forgotten', shopper })
    expect(forgotten.views.watched.subscriptions.count).toBe(0)
    expect(forgotten.reprice('cup', 9_000)).toEqual([])
  })

  test('the subscriptions and alerts of a device are those of whom it turns out to be', () => {
    const one = days()
    const subscription: Subscription = {
      id: 's9',
      wanted: products('cup'),
      conditions: [atMost(9_000)],
      channels: ['mail'],
    }
    one.fold({ kind: 'contact.kept', shopper: 'device', contact: 'c1', channel: 'mail', lane: 'email' })
    one.fold({ kind: 'subscription.made', shopper: 'device', subscription })
    one.fold({ kind: 'shopper.identified', shopper: 'device', known: shopper })
    expect(one.reprice('cup', 9_000)).toEqual(['cup 9000'])
    const all = { countMax: 9, perLaneMax: 9, isFull: () => false, isTaken: () => false }
    const [letter] = one.views.watched.outgoing.due({ ...all, now: epochMs(start * 2) })
    expect(letter).toMatchObject({ channel: 'mail', contact: 'c1', row: one.views.shoppers.rowFor(shopper) })
    one.restart()
    const settled = { alert: letter!.alert, contact: 'c1', outcome: 'sent', message: 'm1' }
    one.fold({ kind: 'alerts.settled', shopper, alerts: [settled] })
    expect(one.views.watched.alerts.waitingCount).toBe(0)
    expect(one.views.watched.outgoing.count).toBe(0)
    expect(one.views.watched.alerts.find(letter!.alert)?.told.outcomes).toEqual({ mail: 'sent' })
  })
})

test('a subscription of somebody else is neither replaced nor ended', () => {
  const one = days()
  one.subscribe(products('cup'), [atMost(9_000)])
  const other = { id: 's1', wanted: products('cup'), conditions: [atMost(1)], channels: ['page'] }
  one.fold({ kind: 'subscription.made', shopper: 'thief', subscription: other })
  one.fold({ kind: 'subscription.ended', shopper: 'thief', subscription: 's1' })
  expect(one.reprice('cup', 9_000)).toEqual(['cup 9000'])
})

test('the products that most wait for are known, also after a restart and after some have ended', () => {
  const one = days()
  one.list('mug', 5_000)
  one.subscribe(products('cup', 'mug'), [atMost(1)])
  one.subscribe(products('mug'), [atMost(1)], { id: 's2' })
  const busiest = () =>
    one.views.watched.subscriptions
      .busiest(5)
      .map((item) => `${one.views.catalog.idOf(item)} ${one.views.watched.subscriptions.waitingFor(item)}`)
  expect(busiest()).toEqual(['mug 2', 'cup 1'])
  expect(one.views.watched.subscriptions.busiest(1)).toHaveLength(1)
  one.restart()
  one.fold({ kind: 'subscription.ended', shopper, subscription: 's2' })
  expect(busiest()).toEqual(['cup 1', 'mug 1'])
})

describe('standing queries', () => {
  test('whatever comes to fit is told of once, and again when it is much cheaper', () => {
    const one = days()
    one.subscribe({ what: 'query', words: '코트 블랙', toMinor: minor(9_000) }, [])
    const would = (price: number) =>
      one.views.watched.wouldTell(one.views.catalog.find('cup' as ProductId), price, epochMs(start + 99 * day)).length
    expect(one.reprice('cup', 9_500)).toEqual([])
    expect([would(9_001), would(9_000), would(9_000)]).toEqual([0, 1, 1])
    expect(one.reprice('cup', 9_000)).toEqual(['cup 9000'])
    expect(one.reprice('cup', 10_000)).toEqual([])
    expect([would(8_900), would(8_550)]).toEqual([0, 1])
    expect(one.reprice('cup', 8_900)).toEqual([])
    one.reprice('cup', 10_000)
    one.restart()
    expect(one.reprice('cup', 8_550)).toEqual(['cup 8550'])
    expect(one.list('coat', 5_000, { title: '여성 블랙코트' })).toEqual(['coat 5000'])
    expect(one.list('coat', 5_000, { title: '여성 블랙코트 신상' })).toEqual([])
    expect(one.list('shirt', 5_000, { title: '블랙 셔츠' })).toEqual([])
  })

  test('brand, category and attributes have to be so', () => {
    const one = days()
    const wanted: Wanted = { what: 'query', brand: 'moa', categoryPath: ['패션'], attributes: { color: 'black' } }
    one.subscribe(wanted, [])
    const coat = { brand: 'MOA', categoryPath: ['패션', '코트'], attributes: { color: 'Black' } }
    expect(one.list('a', 1_000, { ...coat, attributes: {} })).toEqual([])
    expect(one.list('b', 1_000, { ...coat, brand: 'OTHER' })).toEqual([])
    expect(one.list('c', 1_000, { ...coat, categoryPath: ['가전'] })).toEqual([])
    expect(one.list('d', 1_000, coat)).toEqual(['d 1000'])
  })
})

/** One subscription that looks at every price by itself. */
function toldBy(conditions: readonly PriceCondition[], prices: readonly (number | undefined)[]): number[] {
  const limits = conditions.flatMap((one) => (one.when === 'at-most' ? [one.minor as number] : []))
  const limit = Math.min(Number.MAX_VALUE, ...limits)
  const lowest = conditions.find((one) => one.when === 'lowest')
  const isBack = conditions.some((one) => one.when === 'back-in-stock')
  const known = prices.map((price) => price ?? Number.POSITIVE_INFINITY)
  let again = isBack ? Number.POSITIVE_INFINITY : lowest ? 0 : Math.max(limit + 1, limit * 1.01)
  let isArmed = isBack ? known[0] === Number.POSITIVE_INFINITY : lowest ? true : known[0]! > limit
  const told: number[] = []
  for (let i = 1; i < known.length; i++) {
    const [before, now] = [known[i - 1]!, known[i]!]
    if (now === before) continue
    if (!isArmed && now >= again) isArmed = true
    const past = Math.min(...known.slice(0, i))
    const isLowest = !lowest || (now < before && (lowest.orEqual ? now <= past : now < past))
    if (!isArmed || now > limit || !isLowest) continue
    told.push(i)
    isArmed = false
    if (lowest && !isBack) again = now * 1.01
  }
  return told
}

const condition = fc.oneof(
  fc.integer({ min: 10, max: 21 }).map((amount): PriceCondition => ({ when: 'at-most', minor: amount as Minor })),
  fc.boolean().map((orEqual): PriceCondition => ({ when: 'lowest', orEqual })),
  fc.constant<PriceCondition>({ when: 'back-in-stock' }),
)

test('many subscriptions are told as each is that looks at every price by itself', () => {
  const wishes = fc.array(fc.uniqueArray(condition, { minLength: 1, maxLength: 3, selector: ({ when }) => when }), {
    minLength: 1,
    maxLength: 8,
  })
  // so near to each other that none is held
  const price = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 10, max: 23 }) }, fc.constant(undefined))
  fc.assert(
    fc.property(wishes, fc.array(price, { minLength: 1, maxLength: 25 }), (all, prices) => {
      const one = new Days()
      one.list('cup', prices[0] ?? 10, { inStock: prices[0] !== undefined })
      for (const [i, conditions] of all.entries()) one.subscribe(products('cup'), conditions, { id: `s${i}` })
      const told = all.map((): number[] => [])
      for (let i = 1; i < prices.length; i++) {
        const [now, before] = [prices[i], prices[i - 1]]
        const raised = one.views.watched.alerts.raised
        const item = one.views.catalog.find('cup' as ProductId)
        const at = epochMs(start + (one.views.position + 1) * day)
        const would = one.views.watched.wouldTell(item, now ?? Number.POSITIVE_INFINITY, at)
        one.list('cup', now ?? before ?? 10, { inStock: now !== undefined })
        const row = one.views.shoppers.rowFor(shopper)
        const fresh = one.views.watched.alerts.of(row).slice(0, one.views.watched.alerts.raised - raised)
        const of = new Set(fresh.map(({ alert }) => alert.subscription))
        expect(would.map(({ subscription }) => subscription.id)).toEqual([...of].sort())
        for (const { alert } of fresh) told[Number(alert.subscription.slice(1))]!.push(i)
        if (i === 9) one.restart()
      }
      expect(told).toEqual(all.map((conditions) => toldBy(conditions, prices)))
    }),
    { numRuns: 300 },
  )
})
