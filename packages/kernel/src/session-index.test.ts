import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SessionIndex } from './session-index.ts'
import { SparseScores } from './sparse-scores.ts'
import { restored } from './testing-columns.ts'

const options = { sessionsMax: 6, itemsPerSessionMax: 4, sessionsPerItemMax: 3 }
const halfLife = 1_000

type SlowSession = { id: number; owner: number; items: number[]; startedAt: number; endedAt: number }

/** The same index as lists of objects. */
class SlowIndex {
  readonly sessions: SlowSession[] = []
  /** Item -> ids of the sessions that held it last. */
  readonly postings = new Map<number, number[]>()
  readonly frequencies = new Map<number, number>()

  kept(): SlowSession[] {
    return this.sessions.slice(-options.sessionsMax)
  }

  open(owner: number, at: number): void {
    this.sessions.push({ id: this.sessions.length, owner, items: [], startedAt: at, endedAt: at })
  }

  append(id: number, item: number, at: number): void {
    const session = this.sessions[id]!
    session.startedAt = Math.min(session.startedAt, at)
    session.endedAt = Math.max(session.endedAt, at)
    if (session.items.includes(item) || session.items.length >= options.itemsPerSessionMax) return
    session.items.push(item)
    this.postings.set(item, [...(this.postings.get(item) ?? []), id].slice(-options.sessionsPerItemMax))
    this.frequencies.set(item, (this.frequencies.get(item) ?? 0) + 1)
  }

  clear(id: number): void {
    const session = this.sessions[id]!
    for (const [item, ids] of this.postings)
      if (session.items.includes(item))
        this.postings.set(
          item,
          ids.filter((one) => one !== id),
        )
    Object.assign(session, { owner: 0, items: [], startedAt: 0, endedAt: 0 })
  }

  join(from: number, into: number): void {
    const { items, startedAt, endedAt } = { ...this.sessions[from]! }
    this.clear(from)
    for (const item of items) {
      this.frequencies.set(item, this.frequencies.get(item)! - 1)
      this.append(into, item, endedAt)
    }
    const target = this.sessions[into]!
    target.startedAt = Math.min(target.startedAt, startedAt)
    target.endedAt = Math.max(target.endedAt, endedAt)
  }

  /** Item -> weight, by the formula, over all neighbours. */
  scores(query: readonly [item: number, weight: number][], exceptOwner: number, now: number): Map<number, number> {
    const scores = new Map<number, number>()
    for (const { id, owner, items, endedAt } of this.kept()) {
      const shared = query.filter(([item]) => this.postings.get(item)?.includes(id))
      if (shared.length === 0 || owner === exceptOwner) continue
      const idf = (item: number) => Math.log((this.sessions.length + 1) / (this.frequencies.get(item)! + 1))
      const overlap = shared.reduce((sum, [item, weight]) => sum + weight * idf(item), 0)
      const likeness = (overlap / Math.sqrt(items.length)) * 2 ** (-Math.max(0, now - endedAt) / halfLife)
      for (const item of items) scores.set(item, (scores.get(item) ?? 0) + likeness / Math.sqrt(items.length))
    }
    return scores
  }
}

const moment = fc.integer({ min: 1, max: 5_000 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), owner: fc.nat(3), at: moment }) },
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constant('append' as const), back: fc.nat(5), item: fc.nat(8), at: moment }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const), back: fc.nat(5), other: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give' as const), back: fc.nat(5), owner: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const) }) },
)
const steps = fc.array(step, { maxLength: 80 })

function played(all: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): [SessionIndex, SlowIndex] {
  let index = new SessionIndex(options)
  const slow = new SlowIndex()
  for (const one of all) {
    if (one.do === 'save') index = restored(index, new SessionIndex(options))
    if (one.do === 'open') {
      expect(index.open(one.owner, one.at)).toBe(slow.sessions.length)
      slow.open(one.owner, one.at)
    }
    const session = 'back' in one ? slow.sessions.length - 1 - one.back : -1
    if (session < 0) continue
    if (one.do === 'append') {
      index.append(session, one.item, one.at)
      slow.append(session, one.item, one.at)
    } else if (one.do === 'clear') {
      index.clear(session)
      slow.clear(session)
    } else if (one.do === 'give') {
      index.give(session, one.owner)
      slow.sessions[session]!.owner = one.owner
    } else if (one.do === 'join') {
      const other = slow.sessions.length - 1 - one.other
      if (other < 0 || other === session) continue
      index.join(session, other)
      slow.join(session, other)
    }
  }
  return [index, slow]
}

function itemsOf(index: SessionIndex, session: number): number[] {
  const { items, from, to } = index.itemsOf(session)
  return [...items.subarray(from, to)]
}

function scoresOf(
  index: SessionIndex,
  query: readonly [number, number][],
  asked: { count: number; exceptOwner: number; now: number },
): Map<number, number> {
  const scores = new SparseScores()
  const items = Uint32Array.from(query, ([item]) => item)
  const weights = Float32Array.from(query, ([, weight]) => weight)
  index.neighbours({ items, weights, length: query.length }, { ...asked, halfLife, postingsMax: 1e6 }, scores)
  return new Map([...scores.touched.subarray(0, scores.count)].map((item) => [item, scores.scoreOf(item)]))
}

test('the index holds the sessions that lists of objects hold, within its bounds, also after a snapshot', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const [index, slow] = played(all)
      expect(index.opened).toBe(slow.sessions.length)
      const kept = slow.kept()
      expect(slow.sessions.map(({ id }) => index.isKept(id))).toEqual(slow.sessions.map((one) => kept.includes(one)))
      for (const { id, items, startedAt, endedAt } of kept) {
        expect([itemsOf(index, id), index.startedAt(id), index.endedAt(id)]).toEqual([items, startedAt, endedAt])
      }
    }),
    { seed: 81, numRuns: 300 },
  )
})

