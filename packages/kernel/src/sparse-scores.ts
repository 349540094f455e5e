import { grown } from './grown.ts'

/**
 * A sum of contributions for few of many indices, emptied in O(1): the accumulator of one answer. Remembers for each
 * index which contribution was the largest, so that the answer can say why.
 *
 * Sums lie side by side in the order in which indices were first touched, so that an answer works in the processor's
 * cache however many indices there are: only the index's place is looked up at random. has, add: O(1).
 * Memory: 4 bytes an index, 33 bytes an index touched, allocated once; one request at a time. Call `reset` before the
 * first `add`.
 *
 * Source: Briggs and Torczon (1993), An efficient representation for sparse sets, LOPLAS 2(1-4), 59-69.
 */
export class SparseScores {
  /** The indices touched since `reset`, in order of first touch; the first `count` entries. */
  touched: Uint32Array = new Uint32Array(64)
  /** By place in `touched`: the sum. */
  scores: Float64Array = new Float64Array(64)
  /** By place: what added most, the first of equals: source number and cause (an item, a tag). */
  sources: Uint8Array = new Uint8Array(64)
  causes: Int32Array = new Int32Array(64)
  count = 0
  #largest: Float64Array = new Float64Array(64)
  /** By index: its place, if that place in `touched` holds the index; else a leftover. */
  #places: Uint32Array = new Uint32Array(0)

  /** Forgets all sums. @param size indices 0..size-1 can be used */
  reset(size: number): void {
    if (size > this.#places.length) this.#places = new Uint32Array(Math.ceil(size * 1.25) + 16)
    this.count = 0
  }

  has(index: number): boolean {
    return this.placeOf(index) >= 0
  }

  /** The index's sum; 0 when it was not touched. */
  scoreOf(index: number): number {
    const place = this.placeOf(index)
    return place < 0 ? 0 : this.scores[place]!
  }

  /** What added most to the index; -1 when it was not touched. */
  causeOf(index: number): number {
    const place = this.placeOf(index)
    return place < 0 ? -1 : this.causes[place]!
  }

  /** Where the index stands in `touched`, `scores` and `causes`; -1 when it was not touched. */
  placeOf(index: number): number {
    const place = this.#places[index]!
    return place < this.count && this.touched[place] === index ? place : -1
  }

  add(index: number, amount: number, source: number, cause: number): void {
    const place = this.placeOf(index)
    if (place < 0) return this.#open(index, amount, source, cause)
    this.scores[place]! += amount
    if (amount <= this.#largest[place]!) return
    this.#largest[place] = amount
    this.sources[place] = source
    this.causes[place] = cause
  }

  #open(index: number, amount: number, source: number, cause: number): void {
    const place = this.count++
    if (place >= this.touched.length) this.#enlarge(place + 1)
    this.#places[index] = place
    this.touched[place] = index
    this.scores[place] = amount
    this.#largest[place] = amount
    this.sources[place] = source
    this.causes[place] = cause
  }

  #enlarge(count: number): void {
    this.touched = grown(this.touched, count)
    this.scores = grown(this.scores, count)
    this.sources = grown(this.sources, count)
    this.causes = grown(this.causes, count)
    this.#largest = grown(this.#largest, count)
  }
}
