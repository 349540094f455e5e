import { gone } from './block-codec.ts'

/** A stretch of time in seconds since 1970: from the first, to before the second. */
export type TimeSpan = { readonly from: number; readonly to: number }

/** Where the points of a span are put. */
export type SpanRoom = TimeSpan & { readonly times: Uint32Array; readonly prices: Float64Array; count: number }

/** Takes points over: the last one at or before `from` stays in the first place, those from `to` on are left out. */
export function keepSpan(room: SpanRoom, times: Uint32Array, prices: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const time = times[i]!
    if (time >= room.to) return
    if (time <= room.from) room.count = 0
    if (room.count >= room.times.length || room.count >= room.prices.length)
      throw new RangeError(`room for ${room.count} points, and there are more; give room for countOf(series)`)
    room.times[room.count] = time
    room.prices[room.count] = prices[i]!
    room.count += 1
  }
}

/** Takes points into the lowest price of a span: the last one at or before `from` counts, those before it do not. */
export function keepLowest(
  low: TimeSpan & { price: number },
  times: Uint32Array,
  prices: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const time = times[i]!
    if (time >= low.to) return
    const price = prices[i] === gone ? Number.POSITIVE_INFINITY : prices[i]!
    low.price = time <= low.from ? price : Math.min(low.price, price)
  }
}