test('neighbours gives the weights of the formula, over all sessions when there is room for all', () => {
  const queries = fc.uniqueArray(fc.tuple(fc.nat(9), fc.constantFrom(0.25, 0.5, 1)), {
    selector: ([item]) => item,
    maxLength: 5,
  })
  fc.assert(
    fc.property(steps, queries, fc.nat(4), (all, query, exceptOwner) => {
      const [index, slow] = played(all)
      const expected = slow.scores(query, exceptOwner, 5_000)
      for (let asked = 0; asked < 2; asked++) {
        const found = scoresOf(index, query, { count: 10, exceptOwner, now: 5_000 })
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
        for (const [item, weight] of expected) expect(found.get(item)).toBeCloseTo(weight, 5)
      }
    }),
    { seed: 82, numRuns: 300 },
  )
})

test('golden: two sessions, worked by hand', () => {
  const index = new SessionIndex({ sessionsMax: 10, itemsPerSessionMax: 10, sessionsPerItemMax: 10 })
  const near = index.open(1, 0)
  for (const item of [5, 6, 7, 8]) index.append(near, item, 3_000)
  const far = index.open(2, 0)
  index.append(far, 5, 2_000)
  // Asked for {5: 1, 6: 0.5}. ln(3/3) = 0 for item 5, which is everywhere; ln(3/2) for item 6.
  const likeness = (0.5 * Math.log(3 / 2)) / Math.sqrt(4)
  const found = scoresOf(
    index,
    [
      [5, 1],
      [6, 0.5],
    ],
    { count: 2, exceptOwner: 9, now: 3_000 },
  )
  for (const item of [6, 7, 8]) expect(found.get(item)).toBeCloseTo(likeness / Math.sqrt(4), 6)
  expect(found.get(5)).toBeCloseTo(likeness / 2, 6)
  // A half-life later everything is worth half; the owner's own session is left out.
  const later = scoresOf(index, [[6, 0.5]], { count: 2, exceptOwner: 9, now: 4_000 })
  expect(later.get(7)).toBeCloseTo(likeness / 4, 6)
  expect(scoresOf(index, [[6, 0.5]], { count: 2, exceptOwner: 1, now: 4_000 })).toEqual(new Map())
})

test('only the `count` most alike are asked, and a forgotten session takes no place among them', () => {
  const index = new SessionIndex({ sessionsMax: 10, itemsPerSessionMax: 10, sessionsPerItemMax: 10 })
  const sessions = [0, 1, 2].map((owner) => index.open(owner, 0))
  index.open(3, 0)
  sessions.forEach((session, n) => {
    for (let item = 0; item <= n; item++) index.append(session, item, 0) // the longer, the less alike
    index.append(session, 100 + n, 0)
  })
  const asked = { count: 1, exceptOwner: 99, now: 0 }
  expect([...scoresOf(index, [[0, 1]], asked).keys()]).toEqual([0, 100])
  index.clear(sessions[0]!)
  expect([...scoresOf(index, [[0, 1]], asked).keys()]).toEqual([0, 1, 101])
  index.clear(sessions[1]!)
  index.clear(sessions[2]!)
  expect(scoresOf(index, [[0, 1]], asked)).toEqual(new Map())
})

test('nothing of a forgotten session can be read from the saved columns', () => {
  const index = new SessionIndex({ sessionsMax: 10, itemsPerSessionMax: 10, sessionsPerItemMax: 10 })
  const session = index.open(77, 5_555)
  for (const item of [1, 2, 3]) index.append(session, item, 6_666)
  index.clear(session)
  const { frequencies, opened, ...rest } = index.save()
  expect([...(frequencies as Uint32Array)]).toEqual([0, 1, 1, 1])
  expect([...(opened as Float64Array)]).toEqual([1])
  for (const [name, column] of Object.entries(rest)) {
    if (name === 'items.free' || name === 'sessions.free' || /\.(starts|sizes)$/.test(name)) continue
    expect([name, (column as Uint32Array).every((number) => number === 0)]).toEqual([name, true])
  }
})

test('a snapshot goes on to the same bytes', () => {
  fc.assert(
    fc.property(steps, fc.nat(80), (all, cut) => {
      const whole = all.filter((one) => one.do !== 'save')
      const parted = [...whole.slice(0, cut), { do: 'save' as const }, ...whole.slice(cut)]
      expect(played(parted)[0].save()).toEqual(played(whole)[0].save())
    }),
    { seed: 83, numRuns: 100 },
  )
})

test('a bound on the postings looks at the newest sessions of every item alike', () => {
  const index = new SessionIndex({ sessionsMax: 100, itemsPerSessionMax: 8, sessionsPerItemMax: 50 })
  for (let n = 0; n < 20; n++) {
    const session = index.open(n, n)
    index.append(session, n % 2, n)
    index.append(session, 100 + n, n)
  }
  const query = { items: Uint32Array.of(0, 1), weights: Float32Array.of(1, 1), length: 2 }
  const found = new SparseScores()
  const asked = { count: 50, exceptOwner: 0xffffffff, now: 20, halfLife: 1e6, postingsMax: 6 }
  index.neighbours(query, asked, found)
  const items = [...found.touched.subarray(0, found.count)].filter((item) => item >= 100)
  expect(items.sort()).toEqual([114, 115, 116, 117, 118, 119])
})
