import { Random } from './random.ts'

/** What a grouping is asked with: `sphericalKMeans(points, options)` as one value, to be sent to another thread. */
export type KMeansTask = {
  readonly points: Float32Array
  readonly dims: number
  readonly k: number
  readonly seed: number
  readonly iterationsMax: number
}

export type KMeansResult = {
  /** Centres, row-major, shape [k * dims]; each row of unit length (or zero when it lost all its points). */
  readonly centres: Float32Array
  /** Centre of each point, shape [n]: the nearest when it was assigned, in the last iteration. */
  readonly assigned: Uint32Array
  readonly iterations: number
}

/**
 * Spherical k-means: groups points by direction, so that who does much and who does little of the same stand together.
 *
 * @param points row-major, shape [n * dims]; scaled to unit length in place (rows of zeros stay)
 * @param k      number of centres, >= 1; no more than n are made
 * @returns centres and assignment; stops when no point moves or after `iterationsMax`
 *
 * Time: O(n * k * dims) per iteration; memory O(n + k * dims) beside the points. Deterministic for a seed.
 * Source: Dhillon and Modha (2001), Concept decompositions for large sparse text data, Machine Learning 42,
 * 143-175, doi:10.1023/A:1007612920971. Start: k-means++ (Arthur and Vassilvitskii 2007) on cosine distance.
 */
export function sphericalKMeans(
  points: Float32Array,
  { dims, k, seed, iterationsMax }: Omit<KMeansTask, 'points'>,
): KMeansResult {
  const n = points.length / dims
  for (let row = 0; row < n; row++) toUnitLength(points, row * dims, dims)
  const centres = startCentres(points, dims, Math.min(k, n), new Random(seed))
  const assigned = new Uint32Array(n)
  let iterations = 0
  while (iterations < iterationsMax) {
    const moved = assign(points, centres, dims, assigned)
    iterations += 1
    if (moved === 0 && iterations > 1) break
    recentre(points, centres, dims, assigned)
  }
  return { centres, assigned, iterations }
}

function toUnitLength(values: Float32Array, start: number, dims: number): void {
  let squares = 0
  for (let i = start; i < start + dims; i++) squares += values[i]! * values[i]!
  if (squares === 0) return
  const factor = 1 / Math.sqrt(squares)
  for (let i = start; i < start + dims; i++) values[i]! *= factor
}

function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, dims: number): number {
  let sum = 0
  for (let i = 0; i < dims; i++) sum += a[aStart + i]! * b[bStart + i]!
  return sum
}

function startCentres(points: Float32Array, dims: number, k: number, random: Random): Float32Array {
  const n = points.length / dims
  const centres = new Float32Array(k * dims)
  const distances = new Float64Array(n).fill(2)
  let chosen = random.below(n)
  for (let centre = 0; centre < k; centre++) {
    centres.set(points.subarray(chosen * dims, (chosen + 1) * dims), centre * dims)
    let sum = 0
    for (let row = 0; row < n; row++) {
      const distance = Math.max(0, 1 - dot(points, row * dims, centres, centre * dims, dims))
      if (distance < distances[row]!) distances[row] = distance
      sum += distances[row]!
    }
    let left = random.unit() * sum
    chosen = 0
    while (chosen < n - 1 && left >= distances[chosen]!) left -= distances[chosen++]!
  }
  return centres
}

function assign(points: Float32Array, centres: Float32Array, dims: number, assigned: Uint32Array): number {
  const k = centres.length / dims
  let moved = 0
  for (let row = 0; row < assigned.length; row++) {
    let best = 0
    let bestDot = Number.NEGATIVE_INFINITY
    for (let centre = 0; centre < k; centre++) {
      const likeness = dot(points, row * dims, centres, centre * dims, dims)
      if (likeness > bestDot) {
        bestDot = likeness
        best = centre
      }
    }
    if (assigned[row] !== best) moved += 1
    assigned[row] = best
  }
  return moved
}

function recentre(points: Float32Array, centres: Float32Array, dims: number, assigned: Uint32Array): void {
  centres.fill(0)
  for (let row = 0; row < assigned.length; row++) {
    const centre = assigned[row]! * dims
    for (let i = 0; i < dims; i++) centres[centre + i]! += points[row * dims + i]!
  }
  for (let start = 0; start < centres.length; start += dims) toUnitLength(centres, start, dims)
}
