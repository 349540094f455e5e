import { grown } from './grown.ts'
import { SparseScores } from './sparse-scores.ts'

/**
 * Sums of several signals for few of very many indices: the accumulator of an answer that many models speak to. One
 * look-up of an index serves all its signals.
 *
 * touch: O(1). reset: that of `SparseScores`. Memory: 8 bytes a signal of an index touched, kept from answer to answer.
 */
export class SignalTable {
  /** Signals an index has. */
  readonly width: number
  /** Row-major by place, shape [count, width]. Read anew after every `touch`: growing replaces it. */
  values: Float64Array
  readonly #table = new SparseScores()

  constructor(width: number) {
    this.width = width
    this.values = new Float64Array(64 * width)
  }

  /** Indices touched since `reset`. */
  get count(): number {
    return this.#table.count
  }

  /** By place: the index, in order of first touch. Read anew after every `touch`. */
  get touched(): Uint32Array {
    return this.#table.touched
  }

  reset(): void {
    this.#table.reset()
  }

  /** The index's place; -1 when it was not touched. */
  placeOf(index: number): number {
    return this.#table.placeOf(index)
  }

  /** Takes the index in, all its signals 0, unless it is there. @returns its place */
  touch(index: number): number {
    const before = this.#table.count
    const place = this.#table.add(index, 0)
    if (place === before) {
      const from = place * this.width
      if (from + this.width > this.values.length) this.values = grown(this.values, from + this.width)
      this.values.fill(0, from, from + this.width)
    }
    return place
  }

  /** The highest value of a signal, 0 if none is above. O(count). */
  highestOf(signal: number): number {
    let highest = 0
    const end = this.count * this.width
    for (let at = signal; at < end; at += this.width) if (this.values[at]! > highest) highest = this.values[at]!
    return highest
  }
}
