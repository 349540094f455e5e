/** The ends of an axis: from 0 up, where that does not squeeze what there is to see into a strip. */
export function rangeOf(low: number | null, high: number | null): [number, number] {
  const from = low ?? 0
  const to = high ?? 1
  if (from === to) return from === 0 ? [0, 1] : [Math.min(0, from * 1.2), Math.max(0, to * 1.2)]
  const isFar = from > 0 && (to - from) / to < 0.35
  const margin = (to - from) * 0.12
  return [isFar || from < 0 ? from - margin : 0, to + margin]
}
