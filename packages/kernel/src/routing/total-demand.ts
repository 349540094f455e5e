import type { RoutingProblem } from './problem.ts'
import { isWelcome } from './route-book.ts'

/** More than can be carried, in one dimension. */
export type TotalFault = { readonly dimension: number; readonly excess: number; readonly isDelivery: boolean }

/**
 * Finds stops that only some vehicles may serve, and that ask for more than all of these can carry in all their trips: not
 * all of them can be served. Only stops that must be, with the priority of the one asked about or more, are counted.
 * To make: O(stops * vehicles); asked: O(groups of stops that the same vehicles may serve).
 */
export class TotalDemand {
  readonly #problem: RoutingProblem
  /** Vehicles that may serve each stop, as a name, and the names' vehicles. */
  readonly #groupOf: readonly string[]
  readonly #vehicles = new Map<string, ReadonlySet<number>>()

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
    const { stops, vehicles, dimensions } = this.#problem
    const may = this.#vehicles.get(this.#groupOf[stop])!
    const groups = new Set(
      [...this.#vehicles].flatMap(([name, set]) => ([...set].every((one) => may.has(one)) ? [name] : [])),
    )
    const { priority } = stops[stop]
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const room = [...may].reduce((sum, vehicle) => {
        const { capacity, count, reload } = vehicles[vehicle]
        return sum + capacity[dimension] * count * (1 + (reload?.most ?? 0))
      }, 0)
      for (const kind of ['delivery', 'pickup'] as const) {
        if (!(stops[stop][kind][dimension] > 0)) continue
        let asked = 0
        stops.forEach((one, i) => {
          const counts =
            i === stop || (one.prize === undefined && one.priority >= priority && groups.has(this.#groupOf[i]))
          if (counts) asked += one[kind][dimension] ?? 0
        })
        if (asked > room) return { dimension, excess: asked - room, isDelivery: kind === 'delivery' }
      }
    }
    return undefined
  }
}
