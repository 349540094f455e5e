import type { Columns, Saved } from '@nunchi/kernel'
import { type Basis, basisOf, type Counting } from '../../domain/counting.ts'

/** Where what lanes did cost is kept, by lane. */
export type LaneHistory = {
  /** @param at seconds since 1970 */
  note(lane: number, at: number, price: number): void
  lowestIn(lane: number, days: number, at: number): number
  clear(lane: number): void
}

/** The price of an item as some count it. */
type Lane = {
  readonly item: number
  readonly counting: Counting
  readonly basis: Basis
  /** Infinity while it cannot be had. */
  price: number
  /** How many wait for it. */
  waits: number
}

/**
 * Prices of items for those who do not count them as everybody does: one lane for an item and a way of counting, as long as somebody waits for it. Its
 * history begins with it.
 *
 * O(1). Memory: some 400 bytes a lane beside its history; nothing for items that nobody counts otherwise.
 */
export class Lanes implements Saved {
  #lanes: (Lane | undefined)[] = []
  #free: number[] = []
  /** By item and way of counting. */
  readonly #byName = new Map<string, number>()
  readonly #ofItem = new Map<number, number[]>()
  readonly #history: LaneHistory

  constructor(history: LaneHistory) {
    this.#history = history
  }

  /** The lanes of an item, in the order in which they came to be. */
  of(item: number): readonly number[] {
    return this.#ofItem.size === 0 ? none : (this.#ofItem.get(item) ?? none)
  }

  get count(): number {
    return this.#byName.size
  }

  /** Above the highest item that has a lane. */
  itemsEnd(): number {
    return [...this.#ofItem.keys()].reduce((end, item) => Math.max(end, item + 1), 0)
  }

  get(lane: number): Readonly<Lane> {
    return this.#lanes[lane]!
  }

  /** The lane of an item and a way of counting; -1 when nobody waits for it. */
  find(item: number, { key }: Basis): number {
    return this.#byName.get(nameOf(item, key)) ?? -1
  }

  /** One more waits for a lane, which begins at a price if it is new. @param at seconds since 1970 */
  join(item: number, counting: Counting, begin: { readonly at: number; readonly priceOf: (basis: Basis) => number }) {
    const basis = basisOf(counting)!
    const known = this.find(item, basis)
    const lane = known >= 0 ? known : (this.#free.pop() ?? this.#lanes.length)
    if (known < 0) {
      this.#open(lane, { item, counting, basis, price: begin.priceOf(basis), waits: 0 })
      this.#history.note(lane, begin.at, this.#lanes[lane]!.price)
    }
    this.#lanes[lane]!.waits += 1
    return lane
  }

  /** One less waits for a lane: after the last it is no more. */
  leave(lane: number): void {
    const { item, basis } = this.#lanes[lane]!
    this.#lanes[lane]!.waits -= 1
    if (this.#lanes[lane]!.waits > 0) return
    const others = this.#ofItem.get(item)!.filter((other) => other !== lane)
    if (others.length > 0) this.#ofItem.set(item, others)
    else this.#ofItem.delete(item)
    this.#byName.delete(nameOf(item, basis.key))
    this.#history.clear(lane)
    this.#lanes[lane] = undefined
    this.#free.push(lane)
  }

  /** Notes what a lane costs from a moment on, in seconds since 1970. */
  note(lane: number, at: number, price: number): void {
    this.#lanes[lane]!.price = price
    this.#history.note(lane, at, price)
  }

  /** The lowest price of a lane in so many days before a moment, or since it began. */
  lowestIn(lane: number, days: number, at: number): number {
    return this.#history.lowestIn(lane, days, at)
  }

  /** Forgets what lanes did cost, beside what they cost now: those of an item, or, in O(lanes), those that count offers of a mall by name. */
  forgetPast(of: { readonly item: number } | { readonly mall: string }, at: number): void {
    const all = 'item' in of ? this.of(of.item) : [...this.#ofItem.values()].flat()
    for (const lane of all) {
      const { basis, price } = this.get(lane)
      if ('mall' in of && !basis.malls?.has(of.mall)) continue
      this.#history.clear(lane)
      this.#history.note(lane, at, price)
    }
  }

  save(): Columns {
    return {
      items: Int32Array.from(this.#lanes, (lane) => lane?.item ?? -1),
      counting: this.#lanes.map((lane) => (lane ? JSON.stringify(lane.counting) : '')),
      prices: Float64Array.from(this.#lanes, (lane) => lane?.price ?? 0),
      waits: Uint32Array.from(this.#lanes, (lane) => lane?.waits ?? 0),
      order: Uint32Array.from([...this.#ofItem.values()].flat()),
      free: Uint32Array.from(this.#free),
    }
  }

  restore(columns: Columns): void {
    const [items, prices, waits] = [
      columns.items as Int32Array,
      columns.prices as Float64Array,
      columns.waits as Uint32Array,
    ]
    const texts = columns.counting as string[]
    this.#byName.clear()
    this.#ofItem.clear()
    this.#lanes = texts.map(() => undefined)
    this.#free = Array.from(columns.free as Uint32Array)
    for (const lane of columns.order as Uint32Array) {
      const counting = JSON.parse(texts[lane]!) as Counting
      const basis = basisOf(counting)!
      this.#open(lane, { item: items[lane]!, counting, basis, price: prices[lane]!, waits: waits[lane]! })
    }
  }

  #open(number: number, lane: Lane): void {
    this.#lanes[number] = lane
    this.#byName.set(nameOf(lane.item, lane.basis.key), number)
    this.#ofItem.set(lane.item, [...(this.#ofItem.get(lane.item) ?? none), number])
  }
}

const none: readonly number[] = []

function nameOf(item: number, key: string): string {
  return `${item} ${key}`
}
