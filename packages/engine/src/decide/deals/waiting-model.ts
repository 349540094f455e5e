import { type Forest, forestFile, type PlattFit, parseForest } from '@nunchi/kernel'
import type { WaitingCheck } from './waiting-check.ts'
import { waitingFeatures } from './waiting-features.ts'

const schema = 'nunchi.waiting'

/** What was learned for one horizon. */
export type WaitingHorizon = {
  readonly days: number
  /** Log-odds of a lower price, before Platt's line. */
  readonly chance: Forest
  /** Share of the price that waiting for the lowest price of the horizon saves. */
  readonly saving: Forest
  readonly platt: PlattFit
  /** How it did on rows held back; undefined: not checked, and not shown. */
  readonly check: WaitingCheck | undefined
  /** Whether the saving was foretold better than by its mean there; else none is told. */
  readonly isSavingShown: boolean
}

export type WaitingModel = {
  /** Minutes that local time is ahead of UTC, as weekdays were learned with. */
  readonly offsetMinutes: number
  readonly horizons: readonly WaitingHorizon[]
}

/** The chances of rows, 0 to 1. @param values row-major, shape [rows * features] */
export function chancesOf({ chance, platt }: WaitingHorizon, values: Float64Array): Float64Array {
  const scores = new Float64Array(values.length / waitingFeatures.length)
  chance.predict(values, scores.length, scores)
  return scores.map((score) => 1 / (1 + Math.exp(-(platt.slope * score + platt.shift))))
}

/** The expected savings of rows, as shares of the price, 0 to 1. */
export function savingsOf({ saving }: WaitingHorizon, values: Float64Array): Float64Array {
  const scores = new Float64Array(values.length / waitingFeatures.length)
  saving.predict(values, scores.length, scores)
  return scores.map((score) => Math.min(1, Math.max(0, score)))
}

/** The model as plain JSON. */
export function waitingModelFile({ offsetMinutes, horizons }: WaitingModel): object {
  return {
    schema,
    version: 1,
    offsetMinutes,
    horizons: horizons.map(({ chance, saving, ...rest }) => ({
      ...rest,
      chance: forestFile(chance),
      saving: forestFile(saving),
    })),
  }
}

/**
 * Reads a model file.
 * @throws RangeError for what is no such file; TreesError for trees that are damaged or of other features
 */
export function parseWaitingModel(file: unknown): WaitingModel {
  const top = file as { schema?: unknown; version?: unknown; offsetMinutes?: unknown; horizons?: unknown }
  if (top?.schema !== schema || top.version !== 1 || !Array.isArray(top.horizons))
    throw new RangeError(
      `schema ${JSON.stringify(top?.schema)}, version ${JSON.stringify(top?.version)}: give a file of ${schema}, version 1`,
    )
  if (!isNumber(top.offsetMinutes)) throw new RangeError('offsetMinutes: not a number; learn anew')
  return { offsetMinutes: top.offsetMinutes, horizons: top.horizons.map(parseHorizon) }
}

function parseHorizon(one: WaitingHorizon, place: number): WaitingHorizon {
  const isWhole = isNumber(one?.days) && isNumber(one.platt?.slope) && isNumber(one.platt.shift)
  const isChecked = one?.check === undefined || typeof one.check.isShown === 'boolean'
  const isSaid = typeof one?.isSavingShown === 'boolean'
  if (!isWhole || !isChecked || !isSaid)
    throw new RangeError(`horizons[${place}]: days, platt or check are damaged; learn anew`)
  return {
    ...one,
    chance: parseForest(one.chance, waitingFeatures),
    saving: parseForest(one.saving, waitingFeatures),
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
