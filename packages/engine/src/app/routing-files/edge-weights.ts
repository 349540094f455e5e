/**
 * How an EDGE_WEIGHT_SECTION lists a matrix: which cells, in which order. LOWER_COL is UPPER_ROW and so on: both are one
 * half of a matrix that is the same both ways. (TSPLIB 95, section 1.1.6.)
 */
const halves: Readonly<Record<string, readonly [half: 'lower' | 'upper', diagonal: 0 | 1]>> = {
  LOWER_ROW: ['lower', 0],
  LOWER_DIAG_ROW: ['lower', 1],
  UPPER_ROW: ['upper', 0],
  UPPER_DIAG_ROW: ['upper', 1],
  UPPER_COL: ['lower', 0],
  UPPER_DIAG_COL: ['lower', 1],
  LOWER_COL: ['upper', 0],
  LOWER_DIAG_COL: ['upper', 1],
}

/** The formats of explicit matrices that can be read. */
export const edgeWeightFormats: readonly string[] = ['FULL_MATRIX', ...Object.keys(halves)]

/** How many numbers a matrix of so many places has in a format. */
export function weightCount(format: string, places: number): number {
  if (format === 'FULL_MATRIX') return places * places
  return (places * (places - 1)) / 2 + halves[format][1] * places
}

/** The full matrix, row-major, of numbers in a format's order; shape of `weights` [weightCount]. O(places^2). */
export function fullMatrix(format: string, places: number, weights: ArrayLike<number>): Float64Array {
  const matrix = new Float64Array(places * places)
  if (format === 'FULL_MATRIX') {
    matrix.set(weights)
    return matrix
  }
  const [half, diagonal] = halves[format]
  let at = 0
  for (let i = 0; i < places; i++) {
    const from = half === 'lower' ? 0 : i + 1 - diagonal
    const to = half === 'lower' ? i + diagonal : places
    for (let j = from; j < to; j++) matrix[i * places + j] = matrix[j * places + i] = weights[at++]
  }
  return matrix
}
