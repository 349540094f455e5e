/**
 * A sum of contributions for few of many indices, emptied in O(1): the accumulator of one answer. Remembers for each
 * index which contribution was the largest, so that the answer can say why.
 * Memory 29 bytes an index, allocated once; one request at a time. Call `reset` before the first `add`.
 */
export class SparseScores {
  /** Sum by index; valid where `has`. */
  scores = new Float64Array(0)
  /** What added most to each index, the first of equals: source number and cause (an item, a tag). */
  sources = new Uint8Array(0)
  causes = new Int32Array(0)
  /** The indices touched since `reset`, in order of first touch; the first `count` entries. */
  touched = new Uint32Array(0)
  count = 0
  #largest = new Float64Array(0)
  #epochs = new Uint32Array(0)
  #epoch = 0

  /** Forgets all sums. @param size indices 0..size-1 can be used */
  reset(size: number): void {
    if (size > this.scores.length) this.#enlarge(Math.ceil(size * 1.25) + 16)
    this.count = 0
    this.#epoch += 1
    if (this.#epoch === 0xffffffff) {
      this.#epochs.fill(0)
      this.#epoch = 1
    }
  }

  has(index: number): boolean {
    return this.#epochs[index] === this.#epoch
  }

  add(index: number, amount: number, source: number, cause: number): void {
    if (this.#epochs[index] !== this.#epoch) {
      this.#epochs[index] = this.#epoch
      this.scores[index] = amount
      this.#largest[index] = amount
      this.sources[index] = source
      this.causes[index] = cause
      this.touched[this.count++] = index
      return
    }
    this.scores[index]! += amount
    if (amount <= this.#largest[index]!) return
    this.#largest[index] = amount
    this.sources[index] = source
    this.causes[index] = cause
  }

  #enlarge(size: number): void {
    this.scores = new Float64Array(size)
    this.sources = new Uint8Array(size)
    this.causes = new Int32Array(size)
    this.touched = new Uint32Array(size)
    this.#largest = new Float64Array(size)
    this.#epochs = new Uint32Array(size)
    this.#epoch = 0
  }
}
