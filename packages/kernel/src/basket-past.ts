import type { BasketHistory } from './basket-history.ts'
import { grown } from './grown.ts'

/**
 * One user's past, item by item, as of any of their baskets: walked through basket by basket, without allocation.
 * start: O(1) amortised; next: O(items of the basket).
 */
export class BasketPast {
  /** Different items, in order of first purchase; the first `count` entries of each array. */
  items: Uint32Array = new Uint32Array(64)
  /** Number of the basket in which the item was first bought. */
  first: Uint16Array = new Uint16Array(64)
  /** ... and last. */
  last: Uint16Array = new Uint16Array(64)
  /** Baskets that held the item. */
  times: Uint16Array = new Uint16Array(64)
  count = 0
  /** Baskets taken in: what comes next is basket number `baskets`. */
  baskets = 0
  readonly #history: BasketHistory
  /** By item: its place + 1; 0 when it was not bought. */
  #places: Int32Array = new Int32Array(16)
  #slot = 0
  #end = 0

  constructor(history: BasketHistory) {
    this.#history = history
  }

  /** Begins a user's walk, before their first basket. */
  start(user: number): void {
    for (let place = 0; place < this.count; place++) this.#places[this.items[place]!] = 0
    this.#places = grown(this.#places, this.#history.items)
    this.count = 0
    this.baskets = 0
    const count = this.#history.entries.countOf(user)
    this.#slot = count === 0 ? 0 : this.#history.entries.starts[user]!
    this.#end = this.#slot + count
  }

  /** Takes in the next basket. @returns false when there is none */
  next(): boolean {
    if (this.#slot >= this.#end) return false
    const { item, basket } = this.#history.entries.columns
    const number = basket[this.#slot]!
    for (; this.#slot < this.#end && basket[this.#slot] === number; this.#slot++) this.#take(item[this.#slot]!, number)
    this.baskets = number + 1
    return true
  }

  /** Takes in all baskets. */
  load(user: number): void {
    this.start(user)
    while (this.next());
  }

  /** Where the item stands in the arrays; -1 when it was not bought. */
  placeOf(item: number): number {
    return (this.#places[item] ?? 0) - 1
  }

  #take(item: number, basket: number): void {
    let place = this.#places[item]! - 1
    if (place < 0) {
      place = this.count++
      this.items = grown(this.items, this.count)
      this.first = grown(this.first, this.count)
      this.last = grown(this.last, this.count)
      this.times = grown(this.times, this.count)
      this.#places[item] = place + 1
      this.items[place] = item
      this.first[place] = basket
      this.times[place] = 0
    }
    this.last[place] = basket
    this.times[place]! += 1
  }
}
