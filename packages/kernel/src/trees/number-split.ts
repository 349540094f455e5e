import { binStride } from './histogram.ts'
import { leafValue, type Split, type SplitRules, splitSides } from './split.ts'

/** One feature's bins: sums from `start` in `histogram`, `valueBins` of values, then one of the missing. */
export type FeatureBins = {
  readonly histogram: Float64Array
  readonly start: number
  readonly valueBins: number
  readonly feature: number
}

/**
 * Looks for the best split of a leaf on a number, and writes it to `best` if it beats what is there. Rows where the
 * number is missing are tried on both sides; where there are none, the missing are to go with the larger side.
 * Time: O(bins), twice when some are missing. Of equal gains the first bin wins, with the missing on the right.
 */
export function findNumberSplit(bins: FeatureBins, rules: SplitRules, best: Split): void {
  const hasMissing = bins.histogram[bins.start + bins.valueBins * binStride + 2] > 0
  scan(bins, rules, best, hasMissing ? { isMissingLeft: false, end: bins.valueBins } : lastOpen(bins))
  if (hasMissing) scan(bins, rules, best, { isMissingLeft: true, end: bins.valueBins - 1 })
  else if (best.feature === bins.feature) best.isMissingLeft = best.leftRows * 2 >= rules.leaf.rows
}

type Scan = { readonly isMissingLeft: boolean; readonly end: number }

function lastOpen({ valueBins }: FeatureBins): Scan {
  return { isMissingLeft: false, end: valueBins - 1 }
}

/** Moves bin after bin to the left. All that is read in the loop is a local: this is where small leaves spend their time. */
function scan(bins: FeatureBins, rules: SplitRules, best: Split, { isMissingLeft, end }: Scan): void {
  const { histogram, start, valueBins } = bins
  const { leafRowsMin, leafWeightMin, l2, isFree } = rules
  const { gradient: allGradient, hessian: allHessian, rows: allRows } = rules.leaf
  const missing = start + valueBins * binStride
  let gradient = isMissingLeft ? histogram[missing] : 0
  let hessian = isMissingLeft ? histogram[missing + 1] : 0
  let rows = isMissingLeft ? histogram[missing + 2] : 0
  let sidesBest = rules.together + best.gain
  const found = { bin: -1, gradient: 0, hessian: 0, rows: 0 }
  for (let bin = 0, at = start; bin < end; bin++, at += binStride) {
    const inBin = histogram[at + 2]
    gradient += histogram[at]
    hessian += histogram[at + 1]
    rows += inBin
    if (rows < leafRowsMin || hessian < leafWeightMin) continue
    const otherHessian = allHessian - hessian
    if (allRows - rows < leafRowsMin || otherHessian < leafWeightMin) break
    const otherGradient = allGradient - gradient
    if (isFree) {
      // Whether a / b + c / d is above the best so far, asked without dividing, which is slower than all the rest.
      const inner = hessian + l2
      const outer = otherHessian + l2
      const over = gradient * gradient * outer + otherGradient * otherGradient * inner
      if (!(over > sidesBest * inner * outer)) continue
    }
    const sides = splitSides(gradient, hessian, rules)
    // An empty bin would be a second way to say the same; asked last, because where they are cannot be foretold.
    if (!(sides > sidesBest) || inBin === 0) continue
    sidesBest = sides
    found.bin = bin
    found.gradient = gradient
    found.hessian = hessian
    found.rows = rows
  }
  if (found.bin < 0 || !rules.isWorth(sidesBest)) return
  best.gain = sidesBest - rules.together
  best.feature = bins.feature
  best.bin = found.bin
  best.isMissingLeft = isMissingLeft
  best.set = null
  best.leftGradient = found.gradient
  best.leftHessian = found.hessian
  best.leftRows = found.rows
  best.leftValue = leafValue(found.gradient, found.hessian, l2, rules.leaf)
  best.rightValue = leafValue(allGradient - found.gradient, allHessian - found.hessian, l2, rules.leaf)
}
