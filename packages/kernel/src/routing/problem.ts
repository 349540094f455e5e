/**
 * What a routing problem is: one type for everything the solver can plan. Everything is a whole number, and things are
 * named by their index, so that two solvers (or a solver and a checker) cannot differ by rounding or by a name.
 * Times are in one unit and counted from one zero of the caller's choice (seconds by habit), as are distances (metres)
 * and costs; all sums must stay below 2^53, and one arc's cost, time or distance below 2^30.
 */
export type RoutingProblem = {
  /** How many places there are; profiles have a row and a column for each. */
  readonly places: number
  /** Ways of travelling: a van's and a bicycle's, or one of each speed. At least one. */
  readonly profiles: readonly TravelProfile[]
  /** How many dimensions loads have (units, weight, volume, compartments). May be 0. */
  readonly dimensions: number
  readonly stops: readonly Stop[]
  /** Shipments: a stop where something is taken, and the stop where it is left, later on the same route. */
  readonly shipments: readonly Shipment[]
  readonly vehicles: readonly VehicleType[]
}

/** An arc's time, distance and cost stay below this; a time or distance of so much says that there is no way. */
export const noWay = 2 ** 30 - 1

/** Travel between all places, row-major [places * places], from row to column, >= 0; asymmetric if need be. `noWay` is none. */
export type TravelProfile = {
  readonly durations: Int32Array
  /** May be the same array as `durations`. */
  readonly distances: Int32Array
  /** What an arc costs, if that is neither its distance nor its duration; then vehicles' own rates are not asked. */
  readonly costs?: Int32Array
  /**
   * Speed over the day: from the time `from` on, travel is `percent` as fast as `durations` say. Sorted by `from`; before
   * the first it is 100. What starts under one speed goes on under the next, so that who leaves later never arrives
   * earlier (Ichoua, Gendreau and Potvin 2003, section 2, DOI 10.1016/S0377-2217(02)00147-9).
   */
  readonly speeds?: readonly { readonly from: number; readonly percent: number }[]
}

/** From and until, both included: when service may start, a shift may be on, a break may begin. */
export type TimeWindow = readonly [from: number, until: number]

/** One visit to one place by one vehicle. */
export type Stop = {
  readonly place: number
  /** Time on the spot, after any waiting. */
  readonly service: number
  /** Time on the spot in addition, unless the vehicle comes from the same place. */
  readonly setup: number
  /** Other times on the spot for some kinds of vehicles, each kind once: what takes a van longer than a bicycle. */
  readonly perKind?: readonly KindTimes[]
  /** When service (with its set-up) may start: sorted, apart from one another; empty is any time. */
  readonly windows: readonly TimeWindow[]
  /** What it gets is not at the depot before: its trip starts no earlier. 0 if it does not matter. */
  readonly release: number
  /** Carried here from the start of its trip, shape [dimensions]. Zero for the two ends of a shipment. */
  readonly delivery: readonly number[]
  /** Taken here and carried to the end of its trip, shape [dimensions]. Zero for the two ends of a shipment. */
  readonly pickup: readonly number[]
  /** Only vehicles with all of these may come. */
  readonly skills: readonly number[]
  /** 0 to 100: where not all can be served, those of higher priority are, whatever the cost. */
  readonly priority: number
  /** If there, the stop is optional: leaving it out costs this much. For a shipment its pickup's prize counts. */
  readonly prize?: number
  /** Only after all stops of its trip that are no backhauls. */
  readonly isBackhaul?: boolean
  /** Only these vehicle types (indices of `vehicles`), if given: an order promised to one driver, a plan fixed by hand. */
  readonly vehicles?: readonly number[]
}

/** Times on the spot at a stop for vehicles of one kind (`VehicleType.kind`), in place of the stop's own. */
export type KindTimes = { readonly kind: number; readonly service: number; readonly setup: number }

/** Times on the spot at a stop for a type of vehicle. O(kinds of the stop). */
export function spotTimes(stop: Stop, { kind }: VehicleType): Pick<Stop, 'service' | 'setup'> {
  return (kind === undefined ? undefined : stop.perKind?.find((times) => times.kind === kind)) ?? stop
}

