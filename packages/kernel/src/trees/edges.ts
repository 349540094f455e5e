/** A bin of fewer rows than this is joined with its neighbour: what so few have in common is chance. */
const binRowsMin = 3

/**
 * Cuts numbers into at most `binsMax` bins of about as many rows each; a value that alone fills a bin gets one to itself.
 *
 * @param sorted ascending, without NaN
 * @returns upper bounds (inclusive) of all bins but the last, each half way between two neighbouring values
 *
 * Time: O(n). Source: Ke et al. (2017), LightGBM, NIPS 30, section 2 (histograms); its `GreedyFindBin`.
 * Deviation: zero is a value like any other.
 */
export function numberEdges(sorted: Float64Array, binsMax: number): Float64Array {
  const { values, counts } = distinct(sorted)
  const edges: number[] = []
  if (values.length <= binsMax) {
    let inBin = 0
    for (let i = 0; i < values.length - 1; i++) {
      inBin += counts[i]
      if (inBin < binRowsMin) continue
      edges.push(between(values[i], values[i + 1]))
      inBin = 0
    }
    return Float64Array.from(edges)
  }
  return Float64Array.from(equalEdges(values, counts, sorted.length, binsMax))
}

/** The codes that get a bin: the most frequent, smaller code first among equals; each seen at least `binRowsMin` times. */
export function categoryEdges(sorted: Float64Array, binsMax: number): Float64Array {
  const { values, counts } = distinct(sorted)
  const kept = values
    .map((code, i) => ({ code, count: counts[i] }))
    .filter(({ count }) => count >= binRowsMin)
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, binsMax)
  return Float64Array.from(kept, ({ code }) => code).sort()
}

function equalEdges(values: readonly number[], counts: readonly number[], rows: number, binsMax: number): number[] {
  const edges: number[] = []
  const isBig = counts.map((count) => count >= rows / binsMax)
  let binsLeft = binsMax - isBig.filter(Boolean).length
  let rowsLeft = rows - counts.reduce((sum, count, i) => sum + (isBig[i] ? count : 0), 0)
  let size = rowsLeft / binsLeft
  let inBin = 0
  for (let i = 0; i < values.length - 1 && edges.length < binsMax - 1; i++) {
    if (!isBig[i]) rowsLeft -= counts[i]
    inBin += counts[i]
    const isFull = isBig[i] || inBin >= size || (isBig[i + 1] && inBin >= Math.max(1, size / 2))
    if (!isFull) continue
    edges.push(between(values[i], values[i + 1]))
    inBin = 0
    if (isBig[i]) continue
    binsLeft -= 1
    size = rowsLeft / binsLeft
  }
  return edges
}

function distinct(sorted: Float64Array): { values: number[]; counts: number[] } {
  const values: number[] = []
  const counts: number[] = []
  for (const value of sorted) {
    if (values.length > 0 && values[values.length - 1] === value) counts[counts.length - 1] += 1
    else {
      values.push(value)
      counts.push(1)
    }
  }
  return { values, counts }
}

/** Half way from `a` to the larger `b`, never `b` itself. */
function between(a: number, b: number): number {
  const middle = a / 2 + b / 2
  return middle >= a && middle < b ? middle : a
}
