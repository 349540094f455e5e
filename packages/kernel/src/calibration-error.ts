/**
 * Expected calibration error: rows are put in order of their chance and cut into bins of as many rows each; the
 * difference between what was foretold and what came, averaged over the bins. 0 is perfect.
 *
 * @param chances 0 to 1, shape [n]
 * @param labels  0 or 1, shape [n]
 * @returns the error, 0 to 1; NaN without rows. Rare events have a small error whatever is foretold: look at it beside
 *   their rate.
 * Time: O(n log n).
 * Source: Naeini, Cooper, Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI;
 * bins of equal counts as Nguyen and O'Connor (2015), doi:10.18653/v1/D15-1182.
 */
export function calibrationError(chances: ArrayLike<number>, labels: ArrayLike<number>, bins = 10): number {
  const order = Uint32Array.from({ length: chances.length }, (_, i) => i)
  order.sort((a, b) => chances[a]! - chances[b]! || a - b)
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * order.length) / bins)
    const to = Math.floor(((bin + 1) * order.length) / bins)
    let difference = 0
    for (let i = from; i < to; i++) difference += chances[order[i]!]! - labels[order[i]!]!
    error += Math.abs(difference)
  }
  return error / order.length
}
