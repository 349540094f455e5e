import { oddsBuckets } from './difference-odds.ts'
import { DifferenceOdds, oddsBesides } from './difference-odds-model.ts'
import { ForestBag } from './forest-bag.ts'
import { MatcherError } from './matcher-error.ts'
import { collectiveFeatureNames, matcherFeatureNames, type PairModel } from './pair-matcher.ts'

const schema = 'nunchi.matcher'
const version = 1
/** Weights are kept to this share of 1: the fourth digit of log-odds changes no decision, and makes the file a third longer. */
const grain = 1e-4

/** A matcher as plain JSON: `JSON.stringify(matcherFile(model))` is the model file; 1 to 3 MB. */
export function matcherFile({ odds, bag, collective }: PairModel): object {
  const buckets: number[] = []
  const weights: number[] = []
  let before = 0
  for (let bucket = 0; bucket < oddsBuckets; bucket++) {
    const weight = Math.round(odds.weights[bucket] / grain)
    if (weight === 0) continue
    buckets.push(bucket - before)
    weights.push(weight)
    before = bucket
  }
  return {
    schema,
    version,
    odds: { grain, bucketSteps: buckets, weights, besides: [...odds.besides], shift: odds.shift },
    bag: bag.toFile(),
    ...(collective && { collective: collective.toFile() }),
  }
}

/**
 * Reads a model file.
 * @param file what `JSON.parse` gave
 * @throws MatcherError MATCHER_FILE with the place that is wrong; TreesError for its forests
 */
export function parseMatcher(file: unknown): PairModel {
  const top = (file ?? {}) as {
    schema?: unknown
    version?: unknown
    odds?: unknown
    bag?: unknown
    collective?: unknown
  }
  if (top.schema !== schema) fail('schema', `${JSON.stringify(top.schema)} is not ${schema}; give a file of a matcher`)
  if (top.version !== version)
    fail('version', `${JSON.stringify(top.version)}; this program reads ${version}; train the matcher anew`)
  const model = { odds: parseOdds(top.odds), bag: ForestBag.parse(top.bag, matcherFeatureNames, 'bag') }
  if (top.collective === undefined) return model
  return { ...model, collective: ForestBag.parse(top.collective, collectiveFeatureNames, 'collective') }
}

function parseOdds(value: unknown): DifferenceOdds {
  const found = (value ?? {}) as Record<string, unknown>
  const bucketSteps = wholes(found.bucketSteps, 'odds.bucketSteps')
  const weights = wholes(found.weights, 'odds.weights')
  if (weights.length !== bucketSteps.length) fail('odds.weights', `${weights.length} for ${bucketSteps.length} buckets`)
  const scale = found.grain
  if (typeof scale !== 'number' || !(scale > 0)) return fail('odds.grain', 'is not above 0')
  const all = new Float32Array(oddsBuckets)
  let bucket = 0
  for (let i = 0; i < weights.length; i++) {
    bucket += bucketSteps[i]
    if (bucket < 0 || bucket >= oddsBuckets) fail(`odds.bucketSteps[${i}]`, `leads to ${bucket}, which is no bucket`)
    all[bucket] = weights[i] * scale
  }
  const besides = found.besides
  if (!Array.isArray(besides) || besides.length !== oddsBesides || !besides.every(Number.isFinite))
    return fail('odds.besides', `is not a list of ${oddsBesides} numbers`)
  const shift = found.shift
  if (typeof shift !== 'number' || !Number.isFinite(shift)) return fail('odds.shift', 'is not a finite number')
  return new DifferenceOdds({ weights: all, besides: Float64Array.from(besides), shift })
}

function wholes(value: unknown, place: string): number[] {
  if (!Array.isArray(value) || !value.every(Number.isSafeInteger)) return fail(place, 'is not a list of whole numbers')
  return value
}

function fail(place: string, says: string): never {
  throw new MatcherError('MATCHER_FILE', place, says)
}
