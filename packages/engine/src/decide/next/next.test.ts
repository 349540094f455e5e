import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EpochMs, minor, type OrderId, type ProductId, type ShopperKey, secondsOf } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { Views } from '../../state/views.ts'
import type { NextAnswer } from './answer.ts'
import { next } from './next.ts'

const minute = 60_000
const day = 86_400_000
const start = Date.UTC(2024, 0, 1)
const key = (name: string) => name as ShopperKey

type Act = { readonly who: string; readonly n: number; readonly at: number }

const listed = (n: number, reduced = false): ShopEvent => ({
  kind: 'product.listed',
  at: start as EpochMs,
  id: `listed:${n}`,
  product: {
    id: `p${n}` as ProductId,
    title: `Product ${n}`,
    brand: `brand${n % 3}`,
    categoryPath: ['food', `category${n % 4}`],
    attributes: {},
    priceMinor: minor(100 * (n + 1)),
    ...(reduced ? { listPriceMinor: minor(200 * (n + 1)) } : {}),
    inStock: true,
  },
})
const viewed = ({ who, n, at }: Act, kind: 'product.viewed' | 'cart.added' = 'product.viewed') =>
  ({ kind, at, id: `${kind}:${who}:${n}:${at}`, shopper: who, product: `p${n}`, quantity: 1 }) as unknown as ShopEvent
const ordered = ({ who, n, at }: Act): ShopEvent => ({
  kind: 'order.placed',
  at: at as EpochMs,
  id: `order:${who}:${n}:${at}`,
  order: `${who}:${n}:${at}` as OrderId,
  shopper: key(who),
  lines: [{ product: `p${n}` as ProductId, quantity: 1 }],
})
const told = (kind: string, who: string, more: object = {}) =>
  ({ kind, at: start, id: `${kind}:${who}`, shopper: who, ...more }) as unknown as ShopEvent

function viewsOf(events: readonly ShopEvent[]): Views {
  const views = new Views()
  for (const event of events) views.fold(event)
  return views
}

function ask(views: Views, who: string, at: number, { count = 5, days = 30 } = {}): NextAnswer {
  return next(views, { row: views.shoppers.find(key(who)), now: secondsOf(at as EpochMs), count, days }).answer
}

/** Shopper s0 orders p0 every 10 days, s1 every 20, ...; all of them for a year. */
const regulars = (shoppers: number) =>
  Array.from({ length: shoppers }, (_, s) =>
    Array.from({ length: Math.floor(36 / (1 + (s % 3))) }, (_, k) =>
      ordered({ who: `s${s}`, n: s % 3, at: start + k * 10 * (1 + (s % 3)) * day + s * minute }),
    ),
  )
    .flat()
    .sort((a, b) => (a as { at: number }).at - (b as { at: number }).at)
const catalog = Array.from({ length: 12 }, (_, n) => listed(n, n === 5))

function expectChances(answer: NextAnswer): void {
  const { intent, categories, brands, repurchases, price, churn } = answer
  const { browse, compare, buy, leave } = intent
  expect(browse + compare + buy + leave).toBeCloseTo(1, 9)
  const all = [browse, compare, buy, leave, price.share, price.population, price.confidence, churn.probability]
  for (const { probability } of [...categories, ...brands]) all.push(probability)
  for (const { within7, within14, within30 } of repurchases) {
    all.push(within7, within14, within30)
    expect(within7).toBeLessThanOrEqual(within14)
    expect(within14).toBeLessThanOrEqual(within30)
  }
  expect(all.filter((chance) => !(chance >= 0 && chance <= 1))).toEqual([])
}

