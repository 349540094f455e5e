import type { TreeOptions } from './tree-options.ts'

/** A leaf that may be split: the sums of its rows, and between what its answer must stay for the sake of monotony. */
export type LeafSums = {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
  readonly low: number
  readonly high: number
}

/** Eight words: one bit per bin of a feature. */
export const setWords = 8

/** The best split of one leaf that was found so far; `feature` is -1 while there is none. */
export class Split {
  gain = 0
  feature = -1
  /** Numbers: bins up to this go left. -1 for a category. */
  bin = -1
  /** Numbers: where the missing go. */
  isMissingLeft = false
  /** Categories: the bins that go left; null for numbers. */
  set: Uint32Array | null = null
  leftGradient = 0
  leftHessian = 0
  leftRows = 0
  /** The answers of both sides, before shrinkage. */
  leftValue = 0
  rightValue = 0

  clear(): void {
    this.gain = 0
    this.feature = -1
    this.set = null
  }
}

/** Gains below this share of the sums they are a difference of are rounding. */
const roundingShare = 1e-12

/** What a split of one leaf on one feature has to respect. */
export class SplitRules {
  readonly leaf: LeafSums
  readonly monotone: -1 | 0 | 1
  readonly leafRowsMin: number
  readonly leafWeightMin: number
  readonly l2: number
  /** `valueGain` of the leaf as it is. */
  readonly together: number
  /** Whether the sides may answer anything. */
  readonly isFree: boolean
  readonly #gainMin: number

  /** @param extraL2 of the sides alone: such a split has to earn its extra freedom */
  constructor(
    leaf: LeafSums,
    monotone: -1 | 0 | 1,
    options: Pick<TreeOptions, 'l2' | 'leafRowsMin' | 'leafWeightMin' | 'gainMin'>,
    extraL2 = 0,
  ) {
    const { gradient, hessian, low, high } = leaf
    this.leaf = leaf
    this.monotone = monotone
    this.leafRowsMin = options.leafRowsMin
    this.leafWeightMin = options.leafWeightMin
    this.l2 = options.l2 + extraL2
    this.together = valueGain(gradient, hessian, options.l2, leafValue(gradient, hessian, options.l2, leaf))
    this.isFree = monotone === 0 && low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY
    this.#gainMin = options.gainMin
  }

  /** Whether parting rows with such sums is within the rules. */
  isAllowed(leftHessian: number, leftRows: number): boolean {
    const { leaf, leafRowsMin, leafWeightMin } = this
    const isSeen = leftRows >= leafRowsMin && leaf.rows - leftRows >= leafRowsMin
    return isSeen && leftHessian >= leafWeightMin && leaf.hessian - leftHessian >= leafWeightMin
  }

  /** Whether it gains enough to have two sides that fare so well. */
  isWorth(sides: number): boolean {
    const gain = sides - this.together
    return gain > this.#gainMin && gain > roundingShare * (Math.abs(sides) + Math.abs(this.together))
  }
}

/** The answer of rows with these sums: the Newton step, kept within the bounds; 0 for what has no curve to step on. */
export function leafValue(
  gradient: number,
  hessian: number,
  l2: number,
  { low, high }: Pick<LeafSums, 'low' | 'high'>,
): number {
  const value = hessian + l2 > 0 ? -gradient / (hessian + l2) : 0
  return value < low ? low : value > high ? high : value
}

/** Twice what the loss falls by, to second order, when rows with these sums get this answer. */
export function valueGain(gradient: number, hessian: number, l2: number, value: number): number {
  return -(2 * gradient + (hessian + l2) * value) * value
}

/**
 * Twice what the loss falls by when a leaf is parted into rows with the left sums and the rest, and each side gets its
 * answer; -Infinity when the answers would break the order that is promised.
 * Source: Friedman (2001), Greedy function approximation, Annals of Statistics 29(5), doi:10.1214/aos/1013203451, with
 * the second-order gain of Chen and Guestrin (2016), XGBoost, equation 7, doi:10.1145/2939672.2939785.
 */
export function splitSides(leftGradient: number, leftHessian: number, { leaf, l2, monotone }: SplitRules): number {
  const rightGradient = leaf.gradient - leftGradient
  const rightHessian = leaf.hessian - leftHessian
  if (!(leftHessian + l2 > 0 && rightHessian + l2 > 0)) return Number.NEGATIVE_INFINITY
  const leftValue = leafValue(leftGradient, leftHessian, l2, leaf)
  const rightValue = leafValue(rightGradient, rightHessian, l2, leaf)
  if (monotone * (rightValue - leftValue) < 0) return Number.NEGATIVE_INFINITY
  return valueGain(leftGradient, leftHessian, l2, leftValue) + valueGain(rightGradient, rightHessian, l2, rightValue)
}
