import type { Split } from './split.ts'
import type { Tree } from './tree.ts'

/** Takes down splits as they are made, and turns them into a tree. */
export class TreeMaker {
  readonly #splits: Omit<Split, 'clear'>[] = []
  readonly #left: Int32Array
  readonly #right: Int32Array
  /** Where the pointer to each leaf stands: node * 2, plus 1 for a right child; -1: nowhere yet. */
  readonly #pointers: Int32Array

  constructor(leavesMax: number) {
    this.#left = new Int32Array(leavesMax)
    this.#right = new Int32Array(leavesMax)
    this.#pointers = new Int32Array(leavesMax).fill(-1)
  }

  /** Puts a node in the place of leaf `left`, which becomes its left child; `right` is a new leaf. */
  add(split: Split, left: number, right: number): void {
    const node = this.#splits.length
    const pointer = this.#pointers[left]
    if (pointer >= 0) (pointer % 2 === 0 ? this.#left : this.#right)[pointer >> 1] = node
    this.#splits.push({ ...split }) // the leaf's own is used again
    this.#left[node] = ~left
    this.#right[node] = ~right
    this.#pointers[left] = node * 2
    this.#pointers[right] = node * 2 + 1
  }

  /** @param values the leaves' answers */
  tree(values: Float64Array): Tree {
    const splits = this.#splits
    return {
      feature: Int32Array.from(splits, ({ feature }) => feature),
      bin: Int32Array.from(splits, ({ bin }) => bin),
      missingLeft: Uint8Array.from(splits, ({ isMissingLeft }) => Number(isMissingLeft)),
      sets: splits.map(({ set }) => set),
      left: this.#left.slice(0, splits.length),
      right: this.#right.slice(0, splits.length),
      gain: Float64Array.from(splits, ({ gain }) => gain),
      values,
    }
  }
}
