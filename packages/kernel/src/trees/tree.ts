import type { BinnedMatrix } from './binned-matrix.ts'
import { missingBin } from './feature.ts'

/**
 * One tree, over bins. A child >= 0 is a node, a child < 0 is the leaf ~child. Node 0 is the root; without nodes, leaf 0
 * is all there is.
 */
export type Tree = {
  readonly feature: Int32Array
  /** Numbers: bins up to this go left; -1 for a category. */
  readonly bin: Int32Array
  /** Numbers: 1 where the missing go left. */
  readonly missingLeft: Uint8Array
  /** Categories: the bins that go left, one bit each; null for numbers. */
  readonly sets: readonly (Uint32Array | null)[]
  readonly left: Int32Array
  readonly right: Int32Array
  readonly gain: Float64Array
  /** The leaves' answers. */
  readonly values: Float64Array
}

/** Adds the tree's answer to the score of each row listed. Time: O(count * depth). */
export function addTree(
  tree: Tree,
  matrix: BinnedMatrix,
  rows: { readonly list: Uint32Array; readonly start: number; readonly end: number },
  scores: Float64Array,
): void {
  const { list, start, end } = rows
  for (let i = start; i < end; i++) scores[list[i]] += tree.values[leafOf(tree, matrix, list[i])]
}

/** The leaf that a row of the matrix falls into. */
export function leafOf(tree: Tree, { codes, features, rows }: BinnedMatrix, row: number): number {
  if (tree.feature.length === 0) return 0
  let node = 0
  while (node >= 0) {
    const feature = tree.feature[node]
    const code = codes[feature * rows + row]
    const set = tree.sets[node]
    let isLeft: boolean
    if (set !== null) isLeft = ((set[code >>> 5] >>> (code & 31)) & 1) === 1
    else if (code === missingBin(features[feature])) isLeft = tree.missingLeft[node] === 1
    else isLeft = code <= tree.bin[node]
    node = isLeft ? tree.left[node] : tree.right[node]
  }
  return ~node
}
