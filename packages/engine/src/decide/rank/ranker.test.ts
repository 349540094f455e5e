import { Random } from '@nunchi/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { epochMs, type OrderId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { Views } from '../../state/views.ts'
import { home } from './home.ts'
import { worthOfOrders } from './lesson-orders.ts'
import type { LessonTable } from './lesson-table.ts'
import { Lessons } from './lessons.ts'
import { rank } from './rank.ts'
import { parseRanker, type Ranker, rankerFile } from './ranker.ts'
import { rankerFeatures } from './ranker-features.ts'
import { isCheap, marketEvents, productOf } from './testing-market.ts'
import { type RankerTrained, trainRanker } from './train-ranker.ts'
import { why } from './why.ts'

function taught(events: readonly ShopEvent[], share = 1): { views: Views; table: LessonTable } {
  const views = new Views()
  const lessons = new Lessons(views, { share, seed: 1 })
  for (const event of events) {
    lessons.observe(event)
    views.fold(event)
  }
  return { views, table: lessons.finish() }
}

function trained(table: LessonTable, current?: Ranker): RankerTrained {
  const training = trainRanker(table, current)
  let step = training.next()
  while (!step.done) step = training.next()
  return step.value
}

const sum = (column: Uint8Array, rows: number) => column.subarray(0, rows).reduce((all, one) => all + one, 0)

describe('lessons', () => {
  test('say what a visit came to, of what could have been shown a moment before', () => {
    const { table } = taught(marketEvents({ shoppers: 30, visits: 4 }))
    expect(table.moments).toBeGreaterThan(30 * 3)
    expect(sum(table.done.purchase, table.rows)).toBeGreaterThan(30)
    expect(sum(table.done.click, table.rows)).toBeGreaterThan(30)
    expect(sum(table.done.cart, table.rows)).toBe(0)
    expect(table.values.subarray(0, table.rows * rankerFeatures.length).some(Number.isNaN)).toBe(true)
  })

  test('are taken from a share of the visits', () => {
    const events = marketEvents({ shoppers: 40, visits: 6 })
    const [all, some, none] = [1, 0.3, 0].map((share) => taught(events, share).table.moments)
    expect(none).toBe(0)
    expect(some! / all!).toBeGreaterThan(0.2)
    expect(some! / all!).toBeLessThan(0.4)
  })

  test('begin in a first visit as soon as anything is known of the shopper', () => {
    const views = (n: number) => ({ ...marketEvents({ shoppers: 1, visits: 1 })[50 + n]!, id: `first ${n}` })
    const first = [...marketEvents({ shoppers: 1, visits: 0 }), ...[0, 1, 2].map(views)] as ShopEvent[]
    expect(taught(first).table.moments).toBe(1)
  })

  test('of a device whose owner logs in on the way say what the visit came to', () => {
    const listed = marketEvents({ shoppers: 1, visits: 0 })
    const [device, person] = ['device', 'person'] as unknown as ShopperKey[]
    const at = (seconds: number) => epochMs(1_700_000_000_000 + seconds * 1_000)
    const view = (n: number) =>
      ({ kind: 'product.viewed', at: at(n), id: `v${n}`, shopper: device!, product: productOf(n) }) as const
    const bought = { kind: 'order.placed', at: at(90), id: 'o', order: 'o' as OrderId, shopper: person! } as const
    const order = { ...bought, lines: [{ product: productOf(1), quantity: 1 }] }
    const login = { kind: 'shopper.identified', at: at(60), id: 'i', shopper: device!, known: person! } as const
    const split = taught([...listed, view(1), view(2), order]).table
    const joined = taught([...listed, view(1), view(2), login, order]).table
    expect(sum(split.done.purchase, split.rows)).toBe(0)
    expect(sum(joined.done.purchase, joined.rows)).toBeGreaterThan(0)
  })

  test('are not taken from what arrives late', () => {
    const events = marketEvents({ shoppers: 4, visits: 4 })
    const moments = taught(events).table.moments
    const late = events.slice(50, 60).map((event) => ({ ...event, id: `late ${(event as { id: string }).id}` }))
    expect(taught([...events, ...(late as ShopEvent[])]).table.moments).toBe(moments)
  })

  test('are not taken from who wants nothing of their own', () => {
    const events = marketEvents({ shoppers: 1, visits: 6 })
    const shopper = 's0' as ShopperKey
    const refused = { kind: 'personalisation.refused', at: epochMs(1_700_000_000_000), id: 'no', shopper } as const
    expect(taught(events).table.moments).toBeGreaterThan(0)
    expect(taught([...events.slice(0, 50), refused, ...events.slice(50)]).table.moments).toBe(0)
    expect(taught([...events, { ...refused, kind: 'consent.withdrawn', id: 'late' }]).table.moments).toBe(0)
  })
})

