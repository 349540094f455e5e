import { expect, test } from 'vitest'
import { deriveLessons, type PairLesson } from './derived-lessons.ts'
import { type MatchRecord, readMatchText } from './match-text.ts'
import { Vocabulary } from './vocabulary.ts'

const vocabulary = new Vocabulary()
const names = new Map<MatchRecord, string>()
const record = (name: string): MatchRecord => {
  const read = readMatchText({ title: name }, vocabulary)
  names.set(read, name)
  return read
}
const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(record)
const lesson = (left: MatchRecord, right: MatchRecord, isSame: boolean): PairLesson => ({ left, right, isSame })
const bothWays = (pairs: readonly PairLesson[]) =>
  pairs.flatMap((one) => [one, lesson(one.right, one.left, one.isSame)])

type Ask = { parts?: Uint8Array; most?: number; isHeld?: (left: MatchRecord, right: MatchRecord) => boolean }

/** What follows, as 'a=c' or 'a-d'; by default all lessons are of part 0 of two, so part 1 alone may learn from them. */
function following(lessons: readonly PairLesson[], { parts, most = 100, isHeld }: Ask = {}) {
  const task = { lessons, parts: parts ?? new Uint8Array(lessons.length), partCount: 4, most, seed: 1, isHeld }
  return deriveLessons(task)
}
const told = (lessons: readonly PairLesson[], ask?: Ask): string[] =>
  following(lessons, ask)
    .map(({ left, right, isSame }) => `${names.get(left)}${isSame ? '=' : '-'}${names.get(right)}`)
    .sort()

test('the same of the same is the same, and other than the same is other', () => {
  const lessons = bothWays([lesson(a, b, true), lesson(b, c, true), lesson(c, d, false)])
  expect(told(lessons)).toEqual(['a-d', 'a=c', 'b-d', 'c=a', 'd-a', 'd-b'])
  expect(told(bothWays([lesson(a, b, false), lesson(b, c, false)]))).toEqual([])
})

test('records stay on the sides on which lessons have them', () => {
  expect(told([lesson(a, b, true), lesson(a, c, true), lesson(d, c, true), lesson(e, b, false)])).toEqual([
    'd=b',
    'e-c',
  ])
})

test('what is held back is not derived, and no more than was asked for', () => {
  const lessons = bothWays([lesson(a, b, true), lesson(b, c, true), lesson(c, d, false)])
  expect(told(lessons, { isHeld: (left, right) => left !== d && right !== d })).toEqual(['a-d', 'b-d', 'd-a', 'd-b'])
  expect(told(lessons, { most: 3 }).length).toBe(3)
})

test('a part learns only what follows without its own lessons, and not what it answers for', () => {
  const lessons = [lesson(a, b, true), lesson(c, b, true), lesson(c, d, false)]
  const found = following(lessons, { parts: Uint8Array.of(0, 1, 2) })
  for (const { left, right, part, teaches } of found) {
    expect(teaches & (1 << part)).toBe(0)
    // a-d follows from all three, so only part 3 may learn it; b and d are both on the right.
    expect([left, right]).toEqual([a, d])
    expect(teaches).toBe(1 << 3)
  }
})

test('lessons that contradict each other, and groups too large to be one thing, teach nothing', () => {
  expect(told(bothWays([lesson(a, b, true), lesson(b, c, true), lesson(a, c, false)]))).toEqual([])
  const many = Array.from({ length: 14 }, (_, i) => record(`m${i}`))
  const chain = many.slice(1).map((one, i) => lesson(many[i], one, true))
  expect(told(bothWays([...chain, lesson(a, many[0], false)]))).toEqual([])
})
