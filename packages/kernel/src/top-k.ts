/**
 * The k best of a stream of (index, score), best first; ties go to the lower index, so the result does not depend on
 * the order of the stream. offer: O(log k), O(1) for what is worse than all kept; no allocation after construction.
 */
export class TopK {
  readonly #indices: Uint32Array
  readonly #scores: Float64Array
  #count = 0

  constructor(k: number) {
    this.#indices = new Uint32Array(k)
    this.#scores = new Float64Array(k)
  }

  reset(): void {
    this.#count = 0
  }

  /** What scores less than this would not be kept; -Infinity while there is room. */
  get floor(): number {
    return this.#count < this.#scores.length ? Number.NEGATIVE_INFINITY : (this.#scores[0] ?? Number.POSITIVE_INFINITY)
  }

  /** @param score any number but NaN, which has no place in an order */
  offer(index: number, score: number): void {
    if (this.#count < this.#indices.length) {
      this.#siftUp(this.#count++, index, score)
    } else if (this.#count > 0 && isWorse(this.#scores[0]!, this.#indices[0]!, score, index)) {
      this.#siftDown(this.#count, index, score)
    }
  }

  /** Writes the kept indices, best first, into `out`, their scores into `scores`; empties the heap. @returns how many */
  drain(out: Uint32Array, scores?: Float64Array): number {
    const count = this.#count
    for (let end = count - 1; end >= 0; end--) {
      out[end] = this.#indices[0]!
      if (scores) scores[end] = this.#scores[0]!
      const index = this.#indices[end]!
      const score = this.#scores[end]!
      this.#siftDown(end, index, score)
    }
    this.#count = 0
    return count
  }

  /** Writes the kept indices, in no order, into `out`; empties the heap. Spares the sorting. @returns how many */
  take(out: Uint32Array): number {
    const count = this.#count
    for (let i = 0; i < count; i++) out[i] = this.#indices[i]!
    this.#count = 0
    return count
  }

  #siftUp(from: number, index: number, score: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isWorse(score, index, this.#scores[parent]!, this.#indices[parent]!)) break
      this.#place(at, this.#indices[parent]!, this.#scores[parent]!)
      at = parent
    }
    this.#place(at, index, score)
  }

  /** Puts (index, score) at the root of the heap's first `size` places and restores its order. */
  #siftDown(size: number, index: number, score: number): void {
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= size) break
      const right = child + 1
      if (right < size && this.#isWorseAt(right, child)) child = right
      if (!isWorse(this.#scores[child]!, this.#indices[child]!, score, index)) break
      this.#place(at, this.#indices[child]!, this.#scores[child]!)
      at = child
    }
    this.#place(at, index, score)
  }

  #isWorseAt(a: number, b: number): boolean {
    return isWorse(this.#scores[a]!, this.#indices[a]!, this.#scores[b]!, this.#indices[b]!)
  }

  #place(at: number, index: number, score: number): void {
    this.#indices[at] = index
    this.#scores[at] = score
  }
}

/** Total order: lower score is worse; of equals the higher index. */
function isWorse(scoreA: number, indexA: number, scoreB: number, indexB: number): boolean {
  return scoreA < scoreB || (scoreA === scoreB && indexA > indexB)
}