describe('a ranker', () => {
  let views: Views
  let table: LessonTable
  let result: RankerTrained
  beforeAll(() => {
    const made = taught(marketEvents({ shoppers: 120, visits: 16 }))
    views = made.views
    table = made.table
    result = trained(table)
  })
  const asked = (s: number) => ({
    row: views.shoppers.find(`s${s}` as ShopperKey),
    now: 1_701_500_000,
    policy: 'individual' as const,
    ranker: result.ranker,
  })

  test('orders better than the blend where something else decides, with chances that hold', () => {
    const { ndcg, chances, isBetter } = result.check
    expect(isBetter).toBe(true)
    expect(ndcg.ranker! - ndcg.blend).toBeGreaterThan(0.02)
    expect(Object.keys(chances).sort()).toEqual(['click', 'purchase'])
    for (const { calibrationError, logLoss, logLossOfRate } of Object.values(chances)) {
      expect(calibrationError).toBeLessThan(0.03)
      expect(logLoss).toBeLessThan(logLossOfRate)
    }
  })

  test('tells of every item on a page how likely it is, and the cheap are bought', () => {
    const { modules } = home(views, { ...asked(3), itemsPerModule: 20 }).answer
    const items = modules.flatMap((one) => one.items)
    expect(items.length).toBeGreaterThan(5)
    const mean = (of: typeof items) => of.reduce((all, { chances }) => all + chances!.purchase!, 0) / of.length
    const cheap = items.filter(({ product }) => isCheap(Number(product.slice(1))))
    const dear = items.filter(({ product }) => !isCheap(Number(product.slice(1))))
    expect(mean(cheap)).toBeGreaterThan(2 * mean(dear))
    for (const { chances } of items) expect(Object.keys(chances!)).toEqual(['click', 'purchase'])
  })

  test('scores a product the same on every list, and says so in why', () => {
    const products = Array.from({ length: 50 }, (_, n) => productOf(n))
    const { items } = rank(views, { ...asked(5), products }).answer
    expect(items).toHaveLength(50)
    for (const { product, score, chances } of home(views, { ...asked(5), itemsPerModule: 30 }).answer.modules.flatMap(
      (one) => one.items,
    )) {
      const same = items.find((one) => one.product === product)!
      expect([same.score, same.chances]).toEqual([score, chances])
      expect(why(views, { ...asked(5), product }).answer).toMatchObject({ score, chances })
    }
  })

  test('tells the chances of what is tried by chance, too', () => {
    const explore = { random: new Random(3), shopper: 's3' as ShopperKey, at: epochMs(1_701_500_000_000) }
    const { answer, events } = home(views, { ...asked(3), itemsPerModule: 10, explore })
    const tried = answer.modules.flatMap(({ items }) => items).filter(({ propensity }) => propensity !== undefined)
    expect(tried.length).toBeGreaterThan(0)
    expect(events).toHaveLength(1)
    for (const { chances } of tried) expect(chances!.click).toBeGreaterThan(0)
  })

  test('is the same from its file', () => {
    const file = JSON.parse(JSON.stringify(rankerFile(result.ranker!)))
    const read = parseRanker(file)
    const page = (ranker: Ranker) => home(views, { ...asked(7), ranker, itemsPerModule: 20 }).answer
    expect(page(read)).toEqual(page(result.ranker!))
    expect(rankerFile(read)).toEqual(rankerFile(result.ranker!))
  })

  test('is the same every time, and not replaced by one that is no better', () => {
    const { ranker, check } = trained(table, result.ranker)
    expect(rankerFile(ranker!)).toEqual(rankerFile(result.ranker!))
    expect(check.ndcg.current).toBe(check.ndcg.ranker)
    expect(check.isBetter).toBe(false)
  })

  test('of a damaged file, or of other features, is refused with the place', () => {
    const file = () => JSON.parse(JSON.stringify(rankerFile(result.ranker!)))
    const spoilt: [object, RegExp][] = [
      [{}, /schema/],
      [{ ...file(), version: 99 }, /schema/],
      [{ ...file(), heads: {} }, /heads/],
      [{ ...file(), novelty: null }, /novelty/],
      [{ ...file(), novelty: 1e9 }, /novelty/],
      [{ ...file(), heads: { purchase: { ...file().heads.purchase, worth: -1 } } }, /purchase\.worth/],
      [{ ...file(), heads: { purchase: { ...file().heads.purchase, base: {} } } }, /purchase\.base/],
      [{ ...file(), heads: { purchase: { ...file().heads.purchase, forest: {} } } }, /heads\.purchase/],
    ]
    const other = file()
    other.heads.purchase.forest.features[3].name = 'other'
    spoilt.push([other, /features\[3\]/])
    for (const [one, place] of spoilt) expect(() => parseRanker(one)).toThrow(place)
  })
})

test('in a shop without orders what is rarest counts whole, and an order of equals is no better', () => {
  const events = marketEvents({ shoppers: 60, visits: 12 }).filter(({ kind }) => kind !== 'order.placed')
  const { ranker, check } = trained(taught(events).table)
  expect(Object.keys(ranker!.heads)).toEqual(['click'])
  expect(ranker!.heads.click!.worth).toBe(1)
  expect(check.ndcg.ranker).toBeLessThan(1)
  const { table } = taught(events)
  const equal = worthOfOrders(table, { from: 0, to: table.moments }, new Float64Array(table.rows))
  const ideal = worthOfOrders(table, { from: 0, to: table.moments }, Float64Array.from(table.done.click))
  const mean = (ndcgs: readonly number[]) => ndcgs.reduce((all, one) => all + one, 0) / ndcgs.length
  expect(mean(ideal.ndcgs)).toBeCloseTo(1, 12)
  expect(mean(equal.ndcgs)).toBeLessThan(0.6)
})

test('too little to learn from: no ranker, and nothing is better', () => {
  const { ranker, check } = trained(taught(marketEvents({ shoppers: 3, visits: 3 })).table)
  expect([ranker, check.isBetter]).toEqual([undefined, false])
  expect(trained(taught([]).table)).toMatchObject({ moments: 0, rows: 0, check: { isBetter: false } })
})
