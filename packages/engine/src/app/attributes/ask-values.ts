import { setImmediate } from 'node:timers/promises'
import { readAttributes } from '../../decide/attributes/read-attributes.ts'
import type { AttributeName, ReadValue } from '../../domain/attribute.ts'
import type { Offer } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { HardCases, HardValue } from '../../ports/hard-cases.ts'
import type { ReadOffer } from './read-offers.ts'

/** Offers of which fewer attributes are this sure are asked about. */
const sureMin = 0.7
const sureFew = 2
/** What may be asked for: what titles say in words that no list has. */
const askable: readonly AttributeName[] = [
  ...['brand', 'model', 'color', 'size', 'material', 'gender', 'age', 'season', 'style', 'compatibility'],
  ...['weight', 'volume', 'length', 'capacity', 'packCount'],
]

export type AskedValues = {
  /** Offers asked about, and values that came of it. */
  readonly offers: number
  readonly values: number
  /** Why no more is asked, where that is so. */
  readonly problem?: Refusal
}

/** Asks about the offers of which readers found little; the others, and what readers found, pass as they are. */
export class ValueAsking {
  readonly #hardCases: HardCases
  readonly #signal: AbortSignal | undefined
  #offers = 0
  #values = 0
  #problem: Refusal | undefined

  constructor(hardCases: HardCases, signal?: AbortSignal) {
    this.#hardCases = hardCases
    this.#signal = signal
  }

  get asked(): AskedValues {
    return { offers: this.#offers, values: this.#values, problem: this.#problem }
  }

  /** Passes blocks on in their order, each once all of its answers are there. */
  async *over(blocks: AsyncIterable<readonly ReadOffer[]>): AsyncGenerator<readonly ReadOffer[], void, undefined> {
    for await (const block of blocks) {
      yield await Promise.all(block.map((one) => ('fault' in one ? one : this.#more(one))))
      await setImmediate()
    }
  }

  async #more<One extends { readonly offer: Offer; readonly values: readonly ReadValue[] }>(one: One): Promise<One> {
    const names = missing(one.values)
    if (names.length === 0 || this.#problem || this.#signal?.aborted || this.#hardCases.spent.isUsedUp) return one
    const answers = await this.#answers(one.offer, names)
    if (answers.length === 0) return one
    this.#values += answers.length
    return { ...one, values: [...one.values, ...answers.map((answer) => readValue(one.offer, answer))] }
  }

  async #answers(offer: Offer, names: readonly AttributeName[]): Promise<readonly HardValue[]> {
    this.#offers += 1
    try {
      return (await this.#hardCases.valuesOf(offer, names, this.#signal)) ?? []
    } catch (error) {
      if (error instanceof Refusal) this.#problem ??= error
      else if (!this.#signal?.aborted) throw error
      return []
    }
  }
}

/** What to ask of an offer: nothing, where readers found enough. */
function missing(values: readonly ReadValue[]): readonly AttributeName[] {
  const sure = new Set(values.flatMap(({ name, confidence }) => (confidence >= sureMin ? [name] : [])))
  if (sure.size >= sureFew) return []
  const found = new Set(values.map(({ name }) => name))
  return askable.filter((name) => !found.has(name))
}

/** Normalised by our own readers where they know what to make of the words, else as it is written. */
function readValue(offer: Offer, { name, field, start, end, confidence }: HardValue): ReadValue {
  const written = offer[field]!.slice(start, end)
  const words: Offer = { mall: '', key: '', title: written, categoryPath: [], attributes: {}, inStock: true }
  const known = readAttributes(words).find((value) => value.name === name)
  const { value, amount, unit } = known ?? { value: written }
  return {
    ...{ name, value, field, start, end, confidence, by: 'model' as const },
    ...(amount === undefined ? {} : { amount }),
    ...(unit === undefined ? {} : { unit }),
  }
}
