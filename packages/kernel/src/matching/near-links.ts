import { grown } from '../grown.ts'

/** Nearest others that are kept of a record. */
export const linksMax = 16

/**
 * For each record the others that are most likely the same thing, with their log-odds: the best 16, best first. What a
 * record's rivals and its friends' friends are told from.
 *
 * Grows with the highest record. 132 bytes a record; adding is O(16).
 */
export class NearLinks {
  #others = new Uint32Array(0)
  #odds = new Float32Array(0)
  #counts = new Uint8Array(0)

  /** Adds a link to both of its records; one that is there already gets the new log-odds. */
  add(a: number, b: number, logOdds: number): void {
    this.#addTo(a, b, logOdds)
    this.#addTo(b, a, logOdds)
  }

  countOf(record: number): number {
    return this.#counts[record] ?? 0
  }

  /** The i-th best other of a record. */
  otherAt(record: number, i: number): number {
    return this.#others[record * linksMax + i]
  }

  logOddsAt(record: number, i: number): number {
    return this.#odds[record * linksMax + i]
  }

  /** Log-odds of a link; NaN when it is not kept. */
  logOdds(record: number, other: number): number {
    const from = record * linksMax
    for (let i = from; i < from + this.countOf(record); i++) if (this.#others[i] === other) return this.#odds[i]
    return Number.NaN
  }

  #addTo(record: number, other: number, logOdds: number): void {
    this.#others = grown(this.#others, (record + 1) * linksMax)
    this.#odds = grown(this.#odds, (record + 1) * linksMax)
    this.#counts = grown(this.#counts, record + 1)
    const from = record * linksMax
    let count = this.#counts[record]
    for (let i = from; i < from + count; i++)
      if (this.#others[i] === other) {
        this.#others.copyWithin(i, i + 1, from + count)
        this.#odds.copyWithin(i, i + 1, from + count)
        count--
        break
      }
    let place = from + count
    while (place > from && this.#isBehind(place - 1, { other, logOdds })) place--
    if (place < from + linksMax) {
      const end = from + Math.min(count, linksMax - 1)
      this.#others.copyWithin(place + 1, place, end)
      this.#odds.copyWithin(place + 1, place, end)
      this.#others[place] = other
      this.#odds[place] = logOdds
      count = Math.min(count + 1, linksMax)
    }
    this.#counts[record] = count
  }

  #isBehind(place: number, { other, logOdds }: { other: number; logOdds: number }): boolean {
    const here = this.#odds[place]
    const rounded = Math.fround(logOdds)
    return here < rounded || (here === rounded && this.#others[place] > other)
  }
}
