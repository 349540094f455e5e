import { type Columns, grown, nested, OutcomeTable, partOf, Renewals, type Saved } from '@nunchi/kernel'
import { type Touch, type TouchName, touchNames } from '../domain/touch.ts'
import { visitSeconds } from '../domain/visit.ts'

/** What can come next in a visit. Buying is putting in the cart, going to the checkout or ordering; comparing, another product of the same category. */
export const acts = ['browse', 'compare', 'buy'] as const
/** Where stretches of silence before the next act begin, in seconds; the last ends with the visit. */
export const silenceStarts: readonly number[] = [0, 15, 30, 60, 120, 180, 300, 450, 600, 900, 1_200]
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
const actsMax = 255

/** Acts that are none of their own: they say something of the one before, or happen elsewhere. */
const passedOver: readonly TouchName[] = ['dwell', 'refund', 'unwish', 'uncart', 'dislike']
/** By kind of touch: what it is as the last act of a visit; `passed` for those passed over. */
const passed = 255
const lastByKind = Uint8Array.from(touchNames, (name) => (passedOver.includes(name) ? passed : lastOf(name)))

/** Places of a shopper's facts, side by side as a touch asks for all of them; seconds since 1970, then counts and numbers. */
const firstAt = 0
const startAt = 1
const lastAt = 2
/** Visits so far above the group of `waits`, which takes six bits. */
const visitsAndGroup = 3
/** Acts of the present visit above its flags, which take five bits. */
const actsAndFlags = 4
const lastItem = 5
const lastCategory = 6
const perShopper = 7
const groupsMax = 64

