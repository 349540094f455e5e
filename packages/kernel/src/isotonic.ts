/**
 * A rising line through points: turns scores into chances that can be trusted, without changing their order.
 *
 * Between two points it is interpolated, beyond the first and the last it is level. As plain JSON it can be kept as it is.
 */
export type IsotonicFit = {
  /** Ascending. */
  readonly scores: readonly number[]
  /** Never falling, shape of `scores`. */
  readonly values: readonly number[]
}

type Block = { from: number; to: number; sum: number; weight: number }

/**
 * Fits the never falling values with the smallest weighted sum of squared distances to `labels`, by pooling neighbours
 * that are in the wrong order. Each pool is two points, its first and its last score, so that it stays level between them.
 *
 * @param scores  shape [n], any order; equal scores get one value
 * @param weights shape [n], > 0; absent: 1 each
 * Time: O(n log n). Deterministic.
 * Source: Ayer, Brunk, Ewing, Reid, Silverman (1955), An empirical distribution function for sampling with incomplete
 * information, doi:10.1214/aoms/1177728423; for calibration: Zadrozny and Elkan (2002), doi:10.1145/775047.775151.
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicFit {
  if (labels.length !== scores.length) throw new RangeError(`${labels.length} labels for ${scores.length} scores`)
  if (weights && weights.length !== scores.length)
    throw new RangeError(`${weights.length} weights for ${scores.length} scores`)
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a] - scores[b] || a - b)
  const blocks: Block[] = []
  for (const i of order) {
    const weight = weights ? weights[i] : 1
    if (
      !Number.isFinite(scores[i]) ||
      !Number.isFinite(labels[i]) ||
      !(weight > 0 && weight < Number.POSITIVE_INFINITY)
    )
      throw new RangeError(`row ${i}: score ${scores[i]}, label ${labels[i]}, weight ${weight}; leave such rows out`)
    const last = blocks[blocks.length - 1]
    if (last && last.to === scores[i]) {
      last.sum += weight * labels[i]
      last.weight += weight
    } else {
      pool(blocks)
      blocks.push({ from: scores[i], to: scores[i], sum: weight * labels[i], weight })
    }
  }
  pool(blocks)
  return pointsOf(blocks)
}

/** The value at a score; NaN when nothing was fitted. Time: O(log points). */
export function isotonicAt({ scores, values }: IsotonicFit, score: number): number {
  if (scores.length === 0 || Number.isNaN(score)) return Number.NaN
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (scores[middle] < score) low = middle + 1
    else high = middle
  }
  if (low === 0) return values[0]
  if (low === scores.length) return values[low - 1]
  const share = (score - scores[low - 1]) / (scores[low] - scores[low - 1])
  return values[low - 1] + share * (values[low] - values[low - 1])
}

/** Joins the last block with the one before as long as it is lower. */
function pool(blocks: Block[]): void {
  while (blocks.length > 1) {
    const last = blocks[blocks.length - 1]
    const before = blocks[blocks.length - 2]
    if (before.sum * last.weight < last.sum * before.weight) return
    before.to = last.to
    before.sum += last.sum
    before.weight += last.weight
    blocks.pop()
  }
}

function pointsOf(blocks: readonly Block[]): IsotonicFit {
  const scores: number[] = []
  const values: number[] = []
  for (const { from, to, sum, weight } of blocks)
    for (const score of from === to ? [from] : [from, to]) {
      scores.push(score)
      values.push(sum / weight)
    }
  return { scores, values }
}
