import type { Currency, Lang } from '@nunchi/protocol'
import type { ShopFace } from '../../app/face.ts'
import type { RankedItem } from '../../decide/rank/answer.ts'
import type { Product } from '../../domain/product.ts'
import type { JsonBytes } from '../json-bytes.ts'
import { type Speech, sentenceOf, speechOf } from './sentence.ts'

/** Bytes of products kept; when they are full all are forgotten, and made again as they are asked for. */
const arenaBytes = 64 << 20
const arenaFirst = 1 << 20

/** Where the bytes of a product are, and the description that they were made of. */
type Kept = { readonly product: Product | undefined; readonly start: number; readonly end: number }

/**
 * Ranked items as JSON (`ShownItem` of the protocol). What a page says of a product is the same for everybody until
 * the shop changes it, so it is kept as bytes: an item of a page then costs 0.4 us instead of 3.
 * Memory: the bytes, 300 a product or so, at most 64 MB, and 50 a product.
 */
export class ItemJson {
  readonly #shop: Pick<ShopFace, 'product' | 'productAt'>
  readonly #speech: Readonly<Record<Lang, Speech>>
  #arena: Buffer = Buffer.allocUnsafeSlow(arenaFirst)
  #used = 0
  /** By item. */
  readonly #kept: (Kept | undefined)[] = []

  constructor(shop: Pick<ShopFace, 'product' | 'productAt'>, currency: Currency) {
    this.#shop = shop
    this.#speech = { en: speechOf(shop, currency, 'en'), ko: speechOf(shop, currency, 'ko') }
  }

  /** Adds one ranked item. */
  write(out: JsonBytes, ranked: RankedItem, lang: Lang): void {
    const { item, score, why } = ranked
    const product = this.#shop.productAt(item)
    let kept = this.#kept[item]
    if (kept === undefined || kept.product !== product) kept = this.#keep(ranked, product)
    const sentence = sentenceOf(why, this.#speech[lang])
    out
      .copy(this.#arena, kept.start, kept.end)
      .text(`${score},"why":{"source":"${why.source}","sentence":${JSON.stringify(sentence)}}}`)
  }

  /** Adds ranked items as an array. */
  writeAll(out: JsonBytes, items: readonly RankedItem[], lang: Lang): void {
    items.forEach((item, i) => {
      out.text(i === 0 ? '[' : ',')
      this.write(out, item, lang)
    })
    out.text(items.length === 0 ? '[]' : ']')
  }

  #keep({ item, product: id }: RankedItem, product: Product | undefined): Kept {
    const { title = id, brand, priceMinor, listPriceMinor, imageUrl, url } = product ?? {}
    const json = JSON.stringify({ product: id, title, brand, priceMinor, listPriceMinor, imageUrl, url })
    const text = `${json.slice(0, -1)},"score":`
    this.#reserve(text.length * 3)
    const start = this.#used
    this.#used += this.#arena.utf8Write(text, start)
    const kept = { product, start, end: this.#used }
    while (this.#kept.length < item) this.#kept.push(undefined) // a gap would make a dictionary of it
    this.#kept[item] = kept
    return kept
  }

  #reserve(more: number): void {
    if (this.#used + more <= this.#arena.length) return
    if (this.#used + more > arenaBytes) {
      this.#kept.fill(undefined)
      this.#used = 0
    }
    if (this.#used + more <= this.#arena.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#used + more, Math.min(arenaBytes, this.#arena.length * 2)))
    this.#arena.copy(larger, 0, 0, this.#used)
    this.#arena = larger
  }
}
