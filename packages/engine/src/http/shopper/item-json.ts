import type { Currency, Lang } from '@nunchi/protocol'
import type { ShopFace } from '../../app/face.ts'
import type { Chances, RankedItem, Why } from '../../decide/rank/answer.ts'
import type { Product } from '../../domain/product.ts'
import type { ProductId } from '../../domain/units.ts'
import { Arena, type Span } from '../arena.ts'
import type { JsonBytes } from '../json-bytes.ts'
import { type Speech, sentenceOf, speechOf } from './sentence.ts'

/** A purchase may come once in ten thousand showings. */
const chanceDecimals = 6
/** Bytes kept; when they are full all are forgotten, and made again as they are asked for. */
const arenaBytes = 64 << 20

/** The bytes of a product and of reasons that rest on it, by language and source, and the description that they were made of. */
type Kept = { readonly product: Product | undefined; readonly span: Span; readonly reasons: (Span | undefined)[] }

const langs: readonly Lang[] = ['en', 'ko']
const sources = [
  'next',
  'session',
  'again',
  'new',
  'tags',
  'unfinished',
  'trend',
  'cluster',
  'nothing',
  'explore',
] as const

/**
 * Ranked items as JSON (`ShownItem` of the protocol). What a page says of a product is the same for everybody until
 * the shop changes it, and so is what it says of a reason that rests on one product or one tag: both are kept as bytes. An item
 * of a page then costs 0.5 us instead of 3.
 * Memory: the bytes, 300 a product and 100 a reason or so, at most 64 MB, and 100 a product.
 */
export class ItemJson {
  readonly #shop: Pick<ShopFace, 'product' | 'productAt'>
  readonly #speech: Readonly<Record<Lang, Speech>>
  readonly #arena = new Arena(arenaBytes)
  /** By item. */
  readonly #products: (Kept | undefined)[] = []
  /** Of reasons that rest on no product: by language and source, then by tag. */
  #reasons: Map<string, Span>[] = []

  constructor(shop: Pick<ShopFace, 'product' | 'productAt'>, currency: Currency) {
    this.#shop = shop
    this.#speech = { en: speechOf(shop, currency, 'en'), ko: speechOf(shop, currency, 'ko') }
    this.#forget()
  }

  /** Adds one ranked item. @param more further fields as JSON, each with a comma before it */
  write(out: JsonBytes, { item, product, score, chances, why, propensity }: RankedItem, lang: Lang, more = ''): void {
    out.copy(this.#arena, this.#keptOf(item, product).span).number(score)
    if (chances !== undefined) writeChances(out, chances)
    if (propensity !== undefined) out.text(`,"propensity":${propensity}`) // to the last digit, as it is logged
    if (more !== '') out.text(more)
    out.copy(this.#arena, this.#reasonOf(why, lang))
  }

  /** Adds ranked items as an array. */
  writeAll(out: JsonBytes, items: readonly RankedItem[], lang: Lang): void {
    items.forEach((item, i) => {
      out.text(i === 0 ? '[' : ',')
      this.write(out, item, lang)
    })
    out.text(items.length === 0 ? '[]' : ']')
  }

  #keptOf(item: number, id: ProductId): Kept {
    const product = this.#shop.productAt(item)
    const known = this.#products[item]
    if (known !== undefined && known.product === product) return known
    const { title = id, brand, priceMinor, listPriceMinor, imageUrl, url } = product ?? {}
    const json = JSON.stringify({ product: id, title, brand, priceMinor, listPriceMinor, imageUrl, url })
    const kept = { product, span: this.#keep(`${json.slice(0, -1)},"score":`), reasons: [] }
    while (this.#products.length < item) this.#products.push(undefined) // a gap would make a dictionary of it
    this.#products[item] = kept
    return kept
  }

  #reasonOf(why: Why, lang: Lang): Span {
    const place = langs.indexOf(lang) * sources.length + sources.indexOf(why.source)
    const { item, product, tag = '' } = why
    if (item !== undefined) {
      const { reasons } = this.#keptOf(item, product!)
      reasons[place] ??= this.#keepReason(why, lang)
      return reasons[place]
    }
    const known = this.#reasons[place]!.get(tag)
    if (known !== undefined) return known
    const kept = this.#keepReason(why, lang)
    this.#reasons[place]!.set(tag, kept)
    return kept
  }

  #keepReason(why: Why, lang: Lang): Span {
    const sentence = JSON.stringify(sentenceOf(why, this.#speech[lang]))
    return this.#keep(`,"why":{"source":"${why.source}","sentence":${sentence}}}`)
  }

  /** Keeps a text, and forgets all others when there is no room for it. */
  #keep(json: string): Span {
    const kept = this.#arena.keep(json)
    if (kept !== undefined) return kept
    this.#forget()
    return this.#arena.keep(json)!
  }

  #forget(): void {
    this.#arena.forget()
    this.#products.fill(undefined)
    this.#reasons = langs.flatMap(() => sources.map(() => new Map()))
  }
}

function writeChances(out: JsonBytes, chances: Chances): void {
  out.text(',"chances":{')
  Object.entries(chances).forEach(([act, chance], i) => {
    out.text(`${i === 0 ? '' : ','}"${act}":`).number(chance, chanceDecimals)
  })
  out.text('}')
}
