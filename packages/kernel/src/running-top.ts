import { grown } from './grown.ts'

/**
 * The k highest of scores that only ever grow, best first at any moment; of equals the lower index comes first.
 *
 * raise: O(1) for what stays below all kept, else one step for every kept index that it passes, which for counts of
 * what people want are few. Memory: 4 bytes a kept index, 2 an index seen.
 */
export class RunningTop {
  readonly #indices: Uint32Array
  #count = 0
  /** By index: its place + 1; 0 when it is not kept. */
  #places: Uint16Array = new Uint16Array(16)

  /** @param k below 65,536 */
  constructor(k: number) {
    this.#indices = new Uint32Array(k)
  }

  /** The kept indices, best first. Valid until the next `raise`. */
  get best(): Uint32Array {
    return this.#indices.subarray(0, this.#count)
  }

  /** Takes in that the score of `index` has grown. @param scores by index; those of all kept are read */
  raise(index: number, scores: Float64Array): void {
    this.#places = grown(this.#places, index + 1)
    let place = this.#places[index]! - 1
    if (place < 0) {
      if (this.#count < this.#indices.length) place = this.#count++
      else if (isBetter(scores, index, this.#indices[this.#count - 1]!)) {
        place = this.#count - 1
        this.#places[this.#indices[place]!] = 0
      } else return
    }
    while (place > 0 && isBetter(scores, index, this.#indices[place - 1]!)) {
      this.#put(place, this.#indices[place - 1]!)
      place -= 1
    }
    this.#put(place, index)
  }

  /** Starts anew from all scores above 0: after they were scaled, which may have made equals of them. O(indices). */
  remake(scores: Float64Array): void {
    this.#places.fill(0)
    this.#count = 0
    for (let index = 0; index < scores.length; index++) if (scores[index]! > 0) this.raise(index, scores)
  }

  /** Takes over what `best` gave. */
  restore(best: Uint32Array): void {
    this.#places.fill(0)
    this.#count = best.length
    best.forEach((index, place) => {
      this.#places = grown(this.#places, index + 1)
      this.#put(place, index)
    })
  }

  #put(place: number, index: number): void {
    this.#indices[place] = index
    this.#places[index] = place + 1
  }
}

function isBetter(scores: Float64Array, a: number, b: number): boolean {
  return scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b)
}
