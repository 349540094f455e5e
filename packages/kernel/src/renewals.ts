import type { Columns, Saved } from './columns.ts'
import { grownWeight } from './forgetting.ts'
import { grown } from './grown.ts'
import { ageStarts, stretchOf } from './wait-ages.ts'

const day = 86_400
const week = 7 * day
/** Events of a series after which it is told apart from one with fewer. */
const countStarts: readonly number[] = [2, 3, 5, 9]
/** Mean gaps are told apart by octaves of days: below 1, 1 to 2, ..., 128 and more. */
const gapLevels = 9

/** A series of recurring events so far: how many, when the first and the last was (seconds since 1970). */
export type Series = { readonly count: number; readonly first: number; readonly last: number }

/**
 * How long until the next of recurring events, learned from many series as they go on: events and time waited by stretch
 * of waiting, for groups of series that are alike in number of events and own mean gap (before a second event: in a kind
 * that the caller tells). Who still waits counts as waiting, up to the moment that is asked about, so nothing is taken for granted of those who never
 * come back. Everything counts half after each half-life, so that the rates follow the seasons.
 *
 * begin, renew and their inverses: O(1). Memory: 24 bytes a group and stretch, 8 a group and week since the first.
 * Ask `RenewalChances` what it says.
 *
 * Sources: counts per stretch are the life-table estimate of the hazard of Nelson (1972), doi:10.1080/00401706.1972.10488991,
 * and Aalen (1978), doi:10.1214/aos/1176344247. That number, recency and age of purchases are enough to know of a series is
 * Fader, Hardie, Lee (2005), doi:10.1287/mksc.1040.0098; deviation: their gamma and beta shapes are not assumed but counted.
 */
export class Renewals implements Saved {
  readonly kinds: number
  readonly groups: number
  readonly halfLife: number
  /** Row-major by group, shape [groups * stretches]: weights of starts, by the stretch in which the wait ended. */
  ended: Float64Array
  /** Same shape: weights of ends. */
  events: Float64Array
  /** Same shape: weighted time waited in the stretch of the end itself, in half-lives / ln 2. */
  partial: Float64Array
  /** Row-major by week, shape [weeks * groups]: weights of starts of those who wait. */
  open: Float64Array = new Float64Array(0)
  /** The first week of `open`; -1 before there is any. */
  firstWeek = -1

  /** @param options.kinds how many kinds of series the caller tells apart before their second event */
  constructor({ kinds, halfLifeDays }: { kinds: number; halfLifeDays: number }) {
    this.kinds = kinds
    this.groups = kinds + countStarts.length * gapLevels
    this.halfLife = halfLifeDays * day
    const cells = this.groups * ageStarts.length
    this.ended = new Float64Array(cells)
    this.events = new Float64Array(cells)
    this.partial = new Float64Array(cells)
  }

  /** The group of a series: keep it with the series, or give the same arguments again. */
  groupOf({ count, first, last }: Series, kind: number): number {
    if (count < 2) return kind
    const gapDays = (last - first) / day / (count - 1)
    const gapLevel = gapDays < 1 ? 0 : Math.min(gapLevels - 1, 1 + Math.floor(Math.log2(gapDays)))
    let level = 0
    while (level + 1 < countStarts.length && count >= countStarts[level + 1]!) level += 1
    return this.kinds + gapLevel * countStarts.length + level
  }

  /** Groups of one family are shrunk to it together: of one mean gap, or all before a second event. */
  familyOf(group: number): number {
    return group < this.kinds ? 0 : 1 + Math.floor((group - this.kinds) / countStarts.length)
  }

  /** Somebody of the group waits since `at`. */
  begin(group: number, at: number): void {
    this.#addOpen(group, at, grownWeight(at, this.halfLife))
  }

  /** The inverse of `begin`: they do not wait, and never did. */
  withdraw(group: number, at: number): void {
    this.#addOpen(group, at, -grownWeight(at, this.halfLife))
  }

  /** Who began at `from` waits no more: it happened at `at`. */
  renew(group: number, from: number, at: number): void {
    this.#addEnded(group, from, at, 1)
  }

  /** The inverse of `renew`: they wait since `from`, as before. */
  undo(group: number, from: number, at: number): void {
    this.#addEnded(group, from, at, -1)
  }

  save(): Columns {
    const { ended, events, partial, open, groups } = this
    const weeks = Math.floor(open.length / groups)
    return { ended, events, partial, open: open.subarray(0, weeks * groups), week: Float64Array.of(this.firstWeek) }
  }

  restore(columns: Columns): void {
    this.ended = columns.ended as Float64Array
    this.events = columns.events as Float64Array
    this.partial = columns.partial as Float64Array
    this.open = columns.open as Float64Array
    this.firstWeek = (columns.week as Float64Array)[0]!
  }

  #addEnded(group: number, from: number, at: number, sign: number): void {
    const stretch = stretchOf((at - from) / day)
    const cell = group * ageStarts.length + stretch
    const started = grownWeight(from, this.halfLife)
    const atEnd = grownWeight(at, this.halfLife)
    this.ended[cell]! += sign * started
    this.events[cell]! += sign * atEnd
    this.partial[cell]! += sign * (atEnd - grownWeight(from + ageStarts[stretch]! * day, this.halfLife))
    this.#addOpen(group, from, -sign * started)
  }

  #addOpen(group: number, at: number, weight: number): void {
    const slot = this.#weekSlot(Math.floor(at / week)) + group
    this.open[slot]! += weight
  }

  #weekSlot(one: number): number {
    if (this.firstWeek < 0) this.firstWeek = one
    if (one < this.firstWeek) {
      const earlier = (this.firstWeek - one) * this.groups
      const longer = new Float64Array(this.open.length + earlier)
      longer.set(this.open, earlier)
      this.open = longer
      this.firstWeek = one
    }
    const slot = (one - this.firstWeek) * this.groups
    if (slot >= this.open.length) this.#reach(slot)
    return slot
  }

  /** Makes room up to the week at `slot` and no more, so that what is saved does not depend on how it grew. */
  #reach(slot: number): void {
    const longer = grown(this.open, slot + this.groups)
    this.open = longer.subarray(0, slot + this.groups)
  }
}
