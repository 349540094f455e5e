/**
 * Expected calibration error: rows are put in order of their chance and cut into bins of the same weight; the difference
 * between what was foretold and what came, averaged over the bins. 0 is perfect.
 *
 * @param chances 0 to 1, shape [n]
 * @param labels  0 or 1, shape [n]
 * @param options.weights shape [n], > 0; absent: 1 each. A row lies in the bin that its middle falls into
 * @returns the error, 0 to 1; NaN without rows. Rare events have a small error whatever is foretold: look at it beside
 *   their rate.
 * Time: O(n log n).
 * Source: Naeini, Cooper, Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI;
 * bins of equal counts as Nguyen and O'Connor (2015), doi:10.18653/v1/D15-1182.
 */
export function calibrationError(
  chances: ArrayLike<number>,
  labels: ArrayLike<number>,
  { weights, bins = 10 }: { readonly weights?: ArrayLike<number>; readonly bins?: number } = {},
): number {
  const order = Uint32Array.from({ length: chances.length }, (_, i) => i)
  order.sort((a, b) => chances[a]! - chances[b]! || a - b)
  const differences = new Float64Array(bins)
  let all = 0
  for (let i = 0; i < order.length; i++) all += weights?.[i] ?? 1
  let before = 0
  for (const i of order) {
    const weight = weights?.[i] ?? 1
    const bin = Math.min(bins - 1, Math.floor(((before + weight / 2) * bins) / all))
    differences[bin]! += weight * (chances[i]! - labels[i]!)
    before += weight
  }
  return differences.reduce((sum, difference) => sum + Math.abs(difference), 0) / all
}
