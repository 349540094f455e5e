import type { Itinerary } from './itinerary.ts'

/**
 * What is on board along a route, so that whether more fits is known without driving it anew.
 * To make: O(legs * dimensions).
 */
export class TripLoads {
  readonly #way: Itinerary
  readonly #dims: number
  /** The most from the start of its trip to each leg, and from there to the trip's end: shape [legs * dims]. */
  readonly #upTo: Float64Array
  readonly #onward: Float64Array

  constructor(way: Itinerary) {
    const { legs, type } = way
    this.#way = way
    this.#dims = type.capacity.length
    this.#upTo = new Float64Array(legs.length * this.#dims)
    this.#onward = new Float64Array(legs.length * this.#dims)
    const last = legs.length - 2 // the end carries what the leg before does
    for (let leg = 0; leg <= last; leg++) this.#note(this.#upTo, leg, legs[leg].kind === 'stop' ? leg - 1 : -1)
    for (let leg = last; leg >= 0; leg--) this.#note(this.#onward, leg, legs[leg + 1].kind === 'stop' ? leg + 1 : -1)
  }

  /** Whether a stop fits after a leg that is not the end: what is left there is on board before it, what is taken behind it. */
  fits(after: number, { delivery, pickup }: Amounts): boolean {
    const { capacity } = this.#way.type
    for (let d = 0; d < this.#dims; d++) {
      const at = after * this.#dims + d
      if (delivery[d] > 0 && this.#upTo[at] + delivery[d] > capacity[d]) return false
      if (pickup[d] > 0 && this.#onward[at] + pickup[d] > capacity[d]) return false
    }
    return true
  }

  /** Whether a shipment fits beside what is on board when a leg is left. */
  fitsBeside(leg: number, amount: readonly number[]): boolean {
    const { capacity } = this.#way.type
    const { load } = this.#way.legs[leg]
    for (let d = 0; d < this.#dims; d++) if (amount[d] > 0 && load[d] + amount[d] > capacity[d]) return false
    return true
  }

  /** The most at a leg and beyond, as far as another leg knows it. */
  #note(most: Float64Array, leg: number, known: number): void {
    const { load } = this.#way.legs[leg]
    for (let d = 0; d < this.#dims; d++) {
      most[leg * this.#dims + d] = known < 0 ? load[d] : Math.max(load[d], most[known * this.#dims + d])
    }
  }
}

type Amounts = { readonly delivery: readonly number[]; readonly pickup: readonly number[] }