/** Both are indices of `stops`; each stop is in one shipment at most. */
export type Shipment = {
  readonly pickup: number
  readonly delivery: number
  /** On board between the two, shape [dimensions]. */
  readonly amount: readonly number[]
}

/** Vehicles that are alike. */
export type VehicleType = {
  /** How many there are, >= 1. */
  readonly count: number
  /** Where it starts: a place; without one it starts at its first stop. */
  readonly start?: number
  /** Where it ends: a place; without one the route is open and ends at its last stop. */
  readonly end?: number
  readonly profile: number
  /** Which of a stop's times on the spot (`Stop.perKind`) hold for it; without one, or where a stop has none for it, the stop's own. */
  readonly kind?: number
  /** Travel takes this many percent of the profile's durations: 100 as they are, 150 for a slow one. */
  readonly pace: number
  /** Shape [dimensions]. */
  readonly capacity: readonly number[]
  readonly skills: readonly number[]
  /** When it may leave its start, and until when it must be back at its end. */
  readonly shift: TimeWindow
  readonly breaks: readonly Break[]
  readonly cost: VehicleCost
  /** At most; Infinity if it does not matter. Breaks and reloads are no stops. */
  readonly maxStops: number
  readonly maxDistance: number
  /** Of travel alone. */
  readonly maxTravel: number
  /** From leaving the start to arriving at the end, with service, waiting and breaks. */
  readonly maxDuration: number
  /** Trips: where it may come back in between, to unload what it took and to load more. */
  readonly reload?: Reload
  /** On the road already: these stops come first, in this order, and stay (their windows are not checked, a late driver is late). */
  readonly fixed?: readonly number[]
}

/** What a route costs; a type without stops costs nothing. */
export type VehicleCost = {
  /** Once, if it is used at all. */
  readonly fixed: number
  /** Per unit of distance. */
  readonly perDistance: number
  /** Per unit of time of travel. */
  readonly perTravel: number
  /** Per unit of time from leaving the start to arriving at the end, waiting and service included. */
  readonly perDuty: number
}

/** A rest anywhere on the way, also in the middle of a leg; those of one vehicle are taken in the order given. */
export type Break = {
  /** When it may begin. */
  readonly windows: readonly TimeWindow[]
  readonly duration: number
  /** On board at most during it, shape [dimensions]; not given if it does not matter. */
  readonly maxLoad?: readonly number[]
}

/**
 * A visit in between, where what was taken on the trip is unloaded. A solver's plans have no shipment on board there: both
 * ends are in one trip. A plan that is given may carry one across: `scheduleRoute` times it and counts it in the load.
 */
export type Reload = {
  /** Any of these places. */
  readonly places: readonly number[]
  readonly service: number
  /** How many times at most: one less than trips. */
  readonly most: number
}

/** Any time at all. */
export const anyTime: TimeWindow = [0, 2 ** 30]

/** A stop with nothing special about it. */
export function plainStop(place: number, wishes: Partial<Stop> = {}): Stop {
  return {
    place,
    service: 0,
    setup: 0,
    windows: [],
    release: 0,
    delivery: [],
    pickup: [],
    skills: [],
    priority: 0,
    ...wishes,
  }
}

/** A vehicle that starts and ends at one depot, costs its distance, and has no limits but its capacity. */
export function plainVehicle(
  depot: number,
  capacity: readonly number[],
  wishes: Partial<VehicleType> = {},
): VehicleType {
  return {
    count: 1,
    start: depot,
    end: depot,
    profile: 0,
    pace: 100,
    capacity,
    skills: [],
    shift: anyTime,
    breaks: [],
    cost: { fixed: 0, perDistance: 1, perTravel: 0, perDuty: 0 },
    maxStops: Number.POSITIVE_INFINITY,
    maxDistance: Number.POSITIVE_INFINITY,
    maxTravel: Number.POSITIVE_INFINITY,
    maxDuration: Number.POSITIVE_INFINITY,
    ...wishes,
  }
}
