import { type BinnedMatrix, binOffsets } from './binned-matrix.ts'
import { findCategorySplit } from './category-split.ts'
import { missingBin } from './feature.ts'
import { binStride, fillHistogram, type LeafRows, subtractHistogram } from './histogram.ts'
import { findNumberSplit } from './number-split.ts'
import { leafValue, Split, SplitRules } from './split.ts'
import type { Tree } from './tree.ts'
import { TreeMaker } from './tree-maker.ts'
import type { TreeOptions } from './tree-options.ts'

type Leaf = {
  /** Its rows are [start, end) of the list of rows. */
  start: number
  end: number
  gradient: number
  hessian: number
  rows: number
  low: number
  high: number
  /** Its answer, before shrinkage. */
  value: number
  depth: number
  histogram: Float64Array | null
  readonly split: Split
}

/** What one tree is grown on. */
export type GrowTask = {
  readonly gradients: Float64Array
  readonly hessians: Float64Array
  /** Rows that count; put in the order of the leaves in place. */
  readonly rows: Uint32Array
  /** Columns that may be split on, ascending. */
  readonly features: Uint32Array
}

/** A tree, and for each leaf where its rows stand in the list: leaf i has [starts[i], ends[i]). */
export type Grown = { readonly tree: Tree; readonly starts: Uint32Array; readonly ends: Uint32Array }

/**
 * Grows trees leaf by leaf: always splits the leaf whose best split gains most, until none gains or there are enough
 * leaves. Histograms are made for the smaller side of a split only; the larger is what is left of the parent's.
 *
 * Time per tree: O(rows * features * depth) at worst, half of that or less in practice, plus O(leaves * bins of all
 * features). Memory: 24 bytes * bins of all features * leaves, kept from tree to tree, and 28 bytes per row.
 * Source: Ke et al. (2017), LightGBM, NIPS 30, 3146-3154; Shi (2007), Best-first decision tree learning.
 */
export class TreeGrower {
  readonly #matrix: BinnedMatrix
  readonly #options: TreeOptions
  readonly #offsets: Uint32Array
  /** Histograms that no leaf uses at the moment. */
  readonly #free: Float64Array[] = []
  /** Room for the rows that go right, and for a leaf's gradients in the order of its rows. */
  readonly #aside: Uint32Array
  readonly #gradients: Float64Array
  readonly #hessians: Float64Array

  constructor(matrix: BinnedMatrix, options: TreeOptions) {
    this.#matrix = matrix
    this.#options = options
    this.#offsets = binOffsets(matrix.features)
    this.#aside = new Uint32Array(matrix.rows)
    this.#gradients = new Float64Array(matrix.rows)
    this.#hessians = new Float64Array(matrix.rows)
  }

  grow(task: GrowTask): Grown {
    const { leavesMax, shrinkage } = this.#options
    const leaves = [this.#root(task)]
    const maker = new TreeMaker(leavesMax)
    while (leaves.length < leavesMax) {
      const chosen = bestLeaf(leaves)
      if (chosen < 0) break
      const left = leaves[chosen]
      maker.add(left.split, chosen, leaves.length)
      const right = this.#split(task, left)
      leaves.push(right)
      if (leaves.length < leavesMax) this.#prepare(task, left, right)
    }
    for (const leaf of leaves) this.#release(leaf)
    return {
      tree: maker.tree(Float64Array.from(leaves, ({ value }) => shrinkage * value)),
      starts: Uint32Array.from(leaves, ({ start }) => start),
      ends: Uint32Array.from(leaves, ({ end }) => end),
    }
  }

  #root(task: GrowTask): Leaf {
    const { gradients, hessians, rows } = task
    let gradient = 0
    let hessian = 0
    for (let i = 0; i < rows.length; i++) {
      gradient += gradients[rows[i]]
      hessian += hessians[rows[i]]
    }
    const bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
    const sums = { gradient, hessian, rows: rows.length, ...bounds }
    const value = leafValue(gradient, hessian, this.#options.l2, sums)
    const leaf: Leaf = { ...sums, start: 0, end: rows.length, value, depth: 0, histogram: null, split: new Split() }
    if (!this.#canSplit(leaf)) return leaf
    leaf.histogram = this.#fresh()
    this.#fill(task, leaf, leaf.histogram)
    this.#search(task.features, leaf)
    return leaf
  }

  /** Parts a leaf by its best split: it becomes the left side. @returns the right side */
  #split({ rows }: GrowTask, leaf: Leaf): Leaf {
    const { split } = leaf
    const middle = this.#part(rows, leaf)
    const { leftValue, rightValue } = split
    const right: Leaf = {
      ...leaf,
      start: middle,
      gradient: leaf.gradient - split.leftGradient,
      hessian: leaf.hessian - split.leftHessian,
      rows: leaf.rows - split.leftRows,
      value: rightValue,
      depth: leaf.depth + 1,
      histogram: null,
      split: new Split(),
    }
    leaf.end = middle
    leaf.gradient = split.leftGradient
    leaf.hessian = split.leftHessian
    leaf.rows = split.leftRows
    leaf.value = leftValue
    leaf.depth += 1
    // Neither side may ever answer beyond the middle, or a later split could break what this one promised.
    const { monotone } = this.#matrix.features[split.feature]
    const bound = (leftValue + rightValue) / 2
    if (monotone > 0) leaf.high = right.low = bound
    if (monotone < 0) leaf.low = right.high = bound
    return right
  }

  /** Puts the rows that go left before those that go right, each in their old order. @returns where the right ones start */
  #part(rows: Uint32Array, { start, end, split }: Leaf): number {
    const { codes, features, rows: height } = this.#matrix
    const isLeft = leftBins(split, missingBin(features[split.feature]))
    const column = split.feature * height
    const aside = this.#aside
    let left = start
    let right = 0
    for (let i = start; i < end; i++) {
      const row = rows[i]
      const toLeft = isLeft[codes[column + row]]
      rows[left] = row
      aside[right] = row
      left += toLeft
      right += 1 - toLeft
    }
    for (let i = 0; i < right; i++) rows[left + i] = aside[i]
    return left
  }

