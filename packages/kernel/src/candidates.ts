import { TopK } from './top-k.ts'

/**
 * One way to score items for a history: writes into `scores` (all 0 when called, one place an item) what is better the higher
 * it is; what it knows nothing of stays 0. Items of the history may be scored too: they are taken out afterwards.
 */
export type ItemSource = (history: Uint32Array, scores: Float64Array) => void

/**
 * Asks several sources about one history and keeps the best items of each, every one with what all sources say of it.
 * O(sources * items + what the sources take) a question; no allocation. Memory: 8 bytes a source and item.
 */
export class Candidates {
  readonly sourceCount: number
  /** The items found, in no order: the first `count`. */
  readonly items: Uint32Array
  /** What each source says of each, row-major, shape [count * sourceCount]; never negative. */
  readonly inputs: Float32Array
  count = 0
  readonly #sources: readonly ItemSource[]
  readonly #scores: Float64Array[]
  readonly #best: TopK
  readonly #found: Uint32Array
  /** By item: 1 while it is among `items`. */
  readonly #isIn: Uint8Array

  /** @param options.perSource items kept of each source, so that there are at most perSource * sources */
  constructor(
    sources: readonly ItemSource[],
    { itemCount, perSource }: { readonly itemCount: number; readonly perSource: number },
  ) {
    this.sourceCount = sources.length
    this.items = new Uint32Array(sources.length * perSource)
    this.inputs = new Float32Array(this.items.length * sources.length)
    this.#sources = sources
    this.#scores = sources.map(() => new Float64Array(itemCount))
    this.#best = new TopK(perSource)
    this.#found = new Uint32Array(perSource)
    this.#isIn = new Uint8Array(itemCount)
  }

  /** Leaves in `items` and `inputs` what the sources find for the history; nothing of the history itself. */
  gather(history: Uint32Array): void {
    for (let i = 0; i < this.count; i++) this.#isIn[this.items[i]!] = 0
    this.count = 0
    for (let s = 0; s < this.sourceCount; s++) {
      const scores = this.#scores[s]!.fill(0)
      this.#sources[s]!(history, scores)
      for (const item of history) scores[item] = 0
      this.#take(scores)
    }
    const { inputs, items, sourceCount } = this
    for (let s = 0; s < sourceCount; s++) {
      const scores = this.#scores[s]!
      for (let i = 0; i < this.count; i++) inputs[i * sourceCount + s] = Math.max(0, scores[items[i]!]!)
    }
  }

  #take(scores: Float64Array): void {
    const best = this.#best
    for (let item = 0; item < scores.length; item++) {
      const score = scores[item]!
      if (score > 0 && score >= best.floor) best.offer(item, score)
    }
    const taken = best.drain(this.#found)
    for (let i = 0; i < taken; i++) {
      const item = this.#found[i]!
      if (this.#isIn[item] === 1) continue
      this.#isIn[item] = 1
      this.items[this.count++] = item
    }
  }
}
