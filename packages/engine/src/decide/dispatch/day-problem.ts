import {
  plainStop,
  type RoutePlan,
  type RouteSchedule,
  RouteScheduler,
  type RoutingProblem,
  type Stop,
  type TravelProfile,
  type VehicleType,
} from '@nunchi/kernel'
import type { Amounts, DeliveryAsk, DeliveryKey, DispatchVehicle } from '../../domain/dispatch.ts'
import { stopsOf, tripsOf, type Way } from './way.ts'

/** Costs of the problem are counted in this many parts of a minor unit: then a rate per hour is a whole one per second. */
export const costParts = 3_600

/** A delivery to be planned, and its row of the travel matrix. */
export type DayStop = { readonly key: DeliveryKey; readonly ask: DeliveryAsk; readonly place: number }

/** A vehicle to be planned. Moments are seconds since 1970. */
export type DayVehicle = {
  readonly vehicle: DispatchVehicle
  readonly profile: number
  readonly depotPlace: number
  readonly shift: readonly [from: number, until: number]
  readonly pause?: { readonly window: readonly [from: number, until: number]; readonly seconds: number }
  readonly road?: OnRoad
}

/**
 * On the road already: where it is next free, and when. What it carries stays on it, and it takes nothing else until it is back: that is
 * the first of its trips. One that comes back to load is held: what is on its trips stays there in its order, but for what a person changes.
 */
type OnRoad = {
  readonly place: number
  readonly at: number
  readonly trips: readonly (readonly DeliveryKey[])[]
  /** How often it may still come back to load; at least as often as it is to. */
  readonly loadsMost: number
  /** Stops that it has behind it. */
  readonly stopsBehind: number
}

export type DayInput = {
  readonly stops: readonly DayStop[]
  readonly vehicles: readonly DayVehicle[]
  readonly places: number
  readonly profiles: readonly TravelProfile[]
  /** Nobody leaves before it. Seconds since 1970; from the beginning of their shifts on when absent. */
  readonly now?: number
}

/** A day as a routing problem, and what its numbers stand for. */
export class DayProblem {
  /** For who searches: what a vehicle that is held brings is nobody's there, and costs nothing to leave out. */
  readonly problem: RoutingProblem
  readonly stops: readonly DayStop[]
  readonly vehicles: readonly DayVehicle[]
  /** Second since 1970 from which the problem counts: before anybody sets out, so that what is over by then has a moment that nobody meets. */
  readonly zero: number
  readonly dimensions: readonly string[]
  readonly #stopOf: ReadonlyMap<DeliveryKey, number>
  /** As vehicles drive, and by who may bring what: for schedules. */
  readonly #driven: RoutingProblem
  /** Which vehicle on the road brings what. */
  readonly #carrierOf: ReadonlyMap<DeliveryKey, number>
  /** Who may bring what is at a depot; one list for all its deliveries. */
  readonly #mayFrom = new Map<string | undefined, readonly number[]>()
  /** Of each vehicle the latest schedule: what breaks on a tour and when it is where are asked one after the other. */
  readonly #schedules = new Map<number, { readonly way: Way; readonly schedule: RouteSchedule }>()
  readonly #now: number
  #scheduler: RouteScheduler | undefined

