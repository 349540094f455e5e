import { type Columns, grown, type Saved } from '@nunchi/kernel'

const hourSeconds = 3_600
/** Of an hour: events, orders, pieces and money of these less what was given back in it. */
const perHour = 4

/** What the shop did in some time. */
export type SalesSums = {
  readonly events: number
  readonly orders: number
  /** Pieces ordered, less those given back. */
  readonly units: number
  /** What orders came to, less what was given back. */
  readonly revenueMinor: number
}

export type SoldOrder = {
  readonly kind: 'order' | 'refund'
  /** Seconds since 1970. */
  readonly at: number
  readonly units: number
  readonly amountMinor: number
}

/**
 * How much was done and sold in each hour, by everybody together, guests included: by the hour, so that a day may begin
 * where the shop is. What is given back counts against the hour in which it is. Nobody is named, so nothing of it is
 * forgotten with a shopper. About 80 bytes an hour in which something happened; O(1) per event.
 */
export class Sales implements Saved {
  /** Hour since 1970 -> its place in `#sums`. */
  readonly #places = new Map<number, number>()
  #sums: Float64Array = new Float64Array(16)

  /** Notes something that a shopper did. @param at seconds since 1970 */
  note(at: number): void {
    const place = this.#placeOf(at) // first: it may replace the column
    this.#sums[place]! += 1
  }

  order({ kind, at, units, amountMinor }: SoldOrder): void {
    const place = this.#placeOf(at)
    const sign = kind === 'order' ? 1 : -1
    this.#sums[place]! += 1
    if (kind === 'order') this.#sums[place + 1]! += 1
    this.#sums[place + 2]! += sign * units
    this.#sums[place + 3]! += sign * amountMinor
  }

  /** The sums of the hours `fromHour` <= hour < `toHour`, counted since 1970. O(hours). */
  between(fromHour: number, toHour: number): SalesSums {
    const sums = [0, 0, 0, 0]
    for (let hour = fromHour; hour < toHour; hour++) {
      const place = this.#places.get(hour)
      if (place !== undefined) for (let i = 0; i < perHour; i++) sums[i]! += this.#sums[place * perHour + i]!
    }
    const [events, orders, units, revenueMinor] = sums
    return { events: events!, orders: orders!, units: units!, revenueMinor: revenueMinor! }
  }

  save(): Columns {
    return {
      hours: Uint32Array.from(this.#places.keys()),
      sums: this.#sums.subarray(0, this.#places.size * perHour),
    }
  }

  restore(columns: Columns): void {
    this.#places.clear()
    for (const hour of columns.hours as Uint32Array) this.#places.set(hour, this.#places.size)
    this.#sums = columns.sums as Float64Array
  }

  #placeOf(at: number): number {
    const hour = Math.floor(at / hourSeconds)
    const known = this.#places.get(hour)
    if (known !== undefined) return known * perHour
    const place = this.#places.size
    this.#places.set(hour, place)
    this.#sums = grown(this.#sums, (place + 1) * perHour)
    return place * perHour
  }
}
