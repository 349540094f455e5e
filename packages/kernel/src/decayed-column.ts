import type { Columns, Saved } from './columns.ts'
import { exp2 } from './exp2.ts'
import { grown } from './grown.ts'

/** Beyond 2^512 the column is scaled back: far inside a double's 2^1023, so that sums of many stay finite. */
const exponentMax = 512

/**
 * A sum per index in which a weight added at time t counts half after each half-life: value(i, now) =
 * sum of weight * 2^-((now - t) / halfLife). Additions may come in any order of time; a late one counts what is
 * left of it. Kept as sum of weight * 2^((t - landmark) / halfLife) (forward decay), so an addition touches one
 * number and the order of indices by value can be read without any exponential.
 *
 * add: one exponential; addScaled: none. Memory 8 bytes an index.
 * Source: Cormode, Shkapenyuk, Srivastava, Xu (2009), Forward Decay, ICDE, doi:10.1109/ICDE.2009.65.
 */
export class DecayedColumn implements Saved {
  /** Sums in landmark units: compare them, or turn them into values by `factorAt`. Replaced when it grows. */
  scaled: Float64Array = new Float64Array(16)
  /** Sum over all indices, in landmark units. */
  totalScaled = 0
  /** How often all sums have been scaled back. */
  rebases = 0
  #landmark = Number.NaN
  #size = 0
  readonly #halfLife: number

  /** @param halfLife in the unit of the times given later */
  constructor(halfLife: number) {
    this.#halfLife = halfLife
  }

  /** What a weight of 1 added at `at` is in landmark units: for several `addScaled` at one moment. */
  scaleAt(at: number): number {
    if (Number.isNaN(this.#landmark)) this.#landmark = at
    let exponent = (at - this.#landmark) / this.#halfLife
    if (exponent > exponentMax) {
      this.#rebase(at, exponent)
      exponent = 0
    }
    return exp2(exponent)
  }

  /** @param amount weight times `scaleAt` of its moment */
  addScaled(index: number, amount: number): void {
    if (index >= this.#size) {
      this.#size = index + 1
      this.scaled = grown(this.scaled, this.#size)
    }
    this.scaled[index]! += amount
    this.totalScaled += amount
  }

  add(index: number, weight: number, at: number): void {
    this.addScaled(index, weight * this.scaleAt(at))
  }

  /** What to multiply sums in landmark units by to have their value at `now`. */
  factorAt(now: number): number {
    return Number.isNaN(this.#landmark) ? 0 : 2 ** ((this.#landmark - now) / this.#halfLife)
  }

  valueAt(index: number, now: number): number {
    return index < this.#size ? this.scaled[index]! * this.factorAt(now) : 0
  }

  save(): Columns {
    return {
      scaled: this.scaled.subarray(0, this.#size),
      clock: Float64Array.of(this.#landmark, this.totalScaled),
    }
  }

  restore(columns: Columns): void {
    this.scaled = columns.scaled as Float64Array
    this.#size = this.scaled.length
    this.#landmark = (columns.clock as Float64Array)[0]!
    this.totalScaled = (columns.clock as Float64Array)[1]!
  }

  #rebase(at: number, exponent: number): void {
    const factor = 2 ** -exponent // 0 beyond 1,074: nothing is left of what was before
    for (let i = 0; i < this.#size; i++) this.scaled[i]! *= factor
    this.totalScaled *= factor
    this.#landmark = at
    this.rebases += 1
  }
}
