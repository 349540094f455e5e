import { grownWeight } from './forgetting.ts'
import type { Renewals } from './renewals.ts'
import { shrunkRates, shrunkRows } from './shrunk-rates.ts'
import { ageStarts, stretchOf } from './wait-ages.ts'

const day = 86_400
const week = 7 * day
const stretches = ageStarts.length
/** Before anything is known: half an event in so many days of waiting. */
const firstDays = 30
const firstEvents = 0.5
/** See `priorEvents`: waits forget by halves. */
const noise = 0.5
const rows = { width: stretches, noise }
/** No wait is foretold beyond this. */
const waitDaysMax = 730

/**
 * The rates of `Renewals` as of one moment, each group's drawn to its family's, that to those of all before (or after) a second event
 * and these to everybody's, as far as the counts
 * themselves say that groups differ. Made once per moment, asked for many series.
 *
 * Making it costs O(groups * (stretches + weeks)); asking, O(stretches).
 */
export class RenewalChances {
  /** Events a day, row-major by group, shape [(groups) * stretches]; everybody's behind the last group. */
  readonly #rates: Float64Array
  readonly #groups: number
  readonly #seen: Float64Array
  readonly #seenInAll: number

  /** @param now seconds since 1970 */
  constructor(renewals: Renewals, now: number) {
    const { groups } = renewals
    const { seen, waited } = countsAt(renewals, now)
    const families = renewals.familyOf(groups - 1) + 1
    const familyOf = (group: number) => renewals.familyOf(group)
    const familySeen = pooled(seen, groups, families, familyOf)
    const familyWaited = pooled(waited, groups, families, familyOf)
    const allSeen = pooled(seen, groups, 1, () => 0)
    const allWaited = pooled(waited, groups, 1, () => 0)
    const mean = (sum(allSeen) + firstEvents) / (sum(allWaited) + firstDays)
    const all = shrunkRates(allSeen, allWaited, new Float64Array(stretches).fill(mean), noise)
    const stageOf = (family: number) => (family === 0 ? 0 : 1)
    const stageSeen = pooled(familySeen, families, 2, stageOf)
    const stageWaited = pooled(familyWaited, families, 2, stageOf)
    const toAll = spread(all, 2, () => 0)
    const ofStages = shrunkRows(stageSeen, stageWaited, toAll, rows)
    const ofFamilies = shrunkRows(familySeen, familyWaited, spread(ofStages, families, stageOf), rows)
    const ofGroups = shrunkRows(seen, waited, spread(ofFamilies, groups, familyOf), rows)
    this.#groups = groups
    this.#rates = new Float64Array((groups + 1) * stretches)
    this.#rates.set(ofGroups)
    this.#rates.set(all, groups * stretches)
    this.#seen = Float64Array.from({ length: groups }, (_, group) =>
      sum(seen.subarray(group * stretches, (group + 1) * stretches)),
    )
    this.#seenInAll = sum(allSeen)
  }

  /** The chance that the next event comes within `days` for one who has waited `ageDays`; group -1: for anybody. */
  within(group: number, ageDays: number, days: number): number {
    return -Math.expm1(-this.#hazard(group, ageDays, days))
  }

  /** Days until it is as likely as not to have come, for one who has waited `ageDays`; undefined when beyond two years. */
  medianWait(group: number, ageDays: number): number | undefined {
    const rates = this.#rowOf(group)
    let left = Math.LN2
    let at = Math.max(0, ageDays)
    for (let stretch = stretchOf(at); at < ageDays + waitDaysMax; stretch++) {
      const end = ageStarts[stretch + 1] ?? Number.POSITIVE_INFINITY
      const rate = this.#rates[rates + stretch]!
      if (rate * (end - at) >= left) {
        const wait = at + left / rate - ageDays
        return wait <= waitDaysMax ? wait : undefined
      }
      left -= rate * (end - at)
      at = end
    }
    return undefined
  }

  /** How many events of late the group's rates rest on (of all groups for -1), counted with what is left of their weight. */
  eventsOf(group: number): number {
    return group < 0 ? this.#seenInAll : this.#seen[group]!
  }

  #hazard(group: number, ageDays: number, days: number): number {
    const rates = this.#rowOf(group)
    const end = ageDays + days
    let at = Math.max(0, ageDays)
    let hazard = 0
    for (let stretch = stretchOf(at); at < end; stretch++) {
      const until = Math.min(end, ageStarts[stretch + 1] ?? end)
      hazard += this.#rates[rates + stretch]! * (until - at)
      at = until
    }
    return hazard
  }

  #rowOf(group: number): number {
    return (group < 0 ? this.#groups : group) * stretches
  }
}

/** Events and days waited of every group and stretch, as far as they still count at `now`; shape [groups * stretches]. */
function countsAt(renewals: Renewals, now: number): { readonly seen: Float64Array; readonly waited: Float64Array } {
  const { groups, halfLife } = renewals
  const scale = 1 / grownWeight(now, halfLife)
  const unit = (scale * halfLife) / Math.LN2 / day
  const { over, partial, grownTo } = waitsUntil(renewals, now)
  const seen = renewals.events.map((weight) => Math.max(0, weight * scale))
  const waited = new Float64Array(groups * stretches)
  for (let group = 0; group < groups; group++) {
    let later = 0
    for (let stretch = stretches - 1; stretch >= 0; stretch--) {
      const cell = group * stretches + stretch
      const whole = stretch + 1 < stretches ? later * (grownTo[stretch + 1]! - grownTo[stretch]!) : 0
      waited[cell] = Math.max(0, (partial[cell]! + whole) * unit)
      later += over[cell]!
    }
  }
  return { seen, waited }
}

/**
 * All waits as if those that go on were over at `now`, without an event: by the stretch in which they are over, and the time
 * waited in it. Who began in one week is taken to have begun in its middle.
 */
function waitsUntil({ groups, halfLife, open, firstWeek, ended, partial }: Renewals, now: number) {
  const waits = {
    over: ended.slice(),
    partial: partial.slice(),
    /** What a wait's weight has grown by when each stretch begins. */
    grownTo: ageStarts.map((age) => 2 ** ((age * day) / halfLife)),
  }
  for (let slot = 0; slot < open.length; slot += groups) {
    const from = (firstWeek + slot / groups) * week
    const age = now - (from + Math.min(now, from + week)) / 2
    if (age <= 0) continue
    const stretch = stretchOf(age / day)
    const growth = 2 ** (age / halfLife) - waits.grownTo[stretch]!
    for (let group = 0; group < groups; group++) {
      const weight = Math.max(0, open[slot + group]!)
      waits.over[group * stretches + stretch]! += weight
      waits.partial[group * stretches + stretch]! += weight * growth
    }
  }
  return waits
}

function pooled(
  cells: Float64Array,
  groups: number,
  parents: number,
  parentOf: (group: number) => number,
): Float64Array {
  const sums = new Float64Array(parents * stretches)
  for (let group = 0; group < groups; group++)
    for (let stretch = 0; stretch < stretches; stretch++)
      sums[parentOf(group) * stretches + stretch]! += cells[group * stretches + stretch]!
  return sums
}

/** Each group's parent's row, shape [groups * stretches]. */
function spread(parents: Float64Array, groups: number, parentOf: (group: number) => number): Float64Array {
  const rows = new Float64Array(groups * stretches)
  for (let group = 0; group < groups; group++) {
    const from = parentOf(group) * stretches
    rows.set(parents.subarray(from, from + stretches), group * stretches)
  }
  return rows
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
