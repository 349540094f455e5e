import { grown } from '../grown.ts'
import { TopK } from '../top-k.ts'
import { fieldsMax, fieldWeights, weightCodes, weightOfCode } from './gram-fields.ts'
import { type GramIndex, textBits, textsMax } from './gram-index.ts'
import { GramQuestion } from './gram-question.ts'
import type { NotedGrams } from './noted-grams.ts'

export type SearchOptions = {
  /** How many texts to find. */
  readonly count: number
  /**
   * Postings to read before it makes do with what it has; the lists of the rarest grams, `listsMin` of them, are read up to
   * 16 times as many. Infinity: the answer is exact.
   */
  readonly postingsMax: number
  readonly listsMin: number
  /** Texts whose whole score is computed: those that got most from the lists read. At least `count`. */
  readonly scoredMax: number
}

/** Finds 10 texts among a million: recall of the exact ten and times are in docs/benchmarks.md, Blocking. */
export const searchDefaults: SearchOptions = { count: 10, postingsMax: 4_096, listsMin: 6, scoredMax: 64 }

const textMask = textsMax - 1
const patience = 16
/** Postings after which it first looks whether it knows enough; then each time they have doubled. */
const firstLook = 256
/** More than what 32-bit sums are off. */
const rounding = 1e-5

/**
 * Finds the texts of an index that have most in common with a question, best first; of equals the lower number.
 *
 * Reads the lists of the rarest grams first, adding up what each text gets. What no list read so far mentions can at most
 * get the length of the question's rest as a vector (Cauchy and Schwarz, as the squares of a text's weights sum to 1). So it
 * may stop long before the lists of common grams; the best then get their whole score from their own grams. It also stops
 * when it has read `postingsMax`, and says in `isExact` whether the answer is known to be the best possible.
 *
 * search: O(postings read + scoredMax * grams of a text); nothing is allocated but for growth. Memory: 8 bytes a text.
 * Source of the bound: Bayardo, Ma and Srikant (2007), Scaling Up All Pairs Similarity Search, WWW 131-140,
 * doi:10.1145/1242572.1242591, and Anastasiu and Karypis (2014), L2AP, ICDE 784-795, doi:10.1109/ICDE.2014.6816700.
 */
export class GramSearcher {
  /** What was found last, best first; the first `count` entries. */
  readonly texts: Uint32Array
  /** By place in `texts`: 0 to 1. */
  readonly scores: Float64Array
  count = 0
  /** Whether no text outside the answer can score more than those inside; of a partition: than those inside it. */
  isExact = true
  postingsRead = 0
  readonly #index: GramIndex
  readonly #options: SearchOptions
  readonly #question = new GramQuestion()
  readonly #weights = new Float64Array(fieldsMax)
  /** By text: what it got from the lists read; 0 outside a search. */
  #sums: Float32Array = new Float32Array(64)
  #touched: Uint32Array = new Uint32Array(64)
  #touchedCount = 0
  #listsRead = 0
  /** By code: what a posting of the list that is being read adds. */
  readonly #adds = new Float64Array(weightCodes)
  readonly #within: TopK
  readonly #outside: TopK
  readonly #best: TopK
  readonly #order: Uint32Array
  /** By rank among those scored. */
  readonly #found: Uint32Array

  constructor(index: GramIndex, options: Partial<SearchOptions> = {}) {
    const given = { ...searchDefaults, ...options }
    this.#options = { ...given, scoredMax: Math.max(given.count, given.scoredMax) }
    this.#index = index
    this.texts = new Uint32Array(given.count)
    this.scores = new Float64Array(given.count)
    this.#within = new TopK(this.#options.scoredMax)
    this.#outside = new TopK(this.#options.scoredMax)
    this.#best = new TopK(given.count)
    this.#order = new Uint32Array(this.#options.scoredMax)
    this.#found = new Uint32Array(given.count)
  }

