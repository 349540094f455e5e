import { Random } from '../random.ts'
import { isInsideName, spanForm } from './span-candidates.ts'
import { valueHash } from './span-features.ts'
import { biasFeature, type SpanTagger, weightPlace } from './span-tagger.ts'
import { isContent, TokenList } from './token-list.ts'

/** A text and what its feed says of it. A value that stands nowhere in the text teaches that there is none. */
export type TaggedText = {
  readonly text: string
  readonly values: readonly { readonly label: number; readonly value: string }[]
}

export type TaggerTask = {
  readonly texts: readonly TaggedText[]
  /** Labels are 0 to this, itself not included; at most 65,536. */
  readonly labels: number
  /** Says in which order the texts are learnt from. */
  readonly seed: number
  /** Times that all texts are gone through. */
  readonly epochs?: number
  readonly rate?: number
}

/** Below this there is nothing to learn from an answer: most are, after two epochs, and skipping them halves the time. */
const errorMin = 1e-3
const phraseLengthMax = 80
const standingTokensMax = 16
const scratch = new TokenList()
const notNumber = /[^\d.,\s]/

/**
 * Teaches a tagger from texts and the values of their feed (distant supervision): where a value of the feed stands in the
 * text, that stretch is a value of it; every other stretch is not. Thresholds are left at a half: see `teachSpanTagger`.
 *
 * Time: texts x candidates x labels asked x 50 features x epochs; 3 s for 12,000 titles of 14 words with 50 labels.
 * Source: Mintz et al. (2009), Distant supervision for relation extraction without labeled data, ACL 1003-1011; logistic
 * regression over hashed features (Weinberger et al. 2009, doi:10.1145/1553374.1553516) with the steps of AdaGrad (Duchi,
 * Hazan, Singer 2011, JMLR 12). Deviation: squares begin at 1, so that a feature seen once moves little.
 */
export function trainSpanTagger(tagger: SpanTagger, task: TaggerTask): void {
  const { texts, labels, seed, epochs = 8, rate = 0.2 } = task
  tagger.reset(labels)
  const values = texts.map(hashesOf)
  addPhrases(tagger, texts)
  fillGate(tagger, texts, values)
  const squares = new Float32Array(tagger.weights.length).fill(1)
  const order = texts.map((_, i) => i)
  const random = new Random(seed)
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const i of random.shuffle(order)) learnText(tagger, texts[i]!.text, { values: values[i]!, squares, rate })
}

/**
 * Teaches a tagger and sets each label's threshold to the chance from which its F1 is best: the texts are dealt into folds, and each
 * fold is tagged by a tagger that was taught from the others. The tagger itself is then taught from all of them.
 * Time: `folds` + 1 trainings.
 */
export function teachSpanTagger(tagger: SpanTagger, task: TaggerTask & { readonly folds: number }): void {
  const { texts, labels, seed, folds } = task
  const order = new Random(seed).shuffle(texts.map((_, i) => i))
  const tally: ChanceTally = {
    found: Array.from({ length: labels }, () => []),
    there: new Float64Array(labels),
  }
  for (let fold = 0; fold < folds; fold++) {
    const part = (isHeld: boolean): TaggedText[] =>
      order.filter((_, k) => (k % folds === fold) === isHeld).map((i) => texts[i]!)
    trainSpanTagger(tagger, { ...task, texts: part(false) })
    gatherChances(tagger, part(true), tally)
  }
  trainSpanTagger(tagger, task)
  for (let label = 0; label < labels; label++)
    if (tally.there[label]! > 0) tagger.thresholds[label] = bestThreshold(tally.found[label]!, tally.there[label]!)
}

/** By label: the chances that were said and whether they were right, and how many texts have a value to find. */
type ChanceTally = { readonly found: { chance: number; isRight: boolean }[][]; readonly there: Float64Array }

function gatherChances(tagger: SpanTagger, texts: readonly TaggedText[], { found, there }: ChanceTally): void {
  tagger.thresholds.fill(0.01)
  for (const one of texts) {
    const hashes = hashesOf(one)
    const stand = standingIn(one.text)
    for (const [label, hash] of hashes) if (stand.has(hash)) there[label]! += 1
    for (const { label, start, end, chance } of tagger.tag(one.text))
      found[label]!.push({ chance, isRight: hashes.get(label) === hashOf(one.text.slice(start, end)) })
  }
}

/**
 * The hashes of all that stands in a text: every stretch that begins and ends with a token and is no number within a name (the 8
 * of i8). A value stands in the text when its own hash (`hashOf`) is among them. O(tokens x 16).
 */
