import type { ShopEvent } from '../../events/event.ts'

/** The newest facts in a row, in memory: what those who follow the log are told without reading it. */
export class Newest {
  readonly #slots: (ShopEvent | undefined)[]
  /** Positions from `#from` (inclusive) to `#end` are here. */
  #from = 0
  #end = 0

  constructor(slots: number) {
    this.#slots = new Array(slots)
  }

  /** Takes the fact of the next position; after a leap, those before it are no longer here. */
  add(position: number, event: ShopEvent): void {
    if (position !== this.#end) this.#from = position
    this.#slots[position % this.#slots.length] = event
    this.#end = position + 1
    this.#from = Math.max(this.#from, this.#end - this.#slots.length)
  }

  /** Up to `countMax` facts from this position; undefined when it is not here. */
  read(from: number, countMax: number): ShopEvent[] | undefined {
    if (from < this.#from || from >= this.#end) return undefined
    const count = Math.min(countMax, this.#end - from)
    return Array.from({ length: count }, (_, n) => this.#slots[(from + n) % this.#slots.length]!)
  }

  clear(): void {
    this.#slots.fill(undefined)
    this.#from = 0
    this.#end = 0
  }
}