  /**
   * Searches for the text of the grams noted.
   * @param partition texts of it come first, others only behind all of these that were found; absent: all alike
   * @returns how many were found; they are in `texts` and `scores`
   */
  search(noted: NotedGrams, partition?: number): number {
    this.#ask(noted)
    this.#sums = grown(this.#sums, this.#index.end)
    this.postingsRead = 0
    this.count = 0
    this.isExact = false
    let look = firstLook
    const { lists } = this.#question
    for (let list = 0; list < lists; list++) {
      if (this.#isEnough(list)) break
      this.#readList(list)
      const isLast = list + 1 === lists
      if (this.postingsRead < look && !isLast) continue
      look = this.postingsRead * 2
      if (!isLast && !this.#mayBeKnown(list + 1, partition)) continue
      this.#answer(list + 1, partition)
      if (this.isExact) break
    }
    if (!this.isExact) this.#answer(this.#listsRead, partition)
    this.#forget()
    return this.count
  }

  #ask(noted: NotedGrams): void {
    const index = this.#index
    fieldWeights(index.fields, noted.counts, this.#weights)
    this.#question.begin()
    for (let i = 0; i < noted.count; i++) {
      const gram = index.table.find(noted.hashes[i]!)
      const frequency = gram < 0 ? 0 : index.frequencies[gram]!
      this.#question.add(gram, frequency, index.idfOf(frequency) * this.#weights[noted.fields[i]!]!)
    }
    this.#question.finish()
    this.#listsRead = 0
  }

  /** Whether the next list is too long for what may be read. */
  #isEnough(list: number): boolean {
    if (list === 0) return false
    const { postingsMax, listsMin } = this.#options
    const after = this.postingsRead + this.#question.frequencies[list]!
    return after > (list < listsMin ? postingsMax * patience : postingsMax)
  }

  #readList(list: number): void {
    const gram = this.#question.grams[list]!
    const weight = this.#question.weights[list]!
    for (let code = 0; code < weightCodes; code++) this.#adds[code] = weight * weightOfCode[code]!
    const { postings } = this.#index
    this.#touched = grown(this.#touched, Math.min(this.#index.end, this.#touchedCount + postings.counts[gram]!))
    postings.visit(gram, this.#addChunk)
    this.postingsRead += this.#question.frequencies[list]!
    this.#listsRead = list + 1
  }

  readonly #addChunk = (page: Uint32Array, start: number, end: number): void => {
    const sums = this.#sums
    const touched = this.#touched
    const adds = this.#adds
    let count = this.#touchedCount
    for (let i = start; i < end; i++) {
      const posting = page[i]!
      const text = posting & textMask
      const before = sums[text]!
      if (before === 0) touched[count++] = text
      sums[text] = before + adds[posting >>> textBits]!
    }
    this.#touchedCount = count
  }

  /** Whether nothing outside `touched` can come into the answer; a cheap look before scores are computed. */
  #mayBeKnown(listsRead: number, partition: number | undefined): boolean {
    if (partition !== undefined) return false
    const rest = this.#question.rests[listsRead]!
    this.#best.reset()
    for (let i = 0; i < this.#touchedCount; i++) this.#best.offer(i, this.#sums[this.#touched[i]!]!)
    return this.#best.floor >= rest
  }

  /** Gives the best of those touched their whole score, and keeps the best of these. */
  #answer(listsRead: number, partition: number | undefined): void {
    const unread = this.#question.rests[listsRead]!
    const rest = unread === 0 ? 0 : unread + rounding
    this.#chooseTouched(partition)
    this.count = 0
    this.isExact = this.#scoreBest(this.#within, rest) || unread === 0
    if (partition !== undefined && this.count < this.#options.count) this.#scoreBest(this.#outside, rest)
  }

  #chooseTouched(partition: number | undefined): void {
    const { texts, partitions } = this.#index
    this.#within.reset()
    this.#outside.reset()
    for (let i = 0; i < this.#touchedCount; i++) {
      const text = this.#touched[i]!
      if (!texts.has(text)) continue
      const isWithin = partition === undefined || partitions[text] === partition
      const heap = isWithin ? this.#within : this.#outside
      heap.offer(text, this.#sums[text]!)
    }
  }

  /** Appends the best of a heap to the answer. @returns whether neither those not scored nor those not touched can be better */
  #scoreBest(heap: TopK, rest: number): boolean {
    const most = heap.floor + rest
    const chosen = heap.drain(this.#order)
    this.#best.reset()
    let isKnown = false
    for (let i = 0; i < chosen && !isKnown; i++) {
      const text = this.#order[i]!
      if (this.#sums[text]! + rest < this.#best.floor) isKnown = true
      else this.#best.offer(text, this.#question.scoreOf(this.#index.texts, text))
    }
    isKnown = (isKnown || most < this.#best.floor) && rest < this.#best.floor
    const kept = this.#best.drain(this.#found)
    for (let i = 0; i < kept && this.count < this.#options.count; i++) {
      this.texts[this.count] = this.#found[i]!
      this.scores[this.count++] = this.#question.scoreOf(this.#index.texts, this.#found[i]!)
    }
    return isKnown
  }

  #forget(): void {
    for (let i = 0; i < this.#touchedCount; i++) this.#sums[this.#touched[i]!] = 0
    this.#touchedCount = 0
  }
}