export function standingIn(text: string): ReadonlySet<number> {
  const hashes = new Set<number>()
  const tokens = scratch.read(text)
  for (let from = 0; from < tokens.count; from++)
    for (let to = from + 1; to <= tokens.count && to - from <= standingTokensMax; to++)
      if (to > from + 1 || !isInsideName(tokens, from)) hashes.add(valueHash(tokens, from, to))
  return hashes
}

/** What a value is compared by: its letters and digits, without case, width, accents, spaces and hyphens. 0: it has none. */
export function hashOf(value: string): number {
  const tokens = scratch.read(value)
  for (let i = 0; i < tokens.count; i++) if (isContent(tokens.kinds[i]!)) return valueHash(tokens, 0, tokens.count)
  return 0
}

/** By label: the hash of its value. */
function hashesOf({ values }: TaggedText): Map<number, number> {
  const hashes = new Map<number, number>()
  for (const { label, value } of values) {
    const hash = hashOf(value)
    if (hash !== 0) hashes.set(label, hash)
  }
  return hashes
}

function addPhrases(tagger: SpanTagger, texts: readonly TaggedText[]): void {
  for (const { values } of texts)
    for (const { value } of values)
      if (value.length <= phraseLengthMax && notNumber.test(value)) tagger.phrases.add(value, 0)
}

/** Learns which labels are worth asking for: those seen with the value, and those seen with the neighbours of open forms. */
function fillGate(tagger: SpanTagger, texts: readonly TaggedText[], values: readonly Map<number, number>[]): void {
  const { tokens, candidates, features, gate } = tagger
  const labelsOf = new Map<number, Set<number>>()
  texts.forEach(({ text }, i) => {
    tagger.read(text)
    for (let c = 0; c < candidates.count; c++) {
      const hash = valueHash(tokens, candidates.from[c]!, candidates.to[c]!)
      const seen = [...values[i]!].filter(([, value]) => value === hash).map(([label]) => label)
      if (seen.length === 0) continue
      features.describe(tokens, candidates, c)
      const [byValue, byRight, byLeft] = features.keys
      const form = candidates.forms[c]!
      const keys =
        form === spanForm.number ? [byRight!, byLeft!] : form === spanForm.phrase ? [byValue!] : [...features.keys]
      for (const key of keys) labelsOf.set(key, new Set([...(labelsOf.get(key) ?? []), ...seen]))
    }
  })
  gate.fill(new Map([...labelsOf].map(([key, labels]) => [key, [...labels].sort((a, b) => a - b)])))
}

type Lesson = { readonly values: ReadonlyMap<number, number>; readonly squares: Float32Array; readonly rate: number }

function learnText(tagger: SpanTagger, text: string, { values, squares, rate }: Lesson): void {
  const { weights, features, candidates, tokens } = tagger
  tagger.read(text)
  const { own, bag } = features // behind `read`, which may have made the bag larger
  for (let c = 0; c < candidates.count; c++) {
    tagger.ask(c)
    const hash = valueHash(tokens, candidates.from[c]!, candidates.to[c]!)
    for (let k = 0; k < tagger.askedCount; k++) {
      const label = tagger.asked[k]!
      const chance = 1 / (1 + Math.exp(-tagger.score(label) - tagger.bagScore(label)))
      const error = (values.get(label) === hash ? 1 : 0) - chance
      if (Math.abs(error) < errorMin) continue
      for (let f = -1; f < features.ownCount + features.bagCount; f++) {
        const feature =
          f < 0 ? biasFeature + tagger.ordinals[label]! : f < features.ownCount ? own[f]! : bag[f - features.ownCount]!
        const at = weightPlace(feature, label)
        squares[at]! += error * error
        weights[at]! += (rate * error) / Math.sqrt(squares[at]!)
      }
    }
  }
}

/** The chance from which F1 is best; between it and the next one below, so that equal chances stay together. */
function bestThreshold(found: { chance: number; isRight: boolean }[], there: number): number {
  found.sort((a, b) => b.chance - a.chance)
  let right = 0
  let best = 0
  let threshold = 1
  for (let i = 0; i < found.length; i++) {
    if (found[i]!.isRight) right += 1
    const score = (2 * right) / (i + 1 + there)
    const below = found[i + 1]?.chance ?? 0
    if (score <= best || below === found[i]!.chance) continue
    best = score
    threshold = (found[i]!.chance + below) / 2
  }
  return threshold
}
