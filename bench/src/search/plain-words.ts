/** The usual constants of BM25. */
const [k1, b] = [1.2, 0.75]

/**
 * The yardstick: BM25 over whole words in one field, any of which may be missing (Robertson, Zaragoza 2009, The probabilistic
 * relevance framework, equation 3.15, idf with + 1 within the logarithm as in Lucene). No fields, no parts of words, no person.
 */
export class PlainWords {
  /** By word: the texts that hold it, and how often. */
  readonly #postings = new Map<string, Map<number, number>>()
  readonly #lengths: number[]
  readonly #meanLength: number

  constructor(texts: readonly string[]) {
    this.#lengths = texts.map((text, n) => this.#read(text, n))
    this.#meanLength = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length)
  }

  /** The numbers of the texts that fit best, best first; ties by number. O(texts that hold any of the words). */
  first(query: string, count: number): number[] {
    const scores = new Map<number, number>()
    for (const word of new Set(plainWordsOf(query))) {
      const postings = this.#postings.get(word)
      if (postings === undefined) continue
      const idf = Math.log(1 + (this.#lengths.length - postings.size + 0.5) / (postings.size + 0.5))
      for (const [text, times] of postings) {
        const norm = k1 * (1 - b + (b * this.#lengths[text]) / this.#meanLength)
        scores.set(text, (scores.get(text) ?? 0) + (idf * times * (k1 + 1)) / (times + norm))
      }
    }
    const ordered = [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0])
    return ordered.slice(0, count).map(([text]) => text)
  }

  #read(text: string, n: number): number {
    const words = plainWordsOf(text)
    for (const word of words) {
      const postings = this.#postings.get(word) ?? new Map<number, number>()
      this.#postings.set(word, postings.set(n, (postings.get(n) ?? 0) + 1))
    }
    return words.length
  }
}

function plainWordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
