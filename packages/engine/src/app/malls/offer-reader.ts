import { limits } from '../../domain/limits.ts'
import type { Offer } from '../../domain/offer.ts'
import { minor } from '../../domain/units.ts'
import {
  type AmountReader,
  amountReader,
  type TextReader,
  type Till,
  textReader,
  type Warn,
} from '../import/columns.ts'
import type { Fields } from '../import/item.ts'
import type { ColumnMap } from '../import/map.ts'
import { ProductReader } from '../import/product.ts'
import { cutText } from '../import/text.ts'
import { BenefitReader } from './benefit-reader.ts'

/** What a row of a feed says: an offer as it is now, or that one is gone. */
export type Said = { readonly offer: Offer } | { readonly withdrawn: string }

/** How feeds write that something is used or repaired; all else is new, and nothing is nothing. */
const conditions: readonly (readonly [RegExp, NonNullable<Offer['condition']>])[] = [
  [/refurb|renewed|리퍼|재생/i, 'refurbished'],
  [/used|pre-?owned|second|중고|전시|반품|스크래치/i, 'used'],
  [/./, 'new'],
]

/** Reads a mall's offers out of rows of its feed by a column map: what a product of a catalogue is read by, and what only offers have. */
export class OfferReader {
  readonly #mall: string
  readonly #products: ProductReader
  readonly #class: TextReader
  readonly #description: TextReader
  readonly #mpn: TextReader
  readonly #condition: TextReader
  readonly #shipping: AmountReader
  readonly #couponText: TextReader
  readonly #coupon: AmountReader
  readonly #benefits: BenefitReader
  readonly #till: Till
  readonly #shippingColumns: readonly string[]

  constructor(map: ColumnMap, { mall, ...options }: { mall: string; till: Till; zone: string; now: number }) {
    this.#mall = mall
    this.#till = options.till
    this.#products = new ProductReader(map, options)
    this.#class = textReader(map, 'class')
    this.#description = textReader(map, 'description')
    this.#mpn = textReader(map, 'mpn')
    this.#condition = textReader(map, 'condition')
    this.#shipping = amountReader(map, 'shipping', options.till)
    this.#coupon = amountReader(map, 'coupon', options.till)
    this.#benefits = new BenefitReader(map, options)
    this.#couponText = textReader(map, 'coupon')
    const shipping = map.columns.shipping
    this.#shippingColumns = typeof shipping === 'string' ? [shipping] : Array.isArray(shipping) ? shipping : []
  }

  /** Throws RowFault for what cannot be an offer; what is only odd is dropped and told to `warn`. */
  read(fields: Fields, warn: Warn): Said {
    if (/^d$/i.test(this.#class(fields))) return { withdrawn: this.#products.id(fields) }
    const { id, listPriceMinor: _, availableFrom: __, ...product } = this.#products.read(fields, warn)
    const description = cutText(this.#description(fields), limits.descriptionLengthMax)
    const mpn = cutText(this.#mpn(fields), limits.tagLengthMax)
    const condition = this.#conditionOf(fields)
    const shipping = this.#shippingOf(fields, warn)
    const coupon = this.#couponOf(fields, warn, { price: product.priceMinor, shipping: shipping ?? 0 })
    const benefits = this.#benefits.read(fields, product.priceMinor, warn)
    return {
      offer: {
        mall: this.#mall,
        key: id,
        ...product,
        ...(description === '' ? {} : { description }),
        ...(mpn === '' ? {} : { mpn }),
        ...(condition === undefined ? {} : { condition }),
        ...(shipping === undefined ? {} : { shippingMinor: minor(shipping) }),
        ...(coupon === undefined ? {} : { couponMinor: minor(coupon) }),
        ...(benefits.length === 0 ? {} : { benefits }),
      },
    }
  }

  /** The id of a row's offer; undefined when there is none, or none that can be one. */
  keyOf(fields: Fields): string | undefined {
    try {
      return this.#products.id(fields)
    } catch {
      return undefined
    }
  }

  #conditionOf(fields: Fields): Offer['condition'] {
    const text = this.#condition(fields)
    return conditions.find(([pattern]) => pattern.test(text))?.[1]
  }

  /** The cheapest way of shipping that is named. Google's tables write 'KR::Standard:3000 KRW, ...'; Naver's -1: paid on delivery, unknown. */
  #shippingOf(fields: Fields, warn: Warn): number | undefined {
    const ways = this.#shippingColumns.flatMap((column) => waysOf(fields[column]))
    if (ways.length === 0) return this.#shipping(fields, warn)
    const amounts = ways.flatMap((way) => {
      if (/^-/.test(way)) return []
      const amount = /^(free|무료)/i.test(way) ? 0 : this.#till.read(way, 'shipping', warn)
      return amount === undefined ? [] : [amount]
    })
    return amounts.length === 0 ? undefined : Math.min(...amounts)
  }

  /**
   * Taken off the price: an amount, or a share of it ('10%'); what is neither is a name of a coupon, and says no amount. One that takes off
   * all that is paid is rather a slip of digits.
   */
  #couponOf(
    fields: Fields,
    warn: Warn,
    { price, shipping }: { readonly price: number | undefined; readonly shipping: number },
  ): number | undefined {
    const text = this.#couponText(fields)
    const share = /^(\d{1,2}(?:\.\d+)?)\s*%/.exec(text)
    if (share) return price === undefined ? undefined : Math.floor((price * Number(share[1])) / 100)
    const coupon = text === '' || /^[\d₩￦$€£]/.test(text) ? this.#coupon(fields, warn) : undefined
    if (price === undefined || coupon === undefined || coupon === 0 || coupon < price + shipping) return coupon
    warn('coupon dropped: it takes off all that is paid')
    return undefined
  }
}

/** The amounts of a column of shipping, one for each way. */
function waysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(waysOf)
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'string' || value.trim() === '') return []
  if (!value.includes(':')) return [value.trim()]
  return value.split(/,(?=[^,]*:)/).map((way) => way.slice(way.lastIndexOf(':') + 1).trim())
}
