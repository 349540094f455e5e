/** Prices that are remembered: a product goes back and forth between few. */
const size = 16

/**
 * The prices met last, the latest first: a price that comes back is told by its place. Source: Bentley, Sleator, Tarjan,
 * Wei (1986), A locally adaptive data compression scheme, doi:10.1145/5684.5688 (move to front), cut at 16.
 */
export class RecentPrices {
  readonly #prices = new Float64Array(size)
  #count = 0

  clear(): void {
    this.#count = 0
  }

  /** The place of a price, 0 for the latest; -1 when it is not remembered. It is the latest now. */
  placeOf(price: number): number {
    const place = this.#prices.indexOf(price)
    if (place < 0 || place >= this.#count) {
      this.add(price)
      return -1
    }
    this.#front(place, price)
    return place
  }

  /** The price at a place; it is the latest now. */
  take(place: number): number {
    const price = this.#prices[place]!
    this.#front(place, price)
    return price
  }

  /** Remembers a price that was not there. */
  add(price: number): void {
    if (this.#count < size) this.#count += 1
    this.#front(this.#count - 1, price)
  }

  #front(place: number, price: number): void {
    for (let i = place; i > 0; i--) this.#prices[i] = this.#prices[i - 1]!
    this.#prices[0] = price
  }
}
