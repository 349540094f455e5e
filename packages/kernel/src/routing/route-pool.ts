import { Random } from '../random.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { Tours } from './tours.ts'

/**
 * Routes of good plans, each kept once: of several routes of one type with the same stops the cheapest. A plan better
 * than any seen may be put together from them. add: O(length of the route) on average.
 */
export class RoutePool {
  /** Cost, type, and stops of the routes kept: those of route i at first[i] ... first[i + 1] - 1. */
  readonly cost: Float64Array
  readonly type: Int32Array
  readonly first: Int32Array
  stops: Int32Array
  count = 0
  readonly #flat: FlatProblem
  /** A random number for each stop: their sum over a route names its set of stops. */
  readonly #names: Float64Array
  readonly #indexOf = new Map<number, number>()

  constructor(flat: FlatProblem, most: number) {
    this.#flat = flat
    this.cost = new Float64Array(most)
    this.type = new Int32Array(most)
    this.first = new Int32Array(most + 1)
    this.stops = new Int32Array(most * 8)
    const random = new Random(flat.stops)
    // sums of fewer than 2^10 names stay whole numbers below 2^53
    this.#names = Float64Array.from({ length: flat.stops + flat.types.count }, () =>
      Math.floor(random.openUnit() * 2 ** 43),
    )
  }

  get isFull(): boolean {
    return this.count === this.cost.length
  }

  /** Keeps a route as it is now, unless it has reloads. */
  add(tours: Tours, route: number): void {
    const { stops, typeOf, types } = this.#flat
    const type = typeOf[route]
    const end = this.#flat.endOf(route)
    let name = this.#names[stops + type]
    let cost = types.fixedCost[type] + tours.extra[route]
    let length = 0
    for (let node = this.#flat.startOf(route); node !== end; node = tours.next[node]) {
      cost += tours.arc[node]
      if (node < stops) {
        name += this.#names[node]
        length++
      }
    }
    const known = this.#indexOf.get(name)
    if (known === undefined) this.#append(tours, route, name, cost, length)
    else if (cost < this.cost[known]) this.#write(tours, route, known, cost)
  }

  #append(tours: Tours, route: number, name: number, cost: number, length: number): void {
    if (this.isFull) return
    const index = this.count++
    const end = this.first[index] + length
    if (end > this.stops.length) {
      const wider = new Int32Array(this.stops.length * 2)
      wider.set(this.stops)
      this.stops = wider
    }
    this.first[index + 1] = end
    this.type[index] = this.#flat.typeOf[route]
    this.#indexOf.set(name, index)
    this.#write(tours, route, index, cost)
  }

  #write({ next }: Tours, route: number, index: number, cost: number): void {
    let at = this.first[index]
    const end = this.#flat.endOf(route)
    for (let node = next[this.#flat.startOf(route)]; node !== end; node = next[node]) this.stops[at++] = node
    this.cost[index] = cost
  }
}
