import { binStride } from './histogram.ts'
import type { FeatureBins } from './number-split.ts'
import { type LeafSums, leafValue, type Split, SplitRules, setWords, splitSides } from './split.ts'
import type { TreeOptions } from './tree-options.ts'

/**
 * Looks for the best two sets of categories, and writes them to `best` if they beat what is there. Categories are put in
 * the order of their smoothed mean gradient; of all ways to part them, one that cuts this order is best (Fisher), so
 * only such are tried, from both ends. The missing are a category like any other; those with too few rows go right.
 *
 * Time: O(bins log bins). Source: Fisher (1958), On grouping for maximum homogeneity, JASA 53(284),
 * doi:10.1080/01621459.1958.10501479; regularised as in Ke et al. (2017), LightGBM.
 * Deviation: rows are counted, not guessed from hessians.
 */
export function findCategorySplit(bins: FeatureBins, leaf: LeafSums, options: TreeOptions, best: Split): void {
  const all = bins.valueBins + 1
  if (all <= options.oneCategoryMax) {
    const rules = new SplitRules(leaf, 0, options)
    for (let bin = 0; bin < all; bin++) tryOne(bins, rules, bin, best)
    return
  }
  const order = orderOf(bins, options.categorySmooth)
  const rules = new SplitRules(leaf, 0, options, options.categoryL2)
  tryOrder(bins, rules, options, order, best)
  tryOrder(bins, rules, options, order.reverse(), best)
}

function tryOne({ histogram, start, feature }: FeatureBins, rules: SplitRules, bin: number, best: Split): void {
  const at = start + bin * binStride
  const [gradient, hessian, rows] = [histogram[at], histogram[at + 1], histogram[at + 2]]
  const found = { feature, gradient, hessian, rows }
  const gain = gainOf(found, rules)
  if (gain > best.gain) take(best, { ...found, gain, set: setOf([bin], 1) }, rules)
}

/** The bins with enough rows, by ascending smoothed mean gradient, then by number. */
function orderOf({ histogram, start, valueBins }: FeatureBins, smooth: number): number[] {
  const bins: number[] = []
  const means = new Float64Array(valueBins + 1)
  for (let bin = 0; bin <= valueBins; bin++) {
    const at = start + bin * binStride
    if (histogram[at + 2] < Math.max(1, smooth)) continue
    bins.push(bin)
    means[bin] = histogram[at] / (histogram[at + 1] + smooth)
  }
  return bins.sort((a, b) => means[a] - means[b] || a - b)
}

/** Moves the first categories of the order left, one after the other, and looks at each state that has moved far enough. */
function tryOrder(
  { histogram, start, feature }: FeatureBins,
  rules: SplitRules,
  { categoriesMax, categoryRowsMin }: TreeOptions,
  order: readonly number[],
  best: Split,
): void {
  const { leaf } = rules
  const most = Math.min(categoriesMax, (order.length + 1) >> 1)
  let gradient = 0
  let hessian = 0
  let rows = 0
  let moved = 0
  for (let i = 0; i < most; i++) {
    const at = start + order[i] * binStride
    gradient += histogram[at]
    hessian += histogram[at + 1]
    rows += histogram[at + 2]
    moved += histogram[at + 2]
    if (leaf.rows - rows < categoryRowsMin) break
    if (moved < categoryRowsMin || rows < rules.leafRowsMin) continue
    moved = 0
    const found = { feature, gradient, hessian, rows }
    const gain = gainOf(found, rules)
    if (gain > best.gain) take(best, { ...found, gain, set: setOf(order, i + 1) }, rules)
  }
}

type Found = Readonly<Record<'feature' | 'gradient' | 'hessian' | 'rows', number>>

/** What it gains to move rows with these sums left; -1 when that is against the rules. */
function gainOf({ gradient, hessian, rows }: Found, rules: SplitRules): number {
  if (!rules.isAllowed(hessian, rows)) return -1
  const sides = splitSides(gradient, hessian, rules)
  return rules.isWorth(sides) ? sides - rules.together : -1
}

function take(
  best: Split,
  found: Found & { readonly gain: number; readonly set: Uint32Array },
  { leaf, l2 }: SplitRules,
): void {
  best.gain = found.gain
  best.feature = found.feature
  best.bin = -1
  best.isMissingLeft = false
  best.set = found.set
  best.leftGradient = found.gradient
  best.leftHessian = found.hessian
  best.leftRows = found.rows
  best.leftValue = leafValue(found.gradient, found.hessian, l2, leaf)
  best.rightValue = leafValue(leaf.gradient - found.gradient, leaf.hessian - found.hessian, l2, leaf)
}

function setOf(bins: readonly number[], count: number): Uint32Array {
  const set = new Uint32Array(setWords)
  for (let i = 0; i < count; i++) set[bins[i] >>> 5] |= 1 << (bins[i] & 31)
  return set
}
