import type { Columns, Saved } from '../columns.ts'
import { nested, partOf } from '../columns.ts'
import { grown } from '../grown.ts'
import { LabelGate } from './label-gate.ts'
import { PhraseTable } from './phrase-table.ts'
import { SpanCandidates, spanForm } from './span-candidates.ts'
import { mixed, SpanFeatures } from './span-features.ts'
import { TokenList } from './token-list.ts'

/** A value found: which label, the stretch of the text in UTF-16 units, and the chance that it is right. */
export type SpanTag = { readonly label: number; readonly start: number; readonly end: number; readonly chance: number }

const ordinalMax = 3
/** The feature that every candidate has, plus how many of its label there are up to it. */
export const biasFeature = 0x51ed270b

/** Weights are found by hash: two to this power of them, 4 bytes each. */
const weightBits = 21

/**
 * Finds the values of many attributes (labels) in titles. Each stretch of a title that may be a value (`SpanCandidates`, or a phrase
 * seen in training) is asked for each label that was seen with such a value or such neighbours: a logistic regression over
 * hashed features says how likely it is. Of each label the likeliest stretch wins, if it is likely enough.
 *
 * Not a chain of one tag a word: the same word is the value of several attributes at once ("256 GB SSD" is the capacity of the
 * drive, of all drives and of the store), which a chain cannot say.
 *
 * Memory: 8 MB of weights, and the phrases. tag: about 20 us a title of 14 words.
 */
export class SpanTagger implements Saved {
  readonly tokens = new TokenList()
  readonly candidates = new SpanCandidates()
  readonly features = new SpanFeatures()
  readonly phrases = new PhraseTable()
  readonly gate = new LabelGate()
  weights: Float32Array = new Float32Array(2 ** weightBits)
  /** By label: the chance from which its value is given. */
  thresholds: Float64Array = new Float64Array(0)
  /** By label, of the title at hand: what its words say. NaN: not asked yet. */
  #bagScores: Float64Array = new Float64Array(0)
  #best: Float64Array = new Float64Array(0)
  #bestAt: Int32Array = new Int32Array(0)
  /** Labels to ask the present candidate for. */
  asked: Uint16Array = new Uint16Array(64)
  askedCount = 0
  /** By label: how many candidates of the text have been asked for it, this one included; stops at 3. First plug, second plug. */
  ordinals: Uint8Array = new Uint8Array(0)
  #marks: Uint32Array = new Uint32Array(0)
  #mark = 0

  get labels(): number {
    return this.thresholds.length
  }

  /** Begins anew with so many labels. */
  reset(labels: number): void {
    this.weights = new Float32Array(2 ** weightBits)
    this.#size(new Float64Array(labels).fill(0.5))
  }

  /** The values found in a text, at most one a label, in the order of labels. */
  tag(text: string): SpanTag[] {
    this.read(text)
    this.#best.fill(-Infinity)
    this.#bagScores.fill(Number.NaN)
    for (let i = 0; i < this.candidates.count; i++) {
      this.ask(i)
      for (let k = 0; k < this.askedCount; k++) {
        const label = this.asked[k]!
        const score = this.score(label) + this.#bagScore(label)
        if (score <= this.#best[label]!) continue
        this.#best[label] = score
        this.#bestAt[label] = i
      }
    }
    const tags: SpanTag[] = []
    for (let label = 0; label < this.labels; label++) {
      const chance = 1 / (1 + Math.exp(-this.#best[label]!))
      if (chance < this.thresholds[label]! || chance === 0) continue
      const at = this.#bestAt[label]!
      const start = this.tokens.starts[this.candidates.from[at]!]!
      tags.push({ label, start, end: this.tokens.ends[this.candidates.to[at]! - 1]!, chance })
    }
    return tags
  }

  /** Cuts a text and gathers its candidates. */
  read(text: string): void {
    const { tokens, candidates } = this
    tokens.read(text)
    candidates.gather(tokens)
    for (let at = 0; at < tokens.count; at++)
      this.phrases.each(tokens, at, (_, to) => candidates.add(at, to, spanForm.phrase))
    this.features.title(tokens)
    this.ordinals.fill(0)
  }

  /** Describes a candidate, and fills `asked` with the labels that it may have. */
  ask(candidate: number): void {
    const { features, gate } = this
    features.describe(this.tokens, this.candidates, candidate)
    this.#mark += 1
    this.askedCount = 0
    for (let k = 0; k < features.keys.length; k++) {
      gate.find(features.keys[k]!)
      for (let at = gate.start; at < gate.end; at++) {
        const label = gate.labels[at]!
        if (this.#marks[label] === this.#mark) continue
        this.#marks[label] = this.#mark
        this.asked = grown(this.asked, this.askedCount + 1)
        this.asked[this.askedCount++] = label
        if (this.ordinals[label]! < ordinalMax) this.ordinals[label]! += 1
      }
    }
  }

  /** What the features of the candidate described last say of a label, in log-odds. */
  score(label: number): number {
    const { own, ownCount } = this.features
    let sum = this.weights[weightPlace(biasFeature + this.ordinals[label]!, label)]!
    for (let k = 0; k < ownCount; k++) sum += this.weights[weightPlace(own[k]!, label)]!
    return sum
  }

  #bagScore(label: number): number {
    const known = this.#bagScores[label]!
    if (!Number.isNaN(known)) return known
    const sum = this.bagScore(label)
    this.#bagScores[label] = sum
    return sum
  }

  /** What the words of the title say of a label. */
  bagScore(label: number): number {
    const { bag, bagCount } = this.features
    let sum = 0
    for (let k = 0; k < bagCount; k++) sum += this.weights[weightPlace(bag[k]!, label)]!
    return sum
  }

  save(): Columns {
    return {
      ...nested('phrases', this.phrases.save()),
      ...nested('gate', this.gate.save()),
      weights: this.weights,
      thresholds: this.thresholds,
    }
  }

  restore(columns: Columns): void {
    this.phrases.restore(partOf(columns, 'phrases'))
    this.gate.restore(partOf(columns, 'gate'))
    this.weights = columns.weights as Float32Array
    this.#size(columns.thresholds as Float64Array)
  }

  #size(thresholds: Float64Array): void {
    this.thresholds = thresholds
    this.#bagScores = new Float64Array(thresholds.length)
    this.#best = new Float64Array(thresholds.length)
    this.#bestAt = new Int32Array(thresholds.length)
    this.#marks = new Uint32Array(thresholds.length)
    this.ordinals = new Uint8Array(thresholds.length)
  }
}

/** Where the weight of a feature for a label lies. */
export function weightPlace(feature: number, label: number): number {
  return mixed(feature, Math.imul(label + 1, 0x632be5ab)) >>> (32 - weightBits)
}
