import { type Columns, grown, nested, OutcomeTable, partOf, Renewals, type Saved } from '@nunchi/kernel'
import { type Touch, type TouchName, touchNames } from '../domain/touch.ts'

/** Longer silence than this ends a visit, as it does in `Sessions`. */
export const visitSeconds = 1_800
/** What can come next in a visit. Buying is putting in the cart, going to the checkout or ordering; comparing, another product of the same category. */
export const acts = ['browse', 'compare', 'buy'] as const
/** Where stretches of silence before the next act begin, in seconds; the last ends with the visit. */
export const silenceStarts: readonly number[] = [0, 15, 60, 180, 420, 900]
/** The outcome behind those of acts and silences. */
export const left = acts.length * silenceStarts.length
const halfLifeDays = 60

const lengthLevels = 5
const lookedLast = 0
const cartLast = 1
const checkoutLast = 2
const boughtLast = 3
const lastKinds = 4
/** Flags of a visit beside what came last. */
const hasCart = 4
const isComparing = 8
const hasOrdered = 16
const flagsMax = 32

/** Acts that are none of their own: they say something of the one before, or happen elsewhere. */
const passedOver: readonly TouchName[] = ['dwell', 'refund', 'unwish', 'uncart', 'dislike']

/**
 * Visits as they happen: in which state each shopper's present one is, and what came next of every state: an act of some
 * kind after some silence, or nothing. A state is how many acts there were, what the last was, whether something is in the
 * cart, whether the last two were of one category, whether the shopper has ordered before. Every state counts as left until something follows, so that
 * those who never come back count. Beside it how long it is from visit to visit.
 *
 * 26 bytes a shopper. O(1) per touch. A late touch teaches nothing.
 */
export class Visits implements Saved {
  readonly outcomes = new OutcomeTable({
    cells: lengthLevels * flagsMax,
    outcomes: left + 1,
    halfLifeDays,
    families: flagsMax,
    familyOf: (cell) => cell % flagsMax,
  })
  readonly waits = new Renewals({ kinds: 1, halfLifeDays })
  /** By row: begin of the first visit, begin and last act of the present one; seconds since 1970. */
  #firstAt: Uint32Array = new Uint32Array(16)
  #startAt: Uint32Array = new Uint32Array(16)
  #lastAt: Uint32Array = new Uint32Array(16)
  /** By row: visits so far, the group of `waits`, acts of the present visit, its flags, last item + 1 and its category. */
  #visits: Uint16Array = new Uint16Array(16)
  #waitGroups: Uint8Array = new Uint8Array(16)
  #acts: Uint8Array = new Uint8Array(16)
  #flags: Uint8Array = new Uint8Array(16)
  #items: Uint32Array = new Uint32Array(16)
  #categories: Uint32Array = new Uint32Array(16)
  #rows = 0

