export type Interval = { readonly value: number; readonly low: number; readonly high: number }

/**
 * Where a value stands between 0 and 1, so that all intervals fit. An interval that is far wider than the values themselves
 * (of a policy with a handful of shoppers) is cut off rather than squeezing the others to a point.
 */
export function scaleOf(
  rows: readonly Interval[],
  { withZero }: { readonly withZero: boolean },
): (value: number) => number {
  const spread = Math.max(...rows.map(({ value }) => Math.abs(value)), 1e-9)
  const cut = (value: number) => Math.min(Math.max(value, -3 * spread), 3 * spread)
  const ends = rows.flatMap(({ value, low, high }) => [value, cut(low), cut(high)])
  const low = Math.min(...ends, withZero ? 0 : Number.POSITIVE_INFINITY)
  const high = Math.max(...ends, withZero ? 0 : Number.NEGATIVE_INFINITY)
  const margin = (high - low) * 0.05 || Math.abs(high) * 0.1 || 1
  const from = !withZero && low >= 0 ? Math.max(0, low - margin) : low - margin
  const width = high + margin - from
  return (value) => Math.min(1, Math.max(0, (value - from) / width))
}
