import { type PriceSteps, standingOf } from '@nunchi/kernel'
import { waitingFeatures, writeWaitingFeatures } from './waiting-features.ts'
import { chancesOf, savingsOf, type WaitingModel } from './waiting-model.ts'

const daySeconds = 86_400
/** Days of the last 90 that have to be known. */
const knownDaysMin = 14
/** What makes waiting worth saying: as likely as not, and 3 % of the price. */
const waitChanceMin = 0.5
const waitSavingMin = 0.03
/** Below this chance there is nothing to wait for. */
const buyChanceMax = 0.15

export type WaitingQuestion = {
  readonly steps: PriceSteps
  /** Seconds since 1970. */
  readonly now: number
  readonly priceMinor: number
}

/** How likely it is that the price falls by 1 % or more within so many days. */
export type WaitingChance = {
  readonly days: number
  /** 0 to 1, calibrated. */
  readonly chance: number
  /**
   * What waiting for the lowest price of these days saves on average, 0 when none comes; minor units. undefined where the
   * model is no better than the mean at that.
   */
  readonly expectedSavingMinor: number | undefined
  readonly advice: 'wait' | 'buy' | 'open'
}

export type WaitingAnswer = {
  /** Only horizons at which the model was better than "same as today" and than the base rate on history held back. */
  readonly chances: readonly WaitingChance[]
  /** Why there is none: no model passed its check, or too little is known of this product. */
  readonly why: 'told' | 'no-model' | 'too-little-known'
}

/**
 * Answers "buy now or wait". Says nothing for horizons at which the model is not known to be better than saying nothing,
 * and nothing of products of which fewer than 14 of the last 90 days are known.
 *
 * Reads nothing but the question and the model. Time: O(p log p + trees * depth) for p points of 90 days.
 */
export function buyOrWait(model: WaitingModel, { steps, now, priceMinor }: WaitingQuestion): WaitingAnswer {
  const shown = model.horizons.filter(({ check }) => check?.isShown)
  if (shown.length === 0) return { chances: [], why: 'no-model' }
  const { knownSeconds } = standingOf(steps, { from: now - 90 * daySeconds, to: now }, priceMinor)
  if (knownSeconds < knownDaysMin * daySeconds || priceMinor <= 0) return { chances: [], why: 'too-little-known' }
  const row = new Float64Array(waitingFeatures.length)
  writeWaitingFeatures(steps, { now, priceMinor, offsetMinutes: model.offsetMinutes }, row, 0)
  const chances = shown.map((horizon) => {
    const chance = chancesOf(horizon, row)[0]!
    const saving = horizon.isSavingShown ? savingsOf(horizon, row)[0]! : undefined
    return {
      days: horizon.days,
      chance,
      expectedSavingMinor: saving === undefined ? undefined : Math.round(saving * priceMinor),
      advice: adviceOf(chance, saving),
    }
  })
  return { chances, why: 'told' }
}

function adviceOf(chance: number, saving: number | undefined): WaitingChance['advice'] {
  if (chance >= waitChanceMin && (saving ?? 0) >= waitSavingMin) return 'wait'
  return chance <= buyChanceMax ? 'buy' : 'open'
}
