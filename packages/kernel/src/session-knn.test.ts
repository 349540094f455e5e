import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SessionKnn, type SessionLikeness } from './session-knn.ts'
import { sessionSignals, signalOf } from './session-signals.ts'
import { SignalTable } from './signal-table.ts'
import { restored } from './testing-columns.ts'

const options = { sessionsMax: 8, itemsPerSessionMax: 5, sessionsPerItemMax: 4 }
const likeness: SessionLikeness = {
  postingsMax: 100,
  neighbours: 100,
  positionHalfLife: 1,
  ageHalfLife: 2,
  distanceHalfLife: 1,
  backward: 0.5,
  sizePower: 0.5,
  rarityPower: 1,
}

type Said = { near: number; alike: number; pair: number }

function saidBy(knn: SessionKnn, items: readonly number[], how = likeness): Map<number, Said> {
  const table = new SignalTable(sessionSignals.length)
  knn.score({ items: Uint32Array.from(items), length: items.length }, how, table)
  const value = (place: number, signal: number) => table.values[place * table.width + signal]!
  return new Map(
    Array.from(table.touched.subarray(0, table.count), (item, place) => [
      item,
      { near: value(place, signalOf.near), alike: value(place, signalOf.alike), pair: value(place, signalOf.pair) },
    ]),
  )
}

function knnOf(sessions: readonly (readonly number[])[]): SessionKnn {
  const knn = new SessionKnn(options)
  for (const items of sessions) {
    const session = knn.open()
    for (const item of items) knn.append(session, item)
  }
  return knn
}

/** The formula of the class, session by session, over plain arrays. */
function slowly(sessions: readonly (readonly number[])[], query: readonly number[]): Map<number, Said> {
  const said = new Map<number, Said>()
  const cut = sessions.map((items) => items.slice(0, options.itemsPerSessionMax))
  const rarityOf = (item: number) =>
    Math.log((sessions.length + 1) / cut.filter((items) => items.includes(item)).length)
  const postings = (item: number) =>
    [...cut.keys()].filter((id) => cut[id]!.includes(item)).slice(-options.sessionsPerItemMax)
  cut.forEach((items, id) => {
    if (id < sessions.length - options.sessionsMax) return
    const shared = [...new Set(query)].filter((item) => postings(item).includes(id))
    if (shared.length === 0) return
    const back = (item: number) => query.length - 1 - query.lastIndexOf(item)
    const overlap = shared.reduce((sum, item) => sum + 2 ** -back(item) * rarityOf(item), 0)
    const like = overlap * 2 ** (-(sessions.length - 1 - id) / 2) * items.length ** -0.5
    const anchor = items.lastIndexOf(shared.sort((a, b) => back(a) - back(b))[0]!)
    items.forEach((item, at) => {
      if (at === anchor) return
      const sums = said.get(item) ?? { near: 0, alike: 0, pair: 0 }
      said.set(item, sums)
      sums.alike += like
      sums.near += like * 2 ** (1 - Math.abs(at - anchor)) * (at < anchor ? 0.5 : 1)
      const isPair = at - 1 === anchor && at > 1 && query.length > 1 && items[at - 1] === query.at(-1)
      if (isPair && items[at - 2] === query.at(-2)) sums.pair += 1
    })
  })
  return said
}

test('golden: a session speaks of what stands near the latest shared item', () => {
  const knn = knnOf([
    [1, 2, 3, 4],
    [9, 8],
  ])
  // Items 1 and 2 are in one of two sessions: log(3 / 1) each, 1 one step back: half. One session ago at a half-life of 2.
  const like = (1.5 * Math.log(3) * 2 ** -0.5) / 2
  const said = saidBy(knn, [1, 2])
  expect([...said.keys()].sort()).toEqual([1, 3, 4])
  expect(said.get(3)!.near).toBeCloseTo(like, 12)
  expect(said.get(4)!.near).toBeCloseTo(like / 2, 12)
  expect(said.get(1)!.near).toBeCloseTo(like / 2, 12) // right before the match: the factor backward
  expect(said.get(4)!.alike).toBeCloseTo(like, 12)
  expect([1, 3, 4].map((item) => said.get(item)!.pair)).toEqual([0, 1, 0])
})

const sessionLists = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 7 }), { maxLength: 14 })
const queries = fc.array(fc.nat(10), { minLength: 1, maxLength: 5 })

test('agrees with the formula over all sessions, also when old sessions and postings give way', () => {
  fc.assert(
    fc.property(sessionLists, queries, (sessions, query) => {
      const found = saidBy(knnOf(sessions), query)
      const expected = slowly(sessions, query)
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
      for (const [item, { near, alike, pair }] of expected) {
        expect(found.get(item)!.near).toBeCloseTo(near, 9)
        expect(found.get(item)!.alike).toBeCloseTo(alike, 9)
        expect(found.get(item)!.pair).toBe(pair)
      }
    }),
    { seed: 72, numRuns: 400 },
  )
})

test('bounds hold: no more sessions speak than neighbours, none older than the newest postings looked at', () => {
  const knn = knnOf([
    [1, 2],
    [1, 3],
    [1, 4],
  ])
  expect([...saidBy(knn, [1], { ...likeness, neighbours: 2 }).keys()].sort()).toEqual([3, 4])
  expect([...saidBy(knn, [1], { ...likeness, postingsMax: 1 }).keys()]).toEqual([4])
  expect(saidBy(knn, [77]).size).toBe(0)
})

test('a snapshot goes on to the same bytes', () => {
  fc.assert(
    fc.property(sessionLists, fc.nat(14), (sessions, cut) => {
      const knn = restored(knnOf(sessions.slice(0, cut)), new SessionKnn(options))
      for (const items of sessions.slice(cut)) {
        const session = knn.open()
        for (const item of items) knn.append(session, item)
      }
      expect(knn.save()).toEqual(knnOf(sessions).save())
    }),
    { seed: 73, numRuns: 100 },
  )
})
