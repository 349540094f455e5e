import { align } from './align.ts'
import { bodyNames, writeBody } from './body-features.ts'
import { codeFeatureNames, writeCodeFeatures } from './code-features.ts'
import { editDistance } from './edit-distance.ts'
import { GramCosine } from './gram-cosine.ts'
import type { MatchRecord } from './match-text.ts'
import { foundNames, overlapNames, writeFound, writeOverlap } from './overlap-features.ts'
import { SideText } from './side-text.ts'
import { commonPrefix, type Stretch } from './stretch.ts'
import { tokenMask } from './tokens.ts'
import { valueNames, writeValues } from './value-features.ts'
import type { Vocabulary } from './vocabulary.ts'

const overlaps = ['left-in-title', 'right-in-title'] as const
const foundSides = ['left-in-all', 'right-in-all'] as const
const titleNames = ['share-min', 'share-max', 'share-product', 'missing-min', 'missing-max'] as const
const spellingNames = ['grams', 'gram-run', 'jaccard', 'same-tokens', 'edits', 'prefix'] as const
const sizeNames = ['left-tokens', 'right-tokens', 'length-ratio'] as const
const amountNames = ['amount-distance', 'amount-ratio', 'left-has-amount', 'right-has-amount', 'left-amount'] as const
const makerNames = ['makers', 'left-maker-in-title', 'right-maker-in-title'] as const

/** The features of a pair, in the order of a row of `PairFeatures`. */
export const pairFeatureNames: readonly string[] = [
  ...overlaps.flatMap((side) => overlapNames.map((name) => `${side}:${name}`)),
  ...foundSides.flatMap((side) => foundNames.map((name) => `${side}:${name}`)),
  ...titleNames,
  'all-share-min',
  'all-share-max',
  ...spellingNames,
  ...sizeNames,
  ...codeFeatureNames,
  ...valueNames,
  ...amountNames,
  ...makerNames,
  ...['left', 'right'].flatMap((side) => bodyNames.map((name) => `${side}-${name}`)),
]

const beginning: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
const otherBeginning: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
const editedUnitsMax = 64
const makerUnitsMin = 3

/**
 * What the texts of two records say about whether they are of the same thing, as numbers. Sees nothing but the two records
 * and how rare their tokens and 3-grams are in the vocabulary; no labels, and none of the other records themselves.
 *
 * A left record is laid out once and compared with many. 3 us a pair of titles of 8 words, 9 us of 20 words;
 * allocates nothing.
 */
export class PairFeatures {
  readonly left: SideText
  readonly right: SideText
  readonly #grams = new GramCosine()

  constructor(vocabulary: Vocabulary) {
    this.left = new SideText(vocabulary)
    this.right = new SideText(vocabulary)
  }

  /** Lays out the record that the next ones are compared with. */
  setLeft(record: MatchRecord): void {
    this.left.load(record)
    this.#grams.left(this.left)
  }

  /** Compares a record with the left one. Writes `pairFeatureNames.length` numbers from `at` on, NaN where nothing is said. */
  write(record: MatchRecord, row: Float64Array, at = 0): void {
    const { left, right } = this
    right.load(record)
    align(left, right)
    const size = overlapNames.length
    const leftShare = writeOverlap(left, row, at)
    const rightShare = writeOverlap(right, row, at + size)
    const leftAll = writeFound(left, row, at + size * 2)
    const rightAll = writeFound(right, row, at + size * 2 + foundNames.length)
    let next = at + size * 2 + foundNames.length * 2
    row[next++] = Math.min(leftShare, rightShare)
    row[next++] = Math.max(leftShare, rightShare)
    row[next++] = leftShare * rightShare
    row[next++] = Math.min(row[at + 1], row[at + size + 1])
    row[next++] = Math.max(row[at + 1], row[at + size + 1])
    row[next++] = Math.min(leftAll, rightAll)
    row[next++] = Math.max(leftAll, rightAll)
    row[next++] = this.#grams.with(right)
    row[next++] = this.#grams.run
    next = this.#writeSpelling(row, next)
    writeCodeFeatures(left, right, row, next)
    next += codeFeatureNames.length
    writeValues(left, right, row, next)
    next += valueNames.length
    next = this.#writeAmounts(row, next)
    this.#writeMakers(row, next)
    next += makerNames.length
    writeBody(left, right, row, next)
    writeBody(right, left, row, next + bodyNames.length)
  }

  #writeSpelling(row: Float64Array, at: number): number {
    const { left, right } = this
    let tokensLeft = 0
    let same = 0
    for (let i = 0; i < left.count; i++) {
      if (left.isFirst[i] === 0) continue
      tokensLeft++
      if (right.title.has(left.ids[i])) same++
    }
    let tokensRight = 0
    for (let i = 0; i < right.count; i++) tokensRight += right.isFirst[i]
    row[at] = same / (tokensLeft + tokensRight - same || 1)
    row[at + 1] = same
    layBeginning(beginning, left)
    layBeginning(otherBeginning, right)
    const longer = Math.max(beginning.to, otherBeginning.to, 1)
    row[at + 2] = 1 - editDistance(beginning, otherBeginning) / longer
    row[at + 3] = commonPrefix(beginning, otherBeginning)
    row[at + 4] = left.count
    row[at + 5] = right.count
    row[at + 6] = Math.min(left.compact.to, right.compact.to) / Math.max(left.compact.to, right.compact.to, 1)
    return at + 7
  }

  #writeAmounts(row: Float64Array, at: number): number {
    const left = this.left.record.amount
    const right = this.right.record.amount
    const ratio = Math.log(left / right)
    row[at] = Math.abs(ratio)
    row[at + 1] = ratio
    row[at + 2] = Number.isNaN(left) ? 0 : 1
    row[at + 3] = Number.isNaN(right) ? 0 : 1
    row[at + 4] = Math.log(left)
    return at + 5
  }

  #writeMakers(row: Float64Array, at: number): void {
    const left = this.left.record.maker
    const right = this.right.record.maker
    row[at] = left.length > 0 && right.length > 0 ? this.#sharedMakers(left, right) : Number.NaN
    row[at + 1] = this.#found(left, this.right)
    row[at + 2] = this.#found(right, this.left)
  }

  /** Share of the shorter maker's tokens that the other has too. */
  #sharedMakers(left: Uint32Array, right: Uint32Array): number {
    let same = 0
    for (const a of left)
      for (const b of right)
        if ((a & tokenMask) === (b & tokenMask)) {
          same++
          break
        }
    return same / Math.min(left.length, right.length)
  }

  /** Share of a maker's longer tokens that stand in the other side's title. */
  #found(maker: Uint32Array, other: SideText): number {
    let tokens = 0
    let found = 0
    for (let i = 0; i < maker.length; i++) {
      const id = maker[i] & tokenMask
      other.vocabulary.lay(beginning, id)
      if (beginning.to - beginning.from < makerUnitsMin) continue
      tokens++
      if (other.title.has(id)) found++
    }
    return tokens > 0 ? found / tokens : Number.NaN
  }
}

function layBeginning(stretch: Stretch, { compact }: SideText): void {
  stretch.units = compact.units
  stretch.from = 0
  stretch.to = Math.min(compact.to, editedUnitsMax)
}
