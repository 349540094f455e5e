import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reviewWeight, type Touch, touchKinds } from '../domain/touch.ts'
import { History, seasonHalfLife } from './history.ts'

const start = 1_700_000_000
const day = 86_400

function touch(kind: number, item: number, at: number, row = 0): Touch {
  return { row, item, kind, weight: 1, pieces: 1, at: start + at }
}

function recentOf(history: History, row = 0): [at: number, item: number, kind: number][] {
  const { starts, counts, columns, rows } = history.recent
  return Array.from({ length: row < rows ? counts[row]! : 0 }, (_, i) => {
    const slot = starts[row]! + i
    return [columns.at[slot]! - start, columns.item[slot]!, columns.kind[slot]!]
  })
}

function ordersOf(history: History, row = 0): number[] {
  const { starts, counts, columns, rows } = history.orders
  return row < rows ? [...columns.at.subarray(starts[row]!, starts[row]! + counts[row]!)].map((at) => at - start) : []
}

function ownedOf(history: History, row = 0) {
  const { starts, counts, columns, rows } = history.owned
  const { item, lastAt, habit, season, times, pieces } = columns
  return new Map(
    Array.from({ length: row < rows ? counts[row]! : 0 }, (_, i) => {
      const slot = starts[row]! + i
      const one = {
        slot,
        lastAt: lastAt[slot]! - start,
        habit: habit[slot]!,
        season: season[slot]!,
        times: times[slot]!,
        pieces: pieces[slot]!,
      }
      return [item[slot]!, one]
    }),
  )
}

const acts = fc.array(
  fc.record({ row: fc.nat(2), item: fc.nat(9), kind: fc.nat(5), at: fc.oneof(fc.nat(50), fc.nat(90 * day)) }),
  { maxLength: 150 },
)

test('recent holds the latest 64 touches in order of time, ties by item and kind, in any order of arrival', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const history = new History()
      for (const { row, item, kind, at } of all) history.touch(touch(kind, item, at, row))
      for (let row = 0; row < 3; row++) {
        const own = all.filter((one) => one.row === row).map(({ at, item, kind }) => [at, item, kind] as const)
        own.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
        expect(recentOf(history, row)).toEqual(own.slice(-64))
      }
    }),
    { seed: 701, numRuns: 200 },
  )
})

const purchases = fc.uniqueArray(
  fc.record({ at: fc.nat(300), items: fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 }) }),
  {
    selector: ({ at }) => at,
    minLength: 1,
    maxLength: 30,
  },
)

/** Folds orders, `at` in days. */
function folded(orders: readonly { at: number; items: readonly number[] }[]): History {
  const history = new History()
  for (const { at, items } of orders) for (const item of items) history.touch(touch(touchKinds.order, item, at * day))
  return history
}

test('orders in time: habit is a tenth less for every order since, season half after its half-life, by the definition', () => {
  fc.assert(
    fc.property(purchases, (all) => {
      const orders = [...all].sort((a, b) => a.at - b.at)
      const history = folded(orders)
      expect(ordersOf(history)).toEqual(orders.map(({ at }) => at * day))
      for (const [item, { slot, lastAt, habit, season, times }] of ownedOf(history)) {
        const own = orders.flatMap(({ at, items }, index) => (items.includes(item) ? [{ at, index }] : []))
        const last = own.at(-1)!
        expect([lastAt, times]).toEqual([last.at * day, own.length])
        expect(habit).toBeCloseTo(
          own.reduce((sum, { index }) => sum + 0.9 ** (last.index - index), 0),
          4,
        )
        const half = seasonHalfLife / day
        expect(season).toBeCloseTo(
          own.reduce((sum, { at }) => sum + 2 ** ((at - last.at) / half), 0),
          4,
        )
        expect(history.habitNow(0, slot)).toBeCloseTo(habit * 0.9 ** (orders.length - 1 - last.index), 4)
      }
      expect(new Set(ownedOf(history).keys())).toEqual(new Set(orders.flatMap(({ items }) => items)))
    }),
    { seed: 702, numRuns: 200 },
  )
})

test('late orders: the same products, times and seasons in any order of arrival; habit never more than the times', () => {
  fc.assert(
    fc.property(purchases, (all) => {
      const [history, inTime] = [folded(all), folded([...all].sort((a, b) => a.at - b.at))]
      expect(ordersOf(history)).toEqual(ordersOf(inTime))
      const expected = ownedOf(inTime)
      const found = ownedOf(history)
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
      for (const [item, { lastAt, season, times, habit }] of found) {
        const other = expected.get(item)!
        expect([lastAt, times]).toEqual([other.lastAt, other.times])
        expect(season).toBeCloseTo(other.season, 4)
        expect(habit).toBeGreaterThanOrEqual(other.habit - 1e-4)
        expect(habit).toBeLessThanOrEqual(times)
      }
    }),
    { seed: 703, numRuns: 200 },
  )
})

