/** What a column means to the trees. */
export type TreeFeature = {
  readonly name: string
  /**
   * `number`: compared by size. `category`: whole numbers >= 0 that are only names. Absent: number. In both, NaN is
   * "missing", and so is a category that training never saw or saw too seldom.
   */
  readonly kind?: 'number' | 'category'
  /** 1: the score never falls as the number rises; -1: it never rises; 0 or absent: free. Numbers only. */
  readonly monotone?: -1 | 0 | 1
}

/**
 * A feature cut into bins. The bin of a number is how many edges are smaller than it; the bin of a category is the place
 * of its code among the edges. The last bin is that of the missing.
 */
export type BinnedFeature = Required<TreeFeature> & {
  /** Ascending; numbers: upper bounds (inclusive) of all bins but the last; categories: the codes that have a bin. */
  readonly edges: Float64Array
}

/** A code is one byte, and the last one is for the missing. */
export const valueBinsMax = 255

/** The bin of what is missing; also how many bins there are for values. */
export function missingBin({ kind, edges }: BinnedFeature): number {
  return kind === 'number' ? edges.length + 1 : edges.length
}

/** The bin of one value. Time: O(log edges). */
export function binOf(feature: BinnedFeature, value: number): number {
  const { edges, kind } = feature
  if (Number.isNaN(value)) return missingBin(feature)
  const place = smallerCount(edges, 0, edges.length, value)
  if (kind === 'number') return place
  return edges[place] === value ? place : edges.length
}

/** How many of `sorted[start, end)` are smaller than `value`. Without a branch, which could not be foretold. */
export function smallerCount(sorted: Float64Array, start: number, end: number, value: number): number {
  let low = start
  let length = end - start
  while (length > 1) {
    const half = length >>> 1
    low += half & -Number(sorted[low + half - 1] < value)
    length -= half
  }
  return length === 0 ? 0 : low - start + Number(sorted[low] < value)
}
