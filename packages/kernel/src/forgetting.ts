import { exp2 } from './exp2.ts'

/** What moments are measured from: far from overflow for any half-life of a month or more, from 1970 to 2100. */
const origin = 1_600_000_000
const exponentMax = 1_000

/**
 * What 1 noted at `at` weighs in sums that forget by half in each half-life, in units that later moments divide by their own: the value
 * at `now` of a sum is sum * 1 / grownWeight(now, halfLife) (forward decay, see `DecayedColumn`, here with one fixed
 * origin, so that what was added can be taken out again).
 *
 * @param at       seconds since 1970
 * @param halfLife seconds, at least 30 days
 */
export function grownWeight(at: number, halfLife: number): number {
  return exp2(Math.max(-exponentMax, Math.min(exponentMax, (at - origin) / halfLife)))
}