test('golden: two orders of one product a season apart, another order between', () => {
  const half = seasonHalfLife / day
  const history = folded([
    { at: 0, items: [7] },
    { at: half / 2, items: [8] },
    { at: half, items: [7] },
  ])
  const seven = ownedOf(history).get(7)!
  expect([seven.times, seven.lastAt]).toEqual([2, seasonHalfLife])
  expect(seven.habit).toBeCloseTo(1 + 0.81, 5)
  expect(seven.season).toBeCloseTo(1.5, 5)
  expect(history.habitNow(0, ownedOf(history).get(8)!.slot)).toBeCloseTo(0.9, 5)
})

test('a refund takes back pieces; a product is owned as long as one is kept', () => {
  const history = folded([
    { at: 0, items: [1, 2] },
    { at: 5, items: [1] },
  ])
  const refund = (item: number) => history.touch(touch(touchKinds.refund, item, 6 * day))
  refund(1)
  expect([...ownedOf(history)].map(([item, { pieces }]) => [item, pieces])).toEqual([
    [1, 1],
    [2, 1],
  ])
  refund(1)
  refund(2)
  refund(3) // never bought
  expect(ownedOf(history).size).toBe(0)
})

test('of 48 pieces bought and 2 returned the product stays owned, with all of its habit', () => {
  const history = new History()
  history.touch({ ...touch(touchKinds.order, 1, 0), pieces: 48 })
  history.touch({ ...touch(touchKinds.refund, 1, day), pieces: 2 })
  expect(ownedOf(history).get(1)).toMatchObject({ pieces: 46, habit: 1, times: 1 })
})

test('order times survive the growth of their column, for many shoppers', () => {
  const history = new History()
  for (let row = 0; row < 300; row++)
    for (let n = 0; n < 9; n++) history.touch(touch(touchKinds.order, n, n * day + row, row))
  for (let row = 0; row < 300; row++)
    expect(ordersOf(history, row)).toEqual(Array.from({ length: 9 }, (_, n) => n * day + row))
})

test('bounds: 1,024 products owned, of which the one bought longest ago goes; 255 orders, the oldest goes', () => {
  const history = new History()
  for (let n = 0; n < 1_100; n++) history.touch(touch(touchKinds.order, n, n * 60))
  const owned = ownedOf(history)
  expect([owned.size, owned.has(75), owned.has(76)]).toEqual([1_024, false, true])
  expect(ordersOf(history)).toEqual(Array.from({ length: 255 }, (_, n) => (n + 845) * 60))
})

test('a bad review is remembered as a dislike, a good one and one without stars as a review', () => {
  const history = new History()
  const ratings = [1, 2, 3, 5, undefined]
  ratings.forEach((rating, item) => {
    history.touch({ ...touch(touchKinds.review, item, item), weight: reviewWeight(rating) })
  })
  const { dislike, review } = touchKinds
  expect(recentOf(history).map(([, , kind]) => kind)).toEqual([dislike, dislike, review, review, review])
})

test('guests leave nothing', () => {
  const history = new History()
  history.touch(touch(touchKinds.order, 1, 0, -1))
  expect([history.recent.rows, history.owned.rows, history.orders.rows]).toEqual([0, 0, 0])
})

test('merge and clear: the one row has all, the other nothing', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const [apart, together] = [new History(), new History()]
      for (const { row, item, kind, at } of all) {
        apart.touch(touch(kind, item, at, row % 2))
        together.touch(touch(kind, item, at, 0))
      }
      apart.merge(1, 0)
      expect(recentOf(apart)).toEqual(recentOf(together))
      expect([recentOf(apart, 1), ordersOf(apart, 1), ownedOf(apart, 1).size]).toEqual([[], [], 0])
      apart.clear(0)
      expect([recentOf(apart), ordersOf(apart), ownedOf(apart).size]).toEqual([[], [], 0])
      for (const [name, column] of Object.entries(apart.save()))
        if (name.includes('.field.')) expect((column as Uint32Array).every((number) => number === 0)).toBe(true)
    }),
    { seed: 704, numRuns: 100 },
  )
})
