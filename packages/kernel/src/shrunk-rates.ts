/**
 * How much weight a parent's rate deserves beside a cell's own count, in events: the shape m of the gamma distribution of
 * true rate / parent's rate over the cells, by the method of moments, 1 / m = sum((seen - expected)^2 - seen) / sum(expected^2).
 * The more the cells differ beyond what chance alone does, the less the parent counts.
 *
 * @param seen     events of each cell, shape [n]
 * @param expected events it would have had at its parent's rate, shape [n]
 * @returns within [priorMin, priorMax]; priorMax where nothing says that cells differ. Time: O(n).
 *
 * Source: Clayton and Kaldor (1987), Empirical Bayes estimates of age-standardized relative risks, Biometrics 43, 671-681,
 * doi:10.2307/2532003; moments as in Marshall (1991), Applied Statistics 40, 283-294, doi:10.2307/2347593.
 */
export function priorEvents(seen: ArrayLike<number>, expected: ArrayLike<number>): number {
  let beyond = 0
  let squares = 0
  for (let i = 0; i < seen.length; i++) {
    beyond += (seen[i]! - expected[i]!) ** 2 - seen[i]!
    squares += expected[i]! ** 2
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
 * @returns shape [n], > 0. Time: O(n).
 */
export function shrunkRates(
  seen: ArrayLike<number>,
  exposure: ArrayLike<number>,
  parent: ArrayLike<number>,
): Float64Array {
  const m = priorEvents(
    seen,
    Float64Array.from(parent, (rate, i) => rate * exposure[i]!),
  )
  return Float64Array.from(parent, (rate, i) => (seen[i]! + m) / (exposure[i]! + m / rate))
}
