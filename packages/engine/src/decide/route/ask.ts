import type { TimeWindow } from '@nunchi/kernel'

/** What a caller calls a thing: a whole number in VROOM's form, a text in ours. */
export type RouteId = number | string

/** [longitude, latitude], as everywhere in VROOM. */
export type LonLat = readonly [lon: number, lat: number]

/**
 * A routing problem as somebody asked it, checked, with their names: what both forms (VROOM's JSON and our own) are read
 * into, and what answers are written from. Times are the caller's own; `routeTask` moves them to a near zero.
 */
export type RouteAsk = {
  readonly places: readonly AskPlace[]
  readonly profiles: readonly AskProfile[]
  readonly dimensions: number
  /** What the dimensions are called, where they have names. */
  readonly amounts?: readonly string[]
  readonly tasks: readonly AskTask[]
  /** Indices of `tasks`. */
  readonly shipments: readonly AskShipment[]
  readonly vehicles: readonly AskVehicle[]
  /** Kinds of vehicles that tasks have times for, and none of these vehicles is: a slip of the pen, or one that stays at home today. */
  readonly kindsUnused?: readonly string[]
}

/** A place with what its caller calls it: a row of a matrix, coordinates, or both. */
export type AskPlace = { readonly index?: number; readonly at?: LonLat; readonly id?: RouteId }

/** A way of travelling. Without durations, or without distances where these are needed, a source of travel is asked. */
export type AskProfile = {
  readonly name: string
  /** Between `places`, row-major. */
  readonly durations?: Int32Array
  readonly distances?: Int32Array
  readonly costs?: Int32Array
  readonly speeds?: readonly { readonly from: number; readonly percent: number }[]
  /** Where a source of travel found no way. */
  readonly noWays?: NoWays
}

/** Places from which there is no way to others: how many such pairs, and the first of them as indices of `places`. */
export type NoWays = { readonly count: number; readonly pairs: readonly (readonly [from: number, to: number])[] }

export type AskTask = {
  readonly kind: 'job' | 'pickup' | 'delivery'
  readonly id: RouteId
  /** Where it stands in the request: for refusals. */
  readonly field: string
  readonly description?: string
  readonly place: number
  readonly setup: number
  readonly service: number
  readonly setupPerType: ReadonlyMap<string, number>
  readonly servicePerType: ReadonlyMap<string, number>
  readonly windows: readonly TimeWindow[]
  readonly release: number | undefined
  readonly delivery: readonly number[]
  readonly pickup: readonly number[]
  readonly skills: readonly RouteId[]
  readonly priority: number
  readonly prize: number | undefined
  readonly isBackhaul: boolean
  /** Ids of vehicles; undefined: any. */
  readonly vehicles: readonly RouteId[] | undefined
}

export type AskShipment = { readonly pickup: number; readonly delivery: number; readonly amount: readonly number[] }

export type AskVehicle = {
  readonly id: RouteId
  readonly field: string
  readonly description?: string
  readonly type: string
  /** Index of its profile. */
  readonly profile: number
  readonly start?: number
  readonly end?: number
  /** Percent of the profile's durations. */
  readonly pace: number
  readonly capacity: readonly number[]
  readonly skills: readonly RouteId[]
  readonly shift?: TimeWindow
  readonly breaks: readonly AskBreak[]
  readonly costs: AskCosts
  readonly maxTasks: number
  readonly maxTravel: number
  readonly maxDistance: number
  readonly maxDuration: number
  readonly reload?: { readonly places: readonly number[]; readonly service: number; readonly most: number }
  /** A route to start the search from. */
  readonly steps?: readonly AskStep[]
  /** The same route with every step of it, where it may be the plan itself. */
  readonly given?: readonly GivenStep[]
  /** How many tasks of `steps` are on the road already, and stay. */
  readonly stepsFixed: number
}

/** In the caller's unit of cost, by hour and by kilometre. */
export type AskCosts = {
  readonly fixed: number
  readonly perHour: number
  readonly perKm: number
  readonly perTaskHour: number
  readonly perDutyHour: number
}

export type AskBreak = {
  readonly id: RouteId
  readonly description?: string
  readonly windows: readonly TimeWindow[]
  readonly service: number
  readonly maxLoad?: readonly number[]
}

export type AskStep = {
  readonly type: 'job' | 'pickup' | 'delivery'
  readonly id: RouteId
  readonly field: string
}

/** A step of a route that is given: `id` of a task or a break. It begins no earlier than `from` and no later than `until`, whatever else. */
export type GivenStep = {
  readonly type: 'start' | AskStep['type'] | 'break' | 'end'
  readonly id?: RouteId
  readonly field: string
  readonly from: number
  readonly until: number
}
