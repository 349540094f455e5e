import type { Bank } from './bank.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { Tours } from './tours.ts'

/**
 * How often each stop was left out: those left out often are the hard ones, and a plan that leaves out easier ones
 * instead is nearer to one that leaves out none.
 * Source: absence counters, Christiaens and Vanden Berghe (2020), section 5.4. O(stops left out).
 */
export class Absences {
  readonly #flat: FlatProblem
  readonly #bank: Bank
  readonly #times: Float64Array

  constructor(flat: FlatProblem, bank: Bank) {
    this.#flat = flat
    this.#bank = bank
    this.#times = new Float64Array(flat.stops)
  }

  /** Counts what is left out now. */
  count(): void {
    const { absent, absentCount } = this.#bank
    for (let i = 0; i < absentCount; i++) this.#times[absent[i]]++
  }

  /** Whether what is left out now is easier than what was when the change began. */
  areEasier(): boolean {
    const { absent, absentCount, absentBefore, absentBeforeCount } = this.#bank
    return this.#sum(absent, absentCount) < this.#sum(absentBefore, absentBeforeCount)
  }

  /** Of all stops on a route together. */
  onRoute({ next }: Tours, route: number): number {
    const end = this.#flat.endOf(route)
    let sum = 0
    for (let node = next[this.#flat.startOf(route)]; node !== end; node = next[node]) {
      if (node < this.#flat.stops) sum += this.#times[node]
    }
    return sum
  }

  #sum(stops: Int32Array, count: number): number {
    let sum = 0
    for (let i = 0; i < count; i++) sum += this.#times[stops[i]]
    return sum
  }
}
