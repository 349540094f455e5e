import { setImmediate } from 'node:timers/promises'
import { gtinOf } from '../../decide/attributes/gtin.ts'
import type { ProductId } from '../../domain/units.ts'
import type { Market } from '../../state/market.ts'
import { productNumberOf } from '../../state/offers.ts'
import type { OffersAsk } from './answers.ts'

/** So many are found at most. */
const foundMax = 1_000
/** Malls asked for a key, and offers looked at, before others have their turn: a millisecond or two. */
const mallsPerTurn = 5_000
const offersPerTurn = 50_000

type Parts = {
  readonly market: Market
  /** Products whose words fit, best first; `wants` says of each whether it is to be among them. */
  readonly productsBy: (
    words: string,
    ask: { countMax: number; wants: (id: ProductId) => boolean },
  ) => Promise<ProductId[]>
}

/**
 * Finds offers: by their key, a GTIN that was read out of them, their product's id or words; the newest without any. The index of the
 * catalogue finds products by words, and their offers come with them. A key asks every mall, 0.2 us each; a GTIN all offers,
 * 0.1 us each; both give way to others.
 */
export class OfferFinding {
  readonly #market: Market
  readonly #productsBy: Parts['productsBy']

  constructor({ market, productsBy }: Parts) {
    this.#market = market
    this.#productsBy = productsBy
  }

  /** @returns numbers of offers that are there, at most 1,000 */
  async find({ words = '', mall }: Pick<OffersAsk, 'words' | 'mall'>): Promise<number[]> {
    const asked = words.trim()
    if (mall !== undefined && !this.#market.malls.find(mall)) return []
    if (asked === '') return this.#newest(mall)
    const { offers } = this.#market
    const product = productNumberOf(asked as ProductId)
    if (product >= 0 && product < offers.productCount) return this.#ofProduct(product, mall).slice(0, foundMax)
    const found = new Set(await this.#byKey(asked, mall))
    const gtin = gtinOf(asked)
    if (gtin !== undefined) for (const offer of await this.#byGtin(gtin, mall)) found.add(offer)
    if (found.size === 0) for (const offer of await this.#byWords(asked, mall)) found.add(offer)
    return [...found].slice(0, foundMax)
  }

  async #newest(mall: string | undefined): Promise<number[]> {
    const { offers } = this.#market
    const found: number[] = []
    for (let offer = offers.size - 1; offer >= 0 && found.length < foundMax; offer--) {
      if (offer % offersPerTurn === 0) await setImmediate()
      if (this.#isWanted(offer, mall)) found.push(offer)
    }
    return found
  }

  #ofProduct(product: number, mall: string | undefined): number[] {
    const { offers } = this.#market
    return offers.inOrder(offers.offersOf(product).filter((offer) => this.#isWanted(offer, mall)))
  }

  async #byKey(key: string, mall: string | undefined): Promise<number[]> {
    const { malls, offers } = this.#market
    const found: number[] = []
    const ids = mall === undefined ? malls.all().map((one) => one.mall.id) : [mall]
    for (const [n, id] of ids.entries()) {
      if (n % mallsPerTurn === mallsPerTurn - 1) await setImmediate()
      const offer = offers.find({ mall: id, key })
      if (offer >= 0 && offers.isThere(offer)) found.push(offer)
    }
    return found
  }

  async #byGtin(gtin: string, mall: string | undefined): Promise<number[]> {
    const { offers, values, judgements } = this.#market
    const found: number[] = []
    for (let from = 0; from < offers.size && found.length < foundMax; from += offersPerTurn) {
      if (from > 0) await setImmediate()
      found.push(...values.offersWith('gtin', gtin, { from, to: from + offersPerTurn }))
    }
    const read = found.filter((offer) => !judgements.correctionsOf(offer).has('gtin'))
    const said = [...judgements.corrections()].flatMap(([offer, all]) => (all.get('gtin') === gtin ? [offer] : []))
    return offers.inOrder([...read, ...said].filter((offer) => this.#isWanted(offer, mall)))
  }

  async #byWords(words: string, mall: string | undefined): Promise<number[]> {
    const { offers } = this.#market
    const numberOf = (id: ProductId) => {
      const product = productNumberOf(id)
      return product < offers.productCount ? product : -1
    }
    const wants = (id: ProductId) => {
      const product = numberOf(id)
      return (
        product >= 0 && (mall === undefined || offers.offersOf(product).some((offer) => this.#isWanted(offer, mall)))
      )
    }
    const products = await this.#productsBy(words, { countMax: foundMax, wants })
    return products.flatMap((id) => this.#ofProduct(numberOf(id), mall))
  }

  #isWanted(offer: number, mall: string | undefined): boolean {
    const { offers } = this.#market
    return offers.isThere(offer) && (mall === undefined || offers.isOf(offer, mall))
  }
}
