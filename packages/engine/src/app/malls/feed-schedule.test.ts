import { expect, test } from 'vitest'
import type { FeedRun, Mall } from '../../domain/mall.ts'
import { epochMs } from '../../domain/units.ts'
import { addressHash } from './feed-address.ts'
import { dueAt, markFor } from './feed-schedule.ts'

const minute = 60_000
const feed = { url: 'https://a.example/feed', everyMinutes: 60 }
const of = addressHash(feed)
const mark = { etag: '"1"' }
const mallOf = (everyMinutes = 60, id = 'a'): Mall => ({
  id,
  name: id,
  consent: { by: 'x', at: epochMs(0) },
  feed: { ...feed, everyMinutes },
})

function run(end: FeedRun['end'], more: Partial<FeedRun> = {}): FeedRun {
  const counts = { rows: 0, rejected: 0, listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 0 }
  return { startedAt: epochMs(0), end, source: 's', ...counts, address: { of }, ...more }
}
const failures = (count: number) => Array.from({ length: count }, (_, i) => run('failed', { startedAt: epochMs(i) }))

/** Minutes from the start of the last run to the next. */
function waits(runs: readonly FeedRun[], everyMinutes = 60): number {
  const at = dueAt({ mall: mallOf(everyMinutes), isPaused: false, runs })!
  return (at - runs.at(-1)!.startedAt) / minute
}

test('a feed that was never read is due at once, a paused mall never, nor one without an address', () => {
  expect(dueAt({ mall: mallOf(), isPaused: false, runs: [] })).toBe(0)
  expect(dueAt({ mall: mallOf(), isPaused: true, runs: [] })).toBeUndefined()
  expect(dueAt({ mall: { ...mallOf(), feed: undefined }, isPaused: false, runs: [] })).toBeUndefined()
  const other = { ...mallOf(), feed: { ...feed, url: 'https://a.example/new' } }
  expect(dueAt({ mall: other, isPaused: false, runs: [run('applied')] })).toBe(0)
})

test('it is due after its time, up to a twentieth later, each mall by its own share', () => {
  const starts = Array.from({ length: 50 }, (_, i) =>
    dueAt({ mall: mallOf(60, `m${i}`), isPaused: false, runs: [run('applied')] }),
  )
  for (const at of starts) {
    expect(at).toBeGreaterThanOrEqual(60 * minute)
    expect(at).toBeLessThanOrEqual(63 * minute)
  }
  expect(new Set(starts).size).toBe(50)
  const sent = run('applied', { startedAt: epochMs(50 * minute), address: undefined })
  expect(dueAt({ mall: mallOf(), isPaused: false, runs: [run('applied'), sent] })).toBeLessThan(64 * minute)
})

test.each([
  [1, 60, 15],
  [2, 60, 30],
  [4, 60, 120],
  [20, 60, 24 * 60],
  [1, 5, 5],
  [3, 5, 20],
  [1, 7 * 24 * 60, 15],
])('after %i failures of a feed of every %i minutes it is tried after %i', (count, every, minutes) => {
  const wait = waits(failures(count), every)
  expect(wait).toBeGreaterThanOrEqual(minutes)
  expect(wait).toBeLessThanOrEqual(minutes * 1.05)
})

test('a good run ends the patience', () => {
  const wait = waits([...failures(5), run('unchanged', { startedAt: epochMs(9) })])
  expect(wait).toBeGreaterThanOrEqual(60)
})

test('a server is asked by the mark of the newest run, unless something from elsewhere came since', () => {
  const yes = () => true
  const fetched = run('applied', { rows: 3, address: { of, mark } })
  expect(markFor(of, [], yes)).toBeUndefined()
  expect(markFor(of, [fetched], yes)).toEqual(mark)
  expect(markFor('other', [fetched], yes)).toBeUndefined()
  expect(markFor(of, [fetched, run('failed'), run('cancelled')], yes)).toEqual(mark)
  expect(markFor(of, [fetched, run('cancelled', { rows: 3 })], yes)).toBeUndefined()
  const sent = (end: FeedRun['end']) => run(end, { rows: 3, address: undefined })
  expect(markFor(of, [fetched, sent('held'), sent('dismissed'), sent('unchanged')], yes)).toEqual(mark)
  expect(markFor(of, [fetched, sent('applied')], yes)).toBeUndefined()
})

test('a held feed is not fetched again while it is kept, and is when it is not', () => {
  const held = run('held', { rows: 3, address: { of, mark } })
  expect(markFor(of, [held], () => true)).toEqual(mark)
  expect(markFor(of, [held], () => false)).toBeUndefined()
  const notSent = { ...held, end: 'unchanged' as const, rows: 0 }
  expect(markFor(of, [held, notSent, notSent], () => true)).toEqual(mark)
  expect(markFor(of, [held, notSent, notSent], () => false)).toBeUndefined()
})
