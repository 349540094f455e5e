import type { Columns, Saved } from '@nunchi/kernel'

/** What persons said of two offers. */
export type Judgement = { readonly one: number; readonly other: number; readonly verdict: 'same' | 'different' }

/**
 * What persons said: of two offers whether they are the same thing, and of an offer's attributes what they are. A later word
 * replaces an earlier one, and 'unsure' takes it back. 100 bytes each; O(1) per event.
 */
export class Judgements implements Saved {
  /** 'lower number, higher number' -> what was said. */
  readonly #pairs = new Map<string, Judgement['verdict']>()
  /** By offer: attribute -> its value, '' for none. */
  readonly #values = new Map<number, Map<string, string>>()

  judge(one: number, other: number, verdict: Judgement['verdict'] | 'unsure'): void {
    const pair = `${Math.min(one, other)},${Math.max(one, other)}`
    if (verdict === 'unsure') this.#pairs.delete(pair)
    else this.#pairs.set(pair, verdict)
  }

  verdictOf(one: number, other: number): Judgement['verdict'] | undefined {
    return this.#pairs.get(`${Math.min(one, other)},${Math.max(one, other)}`)
  }

  /** All that stands, in the order in which it was said. */
  *all(): Generator<Judgement> {
    for (const [pair, verdict] of this.#pairs) {
      const [one, other] = pair.split(',').map(Number)
      yield { one: one!, other: other!, verdict }
    }
  }

  correct(offer: number, name: string, value: string | undefined): void {
    const values = this.#values.get(offer) ?? new Map<string, string>()
    values.set(name, value ?? '')
    this.#values.set(offer, values)
  }

  /** What was corrected of an offer: attribute -> value, '' where it has none. */
  correctionsOf(offer: number): ReadonlyMap<string, string> {
    return this.#values.get(offer) ?? new Map()
  }

  /** Forgets what was said of an offer. O(all that was said). */
  forget(offer: number): void {
    this.#values.delete(offer)
    for (const pair of [...this.#pairs.keys()]) if (pair.split(',').includes(String(offer))) this.#pairs.delete(pair)
  }

  save(): Columns {
    return {
      pairs: [...this.#pairs].map(([pair, verdict]) => `${pair},${verdict}`),
      values: [...this.#values].map(([offer, values]) => JSON.stringify([offer, ...values])),
    }
  }

  restore(columns: Columns): void {
    this.#pairs.clear()
    this.#values.clear()
    for (const text of columns.pairs as readonly string[]) {
      const [one, other, verdict] = text.split(',')
      this.#pairs.set(`${one},${other}`, verdict as Judgement['verdict'])
    }
    for (const text of columns.values as readonly string[]) {
      const [offer, ...values] = JSON.parse(text) as [number, ...[string, string][]]
      this.#values.set(offer, new Map(values))
    }
  }
}
