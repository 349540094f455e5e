import { never } from './labels.ts'
import { noWay, type RoutingProblem, type TravelProfile, type VehicleType } from './problem.ts'
import { fastest, type Speeds } from './travel-time.ts'

/** Types of vehicles in flat arrays, shape [count] unless said otherwise. Types that differ in nothing are one. */
export type FlatTypes = {
  readonly count: number
  /** Type here of each type of the problem. */
  readonly of: Int32Array
  /** The types of the problem that are one here, in order. */
  readonly members: readonly (readonly number[])[]
  readonly model: readonly VehicleType[]
  /** How many vehicles there are of each; and of each type of the problem. */
  readonly vehicles: Float64Array
  readonly counts: Float64Array
  /** Width of all matrices: a place more than the problem's where some route is open. */
  readonly width: number
  readonly start: Int32Array
  readonly end: Int32Array
  /** Cost, time and distance of arcs by type, row-major [width * width]; types that travel alike share them. */
  readonly costs: readonly Int32Array[]
  /** The costs with rows and columns exchanged (the same array if they are symmetric): all ways to one place lie side by side. */
  readonly into: readonly Int32Array[]
  readonly times: readonly Int32Array[]
  readonly distances: readonly Int32Array[]
  /** Time of arcs at full speed; only where speeds change it is more than `times`. */
  readonly paced: readonly Int32Array[]
  readonly speeds: readonly (Speeds | undefined)[]
  /** Shape [count * dims]. */
  readonly capacity: Float64Array
  readonly fixedCost: Float64Array
  readonly perDuty: Float64Array
  /** What travel costs that speeds of the day make longer; 0 where arcs have costs of their own. */
  readonly perDelay: Float64Array
  readonly from: Int32Array
  readonly until: Int32Array
  readonly maxStops: Float64Array
  readonly maxDistance: Float64Array
  readonly maxTravel: Float64Array
  readonly maxDuration: Float64Array
  /** Whether distance or travel is limited. */
  readonly isLimited: Uint8Array
  /** How many reloads a route may have. */
  readonly reloads: Int32Array
  /** Whether it matters how long routes take: it is limited, or costs, or goods are released later. */
  readonly isTimed: Uint8Array
  /** Whether routes have to be judged as a whole (`ExactRoute`). */
  readonly isExact: Uint8Array
  /** Whether all vehicles cost the same between the same places. */
  readonly isOneCost: boolean
}

/** O(types + places^2 for each way of travelling that differs from its profile). */
export function flatTypes(problem: RoutingProblem): FlatTypes {
  const { vehicles, stops, dimensions } = problem
  const members = alike(problem)
  const model = members.map(([first]) => vehicles[first!]!)
  const isOpen = model.some(({ start, end }) => start === undefined || end === undefined)
  const width = problem.places + (isOpen ? 1 : 0)
  const nowhere = problem.places
  const arcs = new ArcTables(problem, width)
  const float = (read: (type: VehicleType) => number) => Float64Array.from(model, read)
  const int = (read: (type: VehicleType) => number) => Int32Array.from(model, read)
  const costs = model.map((type) => arcs.costs(type))
  const of = new Int32Array(vehicles.length)
  members.forEach((same, t) => {
    for (const v of same) of[v] = t
  })
  return {
    count: model.length,
    of,
    members,
    model,
    vehicles: Float64Array.from(members, (same) => same.reduce((sum, v) => sum + vehicles[v]!.count, 0)),
    counts: Float64Array.from(vehicles, ({ count }) => count),
    width,
    start: int(({ start }) => start ?? nowhere),
    end: int(({ end }) => end ?? nowhere),
    costs,
    into: costs.map((table) => arcs.transposed(table)),
    times: model.map((type) => arcs.times(type)),
    distances: model.map((type) => arcs.distances(type)),
    paced: model.map((type) => arcs.paced(type)),
    speeds: model.map((type) => speedsOf(problem, type)),
    capacity: Float64Array.from(
      model.flatMap(({ capacity }) => Array.from({ length: dimensions }, (_, d) => capacity[d]!)),
    ),
    fixedCost: float(({ cost }) => cost.fixed),
    perDuty: float(({ cost }) => cost.perDuty),
    perDelay: float(({ cost, profile }) => (problem.profiles[profile].costs ? 0 : cost.perTravel)),
    from: int(({ shift }) => shift[0]),
    until: int(({ shift }) => shift[1]),
    maxStops: float(({ maxStops }) => maxStops),
    maxDistance: float(({ maxDistance }) => maxDistance),
    maxTravel: float(({ maxTravel }) => maxTravel),
    maxDuration: float(({ maxDuration }) => maxDuration),
    isLimited: Uint8Array.from(model, (type) =>
      Math.min(type.maxDistance, type.maxTravel) < Number.POSITIVE_INFINITY ? 1 : 0,
    ),
    reloads: int(({ reload }) => Math.min(reload?.most ?? 0, Math.max(0, stops.length - 1))),
    isTimed: Uint8Array.from(model, (type) => (isTimed(problem, type) ? 1 : 0)),
    isExact: Uint8Array.from(model, (type) => (isExact(problem, type) ? 1 : 0)),
    isOneCost: costs.every((table) => table === costs[0]),
  }
}

function speedsOf({ profiles }: RoutingProblem, { profile }: VehicleType): Speeds | undefined {
  const { speeds } = profiles[profile]
  return speeds?.length ? speeds : undefined
}

function isTimed({ stops }: RoutingProblem, { maxDuration, cost }: VehicleType): boolean {
  return maxDuration < Number.POSITIVE_INFINITY || cost.perDuty > 0 || stops.some((stop) => stop.release > 0)
}

