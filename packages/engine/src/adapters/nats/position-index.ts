/** Where one message lies: its first position, the position after its last, its sequence in the stream. */
export type Place = { readonly first: number; readonly end: number; readonly sequence: number }

/** More places than this are thinned out to half: 0.5 MB. */
const placesMax = 8_192

/** Some places of the log, in order: narrows the search for a position. Only ever a hint; what it says is checked. */
export class PositionIndex {
  #places: Place[] = []

  /** Remembers a place. O(1) at the end of the log, else O(places). */
  note(place: Place): void {
    if (place.end === place.first) return
    const at = this.#countUpTo(place.first)
    const before = this.#places[at - 1]
    if (before?.first === place.first) {
      if (place.sequence > before.sequence) this.#places[at - 1] = place
      return
    }
    this.#places.splice(at, 0, place)
    if (this.#places.length > placesMax) this.#places = this.#places.filter((_, index) => index % 2 === 0)
  }

  /** The nearest known places around a position: `below` begins at or before it, `above` after it. */
  around(position: number): { readonly below: Place | undefined; readonly above: Place | undefined } {
    const at = this.#countUpTo(position)
    return { below: this.#places[at - 1], above: this.#places[at] }
  }

  clear(): void {
    this.#places = []
  }

  /** How many places begin at or before the position. */
  #countUpTo(position: number): number {
    let low = 0
    let high = this.#places.length
    if (high > 0 && this.#places[high - 1].first <= position) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#places[middle].first <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}
