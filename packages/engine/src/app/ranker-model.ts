import { Refusal } from '../domain/refusal.ts'
import { type EpochMs, epochMs } from '../domain/units.ts'
import type { TrainingResult } from './training.ts'

/** A version as it is kept: what is told of it, and the ranker itself. */
export type RankerModel = {
  readonly at: EpochMs
  /** Log position up to which it learned. */
  readonly basedOn: number
  readonly ranker: object
} & Pick<TrainingResult, 'moments' | 'rows' | 'check'>

export type RankerFacts = Omit<RankerModel, 'ranker'>

/** Checks what a store gave as far as it is told and listed; `parseRanker` checks the ranker. @throws Refusal MODEL_UNREADABLE */
export function parseModel(found: unknown): RankerModel {
  const model = objectIn(found, 'file')
  const check = objectIn(model.check, 'check')
  for (const name of ['at', 'basedOn', 'moments', 'rows'] as const) numberIn(model[name], name)
  numberIn(check.moments, 'check.moments')
  numberIn(objectIn(check.ndcg, 'check.ndcg').blend, 'check.ndcg.blend')
  numberIn(objectIn(check.shown, 'check.shown').blend, 'check.shown.blend')
  for (const [act, told] of Object.entries(objectIn(check.chances, 'check.chances')))
    for (const name of ['rate', 'calibrationError', 'logLoss', 'logLossOfRate'])
      numberIn(objectIn(told, `check.chances.${act}`)[name], `check.chances.${act}.${name}`)
  objectIn(check.lead, 'check.lead')
  if (typeof check.isBetter !== 'boolean') unreadable('check.isBetter', 'is neither true nor false')
  objectIn(model.ranker, 'ranker')
  return { ...(model as unknown as RankerModel), at: epochMs(model.at as number) }
}

/** What is told of a model, without its trees. */
export function factsOf({ at, basedOn, moments, rows, check }: RankerModel): RankerFacts {
  return { at, basedOn, moments, rows, check }
}

/** Refuses a model for what stands, or does not, at a place of it. */
export function unreadable(place: string, reason: string): never {
  throw new Refusal('MODEL_UNREADABLE', { place, reason })
}

function objectIn(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable(place, 'is no object')
  return value as Readonly<Record<string, unknown>>
}

function numberIn(value: unknown, place: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) unreadable(place, 'is no number')
}
