/**
 * Sums per bin: gradient, hessian, rows, interleaved, for all bins of all features one after the other.
 * Source: Ke et al. (2017), LightGBM: a highly efficient gradient boosting decision tree, NIPS 30, 3146-3154, algorithm 1.
 */
export const binStride = 3

/** What a histogram is made of. `rows[i]` has gradient `gradients[i]`: both are in the order of the leaf. */
export type LeafRows = {
  /** Row numbers; those of the leaf are [0, count). */
  readonly rows: Uint32Array
  readonly count: number
  readonly gradients: Float64Array
  readonly hessians: Float64Array
}

/** One feature's column in the codes, and where its bins start in the histogram, in sums. */
export type HistogramColumn = { readonly column: number; readonly start: number }

/** Adds the rows of a leaf to the bins of the features listed, which are zero before. Time: O(count * columns). */
export function fillHistogram(
  histogram: Float64Array,
  codes: Uint8Array,
  columns: readonly HistogramColumn[],
  inLeaf: LeafRows,
): void {
  let i = 0
  for (; i + 4 <= columns.length; i += 4)
    addFour(histogram, codes, [columns[i], columns[i + 1], columns[i + 2], columns[i + 3]], inLeaf)
  for (; i < columns.length; i++) addOne(histogram, codes, columns[i], inLeaf)
}

/** Four features in one pass: the sums of a bin wait for each other, those of different features do not. */
function addFour(
  histogram: Float64Array,
  codes: Uint8Array,
  [a, b, c, d]: readonly [HistogramColumn, HistogramColumn, HistogramColumn, HistogramColumn],
  { rows, count, gradients, hessians }: LeafRows,
): void {
  const [columnA, columnB, columnC, columnD] = [a.column, b.column, c.column, d.column]
  const [startA, startB, startC, startD] = [a.start, b.start, c.start, d.start]
  for (let i = 0; i < count; i++) {
    const row = rows[i]
    const gradient = gradients[i]
    const hessian = hessians[i]
    let at = startA + codes[columnA + row] * binStride
    histogram[at] += gradient
    histogram[at + 1] += hessian
    histogram[at + 2] += 1
    at = startB + codes[columnB + row] * binStride
    histogram[at] += gradient
    histogram[at + 1] += hessian
    histogram[at + 2] += 1
    at = startC + codes[columnC + row] * binStride
    histogram[at] += gradient
    histogram[at + 1] += hessian
    histogram[at + 2] += 1
    at = startD + codes[columnD + row] * binStride
    histogram[at] += gradient
    histogram[at + 1] += hessian
    histogram[at + 2] += 1
  }
}

function addOne(
  histogram: Float64Array,
  codes: Uint8Array,
  { column, start }: HistogramColumn,
  { rows, count, gradients, hessians }: LeafRows,
): void {
  for (let i = 0; i < count; i++) {
    const at = start + codes[column + rows[i]] * binStride
    histogram[at] += gradients[i]
    histogram[at + 1] += hessians[i]
    histogram[at + 2] += 1
  }
}

/** The sister's bins: what of the parent's is not the child's. `parent` becomes the sister, without another pass over rows. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i] -= child[i]
}
