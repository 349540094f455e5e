import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { SlabLists } from '../slab-lists.ts'

/** What a standing query wants: all of these terms, and a price in a band, both ends included. */
export type StandingQuery = {
  /** Numbers of terms, 0 and up: words, a brand, a category, values of attributes; at least one. */
  readonly terms: readonly number[]
  readonly priceFrom: number
  readonly priceTo: number
}

/** A text as it is asked about: its terms, each once; what lies behind `count` is not of it. */
export type AskedText = { readonly terms: Uint32Array; readonly count: number }

/**
 * Queries that wait for a text: which of them want this one, at this price? Each query stands under its rarest term, by the highest
 * price that it takes, with 64 bits that its other terms have to be among; so a text looks at few that do not want it.
 *
 * match: O(queries under the text's terms that would pay the price), 1 to 2 ns each, and 0.1 us for each that comes close. Rare is what few
 * of the texts had that `count` was told of, so count some thousand before the first query.
 * Memory: 20 bytes a query under its term and 8 beside it, 4 a term of it, each twice that at most.
 *
 * Source: the inverted lists of Yan and Garcia-Molina (1994), Index structures for selective dissemination of information under the
 * Boolean model, doi:10.1145/176567.176573, "ranked key" method; the bits are a Bloom filter (1970) of one hash a term.
 */
export class StandingQueries implements Saved {
  /** By term: the queries under it, ascending by priceTo. */
  readonly #byTerm = new SlabLists({ priceTo: 'f64', query: 'u32', low: 'u32', high: 'u32' }, 1)
  /** By query: its terms, that under which it stands first. */
  readonly #terms = new SlabLists({ term: 'u32' }, 1)
  /** By query: the ends of its band, side by side. */
  #bands: Float64Array = new Float64Array(32)
  /** By term: texts counted that had it. */
  #counts: Uint32Array = new Uint32Array(64)
  /** Scratch, by term: the number of the ask whose text has it. */
  #askOf: Uint32Array = new Uint32Array(64)
  #ask = 0
  #low = 0
  #high = 0
  count = 0

  /** Counts the terms of a text, each once: what is rare is known from them. */
  countText({ terms, count }: AskedText): void {
    for (let i = 0; i < count; i++) {
      this.#counts = grown(this.#counts, terms[i]! + 1)
      this.#counts[terms[i]!]! += 1
    }
  }

  has(query: number): boolean {
    return this.#terms.countOf(query) > 0
  }

