import { grown } from '../grown.ts'
import type { TopK } from '../top-k.ts'
import type { ChunkLists } from './chunk-lists.ts'
import { weightOfCode } from './gram-fields.ts'
import { tagOf, textBits, textsMax } from './posting.ts'

const textMask = textsMax - 1
/** What a sum of 1 is, so that sums of up to 4,096 numbers rounded up stay below 2^16. */
const one = 60_000
const binBits = 7
const bins = 2 ** (16 - binBits)
/** Texts whose sum has passed this are noted apart: where they suffice, nobody looks at the very many with less. */
const promising = 0.06 * one

/** A partition, how many texts it has at most, and by text which one it is of. */
export type Within = { readonly partition: number; readonly most: number; readonly partitions: Uint32Array }

/**
 * What each text got from the lists read so far, for few of very many texts: whole numbers of 16 bits, which stay in the
 * second cache where there are a million. Each addition is rounded up, so a sum is never less than it should be.
 *
 * addList: 3 ns a posting, 1 ns one of another partition; choose: 2 ns a text touched. Memory: 2 bytes a text, 4 a text touched.
 */
export class GramSums {
  #sums: Uint16Array = new Uint16Array(64)
  #touched: Uint32Array = new Uint32Array(64)
  #count = 0
  #promising: Uint32Array = new Uint32Array(64)
  #promisingCount = 0
  /** What a posting of the list that is being read adds, before its own weight. */
  #weight = 0
  #within: Within | undefined
  readonly #bins = new Uint32Array(bins)

  /** Makes room for texts with numbers below `end`; all sums are 0. */
  begin(end: number): void {
    for (let i = 0; i < this.#count; i++) this.#sums[this.#touched[i]!] = 0
    this.#count = 0
    this.#promisingCount = 0
    this.#sums = grown(this.#sums, end)
  }

  /** Adds a list's postings, each with `weight` times its own. @param within only those of its texts; undefined for all */
  addList(postings: ChunkLists, list: number, weight: number, within?: Within): void {
    this.#weight = weight * one
    this.#within = within
    const room = Math.min(within?.most ?? this.#sums.length, this.#count + postings.counts[list]!)
    this.#touched = grown(this.#touched, room)
    this.#promising = grown(this.#promising, room)
    postings.visit(list, within === undefined ? this.#addChunk : this.#addTagged)
  }

  /** A text's sum, not less than it should be. */
  sumOf(text: number): number {
    return this.#sums[text]! / one
  }

  /** What a score of `choose` stands for. */
  amountOf(score: number): number {
    return score / one
  }

  /** What at least `rank` texts have for certain, `lists` having been added; 0 when fewer have a good part of a whole score. */
  reachedBy(rank: number, lists: number, isWanted?: (text: number) => boolean): number {
    if (this.#promisingCount < rank) return 0
    this.#fillBins(this.#promising, this.#promisingCount, isWanted)
    return Math.max(0, (this.#binOf(rank) << binBits) - lists) / one
  }

  /** Offers the texts with the highest sums to `top`, which keeps `keep` of them. */
  choose(top: TopK, keep: number, isWanted?: (text: number) => boolean): void {
    const sums = this.#sums
    const least = this.#leastOf(keep, isWanted)
    const from = least >= promising ? this.#promising : this.#touched
    const count = least >= promising ? this.#promisingCount : this.#count
    for (let i = 0; i < count; i++) {
      const text = from[i]!
      if (sums[text]! >= least && (isWanted === undefined || isWanted(text))) top.offer(text, sums[text]!)
    }
  }

  /** A sum that at least `rank` texts reach, if so many are there, and few more; at least `promising`, or 0. */
  #leastOf(rank: number, isWanted: ((text: number) => boolean) | undefined): number {
    this.#fillBins(this.#promising, this.#promisingCount, isWanted)
    const bin = this.#binOf(rank)
    if (bin > 0) return Math.max(promising, bin << binBits)
    this.#fillBins(this.#touched, this.#count, isWanted)
    return this.#binOf(rank) << binBits
  }

  /** The bin in which the text of that rank lies; 0 when there are fewer. */
  #binOf(rank: number): number {
    let above = 0
    for (let bin = bins - 1; bin > 0; bin--) {
      above += this.#bins[bin]!
      if (above >= rank) return bin
    }
    return 0
  }

  #fillBins(texts: Uint32Array, count: number, isWanted: ((text: number) => boolean) | undefined): void {
    const sums = this.#sums
    this.#bins.fill(0)
    for (let i = 0; i < count; i++) {
      const text = texts[i]!
      if (isWanted === undefined || isWanted(text)) this.#bins[sums[text]! >>> binBits]! += 1
    }
  }

  readonly #addChunk = (page: Uint32Array, start: number, end: number): void => {
    const sums = this.#sums
    const touched = this.#touched
    const weight = this.#weight
    const hopes = this.#promising
    let count = this.#count
    let hopeCount = this.#promisingCount
    for (let i = start; i < end; i++) {
      const posting = page[i]!
      const text = posting & textMask
      const before = sums[text]!
      if (before === 0) touched[count++] = text
      const after = before + ((weight * weightOfCode[posting >>> textBits]!) | 0) + 1
      sums[text] = after
      if (before < promising && after >= promising) hopes[hopeCount++] = text
    }
    this.#count = count
    this.#promisingCount = hopeCount
  }

  /** The same for those of one partition: the others are passed over by their tags. */
  readonly #addTagged = (page: Uint32Array, start: number, end: number, tags: Uint8Array): void => {
    const { partition, partitions } = this.#within!
    const tag = tagOf(partition)
    for (let i = start; i < end; i++) {
      if (tags[i] !== tag) continue
      if (partitions[page[i]! & textMask] === partition) this.#addChunk(page, i, i + 1)
    }
  }
}
