/**
 * Expected calibration error: rows are put in order of their chance and cut into bins of the same weight; the difference
 * between what was foretold and what came, averaged over the bins. 0 is perfect. Rows of one chance share what came of them
 * evenly, so that their order does not show.
 *
 * @param chances 0 to 1, shape [n]
 * @param labels  0 or 1, shape [n]
 * @param options.weights shape [n], > 0; absent: 1 each. A row lies in the bin that its middle falls into
 * @returns the error, 0 to 1; NaN without rows. Rare events have a small error whatever is foretold: look at it beside
 *   their rate.
 * Time: O(n log n).
 * Source: Naeini, Cooper, Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI;
 * bins of equal counts as Nixon et al. (2019), Measuring calibration in deep learning, arXiv:1904.01685 (adaptive ECE).
 */
export function calibrationError(
  chances: ArrayLike<number>,
  labels: ArrayLike<number>,
  { weights, bins = 10 }: { readonly weights?: ArrayLike<number>; readonly bins?: number } = {},
): number {
  const count = chances.length
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => chances[a]! - chances[b]! || a - b)
  const weightOf = (place: number): number => weights?.[order[place]!] ?? 1
  let all = 0
  for (let place = 0; place < count; place++) all += weightOf(place)
  const differences = new Float64Array(bins)
  let before = 0
  for (let from = 0, to = 0; from < count; from = to) {
    const chance = chances[order[from]!]!
    let weight = 0
    let ones = 0
    for (; to < count && chances[order[to]!] === chance; to++) {
      weight += weightOf(to)
      ones += weightOf(to) * labels[order[to]!]!
    }
    const difference = chance - ones / weight
    for (let place = from; place < to; before += weightOf(place++)) {
      const bin = Math.floor(((before + weightOf(place) / 2) * bins) / all)
      differences[Math.min(bins - 1, bin)]! += weightOf(place) * difference
    }
  }
  return differences.reduce((sum, difference) => sum + Math.abs(difference), 0) / all
}
