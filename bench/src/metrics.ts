/** Metrics of ranked lists and of timings, each by its formula; metrics.test.ts holds values worked by hand. */

/** HR@k: 1 when any of the first k is relevant, else 0. */
export function hitAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  return hitsAt(ranked, relevant, k) > 0 ? 1 : 0
}

/** Recall@k: the share of the relevant that stands among the first k; 0 when nothing is relevant. */
export function recallAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  return relevant.size === 0 ? 0 : hitsAt(ranked, relevant, k) / relevant.size
}

/**
 * NDCG@k with relevance 0 or 1: the sum of 1 / log2(place + 1) over the relevant among the first k (places from 1),
 * divided by the same sum for a perfect list, min(k, number of relevant) long; 0 when nothing is relevant.
 */
export function ndcgAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  let gain = 0
  let perfect = 0
  for (let place = 1; place <= Math.min(k, ranked.length); place++)
    if (relevant.has(ranked[place - 1])) gain += 1 / Math.log2(place + 1)
  for (let place = 1; place <= Math.min(k, relevant.size); place++) perfect += 1 / Math.log2(place + 1)
  return perfect === 0 ? 0 : gain / perfect
}

/**
 * NDCG@k as the next-basket literature computes it (Li et al. 2021, evaluation/metrics.py): the perfect list holds all that
 * is relevant, not only the first k of it, so that a basket larger than k never reaches 1.
 */
export function ndcgWholeAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  const perfect = Math.max(k, relevant.size)
  return ndcgAt(ranked.slice(0, k), relevant, perfect)
}

/**
 * NDCG@k with graded relevance: the sum of (2^rating - 1) / log2(place + 1) over the first k, divided by the same sum for all
 * that is rated in the best order; what is not rated counts 0 (Burges et al. 2005). 0 when nothing is rated above 0.
 */
export function ndcgGradedAt<Item>(ranked: readonly Item[], ratings: ReadonlyMap<Item, number>, k: number): number {
  const gainOf = (rated: readonly number[]) =>
    rated.slice(0, k).reduce((sum, rating, i) => sum + (2 ** rating - 1) / Math.log2(i + 2), 0)
  const perfect = gainOf([...ratings.values()].sort((a, b) => b - a))
  return perfect === 0 ? 0 : gainOf(ranked.map((item) => ratings.get(item) ?? 0)) / perfect
}

/** NDCG@k when a single item is relevant and stands at `place` (from 1; Infinity for nowhere): 1 / log2(place + 1), else 0. */
export function ndcgOfPlace(place: number, k: number): number {
  return place <= k ? 1 / Math.log2(place + 1) : 0
}

/** MRR@k of one list: 1 / the place of the first relevant among the first k, else 0. */
export function reciprocalRankAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  const index = ranked.slice(0, k).findIndex((item) => relevant.has(item))
  return index < 0 ? 0 : 1 / (index + 1)
}

/** Coverage: the share of a catalogue of `catalogueSize` that was shown to anybody at all. */
export function coverage<Item>(lists: Iterable<readonly Item[]>, catalogueSize: number): number {
  const shown = new Set<Item>()
  for (const list of lists) for (const item of list) shown.add(item)
  return catalogueSize === 0 ? 0 : shown.size / catalogueSize
}

/** The mean; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The p-th percentile by nearest rank: the smallest value that at least p % do not exceed; NaN for none. */
export function percentile(values: ArrayLike<number>, p: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]
}

/** The middle value, or the mean of the two middle ones; NaN for none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Log loss: the mean of -ln(chance given to what happened); labels 0 or 1. */
export function logLoss(chances: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum -= Math.log(labels[i] === 1 ? chances[i] : 1 - chances[i])
  return sum / labels.length
}

/**
 * Expected calibration error: chances fall into `bins` equal stretches of [0, 1]; the mean over all of |mean chance - share
 * of ones| of their stretch (Guo, Pleiss, Sun, Weinberger 2017, On calibration of modern neural networks, equation 3).
 */
export function calibrationError(chances: ArrayLike<number>, labels: ArrayLike<number>, bins: number): number {
  const gaps = new Float64Array(bins)
  for (let i = 0; i < labels.length; i++)
    gaps[Math.min(bins - 1, Math.floor(chances[i] * bins))] += chances[i] - labels[i]
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / labels.length
}

/** Brier score: the mean of (chance - what happened)^2; labels 0 or 1. */
export function brier(chances: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum += (chances[i] - labels[i]) ** 2
  return sum / labels.length
}

function hitsAt<Item>(ranked: readonly Item[], relevant: ReadonlySet<Item>, k: number): number {
  return new Set(ranked.slice(0, k).filter((item) => relevant.has(item))).size
}
