import { TopK } from '../top-k.ts'
import { fieldsMax, fieldWeights } from './gram-fields.ts'
import type { GramIndex } from './gram-index.ts'
import { GramQuestion } from './gram-question.ts'
import { GramSums, type Within } from './gram-sums.ts'
import { halfLog } from './half-logs.ts'
import { gramsMax, type NotedGrams } from './noted-grams.ts'

export type SearchOptions = {
  /** How many texts to find. */
  readonly count: number
  /**
   * Postings to read before it makes do with what it has; until `listsMin` lists were read, 16 times as many.
   * Infinity: the answer is exact.
   */
  readonly postingsMax: number
  readonly listsMin: number
  /** Texts whose whole score is computed: those that got most from the lists read. At least `count`. */
  readonly scoredMax: number
  /** Partitions of so few texts are not searched but gone through, text by text: exact. */
  readonly scannedMax: number
}

/** Finds 10 texts among a million: recall of the exact ten and times are in docs/benchmarks.md, Blocking. */
export const searchDefaults: SearchOptions = {
  count: 10,
  postingsMax: 2_000,
  listsMin: 5,
  scoredMax: 64,
  scannedMax: 400,
}

const patience = 16
/** Postings of other partitions are passed over so fast that so many times as many may be read. */
const withinTimes = 4
/** Postings after which it first looks whether it knows enough; then each time they have doubled. */
const firstLook = 256
const rounding = 1e-9

/**
 * Finds the texts of an index that have most in common with a question, best first; of equals the lower number.
 *
 * Reads the lists of whole words first, then of other grams, of both the rarest first, and adds up what each text gets.
 * What no list read so far mentions can at most get the length of the question's rest as a vector (Cauchy and Schwarz, as the
 * squares of a text's weights sum to 1). So it may stop long before the lists of common grams; the best then get their whole
 * score from their own grams. It also stops when it has read `postingsMax`, and says in `isExact` whether the answer is
 * known to be the best possible.
 *
 * search: O(postings read + scoredMax * grams of a text); next to nothing is allocated. Memory: 2 bytes a text.
 * Source of the bound: Bayardo, Ma and Srikant (2007), Scaling Up All Pairs Similarity Search, WWW 131-140,
 * doi:10.1145/1242572.1242591, and Anastasiu and Karypis (2014), L2AP, ICDE 784-795, doi:10.1109/ICDE.2014.6816700.
 */
export class GramSearcher {
  /** What was found last, best first; the first `count` entries. */
  readonly texts: Uint32Array
  /** By place in `texts`: 0 to 1. */
  readonly scores: Float64Array
  count = 0
  /** Whether no other text, or no other of the partition searched, can score more than those found. */
  isExact = true
  postingsRead = 0
  /** Of no meaning: see `TextGrams.fetch`. */
  fetched = 0
  readonly #index: GramIndex
  readonly #options: SearchOptions
  readonly #question = new GramQuestion()
  readonly #sums = new GramSums()
  readonly #weights = new Float64Array(fieldsMax)
  /** By list of the question: 1 once it was read. */
  readonly #isRead = new Uint8Array(gramsMax)
  #listsRead = 0
  /** Squares of the weights of lists that were not read. */
  #unread = 0
  readonly #chosen: TopK
  readonly #best: TopK
  readonly #order: Uint32Array
  #within: Within | undefined

  constructor(index: GramIndex, options: Partial<SearchOptions> = {}) {
    const given = { ...searchDefaults, ...options }
    this.#options = { ...given, scoredMax: Math.max(given.count, given.scoredMax) }
    this.#index = index
    this.texts = new Uint32Array(given.count)
    this.scores = new Float64Array(given.count)
    this.#chosen = new TopK(this.#options.scoredMax)
    this.#best = new TopK(given.count)
    this.#order = new Uint32Array(this.#options.scoredMax)
  }

  /**
   * Searches for the text of the grams noted.
   * @param partition texts of it alone; absent: all
   * @returns how many were found; they are in `texts` and `scores`
   */
  search(noted: NotedGrams, partition?: number): number {
    this.#ask(noted)
    return this.#answer(partition)
  }

  /** Searches all texts for what was searched for last: its grams are not looked up again. */
  searchAll(): number {
    return this.#answer(undefined)
  }

