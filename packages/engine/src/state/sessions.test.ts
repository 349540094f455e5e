import { SparseScores } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import type { ShopEvent } from '../events/event.ts'
import { hour, identified, listed, ordered, sessionsOf, start, touched, viewsOf } from './testing-events.ts'
import type { Views } from './views.ts'

const minute = 60_000
const catalog = Array.from({ length: 30 }, (_, n) => listed(n))

function view(n: number, minutes: number, shopper = 'kim'): ShopEvent {
  return touched('product.viewed', { shopper, n, at: start + minutes * minute })
}

/** The products of each of kim's sessions, oldest session first. */
function groupsOf(views: Views, shopper = 'kim'): string[][] {
  return sessionsOf(views, shopper)
    .map(({ items }) => items)
    .reverse()
}

/** What goes with product n: product -> weight. */
function nextOf(views: Views, n: number): Map<string, number> {
  const { starts, counts, columns, rows } = views.sessions.transitions.lists
  return new Map(
    Array.from({ length: n < rows ? counts[n]! : 0 }, (_, i) => {
      const slot = starts[n]! + i
      return [views.catalog.idOf(columns.item[slot]!) as string, columns.weight[slot]!]
    }),
  )
}

test('30 minutes of silence are one session, a second more begins another', () => {
  const views = viewsOf([...catalog, view(0, 0), view(1, 30), view(2, 60), view(3, 90 + 1 / 60)])
  expect(groupsOf(views)).toEqual([['p0', 'p1', 'p2'], ['p3']])
  expect(views.sessions.index.opened).toBe(2)
})

test('a late event joins the session it belongs to, and does not move the current one', () => {
  const views = viewsOf([...catalog, view(0, 0), view(1, 120), view(2, 240), view(3, 130), view(4, -20)])
  expect(groupsOf(views)).toEqual([['p0', 'p4'], ['p1', 'p3'], ['p2']])
  const row = views.shoppers.find('kim' as never)
  expect(views.sessions.index.itemsOf(views.sessions.currentOf(row)).to).toBeGreaterThan(0)
  expect(views.sessions.index.endedAt(views.sessions.currentOf(row))).toBe(start / 1_000 + 240 * 60)
})

test('a late event between two sessions stands alone, in its place', () => {
  const views = viewsOf([...catalog, view(0, 0), view(1, 200), view(2, 100)])
  expect(groupsOf(views)).toEqual([['p0'], ['p2'], ['p1']])
})

test('a late event that closes the gap makes two sessions one', () => {
  const views = viewsOf([...catalog, view(0, 0), view(1, 50), view(5, 200), view(2, 25)])
  expect(groupsOf(views)).toEqual([['p0', 'p1', 'p2'], ['p5']])
  const newest = viewsOf([...catalog, view(0, 0), view(1, 50), view(2, 25), view(3, 60)])
  expect(groupsOf(newest)).toEqual([['p0', 'p1', 'p2', 'p3']])
})

test('two devices at once were one visit of one person, once they are known to be', () => {
  const log = [...catalog, view(0, 0, 'phone'), view(1, 10, 'tablet'), view(2, 20, 'phone'), view(3, 300, 'tablet')]
  const views = viewsOf([...log, identified('phone', 'kim'), identified('tablet', 'kim')])
  expect(groupsOf(views).map((items) => items.sort())).toEqual([['p0', 'p1', 'p2'], ['p3']])
})

test('after a merge the sessions are the person s own: they are no neighbours of theirs', () => {
  const log = [
    ...catalog,
    view(0, 0, 'phone'),
    view(1, 1, 'phone'),
    view(0, 0, 'lee'),
    view(2, 1, 'lee'),
    view(9, 0, 'park'),
  ]
  const views = viewsOf([...log, view(7, 500), identified('phone', 'kim')])
  const found = new SparseScores()
  views.sessions.index.neighbours(
    { items: Uint32Array.of(0), weights: Float32Array.of(1), length: 1 },
    {
      count: 10,
      exceptOwner: views.shoppers.find('kim' as never),
      now: start / 1_000,
      halfLife: 1e6,
      postingsMax: 1e6,
    },
    found,
  )
  const products = [...found.touched.subarray(0, found.count)].map((item) => views.catalog.idOf(item))
  expect(products.sort()).toEqual(['p0', 'p2'])
})

