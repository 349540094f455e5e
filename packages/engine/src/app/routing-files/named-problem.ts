import type { RoutingProblem } from '@nunchi/kernel'
import type { RowFault } from './row-fault.ts'

/** The forms in which routing problems are published and kept. */
export const routingFormats = ['vrplib', 'solomon', 'lilim', 'hvrp', 'loggibud', 'csv', 'vroom', 'model'] as const
export type RoutingFormat = (typeof routingFormats)[number]

/** A routing problem with what people call its parts: the solver sees indices alone. */
export type NamedProblem = {
  readonly name: string
  readonly format: RoutingFormat
  readonly problem: RoutingProblem
  /** By index of the stop. */
  readonly stops: readonly string[]
  /** By index of the type of vehicle. */
  readonly vehicles: readonly string[]
  /** How many of the problem's whole numbers make one of the file's: 10 where it is tenths. */
  readonly scale: Scale
  /** The part of what using a vehicle costs that is not the file's: it only ranks fewer vehicles first. In the problem's numbers. */
  readonly ranking: number
  /** Whether times are seconds of a day, to be told as a clock does. */
  readonly isClock: boolean
  /** The moment, in the file's unit, that the problem counts from. */
  readonly zero: number
  /** By index of the place; absent where the file has none. */
  readonly map?: PlaceMap
  /** How distances and times came about, in words: nobody is to take straight lines for roads. */
  readonly travel: string
  /** What of the file could not be used; the rest is planned. */
  readonly rejected: readonly RowFault[]
}

export type Scale = {
  readonly cost: number
  readonly time: number
  readonly distance: number
  readonly load: number
}

/** Whole numbers as they are in the file. */
export const plainScale: Scale = { cost: 1, time: 1, distance: 1, load: 1 }

/** Geographic points are [longitude, latitude] in degrees; those of a plane have units of their own. */
export type PlaceMap = {
  readonly kind: 'geographic' | 'plane'
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** What a reader is told beside the text. */
export type ReadWishes = {
  /** Of formats that say coordinates only; by default what each format's published costs are counted with. */
  readonly rounding?: Rounding
  /** Whether a vehicle less is worth any detour; by default what the format's published costs count. */
  readonly objective?: 'cost' | 'vehicles'
}

/** One decimal, cut off (DIMACS); three decimals, rounded; or whole numbers, rounded. */
export const roundings = ['truncated', 'real', 'whole'] as const
export type Rounding = (typeof roundings)[number]
