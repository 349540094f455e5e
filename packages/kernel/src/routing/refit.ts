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
  /** What a route would cost at least, by type. */
  readonly #bounds: Float64Array

  constructor(flat: FlatProblem, tours: Tours) {
    this.#flat = flat
    this.#tours = tours
    this.#bounds = new Float64Array(flat.types.count)
  }

  /** Looks at all routes touched since the change began. */
  run(): void {
    const { touched, touchedCount } = this.#tours
    for (let k = 0; k < touchedCount; k++) {
      if (this.#tours.size[touched[k]] > 0) this.#look(touched[k])
      for (let other = 0; other < k; other++) this.#exchange(touched[k], touched[other])
    }
  }

  /** Lets two routes have one another's vehicle, if that is cheaper. */
  #exchange(one: number, other: number): void {
    const { typeOf } = this.#flat
    const { size, cost } = this.#tours
    if (size[one] === 0 || size[other] === 0 || typeOf[one] === typeOf[other]) return
    if (!this.#mayBe(one, typeOf[other]) || !this.#mayBe(other, typeOf[one])) return
    const { extra } = this.#tours
    const now = this.#cost(one, typeOf[one]) + this.#cost(other, typeOf[other]) + extra[one] + extra[other]
    const then = this.#cost(one, typeOf[other]) + this.#cost(other, typeOf[one])
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

  /** Tries the types that may be cheaper, the most hopeful first: what a route costs beside its arcs is known once it is there. */
  #look(route: number): void {
    const { types, typeOf } = this.#flat
    const own = typeOf[route]
    const bounds = this.#bounds.fill(Number.POSITIVE_INFINITY)
    let least = this.#cost(route, own) + this.#tours.extra[route]
    for (let type = 0; type < types.count; type++) {
      if (type === own || this.#tours.freeOf(type) === nowhere || !this.#mayBe(route, type)) continue
      bounds[type] = this.#cost(route, type)
    }
    for (let at = route; ; ) {
      let type = nowhere
      for (let t = 0; t < types.count; t++) if (bounds[t] < (type < 0 ? least : bounds[type])) type = t
      if (type === nowhere) return
      const to = this.#tours.freeOf(type)
      const cost = bounds[type]
      bounds[type] = Number.POSITIVE_INFINITY
      if (!this.#move(at, to)) continue
      at = to
      least = cost + this.#tours.extra[to]
    }
  }

  /** All stops of a route onto one that has none, and back if that breaks a rule or is no cheaper. @returns whether it stays */
  #move(from: number, to: number): boolean {
    const tours = this.#tours
    const { cost } = tours
    this.#carryOver(from, to)
    if (tours.cost < cost && isSound(this.#flat, tours, to)) return true
    this.#carryOver(to, from)
    return false
  }

  #carryOver(from: number, to: number): void {
    this.#tours.append(this.#tours.vacate(from), to)
  }

  /** Arcs and fixed cost of a route as if it were of another type: no more than all that it would cost. */
  #cost(route: number, type: number): number {
    const { types, row, col, stops } = this.#flat
    const { next } = this.#tours
    const table = types.costs[type]
    const end = this.#flat.endOf(route)
    let from = types.start[type] * types.width
    let cost = types.fixedCost[type]
    for (let node = next[this.#flat.startOf(route)]; node !== end; node = next[node]) {
      if (node >= stops) return Number.POSITIVE_INFINITY
      cost += table[from + col[node]]
      from = row[node]
    }
    return cost + table[from + types.end[type]]
  }

  #mayBe(route: number, type: number): boolean {
    const { types, allowed, has, dims, isFixed } = this.#flat
    const { next, room } = this.#tours
    if (!has.mixedLoad) {
      const own = this.#flat.typeOf[route]
      for (let d = 0; d < dims; d++) {
        const load = types.capacity[own * dims + d] - room[route * dims + d]
        if (load > types.capacity[type * dims + d]) return false
      }
    }
    if (!has.choosy) return true
    const end = this.#flat.endOf(route)
    for (let node = next[this.#flat.startOf(route)]; node !== end; node = next[node]) {
      if (isFixed[node] || allowed[node * types.count + type] === 0) return false
    }
    return true
  }
}