/**
 * Visits as they happen: in which state each shopper's present one is, and what came next of every state: an act of some
 * kind after some silence, or nothing. A state is how many acts there were, what the last was, whether something is in the
 * cart, whether the last two were of one category, whether the shopper has ordered before. Every state counts as left until
 * something follows, so that those who never come back count. Beside it how long it is from visit to visit.
 *
 * 28 bytes a shopper. O(1) per touch. A late touch teaches nothing.
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
  #facts: Uint32Array = new Uint32Array(16 * perShopper)
  #rows = 0

  /** @param category the item's narrowest category, as the catalogue numbers it plus 1; 0 for none */
  touch({ row, item, at, kind, weight }: Touch, category: number): void {
    const last = lastByKind[kind]!
    if (row < 0 || weight <= 0 || last === passed) return
    this.#reach(row)
    const facts = this.#facts
    const base = row * perShopper
    const isKnown = facts[base + visitsAndGroup]! > 0
    if (isKnown && at < facts[base + lastAt]!) {
      if (at < facts[base + firstAt]!) facts[base + firstAt] = at
      return
    }
    const silence = isKnown ? at - facts[base + lastAt]! : visitSeconds + 1
    const isOn = silence <= visitSeconds
    const flags = facts[base + actsAndFlags]! % flagsMax
    if (isOn && silence === 0 && last === boughtLast && flags % lastKinds === boughtLast) return // another line
    const isSame =
      isOn && category > 0 && category === facts[base + lastCategory] && facts[base + lastItem] !== item + 1
    if (isOn) this.#follow(row, silence, last !== lookedLast ? 2 : isSame ? 1 : 0)
    else this.#beginVisit(row, at)
    const kept = flags & (isOn ? hasCart | hasOrdered : hasOrdered)
    const inCart = last === boughtLast ? 0 : (kept & hasCart) | (last === lookedLast ? 0 : hasCart)
    const ordered = last === boughtLast ? hasOrdered : kept & hasOrdered
    const acts = isOn ? Math.min(actsMax, this.actsOf(row) + 1) : 1
    facts[base + actsAndFlags] = acts * flagsMax + (last | inCart | (isSame ? isComparing : 0) | ordered)
    facts[base + lastAt] = at
    facts[base + lastItem] = item + 1
    facts[base + lastCategory] = category
    this.outcomes.add(this.cellOf(row), left, this.outcomes.weightAt(at))
  }

  /** The state of the shopper's visit as a cell of `outcomes`. */
  cellOf(row: number): number {
    const count = this.actsOf(row)
    const level = count < 3 ? Math.max(0, count - 1) : count < 5 ? 2 : count < 9 ? 3 : lengthLevels - 1
    return level * flagsMax + (this.#facts[row * perShopper + actsAndFlags]! % flagsMax)
  }

  /** Seconds since the last act of a visit that may go on; undefined when there is none. */
  silenceOf(row: number, now: number): number | undefined {
    if (this.visitsOf(row) === 0) return undefined
    const silence = Math.max(0, now - this.#facts[row * perShopper + lastAt]!)
    return silence <= visitSeconds ? silence : undefined
  }

  actsOf(row: number): number {
    return row < 0 || row >= this.#rows ? 0 : Math.floor(this.#facts[row * perShopper + actsAndFlags]! / flagsMax)
  }

  visitsOf(row: number): number {
    return row < 0 || row >= this.#rows ? 0 : Math.floor(this.#facts[row * perShopper + visitsAndGroup]! / groupsMax)
  }

  /** The group of `waits` in which the shopper's next visit is waited for, and since when. Of a shopper with a visit only. */
  waitOf(row: number): { readonly group: number; readonly since: number } {
    const base = row * perShopper
    return { group: this.#facts[base + visitsAndGroup]! % groupsMax, since: this.#facts[base + startAt]! }
  }

  /** Adds the visits of row `from` to row `into`, whose present one is the later of both, and empties `from`. */
  merge(from: number, into: number): void {
    if (this.visitsOf(from) === 0) return
    this.#reach(into)
    const facts = this.#facts
    const [source, target] = [from * perShopper, into * perShopper]
    const isKnown = this.visitsOf(into) > 0
    if (isKnown) this.#withdraw(into)
    this.#withdraw(from)
    const visits = this.visitsOf(from) + this.visitsOf(into)
    const first = isKnown ? Math.min(facts[source + firstAt]!, facts[target + firstAt]!) : facts[source + firstAt]!
    if (!isKnown || facts[source + lastAt]! > facts[target + lastAt]!)
      facts.copyWithin(target, source, source + perShopper)
    facts[target + firstAt] = first
    this.#wait(into, visits)
    facts.fill(0, source, source + perShopper)
  }

  /** Forgets the row. What its visits taught stays, as it names nobody. */
  clear(row: number): void {
    if (this.visitsOf(row) === 0) return
    this.#withdraw(row)
    this.#facts.fill(0, row * perShopper, (row + 1) * perShopper)
  }

  save(): Columns {
    return {
      facts: this.#facts.subarray(0, this.#rows * perShopper),
      ...nested('outcomes', this.outcomes.save()),
      ...nested('waits', this.waits.save()),
    }
  }

  restore(columns: Columns): void {
    this.#facts = columns.facts as Uint32Array
    this.#rows = this.#facts.length / perShopper
    this.outcomes.restore(partOf(columns, 'outcomes'))
    this.waits.restore(partOf(columns, 'waits'))
  }

  /** The state before did not end the visit after all: this followed. */
  #follow(row: number, silence: number, act: number): void {
    const cell = this.cellOf(row)
    const weight = this.outcomes.weightAt(this.#facts[row * perShopper + lastAt]!)
    let stretch = silenceStarts.length - 1
    while (silence < silenceStarts[stretch]!) stretch -= 1
    this.outcomes.add(cell, left, -weight)
    this.outcomes.add(cell, act * silenceStarts.length + stretch, weight)
  }

  #beginVisit(row: number, at: number): void {
    const facts = this.#facts
    const base = row * perShopper
    const visits = this.visitsOf(row)
    if (visits === 0) facts[base + firstAt] = at
    else this.waits.renew(facts[base + visitsAndGroup]! % groupsMax, facts[base + startAt]!, at)
    facts[base + startAt] = at
    this.#wait(row, visits + 1)
  }

  /** Begins the wait for the visit after the first `visits`. */
  #wait(row: number, visits: number): void {
    const facts = this.#facts
    const base = row * perShopper
    const last = facts[base + startAt]!
    const group = this.waits.groupOf({ count: visits, first: facts[base + firstAt]!, last }, 0)
    facts[base + visitsAndGroup] = visits * groupsMax + group
    this.waits.begin(group, last)
  }

  #withdraw(row: number): void {
    const { group, since } = this.waitOf(row)
    this.waits.withdraw(group, since)
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#facts = grown(this.#facts, this.#rows * perShopper)
  }
}

function lastOf(name: TouchName): number {
  if (name === 'order') return boughtLast
  if (name === 'checkout') return checkoutLast
  return name === 'cart' ? cartLast : lookedLast
}
