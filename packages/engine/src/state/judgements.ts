import type { Columns, Saved } from '@nunchi/kernel'

/** What persons said of two offers. */
export type Judgement = { readonly one: number; readonly other: number; readonly verdict: 'same' | 'different' }

type Word = Judgement['verdict'] | 'unsure'

/**
 * What persons said: of two offers whether they are the same thing, and of an offer's attributes what they are. A later word
 * replaces an earlier one; 'unsure' puts the pair aside, until one of the two describes itself anew or is corrected. 300 bytes a pair,
 * 100 a value; O(1) per event.
 */
export class Judgements implements Saved {
  /** 'lower number, higher number' -> what was said. */
  readonly #pairs = new Map<string, Word>()
  /** By offer: those that something was said of together with it. */
  readonly #others = new Map<number, Set<number>>()
  /** By offer: attribute -> its value, '' for none. */
  readonly #values = new Map<number, Map<string, string>>()
  /** Pairs of which something is said that stands. */
  count = 0

  judge(one: number, other: number, verdict: Word): void {
    this.#drop(one, other)
    this.#pairs.set(keyOf(one, other), verdict)
    this.#tie(one, other)
    this.#tie(other, one)
    if (verdict !== 'unsure') this.count += 1
  }

  /** Takes back whatever was said of two offers. */
  withdraw(one: number, other: number): void {
    this.#drop(one, other)
  }

  verdictOf(one: number, other: number): Judgement['verdict'] | undefined {
    const word = this.#pairs.get(keyOf(one, other))
    return word === 'unsure' ? undefined : word
  }

  /** Whether a person could not say, and nothing of the two has changed since. */
  isAside(one: number, other: number): boolean {
    return this.#pairs.get(keyOf(one, other)) === 'unsure'
  }

  /** The others that somebody compared this offer with, whatever came of it. */
  comparedWith(offer: number): Iterable<number> {
    return this.#others.get(offer) ?? []
  }

  /** All that stands, in the order in which it was said. */
  *all(): Generator<Judgement> {
    for (const [one, other, verdict] of this.#words()) if (verdict !== 'unsure') yield { one, other, verdict }
  }

  /** Pairs that are put aside. */
  *asides(): Generator<Omit<Judgement, 'verdict'>> {
    for (const [one, other, verdict] of this.#words()) if (verdict === 'unsure') yield { one, other }
  }

  /** When something new is said of an offer: its pairs may be looked at again. */
  stir(offer: number): void {
    for (const other of [...this.comparedWith(offer)]) if (this.isAside(offer, other)) this.#drop(offer, other)
  }

  correct(offer: number, name: string, value: string | undefined): void {
    const values = this.#values.get(offer) ?? new Map<string, string>()
    values.set(name, value ?? '')
    this.#values.set(offer, values)
  }

  /** Takes back what was said of an attribute. */
  withdrawCorrection(offer: number, name: string): void {
    const values = this.#values.get(offer)
    values?.delete(name)
    if (values?.size === 0) this.#values.delete(offer)
  }

  /** What was corrected of an offer: attribute -> value, '' where it has none. */
  correctionsOf(offer: number): ReadonlyMap<string, string> {
    return this.#values.get(offer) ?? nothing
  }

  /** All offers of which something was corrected, with what. */
  corrections(): Iterable<readonly [offer: number, values: ReadonlyMap<string, string>]> {
    return this.#values
  }

  /** Forgets what was said of an offer. */
  forget(offer: number): void {
    this.#values.delete(offer)
    for (const other of [...this.comparedWith(offer)]) this.#drop(offer, other)
  }

  save(): Columns {
    return {
      pairs: [...this.#pairs].map(([pair, verdict]) => `${pair},${verdict}`),
      values: [...this.#values].map(([offer, values]) => JSON.stringify([offer, ...values])),
    }
  }

  restore(columns: Columns): void {
    this.#pairs.clear()
    this.#others.clear()
    this.#values.clear()
    this.count = 0
    for (const text of columns.pairs as readonly string[]) {
      const [one, other, verdict] = text.split(',')
      this.judge(Number(one), Number(other), verdict as Word)
    }
    for (const text of columns.values as readonly string[]) {
      const [offer, ...values] = JSON.parse(text) as [number, ...[string, string][]]
      this.#values.set(offer, new Map(values))
    }
  }

  *#words(): Generator<readonly [one: number, other: number, word: Word]> {
    for (const [pair, word] of this.#pairs) {
      const [one, other] = pair.split(',').map(Number)
      yield [one!, other!, word]
    }
  }

  #tie(offer: number, other: number): void {
    const others = this.#others.get(offer) ?? new Set<number>()
    this.#others.set(offer, others.add(other))
  }

  #drop(one: number, other: number): void {
    const word = this.#pairs.get(keyOf(one, other))
    if (word === undefined) return
    this.#pairs.delete(keyOf(one, other))
    if (word !== 'unsure') this.count -= 1
    this.#untie(one, other)
    this.#untie(other, one)
  }

  #untie(offer: number, other: number): void {
    const others = this.#others.get(offer)
    others?.delete(other)
    if (others?.size === 0) this.#others.delete(offer)
  }
}

const nothing: ReadonlyMap<string, string> = new Map()

function keyOf(one: number, other: number): string {
  return `${Math.min(one, other)},${Math.max(one, other)}`
}