test('pairs follow the order of the session: forward counts twice backward, and less with distance', () => {
  const views = viewsOf([...catalog, view(0, 0), view(1, 0.5), view(2, 1)])
  const [first, second, third] = [nextOf(views, 0), nextOf(views, 1), nextOf(views, 2)]
  expect(first.get('p1')).toBeCloseTo(1, 3)
  expect(first.get('p2')).toBeCloseTo(1 / 2, 3)
  expect(second.get('p2')).toBeCloseTo(1, 3)
  expect(second.get('p0')).toBeCloseTo(1 / 2, 3)
  expect(third.get('p0')).toBeCloseTo(1 / 4, 3)
})

test('no more than ten items back are paired, no item with itself, and none across sessions', () => {
  const views = viewsOf([
    ...catalog,
    ...Array.from({ length: 13 }, (_, n) => view(n, n / 10)),
    view(12, 2),
    view(20, 90),
  ])
  expect([...nextOf(views, 12).keys()]).not.toContain('p12')
  expect([...nextOf(views, 12).keys()]).toHaveLength(10)
  expect([...nextOf(views, 0).keys()].sort()).not.toContain('p11')
  expect(nextOf(views, 20).size).toBe(0)
})

test('what is not liked makes no pairs and no session', () => {
  const views = viewsOf([...catalog, touched('product.disliked', { shopper: 'kim', n: 0, at: start })])
  expect([views.sessions.index.opened, nextOf(views, 0).size]).toEqual([0, 0])
})

test('lines of one order are in no order: they make no pairs among themselves', () => {
  const views = viewsOf([...catalog, ordered({ shopper: 'kim', n: [0, 1, 2], at: start })])
  expect(groupsOf(views)).toEqual([['p0', 'p1', 'p2']])
  for (const n of [0, 1, 2]) expect(nextOf(views, n).size).toBe(0)
})

test('an order follows on the three before it, each counting half the one after it, shared by its items', () => {
  const order = (n: number[], hours: number) => ordered({ shopper: 'kim', n, at: start + hours * hour })
  const views = viewsOf([...catalog, order([0], 0), order([1], 1), order([2, 3], 2), order([4], 3), order([5], 4)])
  // p5 after p4: 1; after p2 and p3: 1/4 each; after p1: 1/4; p0 is the fourth back.
  expect(nextOf(views, 4).get('p5')).toBeCloseTo(1, 2)
  expect(nextOf(views, 3).get('p5')).toBeCloseTo(1 / 4, 2)
  expect(nextOf(views, 2).get('p5')).toBeCloseTo(1 / 4, 2)
  expect(nextOf(views, 1).get('p5')).toBeCloseTo(1 / 4, 2)
  expect(nextOf(views, 0).has('p5')).toBe(false)
  // A late order is followed by nothing, and follows on what was before it.
  views.fold(order([6], -1))
  expect(nextOf(views, 6).size).toBe(0)
  expect(nextOf(views, 0).has('p6')).toBe(false)
})

test('guests orders are sessions of their own, and of nobody', () => {
  const views = viewsOf([...catalog, ordered({ n: [0, 1], at: start }), ordered({ n: [1, 2], at: start })])
  const { index } = views.sessions
  expect(index.opened).toBe(2)
  const items = [0, 1].map((session) => {
    const { items: all, from, to } = index.itemsOf(session)
    return [...all.subarray(from, to)].map((item) => views.catalog.idOf(item))
  })
  expect(items).toEqual([
    ['p0', 'p1'],
    ['p1', 'p2'],
  ])
  expect([nextOf(views, 0).size, views.sessions.save().newest!.length]).toEqual([0, 0])
})
