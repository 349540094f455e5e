import type { Source } from '../../decide/rank/answer.ts'
import type { Taste } from '../../decide/rank/evidence.ts'
import type { TouchName } from '../../domain/touch.ts'

/** What a sentence is made of, already in words of its language; what is unknown is left out of it. */
export type Facts = {
  /** The title of the product that led here. */
  readonly title?: string
  /** The tag as the object of a liking. */
  readonly tag?: string
  /** Whether they choose the tag more or less than others do, or turned away from it. */
  readonly taste?: Taste
  /** What the shopper did last, and how many times 24 hours ago. */
  readonly act?: TouchName
  readonly daysAgo?: number
  readonly times?: number
  /** How many times as much as the average product it is wanted, and when. */
  readonly average?: number
  readonly period?: 'now' | 'season'
}

/** What can be said of a product: a source, that there is none, that it is being tried, or that it is not shown. */
export type Said = Source | 'nothing' | 'explore' | 'hidden' | 'unavailable'

/** One language. A sentence states its facts and is true whatever weight they have; the last two say which way that goes. */
export type Sentences = Readonly<Record<Said, (facts: Facts) => string>> & {
  readonly countsFor: string
  readonly countsAgainst: string
}

/** 3.2, 12, 130: two digits count. */
export function roundTimes(times: number): number {
  return Number(times.toPrecision(2))
}

/** From here on it is worth a figure. */
export const clearlyMore = 1.1
