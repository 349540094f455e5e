import type { RoutingProblem } from './problem.ts'
import { isWelcome } from './route-book.ts'

/** More than can be carried, in one dimension. */
export type TotalFault = { readonly dimension: number; readonly excess: number; readonly isDelivery: boolean }

/**
 * Finds stops that only some vehicles may serve, and that ask for more than all of these can carry in all their trips: not
 * all of them can be served. Only stops that must be, with the priority of the one asked about or more, are counted.
 * To make: O(stops * vehicles); asked: O(stops * dimensions) once for all stops of one priority that the same vehicles may serve.
 */
export class TotalDemand {
  readonly #problem: RoutingProblem
  /** Vehicles that may serve each stop, as a name, and the names' vehicles. */
  readonly #groupOf: readonly string[]
  readonly #vehicles = new Map<string, ReadonlySet<number>>()
  /** By priority and group. */
  readonly #demands = new Map<string, Demand>()

  constructor(problem: RoutingProblem) {
    this.#problem = problem
    const { stops, vehicles } = problem
    const known = new Map<string, string>()
    this.#groupOf = stops.map((stop) => {
      const asks = JSON.stringify([stop.skills, stop.vehicles])
      const name = known.get(asks)
      if (name !== undefined) return name
      const welcome = vehicles.flatMap((type, vehicle) => (isWelcome(stop, vehicle, type) ? [vehicle] : []))
      known.set(asks, welcome.join())
      this.#vehicles.set(welcome.join(), new Set(welcome))
      return welcome.join()
    })
  }

  faultOf(stop: number): TotalFault | undefined {
    const { stops, dimensions } = this.#problem
    const { room, asked } = this.#demandAround(stop)
    const { prize } = stops[stop]
    for (let dimension = 0; dimension < dimensions; dimension++) {
      for (const kind of kinds) {
        const own = stops[stop][kind][dimension] ?? 0
        if (own === 0) continue
        const all = asked[kind][dimension] + (prize === undefined ? 0 : own)
        if (all > room[dimension]) return { dimension, excess: all - room[dimension], isDelivery: kind === 'delivery' }
      }
    }
    return undefined
  }

  /** What stops that must be served ask of the vehicles that may come to one of them, where they matter as much as it does. */
  #demandAround(stop: number): Demand {
    const { priority } = this.#problem.stops[stop]
    const key = `${priority} ${this.#groupOf[stop]}`
    const known = this.#demands.get(key)
    if (known) return known
    const { stops, vehicles, dimensions } = this.#problem
    const may = this.#vehicles.get(this.#groupOf[stop])!
    const room = new Array<number>(dimensions).fill(0)
    for (const vehicle of may) {
      const { capacity, count, reload } = vehicles[vehicle]
      for (let d = 0; d < dimensions; d++) room[d] += capacity[d] * count * (1 + (reload?.most ?? 0))
    }
    const asked = { delivery: room.map(() => 0), pickup: room.map(() => 0) }
    const groups = new Set(
      [...this.#vehicles].flatMap(([name, set]) => ([...set].every((one) => may.has(one)) ? [name] : [])),
    )
    stops.forEach((one, i) => {
      if (one.prize !== undefined || one.priority < priority || !groups.has(this.#groupOf[i])) return
      for (const kind of kinds) for (let d = 0; d < dimensions; d++) asked[kind][d] += one[kind][d] ?? 0
    })
    const demand = { room, asked }
    this.#demands.set(key, demand)
    return demand
  }
}

const kinds = ['delivery', 'pickup'] as const

/** Shapes [dimensions]. */
type Demand = {
  readonly room: readonly number[]
  readonly asked: Readonly<Record<(typeof kinds)[number], readonly number[]>>
}
