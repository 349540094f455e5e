/** One of the fields that a text's grams stand in; a gram counts in the first field that has it. */
export type GramField = {
  /** How much a gram in it counts. */
  readonly weight: number
  /**
   * Bounds all of the field's weight by this share of that of the fields without a bound (as lengths of vectors): so a long
   * description says a bit more of its text, and never drowns the title. Absent: no bound.
   */
  readonly shareMax?: number
}

export const fieldsMax = 4

/**
 * What a gram of each field counts in one text: its field's weight, less where the field's bound asks for it, divided by
 * the length of all weights as a vector. So the squares of a text's weights sum to 1, however long it is.
 *
 * @param counts how many grams count in each field
 * @param out    the weights by field
 */
export function fieldWeights(fields: readonly GramField[], counts: Uint32Array, out: Float64Array): void {
  let free = 0
  fields.forEach(({ weight, shareMax }, field) => {
    if (shareMax === undefined) free += weight * weight * counts[field]!
  })
  let squares = 0
  fields.forEach(({ weight, shareMax }, field) => {
    const isBound = shareMax !== undefined && free > 0 && counts[field]! > 0
    const most = isBound ? shareMax * Math.sqrt(free / counts[field]!) : weight
    out[field] = Math.min(weight, most)
    squares += out[field]! ** 2 * counts[field]!
  })
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let field = 0; field < fields.length; field++) out[field]! *= scale
}

const stepsPerHalving = 24
export const weightCodes = 256

/** By code: the weight that it stands for. */
export const weightOfCode: Float64Array = Float64Array.from(
  { length: weightCodes },
  (_, code) => 2 ** (-code / stepsPerHalving),
)

/** The code of the largest weight that has one and is not above `weight`; `weightCodes` for what is too small to count. */
export function codeOfWeight(weight: number): number {
  if (weight <= 0) return weightCodes
  return Math.min(weightCodes, Math.max(0, Math.ceil(-Math.log2(weight) * stepsPerHalving - 1e-9)))
}
