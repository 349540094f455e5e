import {
  collectiveFeatureNames,
  type MatcherOptions,
  type MatchRecord,
  matcherDefaults,
  matcherFeatureNames,
  NearLinks,
  PairMatcher,
  type PairModel,
  partsOf,
  readMatchText,
  rivalNames,
  secondStageTrees,
  type TrainedBag,
  trainBag,
  trainMatcher,
  Verdicts,
  Vocabulary,
  verdictNames,
  writeRivals,
  writeVerdicts,
} from '@nunchi/kernel'
import { neighboursOf } from './neighbours.ts'
import type { LabelledPair, PairSet, Split } from './pair-files.ts'
import { guessRoles, matchTextOf } from './roles.ts'

export const variants = ['alone', 'collective', 'taught'] as const
export type Variant = (typeof variants)[number]

/** A set that was read into a vocabulary. The texts of all records are counted, labels are not looked at. */
export type ReadSet = {
  readonly set: PairSet
  readonly records: readonly MatchRecord[]
  readonly vocabulary: Vocabulary
  readonly neighbours: readonly Uint32Array[]
}

/** Log-odds of every pair of a split, from what was learned from the training pairs alone. */
export type Scores = Readonly<Record<Variant, Float64Array>>

const neighboursMost = 15
const base = matcherFeatureNames.length
const taughtNames = [...collectiveFeatureNames, ...verdictNames, ...rivalNames.map((name) => `known-${name}`)]
/** Log-odds of a link that a training label tells. */
const knownOdds = 6
const [shareMin, shareMax, grams] = ['share-min', 'share-max', 'grams'].map((name) => matcherFeatureNames.indexOf(name))
/** Reads all texts and finds each record's neighbours. */
export function readSet(set: PairSet): ReadSet {
  const roles = guessRoles(set.records)
  const vocabulary = new Vocabulary()
  const records = set.records.map((record) => readMatchText(matchTextOf(record, roles), vocabulary))
  for (const { title } of records) vocabulary.count(title)
  const mayMeet = (a: number, b: number): boolean =>
    a !== b && (!set.isSided || set.records[a].isLeft !== set.records[b].isLeft)
  return { set, records, vocabulary, neighbours: neighboursOf(records, vocabulary, { mayMeet, most: neighboursMost }) }
}

/**
 * One run of the protocol for one seed: teaches the three variants with the training pairs, and answers for other splits.
 *
 * - alone: two texts, and how rare words are among all records;
 * - collective: also the log-odds of links between each of the two records and its neighbours, no labels among them;
 * - taught: also the labels of training pairs that one of the two records is in.
 */
export class Pipeline {
  readonly #read: ReadSet
  readonly #matcher: PairMatcher
  readonly #likeness: Likeness
  readonly #links = new NearLinks()
  /** The same, with what training labels tell in place of what was made out. */
  readonly #knownLinks = new NearLinks()
  readonly #verdicts = new Verdicts()
  readonly #second: Readonly<Record<'collective' | 'taught', TrainedBag['bag']>>
  readonly model: PairModel
  /** Log-odds of the training pairs, by models that did not see them. */
  readonly outOfPart: Scores
  readonly #one = new Float64Array(1)

