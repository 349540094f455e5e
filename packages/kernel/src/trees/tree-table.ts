import type { TreeFeature } from './feature.ts'
import { TreesError } from './trees-error.ts'

/** Rows to learn from, or to be judged by. */
export type TreeTable = {
  readonly features: readonly TreeFeature[]
  /** Row-major, shape [rows * features]; NaN where missing. */
  readonly values: Float64Array | Float32Array
  /** Shape [rows]; what they may be is said by the objective. */
  readonly labels: Float64Array | Float32Array | Uint8Array
  /** How much each row counts, shape [rows], > 0; absent: 1 each. */
  readonly weights?: Float64Array | Float32Array
  /** The score that each row has without any tree, shape [rows]; absent: the best constant, which the model then keeps. */
  readonly startScores?: Float64Array | Float32Array
  /** Rows of each query, in order; they add up to the rows. For LambdaMART. */
  readonly groups?: Uint32Array
}

/** The rows of a table. */
export function rowsOf(table: TreeTable): number {
  return table.labels.length
}

/** @throws TreesError TREES_DATA for what no objective can learn from, with the first place where it is so */
export function checkTable(table: TreeTable, name: string): void {
  const { features, values, labels, weights, startScores } = table
  const fail = (place: string, says: string): never => {
    throw new TreesError('TREES_DATA', `${name}.${place}`, says)
  }
  if (features.length === 0) fail('features', 'there are none; give at least one')
  if (labels.length === 0) fail('labels', 'there are none; give at least one row')
  if (values.length !== labels.length * features.length)
    fail('values', `${values.length} for ${labels.length} rows of ${features.length}; give rows * features, row by row`)
  if (weights && weights.length !== labels.length) fail('weights', `${weights.length} for ${labels.length} rows`)
  const badWeight = weights?.findIndex((weight) => !(weight > 0 && weight < Number.POSITIVE_INFINITY)) ?? -1
  if (badWeight >= 0) fail(`weights[${badWeight}]`, `${weights?.[badWeight]} is not above 0; leave such rows out`)
  if (startScores && startScores.length !== labels.length)
    fail('startScores', `${startScores.length} for ${labels.length} rows`)
  const badStart = startScores?.findIndex((score) => !Number.isFinite(score)) ?? -1
  if (badStart >= 0) fail(`startScores[${badStart}]`, `${startScores?.[badStart]} is not a finite number`)
  checkFeatures(features, fail)
  checkCategories(table, fail)
}

function checkFeatures(features: readonly TreeFeature[], fail: (place: string, says: string) => never): void {
  const names = new Set<string>()
  for (const [index, { name, kind, monotone }] of features.entries()) {
    if (names.has(name)) fail(`features[${index}]`, `a second feature is named ${name}; names are told apart`)
    names.add(name)
    if (kind === 'category' && monotone)
      fail(`features[${index}]`, `${name} is a category, which has no order to be monotone in; leave monotone out`)
  }
}

function checkCategories({ features, values }: TreeTable, fail: (place: string, says: string) => never): void {
  for (const [column, { name, kind }] of features.entries()) {
    if (kind !== 'category') continue
    for (let at = column; at < values.length; at += features.length)
      if (values[at] < 0 || values[at] % 1 !== 0)
        if (!Number.isNaN(values[at]))
          fail(
            `values[${at}]`,
            `${name} is a category: whole numbers from 0, or NaN for missing; this is ${values[at]}`,
          )
  }
}