  /** @param category the item's narrowest category, as the catalogue numbers it plus 1; 0 for none */
  touch(touch: Touch, category: number): void {
    const { row, item, at } = touch
    const name = touchNames[touch.kind]!
    if (row < 0 || touch.weight <= 0 || passedOver.includes(name)) return
    this.#reach(row)
    if (this.#visits[row]! > 0 && at < this.#lastAt[row]!) {
      this.#firstAt[row] = Math.min(this.#firstAt[row]!, at)
      return
    }
    const isOn = this.#visits[row]! > 0 && at - this.#lastAt[row]! <= visitSeconds
    if (isOn && name === 'order' && at === this.#lastAt[row]! && this.#lastOf(row) === boughtLast) return // another line
    const last = lastOf(name)
    const isSame = isOn && category > 0 && category === this.#categories[row] && this.#items[row] !== item + 1
    if (isOn) this.#follow(row, at, last !== lookedLast ? 2 : isSame ? 1 : 0)
    else this.#beginVisit(row, at)
    const before = this.#flags[row]! & (isOn ? hasCart | hasOrdered : hasOrdered)
    const inCart = last === boughtLast ? 0 : (before & hasCart) | (last === lookedLast ? 0 : hasCart)
    const ordered = last === boughtLast ? hasOrdered : before & hasOrdered
    this.#flags[row] = last | inCart | (isSame ? isComparing : 0) | ordered
    this.#acts[row] = Math.min(255, this.#acts[row]! + 1)
    this.#lastAt[row] = at
    this.#items[row] = item + 1
    this.#categories[row] = category
    this.outcomes.add(this.cellOf(row), left, this.outcomes.weightAt(at))
  }

  /** The state of the shopper's visit as a cell of `outcomes`. */
  cellOf(row: number): number {
    const count = this.#acts[row]!
    const level = count < 3 ? Math.max(0, count - 1) : Math.min(lengthLevels - 1, 1 + Math.floor(Math.log2(count - 1)))
    return level * flagsMax + this.#flags[row]!
  }

  /** Seconds since the last act of a visit that may go on; undefined when there is none. */
  silenceOf(row: number, now: number): number | undefined {
    if (this.visitsOf(row) === 0) return undefined
    const silence = Math.max(0, now - this.#lastAt[row]!)
    return silence <= visitSeconds ? silence : undefined
  }

  actsOf(row: number): number {
    return row < 0 || row >= this.#rows ? 0 : this.#acts[row]!
  }

  visitsOf(row: number): number {
    return row < 0 || row >= this.#rows ? 0 : this.#visits[row]!
  }

  /** The group of `waits` in which the shopper's next visit is waited for, and since when. Of a shopper with a visit only. */
  waitOf(row: number): { readonly group: number; readonly since: number } {
    return { group: this.#waitGroups[row]!, since: this.#startAt[row]! }
  }

  /** Adds the visits of row `from` to row `into`, whose present one is the later of both, and empties `from`. */
  merge(from: number, into: number): void {
    if (this.visitsOf(from) === 0) return
    this.#reach(into)
    const firstAt = this.#firstAt[from]!
    const visits = this.#visits[from]!
    const isKnown = this.#visits[into]! > 0
    if (isKnown) this.#withdraw(into)
    this.#withdraw(from)
    if (!isKnown || this.#lastAt[from]! > this.#lastAt[into]!)
      for (const column of this.#columns()) column[into] = column[from]!
    this.#firstAt[into] = isKnown ? Math.min(firstAt, this.#firstAt[into]!) : firstAt
    this.#visits[into] = Math.min(0xffff, visits + (isKnown ? this.#visits[into]! : 0))
    this.#wait(into)
    this.#empty(from)
  }

  /** Forgets the row. What its visits taught stays, as it names nobody. */
  clear(row: number): void {
    if (this.visitsOf(row) === 0) return
    this.#withdraw(row)
    this.#empty(row)
  }

  save(): Columns {
    const rows = Object.entries(this.#named()).map(([name, column]) => [name, column.subarray(0, this.#rows)])
    const sums = { ...nested('outcomes', this.outcomes.save()), ...nested('waits', this.waits.save()) }
    return { ...Object.fromEntries(rows), ...sums }
  }

  restore(columns: Columns): void {
    this.#firstAt = columns.firstAt as Uint32Array
    this.#startAt = columns.startAt as Uint32Array
    this.#lastAt = columns.lastAt as Uint32Array
    this.#visits = columns.visits as Uint16Array
    this.#waitGroups = columns.waitGroups as Uint8Array
    this.#acts = columns.acts as Uint8Array
    this.#flags = columns.flags as Uint8Array
    this.#items = columns.items as Uint32Array
    this.#categories = columns.categories as Uint32Array
    this.#rows = this.#firstAt.length
    this.outcomes.restore(partOf(columns, 'outcomes'))
    this.waits.restore(partOf(columns, 'waits'))
  }

  #lastOf(row: number): number {
    return this.#flags[row]! % lastKinds
  }

  /** The state before did not end the visit after all: this followed. */
  #follow(row: number, at: number, act: number): void {
    const cell = this.cellOf(row)
    const weight = this.outcomes.weightAt(this.#lastAt[row]!)
    let silence = silenceStarts.length - 1
    while (at - this.#lastAt[row]! < silenceStarts[silence]!) silence -= 1
    this.outcomes.add(cell, left, -weight)
    this.outcomes.add(cell, act * silenceStarts.length + silence, weight)
  }

  #beginVisit(row: number, at: number): void {
    if (this.#visits[row]! === 0) this.#firstAt[row] = at
    else this.waits.renew(this.#waitGroups[row]!, this.#startAt[row]!, at)
    this.#visits[row] = Math.min(0xffff, this.#visits[row]! + 1)
    this.#startAt[row] = at
    this.#acts[row] = 0
    this.#wait(row)
  }

  #wait(row: number): void {
    const series = { count: this.#visits[row]!, first: this.#firstAt[row]!, last: this.#startAt[row]! }
    this.#waitGroups[row] = this.waits.groupOf(series, 0)
    this.waits.begin(this.#waitGroups[row]!, this.#startAt[row]!)
  }

  #withdraw(row: number): void {
    this.waits.withdraw(this.#waitGroups[row]!, this.#startAt[row]!)
  }

  #empty(row: number): void {
    for (const column of this.#columns()) column[row] = 0
  }

  #columns() {
    return Object.values(this.#named())
  }

  #named() {
    return {
      firstAt: this.#firstAt,
      startAt: this.#startAt,
      lastAt: this.#lastAt,
      visits: this.#visits,
      waitGroups: this.#waitGroups,
      acts: this.#acts,
      flags: this.#flags,
      items: this.#items,
      categories: this.#categories,
    }
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#firstAt = grown(this.#firstAt, this.#rows)
    this.#startAt = grown(this.#startAt, this.#rows)
    this.#lastAt = grown(this.#lastAt, this.#rows)
    this.#visits = grown(this.#visits, this.#rows)
    this.#waitGroups = grown(this.#waitGroups, this.#rows)
    this.#acts = grown(this.#acts, this.#rows)
    this.#flags = grown(this.#flags, this.#rows)
    this.#items = grown(this.#items, this.#rows)
    this.#categories = grown(this.#categories, this.#rows)
  }
}

function lastOf(name: TouchName): number {
  if (name === 'order') return boughtLast
  if (name === 'checkout') return checkoutLast
  return name === 'cart' ? cartLast : lookedLast
}
