import type { PriceHistoryBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { eventsOf } from './price-events.ts'
import { linesOf, mallLinesMax } from './price-lines.ts'
import { frameOf, placeOf, priceAt } from './step-line.ts'

const history: PriceHistoryBody = {
  currency: { code: 'KRW', digits: 0 },
  product: 'np-1',
  title: '머그',
  from: 0,
  to: 100,
  steps: [{ at: 0, priceMinor: 900 }, { at: 40 }, { at: 60, priceMinor: 800 }],
  stepsLeftOut: 0,
  days: [],
  lowest: { minor: 800, at: 60 },
  listSteps: [{ at: 0 }, { at: 10, priceMinor: 1_000 }, { at: 30 }, { at: 60, priceMinor: 1_200 }],
}

function offer(mall: string, key: string) {
  return { mall, mallName: `${mall}몰`, key, title: '머그', steps: [{ at: 20, priceMinor: 950 }], stepsLeftOut: 0 }
}

test('the lowest price comes first, then the list price and the malls; offers of one mall are told apart', () => {
  const offers = [offer('a', '1'), offer('b', '1'), offer('a', '2')]
  const lines = linesOf({ ...history, offers }, 800)
  expect(lines.map(({ kind, name, nth }) => [kind, name, nth])).toEqual([
    ['lowest', '', 0],
    ['list', '', 0],
    ['mall', 'a몰', 0],
    ['mall', 'b몰', 1],
    ['mall', 'a몰 (2)', 2],
  ])
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
  const many = Array.from({ length: 20 }, (_, n) => offer('a', String(n)))
  expect(linesOf({ ...history, offers: many }, 800).filter(({ kind }) => kind === 'mall')).toHaveLength(mallLinesMax)
  expect(linesOf({ ...history, listSteps: [] }, 800)).toHaveLength(1)
})

test('what happened is marked: lows, list prices put up across a gap, own alerts inside the span, and gaps', () => {
  const alerts = [
    { at: 61, priceMinor: 800 },
    { at: 400, priceMinor: 700 },
  ]
  expect(eventsOf(history, alerts)).toEqual([
    { kind: 'gap', at: 40, to: 60 },
    { kind: 'low', at: 60, minor: 800 },
    { kind: 'list', at: 60, fromMinor: 1_000, minor: 1_200 },
    { kind: 'alert', at: 61, minor: 800 },
  ])
  const older = { ...history, lowest: { minor: 500, at: -50 }, listSteps: [] }
  expect(eventsOf(older, []).map(({ kind }) => kind)).toEqual(['gap'])
  expect(eventsOf({ ...history, steps: [{ at: 0, priceMinor: 9 }, { at: 70 }] }, [])).toContainEqual({
    kind: 'gap',
    at: 70,
    to: 100,
  })
})

test('a moment has its place and its price; in a gap it has none', () => {
  const [lowest, list] = linesOf(history, 800)
  const frame = frameOf([...list!.runs, ...lowest!.runs], undefined)!
  expect([frame.from, frame.to]).toEqual([0, 100])
  expect([0, 25, 100].map((at) => placeOf(at, frame))).toEqual([0, 25, 100])
  expect([0, 39, 50, 60, 100].map((at) => priceAt(lowest!.runs, at))).toEqual([900, 900, undefined, 800, 800])
})
