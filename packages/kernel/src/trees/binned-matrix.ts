import { Random } from '../random.ts'
import { categoryEdges, numberEdges } from './edges.ts'
import { type BinnedFeature, binOf, missingBin, type TreeFeature } from './feature.ts'

/** Rows that bins are made from; more would hardly move an edge. */
const sampledRowsMax = 200_000

/** A table as the trees see it: one byte per value, column by column. */
export type BinnedMatrix = {
  readonly rows: number
  readonly features: readonly BinnedFeature[]
  /** Bin of each value, column-major, shape [features * rows]. */
  readonly codes: Uint8Array
}

type Values = { readonly values: Float64Array | Float32Array; readonly features: readonly TreeFeature[] }

/** Makes the bins of every feature. Time: O(features * r log r) for r = min(rows, 200,000) rows, drawn by `seed`. */
export function fitBins({ values, features }: Values, binsMax: number, seed: number): BinnedFeature[] {
  const rows = values.length / features.length
  const sampled = sampledRows(rows, seed)
  const column = new Float64Array(sampled.length)
  return features.map(({ name, kind = 'number', monotone = 0 }, place) => {
    let count = 0
    for (let i = 0; i < sampled.length; i++) {
      const value = values[sampled[i] * features.length + place]
      if (!Number.isNaN(value)) column[count++] = value
    }
    const sorted = column.subarray(0, count).sort()
    const edges = kind === 'number' ? numberEdges(sorted, binsMax) : categoryEdges(sorted, binsMax)
    return { name, kind, monotone, edges }
  })
}

/** Looks up the bin of every value. Time: O(rows * features * log bins). */
export function toBins(values: Float64Array | Float32Array, features: readonly BinnedFeature[]): BinnedMatrix {
  const rows = values.length / features.length
  const codes = new Uint8Array(values.length)
  for (const [column, feature] of features.entries())
    for (let row = 0; row < rows; row++)
      codes[column * rows + row] = binOf(feature, values[row * features.length + column])
  return { rows, features, codes }
}

/** Where each feature's bins start in one array of all bins; one more than there are features. */
export function binOffsets(features: readonly BinnedFeature[]): Uint32Array {
  const offsets = new Uint32Array(features.length + 1)
  for (const [i, feature] of features.entries()) offsets[i + 1] = offsets[i] + missingBin(feature) + 1
  return offsets
}

/** All rows, or one drawn from each of 200,000 equal stretches. */
function sampledRows(rows: number, seed: number): Uint32Array {
  if (rows <= sampledRowsMax) return Uint32Array.from({ length: rows }, (_, row) => row)
  const random = new Random(seed)
  const stretch = rows / sampledRowsMax
  return Uint32Array.from({ length: sampledRowsMax }, (_, i) => Math.floor((i + random.unit()) * stretch))
}