  /** Makes the histograms of both sides and looks for their splits. */
  #prepare(task: GrowTask, left: Leaf, right: Leaf): void {
    const parent = left.histogram as Float64Array
    const [smaller, larger] = left.rows <= right.rows ? [left, right] : [right, left]
    left.histogram = null
    left.split.clear()
    const wanted = { smaller: this.#canSplit(smaller), larger: this.#canSplit(larger) }
    if (wanted.smaller || wanted.larger) {
      smaller.histogram = this.#fresh()
      this.#fill(task, smaller, smaller.histogram)
      if (wanted.larger) subtractHistogram(parent, smaller.histogram)
    }
    larger.histogram = parent
    for (const leaf of [left, right]) {
      if (leaf === smaller ? wanted.smaller : wanted.larger) this.#search(task.features, leaf)
      if (leaf.split.feature < 0) this.#release(leaf)
    }
  }

  #canSplit({ rows, hessian, depth }: Leaf): boolean {
    const { leafRowsMin, leafWeightMin, depthMax } = this.#options
    return depth < depthMax && rows >= 2 * leafRowsMin && hessian >= 2 * leafWeightMin
  }

  #fill(task: GrowTask, leaf: Leaf, histogram: Float64Array): void {
    const { rows: height, codes } = this.#matrix
    const list = task.rows.subarray(leaf.start, leaf.end)
    const count = list.length
    const inLeaf: LeafRows = { rows: list, count, gradients: this.#gradients, hessians: this.#hessians }
    for (let i = 0; i < count; i++) {
      this.#gradients[i] = task.gradients[list[i]]
      this.#hessians[i] = task.hessians[list[i]]
    }
    const columns = Array.from(task.features, (feature) => {
      return { column: feature * height, start: this.#offsets[feature] * binStride }
    })
    fillHistogram(histogram, codes, columns, inLeaf)
  }

  #search(columns: Uint32Array, leaf: Leaf): void {
    const { features } = this.#matrix
    const histogram = leaf.histogram as Float64Array
    const free = new SplitRules(leaf, 0, this.#options)
    for (const feature of columns) {
      const { kind, monotone } = features[feature]
      const start = this.#offsets[feature] * binStride
      const bins = { histogram, start, valueBins: missingBin(features[feature]), feature }
      if (kind === 'category') findCategorySplit(bins, leaf, this.#options, leaf.split)
      else findNumberSplit(bins, monotone === 0 ? free : new SplitRules(leaf, monotone, this.#options), leaf.split)
    }
  }

  #fresh(): Float64Array {
    const used = this.#free.pop()
    return used ? used.fill(0) : new Float64Array(this.#offsets[this.#offsets.length - 1] * binStride)
  }

  #release(leaf: Leaf): void {
    if (leaf.histogram) this.#free.push(leaf.histogram)
    leaf.histogram = null
  }
}

/** The leaf whose split gains most, the first of equals; -1 when none gains. */
function bestLeaf(leaves: readonly Leaf[]): number {
  let best = -1
  for (let i = 0; i < leaves.length; i++)
    if (leaves[i].split.feature >= 0 && (best < 0 || leaves[i].split.gain > leaves[best].split.gain)) best = i
  return best
}

/** For every code whether it goes left: 1 or 0. */
function leftBins({ bin, set, isMissingLeft }: Split, missing: number): Uint8Array {
  const isLeft = new Uint8Array(missing + 1)
  for (let code = 0; code <= missing; code++)
    isLeft[code] = set ? (set[code >>> 5] >>> (code & 31)) & 1 : Number(code === missing ? isMissingLeft : code <= bin)
  return isLeft
}