describe('laws', () => {
  const acts = fc.array(
    fc.record({
      what: fc.constantFrom('view', 'cart', 'order', 'refuse', 'hide', 'forget'),
      who: fc.constantFrom('a', 'b', 'c'),
      n: fc.nat(11),
      at: fc.nat(90 * 24 * 60).map((minutes) => start + minutes * minute),
    }),
    { maxLength: 60 },
  )
  const eventOf = ({ what, ...act }: Act & { what: string }): ShopEvent => {
    if (what === 'order') return ordered(act)
    if (what === 'refuse') return told('personalisation.refused', act.who)
    if (what === 'forget') return told('shopper.forgotten', act.who)
    if (what === 'hide') return told('shopper.hid', act.who, { hidden: { what: 'brand', brand: 'brand1' } })
    return viewed(act, what === 'cart' ? 'cart.added' : 'product.viewed')
  }

  test('probabilities are probabilities and intents sum to 1, whatever happened in whatever order, for whomever', () => {
    fc.assert(
      fc.property(acts, fc.nat(200), fc.integer({ min: 1, max: 365 }), (all, days, ahead) => {
        const views = viewsOf([...catalog, ...all.map(eventOf)])
        for (const who of ['a', 'b', 'c', 'nobody'])
          expectChances(ask(views, who, start + days * day, { count: 20, days: ahead }))
      }),
      { seed: 901, numRuns: 60 },
    )
  })

  test('orders that come in either order give the same answer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(80), { minLength: 2, maxLength: 2 }), (days) => {
        const pair = days.map((one) => ordered({ who: 'a', n: 1, at: start + one * day }))
        const before = [...catalog, ...regulars(4)]
        const [one, other] = [pair, [...pair].reverse()].map((two) =>
          ask(viewsOf([...before, ...two]), 'a', start + 400 * day),
        )
        expect(one!.churn.probability).toBeCloseTo(other!.churn.probability, 9)
        expect(one!.repurchases[0]!.within30).toBeCloseTo(other!.repurchases[0]!.within30, 9)
        expect(one!.repurchases.map(({ product, times }) => [product, times])).toEqual([['p1', 2]])
      }),
      { seed: 902, numRuns: 40 },
    )
  })

  test('a snapshot answers the same', () => {
    const views = viewsOf([...catalog, ...regulars(6), viewed({ who: 's1', n: 3, at: start + 370 * day })])
    const other = new Views()
    other.restore(views.position, structuredCopy(views.save()))
    expect(ask(other, 's1', start + 370 * day + minute)).toEqual(ask(views, 's1', start + 370 * day + minute))
  })
})

function structuredCopy(saved: ReturnType<Views['save']>): ReturnType<Views['save']> {
  const copyOf = (columns: (typeof saved)[string]) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice()]))
  return Object.fromEntries(Object.entries(saved).map(([name, columns]) => [name, copyOf(columns)]))
}

