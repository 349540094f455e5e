/** The ends of an axis: from 0 up, where that does not squeeze what there is to see into a strip. */
export function rangeOf(low: number | null, high: number | null): [number, number] {
  const from = low ?? 0
  const to = high ?? 1
  if (from === to) return from === 0 ? [0, 1] : [Math.min(0, from * 1.2), Math.max(0, to * 1.2)]
  const isFar = from > 0 && (to - from) / to < 0.35
  const margin = (to - from) * 0.12
  return [isFar || from < 0 ? from - margin : 0, to + margin]
}

const daySeconds = 86_400

type Span = {
  /** Seconds since 1970. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** Bars of days are as wide as a day: half of the first and last would be cut off. */
  readonly hasBars: boolean
}

/** The ends of the axis of time; around a single moment there are some days. */
export function spanOf({ first, last, hasBars }: Span): [number, number] {
  if (first === undefined || last === undefined) return [0, daySeconds]
  if (first === last) return [first - 3 * daySeconds, last + 3 * daySeconds]
  const margin = hasBars ? daySeconds / 2 : 0
  return [first - margin, last + margin]
}
