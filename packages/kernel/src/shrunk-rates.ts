/**
 * How much weight a parent's rate deserves beside a cell's own count, in events: the shape m of the gamma distribution of
 * true rate / parent's rate over the cells, by the method of moments, 1 / m = sum(w ((seen - expected)^2 - noise * seen)) / sum(w expected^2), w = 1 / (expected + 1), so that
 * one large cell does not speak for all. The more the cells differ beyond what chance alone does, the less the parent counts.
 *
 * @param seen     events of each cell, shape [n]
 * @param expected events it would have had at its parent's rate, shape [n]
 * @param noise    variance of a count by chance alone, for each event of it: 1 for whole events (the default), 1/2 for counts
 *                 that have long been forgetting by halves, as the sum of squares of their weights is half that of the weights
 * @returns within [priorMin, priorMax]; priorMax where nothing says that cells differ. Time: O(n).
 *
 * Source: Clayton and Kaldor (1987), Empirical Bayes estimates of age-standardized relative risks, Biometrics 43, 671-681,
 * doi:10.2307/2532003; moments as in Marshall (1991), Applied Statistics 40, 283-294, doi:10.2307/2347593.
 */
export function priorEvents(seen: ArrayLike<number>, expected: ArrayLike<number>, noise = 1): number {
  let beyond = 0
  let squares = 0
  for (let i = 0; i < seen.length; i++) {
    const weight = 1 / (expected[i]! + 1)
    beyond += weight * ((seen[i]! - expected[i]!) ** 2 - noise * seen[i]!)
    squares += weight * expected[i]! ** 2
  }
  if (beyond <= 0 || squares <= 0) return priorMax
  return Math.min(priorMax, Math.max(priorMin, squares / beyond))
}

const priorMin = 1
const priorMax = 1_000

/**
 * Events per unit of exposure of each cell, drawn to its parent's rate by `priorEvents`: (seen + m) / (exposure + m / parent).
 *
 * @param seen     events, shape [n]
 * @param exposure what they had to happen in, shape [n], >= 0
 * @param parent   the rate of each cell's parent, shape [n], > 0
 * @param noise    see `priorEvents`
 * @returns shape [n], > 0. Time: O(n).
 */
export function shrunkRates(
  seen: ArrayLike<number>,
  exposure: ArrayLike<number>,
  parent: ArrayLike<number>,
  noise = 1,
): Float64Array {
  const m = priorEvents(
    seen,
    Float64Array.from(parent, (rate, i) => rate * exposure[i]!),
    noise,
  )
  return Float64Array.from(parent, (rate, i) => (seen[i]! + m) / (exposure[i]! + m / rate))
}

/**
 * The same for rows of cells that differ from their parents in level above all: first each row's level, (seen + m) /
 * (expected + m) of all its cells together, then each cell against its parent's rate at that level.
 *
 * @param width cells of a row; all arrays are row-major, shape [rows * width]
 */
export function shrunkRows(
  seen: Float64Array,
  exposure: Float64Array,
  parent: Float64Array,
  { width, noise }: { width: number; noise: number },
): Float64Array {
  const rows = seen.length / width
  const seenByRow = new Float64Array(rows)
  const expected = new Float64Array(rows)
  for (let i = 0; i < seen.length; i++) {
    seenByRow[Math.floor(i / width)]! += seen[i]!
    expected[Math.floor(i / width)]! += parent[i]! * exposure[i]!
  }
  const m = priorEvents(seenByRow, expected, noise)
  const levels = expected.map((expectedHere, row) => (seenByRow[row]! + m) / (expectedHere + m))
  const levelled = parent.map((rate, i) => rate * levels[Math.floor(i / width)]!)
  return shrunkRates(seen, exposure, levelled, noise)
}
