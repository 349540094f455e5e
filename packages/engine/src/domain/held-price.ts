import type { EpochMs } from './units.ts'

/**
 * A price that far below or above what is usual is more often a mistake (a wrong unit, currency or number of pieces, a zero too few) than a bargain.
 * Of 10,600 changes in the public price data none fell below half of the median, and one rose above five times it.
 */
export const farBelow = 0.4
export const farAbove = 5
/** Where less than a day is known there is no median: a fall to less than so much of the last price is held, a rise may mend a slip. */
export const farBelowYoung = 0.1
/** So near to the price that was last believed it is no jump of its own. */
const nearBelow = 0.8
const nearAbove = 1.25
/** Malls agree on a price when the higher is so much of the lower at most. */
export const agreeing = 1.25

/** A price that nobody is told of until it was checked. Minor units. */
export type HeldPrice = {
  /** In all, with shipping and coupon, as it was said. */
  readonly totalMinor: number
  /** The median of the 30 days before. */
  readonly usualMinor: number
  /** When it was said. */
  readonly at: EpochMs
  /** Whether a person said that it is wrong: then it does not count until another is said. */
  readonly isWrong: boolean
}

/** What a product cost so far; `last` is Infinity where it could not be had. */
export type PricePast = { readonly lowest: number; readonly last: number }

/** Whether a price can be doubted by what is known at once: only then its usual price needs to be found. O(1). */
export function isPerhapsFar(price: number, { lowest, last }: PricePast): boolean {
  const isGone = last === Number.POSITIVE_INFINITY
  if (price < lowest) return isGone || price < last * nearBelow
  return price > lowest * farAbove && (isGone || price > last * nearAbove)
}

/** Whether a price is to be checked before anyone is told of it. */
export function isFarFrom(usual: number, price: number): boolean {
  return price < usual * farBelow || price > usual * farAbove
}
