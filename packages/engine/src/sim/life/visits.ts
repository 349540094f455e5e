import type { Town } from '../town/town.ts'
import { hourMs, isWeekend, startOf } from './calendar.ts'
import { Draws } from './draws.ts'

/** One visit of one shopper: who, when it begins, and everything about it that is a matter of chance. */
export type Visit = {
  /** The shopper's number in the town. */
  readonly shopper: number
  readonly day: number
  /** Which of the shopper's visits of the day, from 0. */
  readonly nth: number
  readonly at: number
  readonly draws: Draws
}

const of = { count: 1, hour: 2, minute: 3 } as const
const weekendShare = 1.25
const weekdayShare = (7 - 2 * weekendShare) / 5

/**
 * Who comes on a day and when: by each shopper's routine and chance, whatever the shop shows them. A function of the town
 * and the day alone. In order of time.
 */
export function visitsOn(town: Town, day: number): Visit[] {
  const share = isWeekend(day) ? weekendShare : weekdayShare
  const visits: Visit[] = []
  for (let shopper = 0; shopper < town.shoppers.length; shopper++) {
    const { visitsPerWeek, hours } = town.shoppers[shopper]!
    const draws = new Draws(town.seed, shopper, day)
    const count = draws.count((visitsPerWeek / 7) * share, of.count)
    for (let nth = 0; nth < count; nth++) {
      const hour = draws.weighted(hours, of.hour, nth)
      const at = startOf(day) + Math.floor((hour + draws.unit(of.minute, nth)) * hourMs)
      visits.push({ shopper, day, nth, at, draws: draws.of(100 + nth) })
    }
  }
  return visits.sort((a, b) => a.at - b.at || a.shopper - b.shopper)
}

/** An id for what a shopper does in a visit, the same whenever the town is lived again. */
export function visitId(town: Town, { shopper, day, nth }: Visit): string {
  return `${town.seed}:${day}:${shopper}:${nth}`
}