  constructor(read: ReadSet, seed: number, options: MatcherOptions = { ...matcherDefaults, seed }) {
    this.#read = read
    const { set, records, vocabulary } = read
    const pairs = set.isSided ? set.pairs.train : set.pairs.train.flatMap((pair) => [pair, turned(pair)])
    const lessons = pairs.map(({ left, right, isSame }) => ({ left: records[left], right: records[right], isSame }))
    const { model, rows, outOfPart } = trainMatcher(lessons, vocabulary, options, this.#asked())
    this.#matcher = new PairMatcher(model, vocabulary)
    this.#likeness = likenessOf(read, new PairMatcher(model, vocabulary))
    const known = new Map<number, number>()
    for (const [i, { left, right, isSame }] of pairs.entries()) {
      this.#verdicts.add(left, right, isSame)
      const key = this.#key(left, right)
      known.set(key, set.isSided ? outOfPart[i] : (known.get(key) ?? 0) + outOfPart[i] / 2)
    }
    this.#link(known)
    for (const { left, right, isSame } of pairs) this.#knownLinks.add(left, right, isSame ? knownOdds : -knownOdds)
    const labels = Uint8Array.from(pairs, ({ isSame }) => Number(isSame))
    const parts = partsOf(lessons, options.parts, seed + 1000)
    const values = new Float64Array(pairs.length * taughtNames.length)
    for (const [i, pair] of pairs.entries()) {
      values.set(rows.subarray(i * base, (i + 1) * base), i * taughtNames.length)
      const logOdds = known.get(this.#key(pair.left, pair.right)) ?? outOfPart[i]
      this.#writeSecond(pair, logOdds, values, i * taughtNames.length)
    }
    const teach = (names: readonly string[]) => {
      const task = { names, labels, parts, partCount: options.parts, options: { ...secondStageTrees, seed } }
      return trainBag({ ...task, values: narrowed(values, taughtNames.length, names.length) })
    }
    const [collective, taught] = [teach(collectiveFeatureNames), teach(taughtNames)]
    this.#second = { collective: collective.bag, taught: taught.bag }
    this.model = { ...model, collective: collective.bag }
    this.outOfPart = {
      alone: this.#ofPairs(outOfPart),
      collective: this.#ofPairs(collective.outOfPart),
      taught: this.#ofPairs(taught.outOfPart),
    }
  }

  /** Log-odds of all pairs of a split; a pair that can be turned is asked both ways. */
  score(split: Split): Scores {
    const pairs = this.#read.set.pairs[split]
    const scores = { alone: this.#zeros(pairs), collective: this.#zeros(pairs), taught: this.#zeros(pairs) }
    const row = new Float64Array(taughtNames.length)
    for (const [i, pair] of pairs.entries()) {
      const ways = this.#read.set.isSided ? [pair] : [pair, turned(pair)]
      for (const way of ways) scores.alone[i] += this.#compare(way) / ways.length
      for (const way of ways) {
        this.#compare(way)
        row.set(this.#matcher.rows.subarray(0, base))
        this.#writeSecond(way, scores.alone[i], row, 0)
        for (const variant of ['collective', 'taught'] as const) {
          this.#second[variant].logOdds(row, 1, this.#one)
          scores[variant][i] += this.#one[0] / ways.length
        }
      }
    }
    return scores
  }

  /** Pairs that are asked about later: what follows of them from training pairs is not learned. */
  #asked(): (left: MatchRecord, right: MatchRecord) => boolean {
    const { set, records } = this.#read
    const numbers = new Map(records.map((record, i) => [record, i]))
    const asked = new Set([...set.pairs.valid, ...set.pairs.test].map(({ left, right }) => this.#key(left, right)))
    return (left, right) => asked.has(this.#key(numbers.get(left)!, numbers.get(right)!))
  }

  /** Log-odds of lessons as those of pairs: where pairs were turned, the mean of both ways. */
  #ofPairs(scores: Float64Array): Float64Array {
    const { set } = this.#read
    if (set.isSided) return scores
    return Float64Array.from(set.pairs.train, (_, i) => (scores[i * 2] + scores[i * 2 + 1]) / 2)
  }

  #compare({ left, right }: LabelledPair): number {
    const { records } = this.#read
    this.#matcher.compare(records[left], [records[right]], this.#one)
    return this.#one[0]
  }

  /** Log-odds of every record and its neighbours; those of training pairs from a forest that did not see them. */
  #link(known: ReadonlyMap<number, number>): void {
    const { neighbours, set } = this.#read
    const seen = new Set<number>()
    for (const [record, others] of neighbours.entries())
      for (const other of others) {
        const isTurned = set.isSided && !set.records[record].isLeft
        const pair = { left: isTurned ? other : record, right: isTurned ? record : other, isSame: false }
        const key = this.#key(pair.left, pair.right)
        if (seen.has(key)) continue
        seen.add(key)
        const there = (): number => this.#compare(pair)
        const bothWays = (): number => (this.#compare(pair) + this.#compare(turned(pair))) / 2
        const logOdds = known.get(key) ?? (set.isSided ? there() : bothWays())
        this.#links.add(record, other, logOdds)
        this.#knownLinks.add(record, other, logOdds)
      }
  }

  #writeSecond({ left, right }: LabelledPair, logOdds: number, row: Float64Array, at: number): void {
    writeRivals(this.#links, { left, right, logOdds }, row, at + base)
    writeVerdicts(this.#verdicts, { left, right, ...this.#likeness }, row, at + collectiveFeatureNames.length)
    const end = at + collectiveFeatureNames.length + verdictNames.length
    writeRivals(this.#knownLinks, { left, right, logOdds }, row, end)
  }

  #key(a: number, b: number): number {
    return Math.min(a, b) * this.#read.records.length + Math.max(a, b)
  }

  #zeros(pairs: readonly LabelledPair[]): Float64Array {
    return new Float64Array(pairs.length)
  }
}

function turned({ left, right, isSame }: LabelledPair): LabelledPair {
  return { left: right, right: left, isSame }
}

type Likeness = Readonly<Record<'likeness' | 'logOdds', (a: number, b: number) => number>>

/** How alike two records are: half shared words, half shared 3-grams; and the matcher's log-odds. Each pair is asked once. */
function likenessOf({ records }: ReadSet, matcher: PairMatcher): Likeness {
  const score = new Float64Array(1)
  const known = new Map<number, { likeness: number; logOdds: number }>()
  const ask = (a: number, b: number): { likeness: number; logOdds: number } => {
    const [one, other] = [Math.min(a, b), Math.max(a, b)]
    const key = one * records.length + other
    const found = known.get(key)
    if (found) return found
    matcher.compare(records[one], [records[other]], score)
    const { rows } = matcher
    const answer = { likeness: (rows[shareMin] + rows[shareMax]) / 4 + rows[grams] / 2, logOdds: score[0] }
    known.set(key, answer)
    return answer
  }
  return { likeness: (a, b) => ask(a, b).likeness, logOdds: (a, b) => ask(a, b).logOdds }
}

function narrowed(values: Float64Array, width: number, to: number): Float64Array {
  if (to === width) return values
  const rows = values.length / width
  const narrow = new Float64Array(rows * to)
  for (let row = 0; row < rows; row++) narrow.set(values.subarray(row * width, row * width + to), row * to)
  return narrow
}
