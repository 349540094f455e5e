import { fitPlatt, type PriceSteps, Random, type TreeOptions, trainTrees } from '@nunchi/kernel'
import { checkWaiting, type WaitingCheck } from './waiting-check.ts'
import { rowsOf, type WaitingExamples, waitingExamples } from './waiting-examples.ts'
import { waitingFeatures } from './waiting-features.ts'
import { chancesOf, savingsOf, type WaitingHorizon, type WaitingModel } from './waiting-model.ts'

const daySeconds = 86_400
/** The horizons that shoppers are told about, in days. */
export const waitingHorizons = [7, 14, 30] as const
/** Of the series, those that are held back, and those that say when to stop. */
const heldShare = 0.3
const stopShare = 0.15
/** Rows that can be learned from at all, and of either kind at least. */
const rowsMin = 100
const eitherMin = 10

export type WaitingLesson = {
  readonly series: readonly PriceSteps[]
  readonly horizons?: readonly number[]
  /** Minutes that local time is ahead of UTC, for weekdays. */
  readonly offsetMinutes?: number
  readonly everyDays?: number
  readonly seed: number
  readonly options?: Partial<TreeOptions>
  /**
   * Whether what is held back has to lie after all that was learned from, outcomes included. Histories too short for that
   * can be held back by series alone; what came to all at once then shows in both, so nothing learned so is shown.
   */
  readonly isLater?: boolean
}

/** What was learned for a horizon, or why nothing was. */
export type WaitingReport = {
  readonly days: number
  readonly learnedRows: number
  readonly check: WaitingCheck | undefined
  /** Root mean square error of the expected saving on the rows held back, and of the mean of those learned from. */
  readonly savingError: number | undefined
  readonly savingErrorBase: number | undefined
}

/**
 * Learns over many series how likely a lower price is within each horizon, and how much waiting saves: boosted trees on the
 * features of a moment, log-odds set right by Platt's line on series that no tree saw. Then checks it on other series at a
 * later time. What does not pass is kept out of the model's answers.
 *
 * Deterministic for a seed. Time: that of the examples, and 2 * trees * rows * features a horizon. A long decision: run it
 * in a worker.
 */
export function learnWaiting(lesson: WaitingLesson): { model: WaitingModel; reports: readonly WaitingReport[] } {
  const learned = (lesson.horizons ?? waitingHorizons).map((days) => learnHorizon(lesson, days))
  return {
    model: {
      offsetMinutes: lesson.offsetMinutes ?? 0,
      horizons: learned.flatMap(({ horizon }) => (horizon ? [horizon] : [])),
    },
    reports: learned.map(({ report }) => report),
  }
}

type Learned = { readonly horizon: WaitingHorizon | undefined; readonly report: WaitingReport }

function learnHorizon(lesson: WaitingLesson, days: number): Learned {
  const { series, offsetMinutes = 0, everyDays = 1, isLater = true } = lesson
  const examples = waitingExamples({ series, horizonDays: days, offsetMinutes, everyDays })
  const { learn, stop, held } = split(examples, lesson, isLater ? days : undefined)
  const ones = learn.lower.reduce((sum, label) => sum + label, 0)
  const isEnough =
    learn.lower.length >= rowsMin &&
    ones >= eitherMin &&
    learn.lower.length - ones >= eitherMin &&
    stop.lower.length > 0
  const nothing = {
    days,
    learnedRows: learn.lower.length,
    check: undefined,
    savingError: undefined,
    savingErrorBase: undefined,
  }
  if (!isEnough) return { horizon: undefined, report: nothing }
  const options = { trees: 200, leavesMax: 15, shrinkage: 0.05, leafRowsMin: 50, seed: lesson.seed, ...lesson.options }
  const tableOf = ({ values }: WaitingExamples, labels: Float64Array | Uint8Array) => ({
    features: waitingFeatures,
    values,
    labels,
  })
  const chance = trainTrees({
    objective: { kind: 'logistic' },
    data: tableOf(learn, learn.lower),
    validation: tableOf(stop, stop.lower),
    options,
  }).forest
  const saving = trainTrees({
    objective: { kind: 'squared' },
    data: tableOf(learn, learn.savings),
    validation: tableOf(stop, stop.savings),
    options,
  }).forest
  const scores = new Float64Array(stop.lower.length)
  chance.predict(stop.values, scores.length, scores)
  const horizon = { days, chance, saving, platt: fitPlatt(scores, stop.lower), check: undefined, isSavingShown: false }
  if (held.lower.length === 0) return { horizon: undefined, report: nothing }
  const judged = checkWaiting({
    chances: chancesOf(horizon, held.values),
    labels: held.lower,
    series: held.series,
    baseChance: ones / learn.lower.length,
  })
  const check = isLater ? judged : { ...judged, isShown: false }
  const meanSaving = learn.savings.reduce((sum, one) => sum + one, 0) / learn.savings.length
  const savingError = rootMeanSquare(savingsOf(horizon, held.values), held.savings)
  const savingErrorBase = rootMeanSquare(new Float64Array(held.savings.length).fill(meanSaving), held.savings)
  return {
    horizon: { ...horizon, check, isSavingShown: savingError < savingErrorBase },
    report: { ...nothing, check, savingError, savingErrorBase },
  }
}

type Parts = { readonly learn: WaitingExamples; readonly stop: WaitingExamples; readonly held: WaitingExamples }

/** Divides the rows by series, and by time where a horizon is given: what is held back begins when all else has ended. */
function split(examples: WaitingExamples, { series, seed }: WaitingLesson, horizonDays: number | undefined): Parts {
  const random = new Random(seed)
  const lots = series.map(() => random.unit())
  const all = Array.from(examples.lower.keys())
  const cut = horizonDays === undefined ? undefined : cutOf(examples.moments, horizonDays * daySeconds)
  const isEarly = (row: number): boolean =>
    cut === undefined || examples.moments[row]! + (horizonDays ?? 0) * daySeconds <= cut
  const isLate = (row: number): boolean => cut === undefined || examples.moments[row]! >= cut
  const lotOf = (row: number): number => lots[examples.series[row]!]!
  return {
    learn: rowsOf(
      examples,
      all.filter((row) => lotOf(row) >= heldShare + stopShare && isEarly(row)),
    ),
    stop: rowsOf(
      examples,
      all.filter((row) => lotOf(row) >= heldShare && lotOf(row) < heldShare + stopShare && isEarly(row)),
    ),
    held: rowsOf(
      examples,
      all.filter((row) => lotOf(row) < heldShare && isLate(row)),
    ),
  }
}

/** The moment that two thirds of the time open to both sides lie before. */
function cutOf(moments: Float64Array, horizonSeconds: number): number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const moment of moments) {
    first = Math.min(first, moment)
    last = Math.max(last, moment)
  }
  const from = first + horizonSeconds
  return from > last ? last : from + ((last - from) * 2) / 3
}

function rootMeanSquare(foretold: Float64Array, came: Float64Array): number {
  return Math.sqrt(foretold.reduce((sum, one, row) => sum + (one - came[row]!) ** 2, 0) / foretold.length)
}
