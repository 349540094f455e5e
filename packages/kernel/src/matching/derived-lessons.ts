import { Random } from '../random.ts'
import type { MatchRecord } from './match-text.ts'

/** A pair of which is known whether it is one thing. */
export type PairLesson = { readonly left: MatchRecord; readonly right: MatchRecord; readonly isSame: boolean }

export type DeriveTask = {
  readonly lessons: readonly PairLesson[]
  /** The part of each lesson, 0 to partCount - 1. */
  readonly parts: Uint8Array
  readonly partCount: number
  /** Derived lessons at most; drawn by chance where there are more. */
  readonly most: number
  readonly seed: number
  /** Pairs that are to be asked about and must not be derived. */
  readonly isHeld?: (left: MatchRecord, right: MatchRecord) => boolean
}

export type DerivedLesson = PairLesson & {
  /** The part that answers for it. */
  readonly part: number
  /** Bit i: follows from lessons outside part i alone and is not of that part, so the models of part i may learn from it. */
  readonly teaches: number
}

/** More records said to be one thing are seldom so: a wrong lesson has tied several things together. */
const groupMax = 12
type Found = { readonly left: number; readonly right: number; readonly isSame: boolean; teaches: number }

/**
 * What follows from lessons: a is b and b is c, so a is c; a is b and b is not d, so a is not d. Harder lessons than most, as they
 * are of things that stand beside each other, and without anybody's work. Each part of the lessons has those that follow without it.
 * What is derived has records on the sides on which lessons have them.
 *
 * O(parts * lessons * groupMax^2) at most, 50 ms for 6,000 lessons. Deterministic for a seed.
 */
export function deriveLessons({ lessons, parts, partCount, most, seed, isHeld }: DeriveTask): DerivedLesson[] {
  const book = new RecordBook(lessons)
  const found = new Map<number, Found>()
  for (let part = 0; part < partCount; part++) {
    const inside = lessons.filter((_, i) => parts[i] !== part)
    for (const one of book.following(inside)) {
      const key = book.key(one.left, one.right)
      const before = found.get(key)
      // Lessons that contradict each other teach nothing.
      if (before && before.isSame !== one.isSame) before.teaches = Number.NaN
      else if (before) before.teaches += 2 ** part
      else found.set(key, { ...one, teaches: 2 ** part })
    }
  }
  const random = new Random(seed)
  const own = new Map<number, number>()
  const partOf = ({ left, right }: Found): number => {
    const key = book.key(Math.min(left, right), Math.max(left, right))
    const part = own.get(key) ?? random.below(partCount)
    own.set(key, part)
    return part
  }
  const derived: DerivedLesson[] = []
  for (const one of random.shuffle([...found.values()])) {
    if (derived.length >= most) break
    const [left, right] = [book.records[one.left], book.records[one.right]]
    const part = partOf(one)
    const teaches = Number.isNaN(one.teaches) ? 0 : one.teaches & ~(2 ** part)
    if (teaches !== 0 && !isHeld?.(left, right)) derived.push({ left, right, isSame: one.isSame, part, teaches })
  }
  return derived
}

/** The records of all lessons by number, on which sides they stand, and which pairs are lessons. */
class RecordBook {
  readonly records: MatchRecord[] = []
  readonly #numbers = new Map<MatchRecord, number>()
  readonly #isLeft = new Set<number>()
  readonly #isRight = new Set<number>()
  readonly #known = new Set<number>()

  constructor(lessons: readonly PairLesson[]) {
    for (const { left, right } of lessons) {
      this.#isLeft.add(this.#numberOf(left))
      this.#isRight.add(this.#numberOf(right))
    }
    for (const { left, right } of lessons) this.#known.add(this.key(this.#numberOf(left), this.#numberOf(right)))
  }

  key(left: number, right: number): number {
    return left * this.records.length + right
  }

  /** Pairs that follow from some of the lessons and are none; some several times. */
  *following(lessons: readonly PairLesson[]): Generator<Omit<Found, 'teaches'>> {
    const groups = this.#groupsOf(lessons)
    const seen = new Set<number>()
    for (const group of new Set(groups)) yield* this.#between(group, group, true, seen)
    for (const { left, right, isSame } of lessons) {
      const [here, there] = [groups[this.#numberOf(left)], groups[this.#numberOf(right)]]
      if (!isSame && here !== there) yield* this.#between(here, there, false, seen)
    }
  }

  *#between(
    here: readonly number[],
    there: readonly number[],
    isSame: boolean,
    seen: Set<number>,
  ): Generator<Omit<Found, 'teaches'>> {
    if (here.length > groupMax || there.length > groupMax) return
    for (const a of here)
      for (const b of there)
        for (const [left, right] of [
          [a, b],
          [b, a],
        ]) {
          const key = this.key(left, right)
          if (a === b || seen.has(key) || this.#known.has(key)) continue
          seen.add(key)
          if (this.#isLeft.has(left) && this.#isRight.has(right)) yield { left, right, isSame }
        }
  }

  /** By record: those that are the same thing by these lessons, itself among them. */
  #groupsOf(lessons: readonly PairLesson[]): number[][] {
    const groups = this.records.map((_, record) => [record])
    for (const { left, right, isSame } of lessons) {
      if (!isSame) continue
      const [one, other] = [groups[this.#numberOf(left)], groups[this.#numberOf(right)]]
      if (one === other) continue
      const [small, large] = one.length < other.length ? [one, other] : [other, one]
      for (const record of small) {
        large.push(record)
        groups[record] = large
      }
    }
    return groups
  }

  #numberOf(record: MatchRecord): number {
    const known = this.#numbers.get(record)
    if (known !== undefined) return known
    this.#numbers.set(record, this.records.length)
    return this.records.push(record) - 1
  }
}
