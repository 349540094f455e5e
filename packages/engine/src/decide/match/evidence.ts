import { type MatchRecord, matcherFeatureNames, PairMatcher, type PairModel, type Vocabulary } from '@nunchi/kernel'
import type { AttributeName, ReadValue } from '../../domain/attribute.ts'
import { type Veto, vetoesBetween } from './vetoes.ts'

/** What of the titles a part of the score comes from; the console has words for it in Korean and English. */
export const evidenceKinds = ['words', 'codes', 'numbers', 'price', 'maker', 'differences'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** An attribute of two offers, side by side. */
export type ValuePair = { readonly attribute: AttributeName; readonly one: ReadValue; readonly other: ReadValue }

/** Why two offers may be the same, and why not. */
export type Evidence = {
  readonly shared: readonly ValuePair[]
  readonly different: readonly ValuePair[]
  /** Those of the differences that keep them apart. */
  readonly vetoes: readonly Veto[]
  /** Words of the titles that both have, and that one has alone. */
  readonly words: {
    readonly shared: readonly string[]
    readonly one: readonly string[]
    readonly other: readonly string[]
  }
  /** By how much the log-odds would change were this not known, what matters most first. */
  readonly weights: readonly { readonly kind: EvidenceKind; readonly logOdds: number }[]
}

export type EvidenceAsk = {
  readonly model: PairModel
  readonly vocabulary: Vocabulary
  readonly records: readonly [MatchRecord, MatchRecord]
  readonly words: readonly [readonly string[], readonly string[]]
  readonly values: readonly [readonly ReadValue[], readonly ReadValue[]]
}

const kindOfFeature = matcherFeatureNames.map(kindOf)
const wordsMax = 32

/** Sets two offers side by side for a person. 100 us: for a page of pairs, not for all. */
export function evidenceOf({ model, vocabulary, records, words, values }: EvidenceAsk): Evidence {
  const [one, other] = values
  const pairs = one.flatMap((value): ValuePair[] => {
    const there = other.filter(({ name }) => name === value.name)
    const match = there.find((each) => each.value === value.value) ?? there[0]
    return match ? [{ attribute: value.name, one: value, other: match }] : []
  })
  return {
    shared: pairs.filter((pair) => pair.one.value === pair.other.value),
    different: pairs.filter((pair) => pair.one.value !== pair.other.value),
    vetoes: vetoesBetween(one, other),
    words: wordsBetween(words[0], words[1]),
    weights: weightsOf(model, vocabulary, records),
  }
}

function wordsBetween(one: readonly string[], other: readonly string[]): Evidence['words'] {
  const [here, there] = [new Set(one), new Set(other)]
  return {
    shared: [...here].filter((word) => there.has(word)).slice(0, wordsMax),
    one: [...here].filter((word) => !there.has(word)).slice(0, wordsMax),
    other: [...there].filter((word) => !here.has(word)).slice(0, wordsMax),
  }
}

/** Hides each kind of features in turn, as if nothing were said, and compares. */
function weightsOf(
  model: PairModel,
  vocabulary: Vocabulary,
  [one, other]: readonly [MatchRecord, MatchRecord],
): Evidence['weights'] {
  const matcher = new PairMatcher(model, vocabulary)
  const width = matcherFeatureNames.length
  const whole = new Float64Array(1)
  matcher.compare(one, [other], whole)
  const rows = new Float64Array(width * evidenceKinds.length)
  evidenceKinds.forEach((kind, i) => {
    for (let f = 0; f < width; f++) rows[i * width + f] = kindOfFeature[f] === kind ? Number.NaN : matcher.rows[f]!
  })
  const scores = new Float64Array(evidenceKinds.length)
  model.bag.logOdds(rows, evidenceKinds.length, scores)
  return evidenceKinds
    .map((kind, i) => ({ kind, logOdds: whole[0]! - scores[i]! }))
    .filter(({ logOdds }) => Math.abs(logOdds) > 1e-3)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
}

function kindOf(feature: string): EvidenceKind {
  if (feature === 'difference-odds') return 'differences'
  if (feature.includes('maker')) return 'maker'
  if (feature.includes('amount')) return 'price'
  if (/(^|[:-])codes?(-|$)/.test(feature)) return 'codes'
  return /:(number|measure)-/.test(feature) ? 'numbers' : 'words'
}
