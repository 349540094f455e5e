import type { PriceHistoryBody } from '@nunchi/protocol'

/** An alert that the person was given about this product. */
export type ToldAlert = { readonly at: number; readonly priceMinor: number }

/** Something that a price chart marks. */
export type PriceEvent =
  | { readonly kind: 'low'; readonly at: number; readonly minor: number }
  | { readonly kind: 'list'; readonly at: number; readonly fromMinor: number; readonly minor: number }
  | { readonly kind: 'alert'; readonly at: number; readonly minor: number }
  | { readonly kind: 'gap'; readonly at: number; readonly to: number }

/** What happened in the span of a history, oldest first: the lowest price of all time, list prices put up, own alerts, and when it could not be had. */
export function eventsOf(history: PriceHistoryBody, alerts: readonly ToldAlert[]): readonly PriceEvent[] {
  const { from, to, lowest, listSteps, steps } = history
  const isInside = (at: number) => at >= from && at <= to
  const events: PriceEvent[] = alerts
    .filter(({ at }) => isInside(at))
    .map(({ at, priceMinor }) => ({ kind: 'alert', at, minor: priceMinor }))
  if (lowest && isInside(lowest.at)) events.push({ kind: 'low', at: lowest.at, minor: lowest.minor })
  let list: number | undefined
  for (const { at, priceMinor } of listSteps) {
    if (priceMinor !== undefined && list !== undefined && priceMinor > list)
      events.push({ kind: 'list', at, fromMinor: list, minor: priceMinor })
    list = priceMinor ?? list
  }
  for (const [index, { at, priceMinor }] of steps.entries())
    if (priceMinor === undefined) events.push({ kind: 'gap', at, to: steps[index + 1]?.at ?? to })
  return events.sort((a, b) => a.at - b.at)
}
