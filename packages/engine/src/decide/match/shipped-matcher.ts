import { type PairModel, parseMatcher } from '@nunchi/kernel'
import { shippedModel } from './shipped-model.ts'

let parsed: PairModel | undefined

/**
 * The model that a catalogue starts with, before anything of its own was learned: taught by `npm run bench -- shipped-matcher` with
 * made-up offers of the demo town and Korean pairs written for this project; no data of others. Parsed once, in 30 ms.
 */
export function shippedMatcher(): PairModel {
  parsed ??= parseMatcher(JSON.parse(shippedModel))
  return parsed
}
