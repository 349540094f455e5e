import type { Columns, Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { ChunkLists } from './chunk-lists.ts'
import { codeOfWeight, fieldsMax, fieldWeights, type GramField, weightCodes } from './gram-fields.ts'
import { HashTable } from './hash-table.ts'
import { gramsMax, type NotedGrams } from './noted-grams.ts'
import { tagOf, textBits, textsMax } from './posting.ts'
import { TextGrams } from './text-grams.ts'

/**
 * Which short texts hold a gram, and how much it says of them: the memory of `GramSearcher`. Texts get numbers when they are
 * added; one that was dropped keeps its postings until `compact`, after which its number is given out again.
 *
 * A text's score for a question is sum over common grams of idf * weight in the question * weight in the text, with the
 * weights of `fieldWeights` and idf = ln(1 + (N - n + 0.5) / (n + 0.5)), divided by what the question could get at most.
 * So it lies in 0 to 1, and no number of a text depends on the other texts: the index needs no renewal as it grows.
 *
 * add: O(grams), some 7 us for a title. drop: O(grams). compact: O(all postings), 0.3 s for 1,000,000 titles.
 * Memory: 7 bytes a gram of a text for its posting, 2 in its text, 16 bytes a text, 40 a different gram.
 * At most 16,777,216 texts.
 *
 * Source: Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, doi:10.1561/1500000019,
 * for idf and weights by field. Deviations: a gram counts once however often it stands there, and length counts by its
 * root, not linearly: short texts say a thing once, and both measured better (docs/benchmarks.md, Blocking).
 */
export class GramIndex implements Saved {
  readonly fields: readonly GramField[]
  readonly table = new HashTable()
  /** By gram: text | code of the weight << textBits, dropped texts included; the tag is that of the text's partition. */
  readonly postings = new ChunkLists()
  readonly texts = new TextGrams()
  /** By gram: in how many texts it is. */
  frequencies: Uint32Array = new Uint32Array(1024)
  /** By partition: its texts, dropped ones included. */
  readonly members = new ChunkLists()
  /** By text: its partition, a number from 0 on. */
  partitions: Uint32Array = new Uint32Array(64)
  /** All texts have numbers below this. */
  end = 0
  /** Texts dropped since `compact`. */
  dropped = 0
  /** Numbers to give out again, the next one last. */
  #free: number[] = []
  /** Scratch: the noted grams' numbers by field, side by side. */
  readonly #grams = new Uint32Array(gramsMax)
  readonly #weights = new Float64Array(fieldsMax)

  constructor(fields: readonly GramField[]) {
    if (fields.length > fieldsMax) throw new RangeError(`at most ${fieldsMax} fields, not ${fields.length}`)
    this.fields = fields
  }

  /** Texts that are there. */
  get size(): number {
    return this.end - this.#free.length - this.dropped
  }

  /** Bytes taken, without what growing keeps in reserve. */
  get bytes(): number {
    const perGram = this.table.size * 4 + this.table.slotBytes
    return this.postings.bytes + this.members.bytes + perGram + this.texts.top * 2 + this.end * 8 + this.table.size * 4
  }

  /** Grams of all texts that are there. O(different grams) */
  get postingCount(): number {
    return this.frequencies.reduce((sum, frequency) => sum + frequency, 0)
  }

  /**
   * Adds the text of the grams noted.
   * @param partition within which it may be searched for: a number from 0 on, without large gaps
   * @returns its number
   */
  add(noted: NotedGrams, partition = 0): number {
    const text = this.#free.pop() ?? this.end++
    if (text >= textsMax) throw new RangeError(`an index holds ${textsMax} texts at most; share them out to several`)
    this.partitions = grown(this.partitions, text + 1)
    this.partitions[text] = partition
    this.members.push(partition, text)
    fieldWeights(this.fields, noted.counts, this.#weights)
    const groups = this.fields.map((_, field) => codeOfWeight(this.#weights[field]!))
    const isUsed = (code: number, field: number): boolean => code < weightCodes && noted.counts[field]! > 0
    this.texts.begin(text, groups.filter(isUsed).length)
    groups.forEach((code, field) => {
      if (isUsed(code, field)) this.#addGroup(text, code, this.#gramsOf(noted, field))
    })
    return text
  }

  /** Takes a text out of all answers. */
  drop(text: number): void {
    if (!this.texts.has(text)) return
    const count = this.texts.read(text)
    for (let i = 0; i < count; i++) this.frequencies[this.texts.grams[i]!]! -= 1
    this.texts.forget(text)
    this.dropped += 1
  }

  /** Removes what is left of dropped texts, whose numbers are given out again, lowest first. */
  compact(): void {
    const before = new TextGrams()
    Object.assign(before, { words: this.texts.words, starts: this.texts.starts.slice(), top: this.texts.top })
    this.texts.clear(before.top)
    this.#free = []
    for (let text = this.end - 1; text >= 0; text--) if (!before.has(text)) this.#free.push(text)
    for (let text = 0; text < this.end; text++) if (before.has(text)) this.texts.copyFrom(before, text)
    this.dropped = 0
    this.#rebuildPostings()
  }

  save(): Columns {
    return {
      hashes: this.table.hashes.subarray(0, this.table.size),
      words: this.texts.words.subarray(0, this.texts.top),
      starts: this.texts.starts.subarray(0, this.end),
      partitions: this.partitions.subarray(0, this.end),
      free: Uint32Array.from(this.#free),
    }
  }

  restore(columns: Columns): void {
    this.table.restore(columns.hashes as Uint32Array)
    this.texts.words = columns.words as Uint16Array
    this.texts.top = this.texts.words.length
    this.texts.starts = columns.starts as Uint32Array
    this.partitions = columns.partitions as Uint32Array
    this.#free = [...(columns.free as Uint32Array)]
    this.end = this.partitions.length
    this.dropped = 0
    for (let text = 0; text < this.end; text++) if (!this.texts.has(text)) this.dropped += 1
    this.dropped -= this.#free.length
    this.#rebuildPostings()
  }

  /** The sorted numbers of the grams that count in a field. */
  #gramsOf(noted: NotedGrams, field: number): Uint32Array {
    let count = 0
    for (let i = 0; i < noted.count; i++)
      if (noted.fields[i] === field) this.#grams[count++] = this.table.idOf(noted.hashes[i]!)
    return this.#grams.subarray(0, count).sort()
  }

  #addGroup(text: number, code: number, grams: Uint32Array): void {
    this.texts.addGroup(code, grams)
    this.frequencies = grown(this.frequencies, this.table.size)
    const posting = (text | (code << textBits)) >>> 0
    const tag = tagOf(this.partitions[text]!)
    for (const gram of grams) {
      this.postings.push(gram, posting, tag)
      this.frequencies[gram]! += 1
    }
  }

  /** Makes the postings anew from the texts that are there. */
  #rebuildPostings(): void {
    this.postings.clear()
    this.members.clear()
    this.frequencies = new Uint32Array(Math.max(1024, this.table.size))
    for (let text = 0; text < this.end; text++) {
      if (!this.texts.has(text)) continue
      this.members.push(this.partitions[text]!, text)
      const count = this.texts.read(text)
      const tag = tagOf(this.partitions[text]!)
      for (let i = 0; i < count; i++) {
        this.postings.push(this.texts.grams[i]!, (text | (this.texts.codes[i]! << textBits)) >>> 0, tag)
        this.frequencies[this.texts.grams[i]!]! += 1
      }
    }
  }
}
