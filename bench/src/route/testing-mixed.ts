import {
  type KindTimes,
  plainStop,
  plainVehicle,
  Random,
  type RoutePlan,
  type RoutingProblem,
  type Shipment,
  type Stop,
  type TimeWindow,
  type TravelProfile,
  type VehicleType,
} from '@nunchi/kernel'

/** For tests only: a small problem in which any rules may meet, and a plan to begin with that may break all of them. */
export type Mixed = { readonly problem: RoutingProblem; readonly start: RoutePlan }

const no = Number.POSITIVE_INFINITY
const places = 6

/** Draws problems from one stream of random numbers: each rule is there or not, so that few and many of them meet. */
export class MixedRules {
  readonly #random: Random
  #dims = 0
  #vehicles = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  next(): Mixed {
    this.#dims = this.#below(3)
    this.#vehicles = 1 + this.#below(3)
    const count = this.#below(9)
    const ends = this.#oneIn(2) ? 2 * this.#below(3) : 0
    const [job, end] = [this.#stopsAlike(false), this.#stopsAlike(true)]
    const stops = Array.from({ length: count + ends }, (_, i) => (i < count ? job() : end()))
    const shipments = Array.from({ length: ends / 2 }, (_, i): Shipment => {
      return { pickup: count + 2 * i, delivery: count + 2 * i + 1, amount: this.#amounts(5) }
    })
    const profiles = [this.#profile(), this.#profile()]
    const fixable = this.#oneIn(4)
      ? [...shipments.map(({ pickup }) => pickup), ...stops.keys()].slice(0, ends / 2 + count)
      : []
    const vehicle = this.#vehiclesAlike(stops, fixable)
    const vehicles = Array.from({ length: this.#vehicles }, (_, v) => vehicle(v))
    const problem = { places, profiles, dimensions: this.#dims, stops, shipments, vehicles }
    return { problem, start: this.#start(stops.length) }
  }

  #below(most: number): number {
    return this.#random.below(most)
  }

  #oneIn(many: number): boolean {
    return this.#below(many) === 0
  }

  #amounts(most: number): number[] {
    return Array.from({ length: this.#dims }, () => this.#below(most))
  }

  #window(): TimeWindow {
    const from = this.#below(100)
    return [from, from + this.#below(60)]
  }

  /** Ways that are no triangles, from here to there not as from there to here; some very long, or none. */
  #profile(): TravelProfile {
    const isWild = this.#oneIn(4)
    const way = () => (isWild && this.#oneIn(5) ? 2 ** 30 - 1 - this.#below(2) * 74_000_000 : 1 + this.#below(30))
    const table = () => Int32Array.from({ length: places ** 2 }, (_, i) => (i % (places + 1) === 0 ? 0 : way()))
    const durations = table()
    const distances = this.#oneIn(2) ? durations : table()
    const costs = this.#oneIn(5) ? { costs: table() } : {}
    return { durations, distances, ...costs, ...(this.#oneIn(8) ? { speeds: this.#speeds() } : {}) }
  }

  #speeds(): { readonly from: number; readonly percent: number }[] {
    const from = this.#below(60)
    return [0, 1 + this.#below(50)].map((later) => ({ from: from + later, percent: 50 + this.#below(100) }))
  }

  #stopsAlike(isEnd: boolean): () => Stop {
    const [timed, split, released, skilled, optional, back, promised, kinds] = [2, 3, 4, 4, 3, 5, 5, 4].map((n) =>
      this.#oneIn(n),
    )
    const windows = (): TimeWindow[] => {
      if (!timed || this.#oneIn(3)) return []
      const first = this.#window()
      return split ? [first, [first[1] + 1 + this.#below(30), first[1] + 40 + this.#below(40)]] : [first]
    }
    return () =>
      plainStop(this.#below(places), {
        service: this.#below(6),
        setup: this.#oneIn(3) ? this.#below(6) : 0,
        ...(kinds ? { perKind: this.#perKind() } : {}),
        windows: windows(),
        release: released ? this.#below(50) : 0,
        delivery: this.#amounts(isEnd ? 1 : 4),
        pickup: this.#amounts(isEnd || timed ? 1 : 4),
        skills: skilled ? [this.#below(2)] : [],
        priority: this.#below(3),
        ...(optional && this.#oneIn(2) ? { prize: this.#below(80) } : {}),
        ...(back && this.#oneIn(3) ? { isBackhaul: true } : {}),
        ...(promised && this.#oneIn(3) ? { vehicles: [this.#below(this.#vehicles)] } : {}),
      })
  }

  /** Of some kinds, and of one that no vehicle is. */
  #perKind(): KindTimes[] {
    const setup = this.#oneIn(3) ? 6 : 1
    return [0, 1, 2].flatMap((kind) =>
      this.#oneIn(2) ? [{ kind, service: this.#below(20), setup: this.#below(setup) }] : [],
    )
  }

  #vehiclesAlike(stops: readonly Stop[], fixable: number[]): (vehicle: number) => VehicleType {
    const [paid, limited, rested, reloading, open, hurried] = [3, 3, 4, 3, 4, 2].map((n) => this.#oneIn(n))
    const most = (limit: number) => (limited && this.#oneIn(2) ? this.#below(limit) : no)
    const rest = () => ({
      windows: this.#oneIn(4) ? [] : [this.#window()],
      duration: 1 + this.#below(9),
      ...(this.#oneIn(4) ? { maxLoad: this.#amounts(9) } : {}),
    })
    return (vehicle) => {
      const fixed = fixable.splice(0, this.#below(3)).filter((stop) => stops[stop].vehicles?.includes(vehicle) ?? true)
      return plainVehicle(this.#below(places), this.#amounts(14), {
        count: fixed.length > 0 ? 1 : 1 + this.#below(3),
        ...(open && this.#oneIn(2) ? { start: undefined } : {}),
        end: open && this.#oneIn(2) ? undefined : this.#below(places),
        profile: this.#below(2),
        ...(this.#oneIn(3) ? {} : { kind: this.#below(2) }),
        pace: this.#oneIn(3) ? 50 + this.#below(200) : 100,
        skills: this.#oneIn(2) ? [0, 1] : [0],
        ...(hurried ? { shift: [this.#below(30), 60 + this.#below(150)] as const } : {}),
        breaks: rested ? Array.from({ length: this.#below(3) }, rest) : [],
        cost: {
          fixed: this.#below(2) * 50,
          perDistance: this.#below(3),
          perTravel: this.#below(3),
          perDuty: paid && !rested ? this.#below(3) : 0,
        },
        maxStops: most(5),
        maxDistance: most(150),
        maxTravel: most(150),
        maxDuration: most(200),
        ...(reloading ? { reload: { places: [this.#below(places)], service: this.#below(4), most: 3 } } : {}),
        ...(fixed.length > 0 ? { fixed } : {}),
      })
    }
  }

  /** Stops at random on vehicles at random, some twice, some nowhere; trips that reload where nobody may, or have no stops. */
  #start(stops: number): RoutePlan {
    const routes = Array.from({ length: this.#below(4) }, () => {
      const trips = Array.from({ length: 1 + this.#below(3) }, () =>
        Array.from({ length: this.#below(4) }, () => this.#below(stops + 1)),
      )
      return { vehicle: this.#below(this.#vehicles), trips, reloads: trips.slice(1).map(() => this.#below(places)) }
    })
    return { routes, unserved: [], cost: 0 }
  }
}

/** Which rules a problem has, by name. */
export function rulesOf({ stops, shipments, vehicles, profiles }: RoutingProblem): string[] {
  const isLess = (limit: number) => limit < no
  const rules: Record<string, boolean> = {
    window: stops.some(({ windows }) => windows.length === 1),
    'several windows': stops.some(({ windows }) => windows.length > 1),
    release: stops.some(({ release }) => release > 0),
    setup: stops.some(({ setup }) => setup > 0),
    'times by kind': stops.some(({ perKind = [] }) => perKind.length > 0),
    prize: stops.some(({ prize }) => prize !== undefined),
    backhaul: stops.some(({ isBackhaul }) => isBackhaul),
    promise: stops.some((stop) => stop.vehicles),
    skills: stops.some(({ skills }) => skills.length > 0),
    shipments: shipments.length > 0,
    types: vehicles.length > 1,
    breaks: vehicles.some(({ breaks }) => breaks.length > 0),
    reload: vehicles.some(({ reload }) => reload),
    fixed: vehicles.some(({ fixed }) => fixed?.length),
    open: vehicles.some(({ start, end }) => start === undefined || end === undefined),
    'paid duty': vehicles.some(({ cost }) => cost.perDuty > 0),
    'longest duration': vehicles.some(({ maxDuration }) => isLess(maxDuration)),
    'longest way': vehicles.some(({ maxDistance, maxTravel }) => isLess(maxDistance) || isLess(maxTravel)),
    'most stops': vehicles.some(({ maxStops }) => isLess(maxStops)),
    speeds: profiles.some(({ speeds }) => speeds?.length),
    'costs of arcs': profiles.some(({ costs }) => costs),
  }
  return Object.keys(rules).filter((rule) => rules[rule])
}