  constructor({ stops, vehicles, places, profiles, now = 0 }: DayInput) {
    this.#now = now
    this.stops = stops
    this.vehicles = vehicles
    this.#carrierOf = new Map(
      vehicles.flatMap(({ road }, n) => (road?.trips.flat() ?? []).map((key) => [key, n] as const)),
    )
    this.#stopOf = new Map(stops.map(({ key }, n) => [key, n]))
    this.zero = Math.min(...vehicles.map(({ shift, road }) => Math.min(shift[0], road?.at ?? shift[0])), 2 ** 40) - 1
    this.dimensions = [...new Set(stops.flatMap(({ ask }) => Object.keys(ask.amounts)))].sort()
    const skills = new Map<string, number>()
    for (const { ask } of stops) for (const skill of ask.skills) skills.set(skill, skills.get(skill) ?? skills.size)
    this.problem = {
      places,
      profiles,
      dimensions: this.dimensions.length,
      stops: stops.map((stop) => this.#stop(stop, skills)),
      shipments: [],
      vehicles: vehicles.map((one) => this.#vehicle(one, skills)),
    }
    this.#driven = this.#asDriven()
  }

  /** When a vehicle does what, and which rules it breaks. */
  schedule(vehicle: number, way: Way): RouteSchedule {
    const known = this.#schedules.get(vehicle)
    if (known && isSame(known.way, way)) return known.schedule
    this.#scheduler ??= new RouteScheduler(this.#driven)
    const schedule = this.#scheduler.schedule(this.routeOf(vehicle, way))
    this.#schedules.set(vehicle, { way, schedule })
    return schedule
  }

  /** A way as the solver has it. */
  routeOf(vehicle: number, way: Way): RoutePlan['routes'][number] {
    const trips = tripsOf(way)
    return { vehicle, trips, reloads: trips.slice(1).map(() => this.vehicles[vehicle]!.depotPlace) }
  }

  /** Whether a vehicle is on the road and comes back to load: nothing but a person changes what it does until then. */
  isHeld(vehicle: number): boolean {
    return (this.vehicles[vehicle]!.road?.trips.length ?? 0) > 1
  }

  /** How often a vehicle that is out may come back to load; 0 for those that are not. */
  loadsMost(vehicle: number): number {
    return this.vehicles[vehicle]!.road?.loadsMost ?? 0
  }

  /** Whether a vehicle that is out may load a stop when it is back: it lies at its depot and is nobody's. */
  mayLoad(vehicle: number, stop: number): boolean {
    const { depot } = this.stops[stop]!.ask
    const isThere = depot === undefined || depot === this.vehicles[vehicle]!.vehicle.depot
    return isThere && this.loadsMost(vehicle) > 0 && !this.isCarried(stop)
  }

  /** Whether a stop is on board of a vehicle that is out, or of one of its later trips. */
  isCarried(stop: number): boolean {
    return this.#carrierOf.has(this.stops[stop]!.key)
  }

  /** Whether a vehicle that is held brings a stop. */
  isHeldStop(stop: number): boolean {
    const carrier = this.#carrierOf.get(this.stops[stop]!.key)
    return carrier !== undefined && this.isHeld(carrier)
  }

  /** Whether a plan may have a stop on a vehicle: what is on the road stays where it is. */
  mayBring(vehicle: number, stop: number): boolean {
    const carrier = this.#carrierOf.get(this.stops[stop]!.key)
    if (carrier !== undefined) return carrier === vehicle
    const { vehicles } = this.problem.stops[stop]!
    return vehicles === undefined || vehicles.includes(vehicle)
  }

  /** Deliveries by trips as stops; those that are not among them are passed over. */
  stopsBy(trips: readonly (readonly DeliveryKey[])[]): number[][] {
    return trips.map((trip) => trip.map((key) => this.stopOf(key)).filter((stop) => stop >= 0))
  }

  /** Index of a delivery among the stops, -1 when it is not among them. */
  stopOf(key: DeliveryKey): number {
    return this.#stopOf.get(key) ?? -1
  }

  vehicleOf(id: string): number {
    return this.vehicles.findIndex(({ vehicle }) => vehicle.id === id)
  }

  /**
   * Why a vehicle is none of those that may come to a stop: what the rule `vehicle` of the kernel means here.
   * @param vehicle absent: why none of its depot may
   */
  whyNotBy(vehicle: number | undefined, stop: number): 'on-board' | 'on-road' | 'vehicle' {
    const { key, ask } = this.stops[stop]!
    const carrier = this.#carrierOf.get(key)
    const isOnBoard = carrier !== undefined && this.vehicles[carrier]!.road!.trips[0]!.includes(key)
    if (isOnBoard && carrier !== vehicle) return 'on-board'
    const isOut = this.vehicles.some(({ road, vehicle: { depot } }, n) => {
      const isMeant = vehicle === undefined ? ask.depot === undefined || ask.depot === depot : n === vehicle
      return isMeant && road?.loadsMost === 0
    })
    return isOut ? 'on-road' : 'vehicle'
  }

  /** Ways by vehicle, as the solver begins with: those that are held are none of its. */
  planOf(tours: ReadonlyMap<number, Way>): RoutePlan {
    const routes = [...tours].flatMap(([vehicle, way]) =>
      stopsOf(way).length === 0 || this.isHeld(vehicle) ? [] : [this.routeOf(vehicle, way)],
    )
    const served = new Set(routes.flatMap(({ trips }) => trips.flat()))
    const unserved = this.stops.flatMap((_, n) => (served.has(n) ? [] : [n]))
    return { routes, unserved, cost: 0 }
  }

  amountsOf(amounts: Amounts): number[] {
    return this.dimensions.map((name) => amounts[name] ?? 0)
  }

  #stop({ key, ask, place }: DayStop, skills: ReadonlyMap<string, number>): Stop {
    const may = this.#mayCome(key, ask)
    return plainStop(place, {
      service: ask.serviceSeconds,
      windows: this.#windows(ask.windows),
      delivery: this.amountsOf(ask.amounts),
      skills: ask.skills.map((skill) => skills.get(skill)!),
      priority: ask.priority,
      ...(may === undefined ? {} : { vehicles: may }),
      ...(may?.length === 0 && this.#carrierOf.has(key) ? { prize: 0 } : {}),
    })
  }

  /** Those that are not over before anybody sets out; where all are, one that is missed by everybody. */
  #windows(windows: DeliveryAsk['windows']): Stop['windows'] {
    const open = windows.filter(([, until]) => until > this.zero)
    if (windows.length > 0 && open.length === 0) return [[0, 0]]
    return open.map(([from, until]) => [Math.max(0, from - this.zero), until - this.zero] as const)
  }

