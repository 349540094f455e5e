import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'

/** Fields of a text that count differently. */
export type TermFields = readonly {
  /** How much an occurrence in it counts. */
  readonly weight: number
  /** How much its length counts against it, 0 to 1: BM25's b. */
  readonly lengthShare: number
}[]

const bitsPerField = 4
const countMax = 15
const fieldsMax = 4
const lengthMax = 255
/** How fast further occurrences of a term stop counting: BM25's k1. */
const saturation = 1.2

/**
 * Which texts hold a term, and how much that says: postings in flat memory, scored by BM25F. Terms are numbers that the
 * caller gives out, 0, 1, 2 ...; a text gets one when it is added, and may be dropped.
 *
 * What is dropped keeps its postings until `compact`, and so counts in how rare a term is until then.
 * Memory: 6 bytes a posting, at most twice that, and 5 bytes a text. add: 0.1 us a term.
 *
 * Source: Robertson, Zaragoza and Taylor (2004), Simple BM25 extension to multiple weighted fields, CIKM 42-49:
 * tf = sum over fields of weight * count / (1 - b + b * length / average length), score = idf * tf / (k1 + tf), with idf =
 * ln(1 + (N - n + 0.5) / (n + 0.5)) as Lucene has it. Deviations: counts stop at 15, lengths at 255.
 */
export class TermIndex {
  /** Row: term. Texts, in no order; counts of the term by field, 4 bits each. */
  readonly postings = new SlabLists({ text: 'u32', counts: 'u16' }, 1)
  /** By text: 1 while it is there. */
  isThere: Uint8Array = new Uint8Array(16)
  /** All texts have numbers below this. */
  texts = 0
  /** Texts dropped since `compact`. */
  dropped = 0
  readonly #fields: TermFields
  /** Side by side: the lengths of a text's fields. */
  #lengths: Uint8Array = new Uint8Array(64)
  /** By field: sum of the lengths of all that are there. */
  readonly #lengthSums: Float64Array
  /** By field and length: what one occurrence counts; made anew when the average has moved. */
  readonly #worth: Float64Array
  #isWorthKnown = false
  /** Scratch, by term: its counts in the text that is being added. */
  #counts: Uint16Array = new Uint16Array(64)
  readonly #terms: number[] = []
  /** Numbers to give out again. */
  readonly #free: number[] = []

  constructor(fields: TermFields) {
    if (fields.length > fieldsMax) throw new RangeError(`at most ${fieldsMax} fields`)
    this.#fields = fields
    this.#lengthSums = new Float64Array(fields.length)
    this.#worth = new Float64Array(fieldsMax * (lengthMax + 1))
  }

  /** Notes a term of the text that is being added; the same one as often as it stands there. */
  note(term: number, field: number): void {
    this.#counts = grown(this.#counts, term + 1)
    const counts = this.#counts[term]!
    if (counts === 0) this.#terms.push(term)
    const shift = field * bitsPerField
    if (((counts >> shift) & countMax) < countMax) this.#counts[term] = counts + (1 << shift)
    const place = this.#next * fieldsMax + field
    this.#lengths = grown(this.#lengths, place + fieldsMax)
    if (this.#lengths[place]! === lengthMax) return
    this.#lengths[place]! += 1
    this.#lengthSums[field]! += 1
  }

  /** Adds the text of the terms noted. @returns its number */
  add(): number {
    const text = this.#next
    if (this.#free.pop() === undefined) this.texts += 1
    this.isThere = grown(this.isThere, text + 1)
    this.#lengths = grown(this.#lengths, (text + 1) * fieldsMax)
    this.isThere[text] = 1
    for (const term of this.#terms) {
      const slot = this.postings.push(term)
      this.postings.columns.text[slot] = text
      this.postings.columns.counts[slot] = this.#counts[term]!
      this.#counts[term] = 0
    }
    this.#terms.length = 0
    this.#isWorthKnown = false
    return text
  }

  drop(text: number): void {
    if (this.isThere[text] !== 1) return
    this.isThere[text] = 0
    this.dropped += 1
    for (let field = 0; field < this.#fields.length; field++)
      this.#lengthSums[field]! -= this.#lengths[text * fieldsMax + field]!
    this.#isWorthKnown = false
  }

  /** Texts that are there. */
  get size(): number {
    return this.texts - this.#free.length - this.dropped
  }

  get #next(): number {
    return this.#free.at(-1) ?? this.texts
  }

  /** How rare a term is: 0 for one that all texts have, ln(1 + 2 N) or so for one of a single text. */
  idfOf(term: number): number {
    const all = this.texts - this.#free.length
    const having = this.postings.countOf(term)
    return Math.log(1 + (all - having + 0.5) / (having + 0.5))
  }

  /** What a posting's term says of its text, 0 to `idf`. Call `prepare` first. O(fields). */
  scoreAt(slot: number, idf: number): number {
    const text = this.postings.columns.text[slot]! * fieldsMax
    let frequency = 0
    for (let counts = this.postings.columns.counts[slot]!, field = 0; counts !== 0; counts >>= bitsPerField, field++) {
      const count = counts & countMax
      if (count > 0) frequency += count * this.#worth[field * (lengthMax + 1) + this.#lengths[text + field]!]!
    }
    return (idf * frequency) / (saturation + frequency)
  }

  /** Before scores are read after a change. O(1), or O(fields * 256). */
  prepare(): void {
    if (this.#isWorthKnown) return
    const count = Math.max(1, this.size)
    this.#fields.forEach(({ weight, lengthShare }, field) => {
      const average = Math.max(1, this.#lengthSums[field]! / count)
      for (let length = 0; length <= lengthMax; length++)
        this.#worth[field * (lengthMax + 1) + length] = weight / (1 - lengthShare + (lengthShare * length) / average)
    })
    this.#isWorthKnown = true
  }

  /** Removes the postings of what was dropped, whose numbers are given out again. O(postings), some 5 ms a million. */
  compact(): void {
    const { columns, starts, counts } = this.postings
    for (let term = 0; term < this.postings.rows; term++) {
      const from = starts[term]!
      const end = from + counts[term]!
      let to = from
      for (let slot = from; slot < end; slot++) {
        if (this.isThere[columns.text[slot]!] === 0) continue
        columns.text[to] = columns.text[slot]!
        columns.counts[to++] = columns.counts[slot]!
      }
      this.postings.zero(to, end)
      counts[term] = to - from
    }
    const vacant = new Set(this.#free)
    for (let text = this.texts - 1; text >= 0; text--) {
      if (this.isThere[text] === 1 || vacant.has(text)) continue
      this.#lengths.fill(0, text * fieldsMax, (text + 1) * fieldsMax)
      this.#free.push(text)
    }
    this.dropped = 0
  }
}
