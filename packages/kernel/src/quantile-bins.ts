/** Most steps a feature is cut into: a code fits a byte. */
export const binsMax = 64

/**
 * Cuts features into at most `binsMax` steps of about as many rows each, so that trees compare small numbers. A value that
 * many rows share gets a step of its own. NaN counts as below all.
 *
 * Built in O(features * rows log rows) on the rows given (a sample is enough); code: O(log binsMax).
 */
export class QuantileBins {
  /** By feature: the highest value of each step but the last, rising. */
  readonly edges: readonly Float64Array[]

  /** @param inputs row-major, shape [n * features] */
  constructor(inputs: Float32Array, features: number) {
    const rows = Math.floor(inputs.length / features)
    const values = new Float64Array(rows)
    this.edges = Array.from({ length: features }, (_, feature) => {
      for (let row = 0; row < rows; row++) values[row] = inputs[row * features + feature]!
      return edgesOf(values.sort())
    })
  }

  /** The step in which the value lies. */
  code(feature: number, value: number): number {
    const edges = this.edges[feature]!
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > edges[middle]!) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Codes of all rows, row-major, the same shape as `inputs`. */
  codes(inputs: Float32Array): Uint8Array {
    const features = this.edges.length
    const codes = new Uint8Array(inputs.length)
    for (let i = 0, feature = 0; i < inputs.length; i++) {
      codes[i] = this.code(feature, inputs[i]!)
      feature = feature + 1 === features ? 0 : feature + 1
    }
    return codes
  }
}

/** Edges between different values only, each step holding at least its share of what is left. */
function edgesOf(sorted: Float64Array): Float64Array {
  const edges: number[] = []
  let from = 0
  while (from < sorted.length && edges.length < binsMax - 1) {
    const share = Math.ceil((sorted.length - from) / (binsMax - edges.length))
    const value = sorted[from + share - 1]!
    let next = from + share
    while (next < sorted.length && !(sorted[next]! > value)) next++
    if (next >= sorted.length) break
    if (!Number.isNaN(value)) edges.push(value)
    from = next
  }
  return Float64Array.from(edges)
}