/**
 * Labels know one window of a stop where durations or releases count, which who is fixed there may miss, and nothing of
 * breaks, speeds, when reloads are released, and the order of backhauls once two trips become one.
 */
function isExact(problem: RoutingProblem, type: VehicleType): boolean {
  const { breaks, reload, fixed } = type
  const { stops } = problem
  const mayMiss = fixed !== undefined && fixed.length > 0
  return (
    breaks.length > 0 ||
    speedsOf(problem, type) !== undefined ||
    (reload !== undefined && stops.some(({ release, isBackhaul }) => release > 0 || isBackhaul)) ||
    (isTimed(problem, type) && (mayMiss || stops.some(({ windows }) => windows.length > 1)))
  )
}

/** Types in groups that differ in nothing the solver could see; a promise made to one of them keeps it apart. */
function alike({ vehicles, stops }: RoutingProblem): number[][] {
  const promised = new Set(stops.flatMap((stop) => stop.vehicles ?? []))
  const groups = new Map<string, number[]>()
  vehicles.forEach((type, v) => {
    const { count: _, ...rest } = type
    const key =
      promised.has(v) || type.fixed?.length
        ? `alone ${v}`
        : JSON.stringify({ ...rest, skills: [...type.skills].sort() })
    const group = groups.get(key)
    if (group) group.push(v)
    else groups.set(key, [v])
  })
  return [...groups.values()]
}

/** Arc tables of the ways of travelling, each made once. */
class ArcTables {
  readonly #problem: RoutingProblem
  readonly #width: number
  readonly #made = new Map<string, Int32Array>()
  readonly #names = new Map<Int32Array, number>()
  readonly #gaps = new Map<Int32Array, boolean>()

  constructor(problem: RoutingProblem, width: number) {
    this.#problem = problem
    this.#width = width
  }

  distances(type: VehicleType): Int32Array {
    return this.#scaled(this.#profile(type).distances, 1)
  }

  /** With speeds that change, the shortest that travel can take: what is possible at all is never ruled out by it. */
  times(type: VehicleType): Int32Array {
    const percent = fastest(this.#profile(type).speeds)
    const paced = this.paced(type)
    if (percent === 100) return paced
    return this.#table(`${this.#name(paced)} at ${percent}`, (table) => {
      for (let arc = 0; arc < table.length; arc++) {
        table[arc] = paced[arc] === never ? never : Math.ceil((paced[arc] * 100) / percent)
      }
    })
  }

  /** Where there is no way it takes longer than any shift. */
  paced(type: VehicleType): Int32Array {
    const { durations, distances } = this.#profile(type)
    const paced = this.#scaled(durations, type.pace, 100)
    const [plain, far] = [this.#scaled(durations, 1), this.#scaled(distances, 1)]
    if (![paced, plain, far].some((table) => this.#hasNoWays(table))) return paced
    return this.#table(`${this.#name(paced)} without ${this.#name(plain)} ${this.#name(far)}`, (table) => {
      for (let arc = 0; arc < table.length; arc++) {
        table[arc] = Math.max(plain[arc], far[arc], paced[arc]) < noWay ? paced[arc] : never
      }
    })
  }

  costs(type: VehicleType): Int32Array {
    const { durations, distances, costs } = this.#profile(type)
    const { perDistance, perTravel } = type.cost
    if (costs) return this.#scaled(costs, 1)
    const travel = this.#scaled(durations, type.pace, 100)
    if (perDistance === 0) return this.#scaled(travel, perTravel)
    if (perTravel === 0) return this.#scaled(distances, perDistance)
    return this.#table(`${this.#name(distances)} * ${perDistance} + ${this.#name(travel)} * ${perTravel}`, (table) => {
      const far = this.#scaled(distances, 1)
      for (let arc = 0; arc < table.length; arc++)
        table[arc] = Math.min(noWay, far[arc]! * perDistance + travel[arc]! * perTravel)
    })
  }

  transposed(table: Int32Array): Int32Array {
    const width = this.#width
    if (isSymmetric(table, width)) return table
    return this.#table(`${this.#name(table)} transposed`, (made) => {
      for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) made[j * width + i] = table[i * width + j]!
    })
  }

  /** Whether there is no way between some places. O(places^2), once for each table. */
  #hasNoWays(table: Int32Array): boolean {
    const known = this.#gaps.get(table) ?? table.some((length) => length >= noWay)
    this.#gaps.set(table, known)
    return known
  }

  #profile(type: VehicleType): TravelProfile {
    return this.#problem.profiles[type.profile]!
  }

  #scaled(table: Int32Array, by: number, per = 1): Int32Array {
    const isWide = table.length === this.#width * this.#width
    if (by === per && isWide) return table
    return this.#table(`${this.#name(table)} x ${by} / ${per}`, (made) => {
      const width = this.#width
      const from = isWide ? width : width - 1
      for (let i = 0; i < from; i++) {
        for (let j = 0; j < from; j++) {
          made[i * width + j] = Math.min(noWay, Math.round((table[i * from + j]! * by) / per))
        }
      }
    })
  }

  #table(key: string, fill: (table: Int32Array) => void): Int32Array {
    const known = this.#made.get(key)
    if (known) return known
    const made = new Int32Array(this.#width * this.#width)
    fill(made)
    this.#made.set(key, made)
    return made
  }

  #name(table: Int32Array): number {
    const known = this.#names.get(table) ?? this.#names.size
    this.#names.set(table, known)
    return known
  }
}

function isSymmetric(table: Int32Array, width: number): boolean {
  for (let i = 0; i < width; i++)
    for (let j = 0; j < i; j++) if (table[i * width + j] !== table[j * width + i]) return false
  return true
}
