import { expect, test } from 'vitest'
import { fitNextInSession } from './fit-next-in-session.ts'
import { NextInSession } from './next-in-session.ts'
import { Random } from './random.ts'
import { sessionLessons } from './session-lessons.ts'
import { restored } from './testing-columns.ts'

/**
 * Sessions of a shop in which item 10 g + 1 follows 10 g, and so on, with chance clicks between; every third click goes
 * back two, which no model of items knows.
 */
function madeUp(count: number, seed: number): Uint32Array[] {
  const random = new Random(seed)
  return Array.from({ length: count }, () => {
    const group = random.below(20) * 10
    const items = [group]
    while (items.length < 8) {
      const isBack = items.length % 3 === 2
      const next = isBack ? items[items.length - 2]! : Math.max(...items) + 1
      items.push(random.unit() < 0.1 ? 500 + random.below(50) : Math.min(next, group + 9))
    }
    return Uint32Array.from(items)
  })
}

function hitsOf(model: NextInSession, sessions: readonly Uint32Array[], count: number): number {
  const out = new Uint32Array(count)
  let hits = 0
  for (const items of sessions)
    for (let length = 1; length < items.length; length++) {
      const found = model.answer({ items, length }, out)
      if (out.subarray(0, found).includes(items[length]!)) hits += 1
    }
  return hits / sessions.reduce((sum, { length }) => sum + length - 1, 0)
}

const quick = { tuneQuestions: 100, tuneEvaluations: 10, lessonsMax: 600, epochs: 10 }

test('fits on past sessions and learns what its models do not say: here, when a shopper goes back', () => {
  const stages: string[] = []
  const onStage = (stage: string) => stages.push(stage)
  const model = fitNextInSession(madeUp(500, 1), { ...quick, onStage })
  const plain = new NextInSession()
  for (const items of madeUp(500, 1)) plain.add(items)
  expect(stages).toEqual(['read', 'tuned', 'walked', 'learned'])
  expect(hitsOf(plain, madeUp(50, 2), 1)).toBeLessThan(0.5)
  expect(hitsOf(model, madeUp(50, 2), 1)).toBeGreaterThan(0.65) // of 0.9 that are no chance
  expect(hitsOf(model, madeUp(50, 2), 5)).toBeGreaterThan(0.7)
})

test('the same sessions give the same model, to the byte', () => {
  const [one, other] = [fitNextInSession(madeUp(120, 3), quick), fitNextInSession(madeUp(120, 3), quick)]
  expect(one.save()).toEqual(other.save())
})

test('a click counts from the next answer on, in a session that still goes on', () => {
  const model = new NextInSession()
  const out = new Uint32Array(5)
  const asked = { items: Uint32Array.of(7), length: 1 }
  expect(model.answer(asked, out)).toBe(1) // nothing known but what was looked at
  const session = model.open()
  model.append(session, 7)
  model.append(session, 8)
  expect([...out.subarray(0, model.answer(asked, out))]).toContain(8)
  expect(model.countOf(8)).toBe(1)
  expect(model.countOf(1e6)).toBe(0)
})

test('without a click, what is clicked most of late; without anything, nothing', () => {
  const model = new NextInSession({ lateHalfLife: 1 })
  const out = new Uint32Array(2)
  const nothing = { items: Uint32Array.of(), length: 0 }
  expect(model.answer(nothing, out)).toBe(0)
  for (const items of [[1], [1], [1], [2], [3], [3]]) model.add(items)
  expect(model.answer(nothing, out)).toBe(2)
  expect([...out]).toEqual([3, 2])
})

test('a session longer than its room and items far apart in number do no harm', () => {
  const model = new NextInSession({ itemsPerSessionMax: 3 })
  model.add([1, 2, 3, 4, 5])
  expect(model.countOf(4)).toBe(0)
  model.add([200_000, 1])
  const out = new Uint32Array(3)
  const items = Uint32Array.from({ length: 300 }, (_, i) => i % 7)
  expect(model.answer({ items, length: 300 }, out)).toBe(3)
})

test('options must be above 0', () => {
  expect(() => new NextInSession({ candidatesMax: 0 })).toThrow('candidatesMax is 0')
  expect(() => new NextInSession({ lateHalfLife: Number.NaN })).toThrow('lateHalfLife is NaN')
})

test('every session is asked before it is taken in, so no lesson knows its own answer', () => {
  const model = new NextInSession()
  const first = sessionLessons(model, [Uint32Array.of(1, 2), Uint32Array.of(3, 4)], { countMax: 100, seed: 1 })
  expect(first.count).toBe(0) // nobody had seen 2 or 4
  const second = sessionLessons(model, [Uint32Array.of(1, 2)], { countMax: 100, seed: 1 })
  expect(second.count).toBe(1)
  expect(model.countOf(2)).toBe(2)
})

test('a lesson shows every candidate, so that the place far down of one does not give it away', () => {
  const model = new NextInSession()
  for (let item = 1; item <= 140; item++) for (let times = item; times <= 140; times += 20) model.add([0, item])
  const asked = { items: Uint32Array.of(0), length: 1 }
  const n = model.candidates(asked)
  const farthest = Array.from({ length: 140 }, (_, i) => i + 1).find((item) => model.candidateOf(item, n) === n - 1)!
  const { starts, chosen } = sessionLessons(model, [Uint32Array.of(0, farthest)], { countMax: 10, seed: 1 })
  expect([starts[1], chosen[0]]).toEqual([n, n - 1])
  expect(n).toBeGreaterThan(120)
})

test('a snapshot answers the same and goes on to the same bytes', () => {
  const model = fitNextInSession(madeUp(120, 5), quick)
  const copy = restored(model, new NextInSession({ lateHalfLife: 6 }))
  const [out, copied] = [new Uint32Array(20), new Uint32Array(20)]
  for (const items of madeUp(20, 6)) {
    model.answer({ items, length: 3 }, out)
    copy.answer({ items, length: 3 }, copied)
    expect(copied).toEqual(out)
    model.add(items)
    copy.add(items)
  }
  expect(copy.save()).toEqual(model.save())
})
