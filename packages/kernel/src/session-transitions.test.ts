import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SessionSignal, sessionSignals, signalOf } from './session-signals.ts'
import { SessionTransitions } from './session-transitions.ts'
import { SignalTable } from './signal-table.ts'
import { restored } from './testing-columns.ts'

const earlier = 0.5

function transitionsOf(sessions: readonly (readonly number[])[]): SessionTransitions {
  return taught(new SessionTransitions({ neighboursMax: 30 }), sessions)
}

function taught(transitions: SessionTransitions, sessions: readonly (readonly number[])[]): SessionTransitions {
  for (const session of sessions) {
    const items = Uint32Array.from(session)
    for (let to = 0; to < items.length; to++) transitions.append(items[to]!, { items, from: 0, to })
  }
  return transitions
}

function saidBy(transitions: SessionTransitions, query: readonly number[]) {
  const table = new SignalTable(sessionSignals.length)
  transitions.score({ items: Uint32Array.from(query), length: query.length }, earlier, table)
  return (item: number, signal: SessionSignal): number => {
    const place = table.placeOf(item)
    return place < 0 ? 0 : table.values[place * table.width + signalOf[signal]]!
  }
}

type Weights = (from: number, to: number) => number

/** Sums over all pairs of places of all sessions. */
function weigh(
  sessions: readonly (readonly number[])[],
  weightOf: (steps: number, isSame: boolean) => number,
): Weights {
  return (from, to) => {
    let sum = 0
    for (const items of sessions)
      items.forEach((a, i) => {
        items.forEach((b, j) => {
          if (a === from && b === to) sum += weightOf(j - i, a === b)
        })
      })
    return sum
  }
}

test('golden: shares by steps, in both directions, and over a third item', () => {
  const said = saidBy(
    transitionsOf([
      [1, 2, 3],
      [3, 4],
    ]),
    [2],
  )
  expect(said(3, 'next')).toBe(1)
  expect(said(3, 'forwardLast')).toBeCloseTo(1 / 3, 6) // weight 1 of a sum of 1, smoothed by 2
  expect(said(1, 'backwardLast')).toBeCloseTo(1 / 3, 6)
  expect(said(4, 'next')).toBe(0)
  // 2 -> 3 has share 1/3; behind 3 stands 4 only (1 of 1 + 2), before it 2 and 1 (1 + 0.75): hops to 4 = 1/3 * 1/3
  expect(said(4, 'hops')).toBeCloseTo(1 / 9, 6)
  const both = saidBy(
    transitionsOf([
      [1, 2, 3],
      [3, 4],
    ]),
    [2, 3],
  )
  expect(both(4, 'forward')).toBeCloseTo(1 / 3, 6)
  expect(both(3, 'forward')).toBeCloseTo((1 / 3) * earlier, 6) // from 2, one step back
})

const sessionLists = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), { maxLength: 8 })

test('agrees with sums over all pairs of places', () => {
  fc.assert(
    fc.property(sessionLists, fc.array(fc.nat(10), { minLength: 1, maxLength: 10 }), (sessions, query) => {
      const said = saidBy(transitionsOf(sessions), query)
      const items = Array.from({ length: 11 }, (_, item) => item)
      const near = (steps: number, isSame: boolean) => (steps >= 1 && steps <= 8 && !isSame ? 0.75 ** (steps - 1) : 0)
      const next = weigh(sessions, (steps) => (steps === 1 ? 1 : 0))
      const behind = weigh(sessions, near)
      const before = weigh(sessions, (steps, isSame) => near(-steps, isSame))
      const shareOf = (weights: Weights, smoothing: number) => (from: number, to: number) =>
        weights(from, to) / (items.reduce((sum, item) => sum + weights(from, item), 0) + smoothing || 1)
      const last = query.at(-1)!
      const [ahead, back] = [shareOf(behind, 2), shareOf(before, 2)]
      for (const to of items) {
        const summed = (share: Weights) =>
          query.slice(-8).reduce((sum, from, i, { length }) => sum + share(from, to) * earlier ** (length - 1 - i), 0)
        const hops = items.reduce((sum, b) => sum + (ahead(last, b) + back(last, b)) * (ahead(b, to) + back(b, to)), 0)
        expect(said(to, 'next')).toBeCloseTo(shareOf(next, 0)(last, to), 5)
        expect(said(to, 'forwardLast')).toBeCloseTo(ahead(last, to), 5)
        expect(said(to, 'backwardLast')).toBeCloseTo(back(last, to), 5)
        expect(said(to, 'forward')).toBeCloseTo(summed(ahead), 5)
        expect(said(to, 'backward')).toBeCloseTo(summed(back), 5)
        expect(said(to, 'hops')).toBeCloseTo(hops, 5)
      }
    }),
    { seed: 74, numRuns: 150 },
  )
})

test('a snapshot goes on to the same bytes', () => {
  fc.assert(
    fc.property(sessionLists, fc.nat(8), (sessions, cut) => {
      const half = restored(transitionsOf(sessions.slice(0, cut)), new SessionTransitions({ neighboursMax: 30 }))
      expect(taught(half, sessions.slice(cut)).save()).toEqual(transitionsOf(sessions).save())
    }),
    { seed: 75, numRuns: 50 },
  )
})
