import { grown } from './grown.ts'
import type { TermIndex } from './term-index.ts'

/** One word of a question: what a text must hold to match it. */
export type Clause = {
  /** Any of these terms will do, and the best counts: `weight` times its score. */
  readonly any: readonly { readonly term: number; readonly weight: number }[]
  /** Or all of these together, as a word's pairs of characters; their mean score counts. Empty when there is no such way. */
  readonly all: readonly number[]
  /** How many more terms `all` would have, that no text holds: they count as missed. */
  readonly absent?: number
}

export type MatchOptions = {
  /** How much the mean of `all` counts beside `any`. */
  readonly allWeight: number
  /** Share of `all` that is enough: 1, or less to forgive. */
  readonly allShare: number
}

/**
 * Finds the texts that match clauses, and scores them: the sum over the clauses that a text matches. One at a time; what it
 * found stands until the next question.
 *
 * O(postings of all terms asked for), some 5 ns each. Memory: 20 bytes a text.
 */
export class TermMatcher {
  /** What was found: texts with their scores; the first `count`. In no order. */
  texts: Uint32Array = new Uint32Array(64)
  scores: Float32Array = new Float32Array(64)
  count = 0
  /** How many clauses each of them matches: all, or, where no text does, as many as any text does. */
  matched = 0
  readonly #index: TermIndex
  // By text, 0 between questions:
  #totals: Float32Array = new Float32Array(64)
  #hits: Uint8Array = new Uint8Array(64)
  #best: Float32Array = new Float32Array(64)
  #sums: Float32Array = new Float32Array(64)
  #counts: Uint8Array = new Uint8Array(64)
  /** Texts that the present clause has touched. */
  #touched: Uint32Array = new Uint32Array(64)
  #touchedCount = 0

  constructor(index: TermIndex) {
    this.#index = index
  }

  /** Finds what matches most clauses, of 255 at most; see `matched`. */
  match(clauses: readonly Clause[], options: MatchOptions): void {
    this.#reach(this.#index.texts)
    this.#index.prepare()
    this.count = 0
    for (const clause of clauses) {
      for (const { term, weight } of clause.any) this.#touchAny(term, weight)
      const all = new Set(clause.all)
      for (const term of all) this.#touchAll(term)
      this.#endClause(all.size + (clause.absent ?? 0), options)
    }
    this.#keepBest()
  }

  #reach(texts: number): void {
    this.texts = grown(this.texts, texts)
    this.scores = grown(this.scores, texts)
    this.#totals = grown(this.#totals, texts)
    this.#hits = grown(this.#hits, texts)
    this.#best = grown(this.#best, texts)
    this.#sums = grown(this.#sums, texts)
    this.#counts = grown(this.#counts, texts)
    this.#touched = grown(this.#touched, texts)
  }

  #touchAny(term: number, weight: number): void {
    const index = this.#index
    const { starts, columns } = index.postings
    const idf = index.idfOf(term) * weight
    const end = starts[term]! + index.postings.countOf(term)
    for (let slot = starts[term]!; slot < end; slot++) {
      const text = columns.text[slot]!
      const score = index.scoreAt(slot, idf)
      if (this.#best[text] === 0 && this.#counts[text] === 0) this.#touched[this.#touchedCount++] = text
      if (score > this.#best[text]!) this.#best[text] = score
    }
  }

  #touchAll(term: number): void {
    const index = this.#index
    const { starts, columns } = index.postings
    const idf = index.idfOf(term)
    const end = starts[term]! + index.postings.countOf(term)
    for (let slot = starts[term]!; slot < end; slot++) {
      const text = columns.text[slot]!
      if (this.#best[text] === 0 && this.#counts[text] === 0) this.#touched[this.#touchedCount++] = text
      this.#counts[text]! += 1
      this.#sums[text]! += index.scoreAt(slot, idf)
    }
  }

  /** Counts the clause for the texts that match it, and wipes what it left behind. */
  #endClause(all: number, { allWeight, allShare }: MatchOptions): void {
    const enough = Math.max(1, Math.ceil(all * allShare))
    const { isThere } = this.#index
    for (let i = 0; i < this.#touchedCount; i++) {
      const text = this.#touched[i]!
      const hasAll = this.#counts[text]! >= enough
      if ((hasAll || this.#best[text]! > 0) && isThere[text] === 1) {
        if (this.#hits[text] === 0) this.texts[this.count++] = text
        this.#hits[text]! += 1
        this.#totals[text]! += this.#best[text]! + (hasAll ? (allWeight * this.#sums[text]!) / all : 0)
      }
      this.#best[text] = 0
      this.#counts[text] = 0
      this.#sums[text] = 0
    }
    this.#touchedCount = 0
  }

  /** Keeps those that match most clauses. */
  #keepBest(): void {
    const found = this.count
    this.matched = 0
    for (let i = 0; i < found; i++) this.matched = Math.max(this.matched, this.#hits[this.texts[i]!]!)
    this.count = 0
    for (let i = 0; i < found; i++) {
      const text = this.texts[i]!
      if (this.#hits[text] === this.matched) {
        this.scores[this.count] = this.#totals[text]!
        this.texts[this.count++] = text
      }
      this.#hits[text] = 0
      this.#totals[text] = 0
    }
  }
}
