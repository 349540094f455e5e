import type { FlatProblem } from './flat-problem.ts'
import { isSound } from './sound.ts'
import { nowhere, type Tours } from './tours.ts'

/**
 * Gives routes the vehicle that suits them: as stops move one by one, a route that grew or shrank stays with the type it
 * began with unless somebody looks at it as a whole. O(types * length) to look at a route.
 */
export class Refit {
  readonly #flat: FlatProblem
  readonly #tours: Tours

  constructor(flat: FlatProblem, tours: Tours) {
    this.#flat = flat
    this.#tours = tours
  }

  /** Looks at all routes touched since the change began. */
  run(): void {
    const { touched, touchedCount } = this.#tours
    for (let k = 0; k < touchedCount; k++) {
      if (this.#tours.size[touched[k]!]! > 0) this.#look(touched[k]!)
      for (let other = 0; other < k; other++) this.#exchange(touched[k]!, touched[other]!)
    }
  }

  /** Lets two routes have one another's vehicle, if that is cheaper. */
  #exchange(one: number, other: number): void {
    const { typeOf } = this.#flat
    const { size, cost } = this.#tours
    if (size[one] === 0 || size[other] === 0 || typeOf[one] === typeOf[other]) return
    if (!this.#mayBe(one, typeOf[other]!) || !this.#mayBe(other, typeOf[one]!)) return
    const now = this.#cost(one, typeOf[one]!) + this.#cost(other, typeOf[other]!)
    const then = this.#cost(one, typeOf[other]!) + this.#cost(other, typeOf[one]!)
    if (!(then < now)) return
    this.#swap(one, other)
    const isGood = isSound(this.#flat, this.#tours, one) && isSound(this.#flat, this.#tours, other)
    if (!isGood || this.#tours.cost >= cost) this.#swap(one, other)
  }

  #swap(one: number, other: number): void {
    const stops = this.#tours.vacate(one)
    this.#carryOver(other, one)
    this.#tours.append(stops, other)
  }

  #look(route: number): void {
    const { types, typeOf } = this.#flat
    const own = typeOf[route]!
    let least = this.#cost(route, own)
    let best = nowhere
    for (let type = 0; type < types.count; type++) {
      if (type === own) continue
      const free = this.#tours.freeOf(type)
      if (free === nowhere || !this.#mayBe(route, type)) continue
      const cost = this.#cost(route, type)
      if (cost >= least) continue
      least = cost
      best = free
    }
    if (best !== nowhere) this.#move(route, best)
  }

  /** All stops of a route onto one that has none, and back if that breaks a rule. */
  #move(from: number, to: number): void {
    const tours = this.#tours
    tours.touch(to)
    this.#carryOver(from, to)
    if (!isSound(this.#flat, tours, to)) this.#carryOver(to, from)
  }

  #carryOver(from: number, to: number): void {
    this.#tours.append(this.#tours.vacate(from), to)
  }

  /** Arcs and fixed cost of a route as if it were of another type; duty is left to the search. */
  #cost(route: number, type: number): number {
    const { types, row, col, stops } = this.#flat
    const { next } = this.#tours
    const table = types.costs[type]!
    const end = this.#flat.endOf(route)
    let from = types.start[type]! * types.width
    let cost = types.fixedCost[type]!
    for (let node = next[this.#flat.startOf(route)]!; node !== end; node = next[node]!) {
      if (node >= stops) return Number.POSITIVE_INFINITY
      cost += table[from + col[node]!]!
      from = row[node]!
    }
    return cost + table[from + types.end[type]!]!
  }

  #mayBe(route: number, type: number): boolean {
    const { types, allowed, has, dims, isFixed } = this.#flat
    const { next, room } = this.#tours
    if (!has.mixedLoad) {
      const own = this.#flat.typeOf[route]!
      for (let d = 0; d < dims; d++) {
        const load = types.capacity[own * dims + d]! - room[route * dims + d]!
        if (load > types.capacity[type * dims + d]!) return false
      }
    }
    if (!has.choosy) return true
    const end = this.#flat.endOf(route)
    for (let node = next[this.#flat.startOf(route)]!; node !== end; node = next[node]!) {
      if (isFixed[node] || allowed[node * types.count + type] === 0) return false
    }
    return true
  }
}
