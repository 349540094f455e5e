import { calibrationError } from '@nunchi/kernel'

/** What has to be held back before a check says anything. */
const rowsMin = 200
const seriesMin = 20
/** How many standard errors a model has to be better by. */
const errorsMin = 2
const deciles = 10

/** What came of rows that no model saw. */
export type HeldRows = {
  readonly chances: ArrayLike<number>
  readonly labels: ArrayLike<number>
  /** Whose row it is: rows of one series are alike, and count together. */
  readonly series: ArrayLike<number>
  /** The share of lower prices among the rows that were learned from: what is foretold without a model. */
  readonly baseChance: number
}

export type WaitingCheck = {
  readonly rows: number
  readonly series: number
  /** The share of rows in which a lower price came. */
  readonly rate: number
  /** Brier scores: of the model, of the base chance, of "it stays as it is" (a chance of 0). */
  readonly brier: number
  readonly brierBase: number
  readonly brierSame: number
  /** Expected calibration error, ten bins of equal counts. */
  readonly calibrationError: number
  /** Ten bins of equal counts by chance: what was foretold, what came. */
  readonly reliability: readonly { readonly chance: number; readonly share: number; readonly rows: number }[]
  /** Whether the model is better than both by more than chance explains; else why it is not shown. */
  readonly isShown: boolean
  readonly why: 'better' | 'too-few-held-back' | 'no-better-than-base' | 'no-better-than-same'
}

/**
 * Judges chances on rows held back. A model is shown only when its Brier score is better than that of the base rate and than
 * that of "same as today", each by two standard errors of the mean over series (rows of one series are not independent).
 * Source: Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78(1).
 * Time: O(rows log rows).
 */
export function checkWaiting({ chances, labels, series, baseChance }: HeldRows): WaitingCheck {
  const rows = labels.length
  const brierOf = (chanceAt: (row: number) => number): number =>
    sumOf(rows, (row) => (chanceAt(row) - (labels[row] as number)) ** 2) / rows
  const brier = brierOf((row) => chances[row] as number)
  const known = new Set(Array.from(series))
  const gainOver = (other: number) => (row: number) =>
    (other - (labels[row] as number)) ** 2 - ((chances[row] as number) - (labels[row] as number)) ** 2
  const isBetter = (other: number): boolean => isAbove(gainOver(other), series)
  const why =
    rows < rowsMin || known.size < seriesMin
      ? 'too-few-held-back'
      : !isBetter(baseChance)
        ? 'no-better-than-base'
        : !isBetter(0)
          ? 'no-better-than-same'
          : 'better'
  return {
    rows,
    series: known.size,
    rate: sumOf(rows, (row) => labels[row] as number) / rows,
    brier,
    brierBase: brierOf(() => baseChance),
    brierSame: brierOf(() => 0),
    calibrationError: calibrationError(chances, labels),
    reliability: reliabilityOf(chances, labels),
    isShown: why === 'better',
    why,
  }
}

/** Whether the mean of a gain is above 0 by two standard errors, rows of a series taken together. */
function isAbove(gainOf: (row: number) => number, series: ArrayLike<number>): boolean {
  const sums = new Map<number, number>()
  for (let row = 0; row < series.length; row++) {
    const one = series[row] as number
    sums.set(one, (sums.get(one) ?? 0) + gainOf(row))
  }
  const all = [...sums.values()]
  const mean = all.reduce((sum, gain) => sum + gain, 0) / all.length
  const variance = all.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(1, all.length - 1)
  return mean > errorsMin * Math.sqrt(variance / all.length)
}

/** Rows of one chance share what came of them evenly, so that their order does not show in the bins. */
function reliabilityOf(chances: ArrayLike<number>, labels: ArrayLike<number>): WaitingCheck['reliability'] {
  const sums = new Map<number, { ones: number; rows: number }>()
  for (let row = 0; row < labels.length; row++) {
    const chance = chances[row] as number
    const { ones, rows } = sums.get(chance) ?? { ones: 0, rows: 0 }
    sums.set(chance, { ones: ones + (labels[row] as number), rows: rows + 1 })
  }
  const sorted = Float64Array.from(chances).sort()
  return Array.from({ length: deciles }, (_, bin) => {
    const inBin = sorted.subarray(
      Math.floor((bin * sorted.length) / deciles),
      Math.floor(((bin + 1) * sorted.length) / deciles),
    )
    const rows = inBin.length
    const came = inBin.reduce((sum, chance) => sum + sums.get(chance)!.ones / sums.get(chance)!.rows, 0)
    return { chance: inBin.reduce((sum, chance) => sum + chance, 0) / rows, share: came / rows, rows }
  }).filter(({ rows }) => rows > 0)
}

function sumOf(rows: number, valueAt: (row: number) => number): number {
  let sum = 0
  for (let row = 0; row < rows; row++) sum += valueAt(row)
  return sum
}
