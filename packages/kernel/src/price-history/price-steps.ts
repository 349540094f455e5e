import { gone } from './block-codec.ts'
import type { TimeSpan } from './time-span.ts'

/** A price over time: each point holds until the next, the last one until `until`; from there on nothing is known. */
export type PriceSteps = {
  /** Seconds since 1970, ascending. */
  readonly times: ArrayLike<number>
  /** Minor units; `gone` from there on it is not there. */
  readonly prices: ArrayLike<number>
  readonly count: number
  readonly until: number
}

/**
 * Visits the stretches of a span in which the price is known, in order: where there is a gap, nothing is visited.
 * Time: O(log points) to find the first, O(1) a stretch.
 */
export function eachStretch(
  steps: PriceSteps,
  { from, to }: TimeSpan,
  visit: (price: number, start: number, end: number) => void,
): void {
  const { times, prices, count, until } = steps
  for (let i = firstOf(steps, from); i < count; i++) {
    const start = Math.max(from, times[i]!)
    const end = Math.min(to, i + 1 < count ? times[i + 1]! : until)
    if (start >= to) return
    if (prices[i] !== gone && end > start) visit(prices[i]!, start, end)
  }
}

/** Where a price stands among those of a span. Shares are of the seconds in which a price is known; 0 when none is. */
export type Standing = {
  readonly knownSeconds: number
  readonly lowerShare: number
  readonly equalShare: number
  readonly higherShare: number
  /** The lowest price of the span, and when it was there last, in seconds since 1970; undefined when none is known. */
  readonly low: number | undefined
  readonly lowUntil: number | undefined
}

/** Weighs a price against those of a span, each by how long it held. Time: O(points of the span). */
export function standingOf(steps: PriceSteps, span: TimeSpan, price: number): Standing {
  let lower = 0
  let equal = 0
  let higher = 0
  let low: number | undefined
  let lowUntil: number | undefined
  eachStretch(steps, span, (held, start, end) => {
    if (held < price) lower += end - start
    else if (held > price) higher += end - start
    else equal += end - start
    if (low === undefined || held <= low) {
      low = held
      lowUntil = end
    }
  })
  const knownSeconds = lower + equal + higher
  const share = (seconds: number): number => (knownSeconds === 0 ? 0 : seconds / knownSeconds)
  return {
    knownSeconds,
    lowerShare: share(lower),
    equalShare: share(equal),
    higherShare: share(higher),
    low,
    lowUntil,
  }
}

/**
 * The price that is not exceeded for a share of the known time of a span: the smallest price of which at least `share` of
 * the time had that or less. undefined when no price is known. Time: O(p log p) for p points of the span.
 */
export function timeQuantile(steps: PriceSteps, span: TimeSpan, share: number): number | undefined {
  const held: { readonly price: number; readonly seconds: number }[] = []
  let known = 0
  eachStretch(steps, span, (price, start, end) => {
    held.push({ price, seconds: end - start })
    known += end - start
  })
  held.sort((a, b) => a.price - b.price)
  let sum = 0
  for (const { price, seconds } of held) {
    sum += seconds
    if (sum >= share * known) return price
  }
  return held.at(-1)?.price
}

/** The point in force at a moment, or the first. */
function firstOf({ times, count }: PriceSteps, moment: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! <= moment) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