describe('what is answered', () => {
  test('an empty shop answers with nothing but priors, marked as of everybody', () => {
    const answer = ask(new Views(), 'nobody', start)
    expectChances(answer)
    expect(answer).toMatchObject({ basis: 'everybody', categories: [], brands: [], repurchases: [], position: 0 })
    expect(answer.churn).toMatchObject({ of: 'visit', basis: 'everybody', times: 0 })
    expect(answer.intent.basis).toBe('everybody')
  })

  test('a shopper who keeps a rhythm is due when it says, and lost when it has long passed', () => {
    const views = viewsOf([...catalog, ...regulars(30)])
    const end = start + 350 * day
    const due = ask(views, 's0', end + 9 * day, { days: 7 })
    expect(due.churn).toMatchObject({ basis: 'person', of: 'order', times: 36 })
    expect(due.churn.meanGapDays).toBeCloseTo(10, 6)
    expect(due.churn.probability).toBeLessThan(0.2)
    expect(ask(views, 's0', end + 1 * day, { days: 7 }).churn.probability).toBeGreaterThan(0.8)
    expect(ask(views, 's0', end + 200 * day, { days: 7 }).churn.probability).toBeGreaterThan(due.churn.probability)
    const [again] = ask(views, 's0', end + 5 * day).repurchases
    expect(again).toMatchObject({ product: 'p0', times: 36 })
    expect(Math.abs(again!.expectedAt! * 1_000 - (end + 10 * day)) / day).toBeLessThan(2.5)
    expect(again!.within30).toBeGreaterThan(0.9)
  })

  test('the next order holds what they always order', () => {
    const { categories, brands } = ask(viewsOf([...catalog, ...regulars(30)]), 's1', start + 380 * day)
    expect(categories[0]!.tag).toBe('category:food>category1')
    expect(categories[0]!.probability).toBeGreaterThan(0.9)
    expect(brands[0]!.tag).toBe('brand:brand1')
    expect(brands[1]!.probability).toBeLessThan(0.1)
  })

  test('who puts things in the cart after one look is expected to', () => {
    const visits = Array.from({ length: 200 }, (_, v) => {
      const at = start + v * day
      const looks = [viewed({ who: `v${v}`, n: 0, at }), viewed({ who: `v${v}`, n: 4, at: at + minute })]
      return v % 2 ? looks : [...looks, viewed({ who: `v${v}`, n: 4, at: at + 2 * minute }, 'cart.added')]
    }).flat()
    const at = start + 300 * day
    const views = viewsOf([...catalog, ...visits, viewed({ who: 'me', n: 0, at }), viewed({ who: 'you', n: 0, at })])
    expect(ask(views, 'me', at).intent).toMatchObject({ basis: 'person', acts: 1 })
    expect(ask(views, 'me', at).intent.compare).toBeGreaterThan(0.85) // p4 is of the category of p0
    views.fold(viewed({ who: 'me', n: 4, at: at + minute }))
    const { buy, leave } = ask(views, 'me', at + minute).intent
    expect(Math.abs(buy - 0.5)).toBeLessThan(0.1)
    expect(Math.abs(leave - 0.5)).toBeLessThan(0.1)
    expect(ask(views, 'me', at + 11 * minute).intent.leave).toBeGreaterThan(0.9) // the cart came within a minute
    expect(ask(views, 'me', at + 2 * day).intent).toMatchObject({ basis: 'everybody', acts: 0 })
  })

  test('who buys what is reduced is more sensitive than everybody, and who does not is less', () => {
    const orders = Array.from({ length: 40 }, (_, k) => [
      ordered({ who: 'keen', n: 5, at: start + k * day }),
      ordered({ who: 'calm', n: 6, at: start + k * day + minute }),
    ]).flat()
    const views = viewsOf([...catalog, ...orders])
    const [keen, calm] = ['keen', 'calm'].map((who) => ask(views, who, start + 50 * day).price)
    expect(keen!.population).toBeCloseTo(0.5, 1)
    expect(keen!.share).toBeGreaterThan(0.9)
    expect(calm!.share).toBeLessThan(0.1)
    expect(keen!).toMatchObject({ basis: 'person', chosen: 40, bargains: 40 })
    expect(ask(views, 'nobody', start).price).toMatchObject({ basis: 'everybody', confidence: 0, chosen: 0 })
  })
})

describe('what is obeyed', () => {
  const events = [...catalog, ...regulars(30)]
  const at = start + 360 * day

  test('who refused personalisation gets the figures of everybody', () => {
    const views = viewsOf([...events, told('personalisation.refused', 's0')])
    const { position: _, ...refused } = ask(views, 's0', at)
    const { position: __, ...stranger } = ask(views, 'nobody', at)
    expect(refused).toEqual(stranger)
    expect(refused.basis).toBe('everybody')
  })

  test('what is hidden is not named, also of everybody', () => {
    const hide = (hidden: object) => told('shopper.hid', 's0', { hidden })
    const views = viewsOf([
      ...events,
      hide({ what: 'brand', brand: 'brand0' }),
      hide({ what: 'category', category: 'food' }),
    ])
    views.fold(told('personalisation.refused', 's0'))
    views.fold({ ...told('personalisation.allowed', 's0') })
    const { categories, brands, repurchases } = ask(views, 's0', at)
    expect([categories, repurchases]).toEqual([[], []])
    expect(brands.map(({ tag }) => tag)).not.toContain('brand:brand0')
    views.fold({ ...told('personalisation.refused', 's0') })
    expect(ask(views, 's0', at).categories).toEqual([])
  })

  test('who was forgotten is a stranger', () => {
    const views = viewsOf([...events, told('shopper.forgotten', 's0')])
    expect(ask(views, 's0', at)).toMatchObject({ basis: 'everybody', repurchases: [] })
  })
})