  /** Puts a query under its number, in place of what stood there. @throws RangeError without terms, or for a band that holds nothing */
  set(query: number, { terms, priceFrom, priceTo }: StandingQuery): void {
    const all = [...new Set(terms)]
    if (all.length === 0) throw new RangeError('a query has at least one term')
    if (!(priceFrom <= priceTo)) throw new RangeError(`no price is from ${priceFrom} to ${priceTo}`)
    this.remove(query)
    all.sort((a, b) => this.#costOf(a) - this.#costOf(b) || a - b)
    for (const term of all) {
      const slot = this.#terms.push(query)
      this.#terms.columns.term[slot] = term
    }
    this.#bands = grown(this.#bands, query * 2 + 2)
    this.#bands[query * 2] = priceFrom
    this.#bands[query * 2 + 1] = priceTo
    this.#setBits(Uint32Array.from(all), 1, all.length)
    const key = all[0]!
    const slot = this.#byTerm.insertAt(key, this.#rankOf(key, priceTo))
    const { columns } = this.#byTerm
    columns.priceTo[slot] = priceTo
    columns.query[slot] = query
    columns.low[slot] = this.#low
    columns.high[slot] = this.#high
    this.count += 1
  }

  /** @returns whether it was there */
  remove(query: number): boolean {
    if (!this.has(query)) return false
    const key = this.#terms.columns.term[this.#terms.starts[query]!]!
    const start = this.#byTerm.starts[key]!
    let rank = this.#rankOf(key, this.#bands[query * 2 + 1]!)
    while (this.#byTerm.columns.query[start + rank] !== query) rank += 1
    this.#byTerm.removeAt(key, rank)
    this.#terms.clear(query)
    this.count -= 1
    return true
  }

  /**
   * Adds to `found` the queries that want a text at a price, and did not want it at the price `before`: Infinity (the default) for one that
   * is new or could not be had. @returns how many
   */
  match(text: AskedText, price: number, found: number[], before = Number.POSITIVE_INFINITY): number {
    const { terms, count } = text
    const size = found.length
    this.#mark(text)
    const [low, high] = [~this.#low, ~this.#high]
    for (let i = 0; i < count; i++) {
      const term = terms[i]!
      const under = this.#byTerm.countOf(term)
      if (under === 0) continue
      const { priceTo, query, low: lows, high: highs } = this.#byTerm.columns
      const start = this.#byTerm.starts[term]!
      for (let slot = start + under - 1; slot >= start && priceTo[slot]! >= price; slot--) {
        if ((lows[slot]! & low) !== 0 || (highs[slot]! & high) !== 0) continue
        if (this.#wants(query[slot]!, price, before)) found.push(query[slot]!)
      }
    }
    return found.length - size
  }

  save(): Columns {
    return {
      ...nested('byTerm', this.#byTerm.save()),
      ...nested('terms', this.#terms.save()),
      bands: this.#bands.subarray(0, this.#terms.rows * 2),
      counts: this.#counts,
    }
  }

  restore(columns: Columns): void {
    this.#byTerm.restore(partOf(columns, 'byTerm'))
    this.#terms.restore(partOf(columns, 'terms'))
    this.#bands = columns.bands as Float64Array
    this.#counts = columns.counts as Uint32Array
    this.count = 0
    for (let query = 0; query < this.#terms.rows; query++) if (this.has(query)) this.count += 1
  }

  /** How many entries are looked at because of a term: by texts that have it, then by queries that stand under it. */
  #costOf(term: number): number {
    return ((this.#counts[term] ?? 0) + 1) * (1 + this.#byTerm.countOf(term) / 1024)
  }

  /** Notes which terms a text has, exactly and as bits. */
  #mark({ terms, count }: AskedText): void {
    this.#ask += 1
    if (this.#ask > 0xffffffff) {
      this.#ask = 1
      this.#askOf.fill(0)
    }
    for (let i = 0; i < count; i++) {
      if (terms[i]! >= this.#askOf.length) this.#askOf = grown(this.#askOf, terms[i]! + 1)
      this.#askOf[terms[i]!] = this.#ask
    }
    this.#setBits(terms, 0, count)
  }

  #setBits(terms: Uint32Array, from: number, to: number): void {
    this.#low = 0
    this.#high = 0
    for (let i = from; i < to; i++) {
      const bit = Math.imul(terms[i]!, 0x9e3779b1) >>> 26
      if (bit < 32) this.#low |= 1 << bit
      else this.#high |= 1 << (bit - 32)
    }
    this.#low >>>= 0
    this.#high >>>= 0
  }

  #wants(query: number, price: number, before: number): boolean {
    const [from, to] = [this.#bands[query * 2]!, this.#bands[query * 2 + 1]!]
    if (price < from || (before >= from && before <= to && before < Number.POSITIVE_INFINITY)) return false
    const { term } = this.#terms.columns
    const start = this.#terms.starts[query]!
    const end = start + this.#terms.countOf(query)
    for (let slot = start + 1; slot < end; slot++) if (this.#askOf[term[slot]!] !== this.#ask) return false
    return true
  }

  /** The first place under a term whose priceTo is not below this one. */
  #rankOf(term: number, priceTo: number): number {
    let [low, high] = [0, this.#byTerm.countOf(term)]
    const start = high > 0 ? this.#byTerm.starts[term]! : 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#byTerm.columns.priceTo[start + middle]! < priceTo) low = middle + 1
      else high = middle
    }
    return low
  }
}