  #answer(partition: number | undefined): number {
    const { members, partitions, end } = this.#index
    this.#sums.begin(end)
    this.#isRead.fill(0, 0, this.#question.lists)
    this.#unread = this.#question.known
    this.#listsRead = 0
    this.postingsRead = 0
    this.count = 0
    const most = partition === undefined ? end : members.countOf(partition)
    this.#within = partition === undefined ? undefined : { partition, most, partitions }
    const isSmall = partition !== undefined && most <= this.#options.scannedMax
    this.isExact = isSmall ? this.#scan(partition) : this.#searchLists()
    return this.count
  }

  #ask(noted: NotedGrams): void {
    const index = this.#index
    fieldWeights(index.fields, noted.counts, this.#weights)
    this.#question.begin()
    const logSize = Math.log(index.size + 1)
    for (let i = 0; i < noted.count; i++) {
      const gram = index.table.find(noted.hashes[i]!)
      const frequency = gram < 0 ? 0 : index.frequencies[gram]!
      this.#question.add(
        gram,
        frequency,
        (logSize - halfLog(frequency)) * this.#weights[noted.fields[i]!]!, // idf, see `GramIndex`
        noted.isWord[i] === 1,
      )
    }
    this.#question.finish()
  }

  /** Which texts count: those that are there; undefined for all. */
  #filter(): ((text: number) => boolean) | undefined {
    const { texts, dropped } = this.#index
    return dropped === 0 ? undefined : (text) => texts.has(text)
  }

  /** Scores all texts of a partition. */
  #scan(partition: number): boolean {
    const { texts, members } = this.#index
    this.#best.reset()
    members.visit(partition, (page, start, end) => {
      this.fetched += texts.fetch(page, start, end)
      for (let i = start; i < end; i++) {
        if (!texts.has(page[i]!)) continue
        const score = this.#question.scoreOf(texts, page[i]!)
        if (score > 0) this.#best.offer(page[i]!, score)
      }
    })
    this.#take()
    return true
  }

  /** Reads lists until it is enough, and takes the best texts. @returns whether these are known to be so */
  #searchLists(): boolean {
    const isWanted = this.#filter()
    const { frequencies, lists } = this.#question
    let look = firstLook
    for (let list = 0; list < lists; list++) {
      if (this.postingsRead + frequencies[list]! > this.#postingsMax) continue
      this.#readList(list)
      if (this.postingsRead < look || this.#rest === 0) continue
      look = this.postingsRead * 2
      if (this.#sums.reachedBy(this.#options.count, this.#listsRead, isWanted) <= this.#rest) continue
      if (this.#choose(isWanted)) return true
    }
    this.#readMore()
    return this.#choose(isWanted)
  }

  /** Reads longer lists, the shortest first, while fewer than `listsMin` have been read. */
  #readMore(): void {
    const { frequencies, lists } = this.#question
    const wanted = Math.min(this.#options.listsMin, lists)
    while (this.#listsRead < wanted) {
      let next = -1
      for (let list = 0; list < lists; list++)
        if (this.#isRead[list] === 0 && (next < 0 || frequencies[list]! < frequencies[next]!)) next = list
      if (this.#listsRead > 0 && this.postingsRead + frequencies[next]! > this.#options.postingsMax * patience) return
      this.#readList(next)
    }
  }

  get #postingsMax(): number {
    return this.#options.postingsMax * (this.#within === undefined ? 1 : withinTimes)
  }

  #readList(list: number): void {
    const [gram, weight] = [this.#question.grams[list]!, this.#question.weights[list]!]
    this.#sums.addList(this.#index.postings, gram, weight, this.#within)
    this.postingsRead += this.#question.frequencies[list]!
    this.#isRead[list] = 1
    this.#listsRead += 1
    this.#unread -= weight ** 2
  }

  /** What lists that were not read can add to a text's score at most. */
  get #rest(): number {
    return this.#listsRead === this.#question.lists ? 0 : Math.sqrt(Math.max(0, this.#unread) + rounding)
  }

  /**
   * Gives those with the highest sums their whole score, and takes the best of these.
   * @returns whether neither those not scored nor those not touched can be better
   */
  #choose(isWanted: ((text: number) => boolean) | undefined): boolean {
    const rest = this.#rest
    this.#sums.choose(this.#chosen, this.#options.scoredMax, isWanted)
    const most = this.#sums.amountOf(this.#chosen.floor) + rest
    const chosen = this.#chosen.drain(this.#order)
    this.fetched += this.#index.texts.fetch(this.#order, 0, chosen)
    this.#best.reset()
    let isCut = false
    for (let i = 0; i < chosen && !isCut; i++) {
      const text = this.#order[i]!
      isCut = this.#sums.sumOf(text) + rest < this.#best.floor
      if (!isCut) this.#best.offer(text, this.#question.scoreOf(this.#index.texts, text))
    }
    const floor = this.#best.floor
    this.#take()
    return rest === 0 ? isCut || most <= floor : (isCut || most < floor) && rest < floor
  }

  /** The best are the answer. */
  #take(): void {
    this.count = this.#best.drain(this.texts, this.scores)
  }
}