  /** What is on board stays there; what is not comes on board at its depot alone. */
  #mayCome(key: DeliveryKey, { depot }: DeliveryAsk): readonly number[] | undefined {
    const carrier = this.#carrierOf.get(key)
    if (carrier !== undefined) return this.isHeld(carrier) ? [] : [carrier]
    const known = this.#mayFrom.get(depot)
    const may =
      known ??
      this.vehicles.flatMap(({ vehicle, road }, n) =>
        road === undefined && (depot === undefined || vehicle.depot === depot) ? [n] : [],
      )
    if (known === undefined) this.#mayFrom.set(depot, may)
    return may.length === this.vehicles.length ? undefined : may
  }

  /** What is not on board yet may be loaded by whoever comes to its depot, also by who is out and comes back. */
  #asDriven(): RoutingProblem {
    if (!this.vehicles.some((_, v) => this.loadsMost(v) > 0)) return this.problem
    const isHome = this.vehicles.map(({ road }, v) => road === undefined || this.loadsMost(v) > 0)
    const onBoard = new Set(this.vehicles.flatMap(({ road }) => road?.trips[0] ?? []))
    const stops = this.problem.stops.map((stop, s) => {
      const { key, ask } = this.stops[s]!
      const of = this.#carrierOf.get(key)
      const vehicles = onBoard.has(key)
        ? [of!]
        : this.vehicles.flatMap(({ vehicle: { depot } }, v) =>
            isHome[v] && (ask.depot === undefined || depot === ask.depot) ? [v] : [],
          )
      const { prize: _, ...open } = stop
      return { ...open, vehicles }
    })
    const vehicles = this.problem.vehicles.map((type, v) => {
      const [most, { vehicle, depotPlace }] = [this.loadsMost(v), this.vehicles[v]!]
      return most > 0 ? { ...type, ...reloadOf(vehicle, depotPlace, most) } : type
    })
    return { ...this.problem, stops, vehicles }
  }

  #vehicle(
    { vehicle, profile, depotPlace, shift, pause, road }: DayVehicle,
    skills: ReadonlyMap<string, number>,
  ): VehicleType {
    const { fixedMinor, perKmMinor, perHourMinor } = vehicle.costs
    const most = road === undefined ? (vehicle.tripsMax ?? 1) - 1 : road.trips.length - 1
    const from = (road?.at ?? Math.max(shift[0], this.#now)) - this.zero
    return {
      count: 1,
      start: road?.place ?? depotPlace,
      ...(vehicle.returns ? { end: depotPlace } : {}),
      profile,
      pace: 100,
      capacity: this.amountsOf(vehicle.capacity),
      skills: vehicle.skills.flatMap((skill) => skills.get(skill) ?? []),
      shift: [from, Math.max(from, shift[1] - this.zero)],
      breaks:
        pause === undefined || road !== undefined
          ? []
          : [{ windows: [[pause.window[0] - this.zero, pause.window[1] - this.zero]], duration: pause.seconds }],
      cost: {
        fixed: road === undefined ? fixedMinor * costParts : 0,
        perDistance: Math.round((perKmMinor * costParts) / 1_000),
        perTravel: 0,
        perDuty: perHourMinor,
      },
      maxStops: Math.max(0, (vehicle.stopsMax ?? Number.POSITIVE_INFINITY) - (road?.stopsBehind ?? 0)),
      maxDistance: Number.POSITIVE_INFINITY,
      maxTravel: Number.POSITIVE_INFINITY,
      maxDuration: Number.POSITIVE_INFINITY,
      ...reloadOf(vehicle, depotPlace, most),
    }
  }
}

/** That a vehicle may come back to load so often. */
export function reloadOf(
  { loadingMinutes = 0 }: DispatchVehicle,
  depotPlace: number,
  most: number,
): Pick<VehicleType, 'reload'> {
  return most > 0 ? { reload: { places: [depotPlace], service: loadingMinutes * 60, most } } : {}
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one, n) => one === b[n])
}
