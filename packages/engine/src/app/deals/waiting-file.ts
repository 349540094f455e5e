import type { WaitingReport } from '../../decide/deals/learn-waiting.ts'
import { parseWaitingModel, type WaitingModel } from '../../decide/deals/waiting-model.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WaitingInUse } from './answers.ts'

/** What is kept of a learning: the model, and how it was judged. */
export type WaitingFile = {
  readonly at: EpochMs
  readonly series: number
  readonly reports: readonly WaitingReport[]
  /** As `waitingModelFile` gave it. */
  readonly model: object
}

/** A model with what is told of it. */
export type WaitingKept = { readonly model: WaitingModel; readonly told: WaitingInUse }

/**
 * Reads what was kept.
 * @throws RangeError for what another version wrote, TreesError for trees that are damaged
 */
export function readWaiting(version: string, kept: unknown): WaitingKept {
  const { at, series, reports, model: file } = (kept ?? {}) as Partial<WaitingFile>
  if (typeof at !== 'number' || typeof series !== 'number' || !Array.isArray(reports))
    throw new RangeError('at, series or reports are missing; learn anew')
  const model = parseWaitingModel(file)
  const isSavingShown = (days: number) => model.horizons.find((one) => one.days === days)?.isSavingShown ?? false
  const horizons = (reports as readonly WaitingReport[]).map((one) => ({
    ...one,
    isSavingShown: isSavingShown(one.days),
  }))
  return { model, told: { version, at, series, horizons } }
}
