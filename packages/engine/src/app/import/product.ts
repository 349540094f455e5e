import { limits } from '../../domain/limits.ts'
import type { Product } from '../../domain/product.ts'
import { type EpochMs, epochMs, type Minor, type ProductId } from '../../domain/units.ts'
import { isAddress } from '../collect/plain-catalog.ts'
import type { TimeReader } from '../time.ts'
import {
  type AmountReader,
  amountReader,
  categoryReader,
  type TextReader,
  type Till,
  textOf,
  textReader,
  timeReader,
  type Warn,
} from './columns.ts'
import type { Fields } from './item.ts'
import type { ColumnMap } from './map.ts'
import { idOf, missing } from './row-fault.ts'
import { stockIn } from './stock-words.ts'
import { cleanText, cutText, decodeEntities, gtinOf } from './text.ts'

/** Reads products out of rows by a column map. */
export class ProductReader {
  readonly #map: ColumnMap
  readonly #text: (field: string) => TextReader
  readonly #price: AmountReader
  readonly #salePrice: AmountReader
  readonly #listPrice: AmountReader
  readonly #now: number
  readonly #category: (fields: Fields) => readonly string[]
  readonly #availableFrom: TimeReader
  readonly #saleDate: TimeReader
  readonly #readers = new Map<string, TextReader>()
  readonly #attributes: readonly (readonly [name: string, column: string])[]

  constructor(map: ColumnMap, { till, zone, now }: { till: Till; zone: string; now: number }) {
    this.#map = map
    this.#price = amountReader(map, 'price', till)
    this.#salePrice = amountReader(map, 'salePrice', till)
    this.#listPrice = amountReader(map, 'listPrice', till)
    this.#now = now
    this.#text = (field) => this.#reader(field)
    this.#category = categoryReader(map, limits.categoryLevelsMax, limits.tagLengthMax)
    this.#availableFrom = timeReader(map, 'availableFrom', zone)
    this.#saleDate = timeReader(map, 'saleDates', zone)
    this.#attributes = Object.entries(map.attributes ?? {})
  }

  /** The product's id. Throws RowFault when there is none. */
  id(fields: Fields): ProductId {
    return idOf(this.#text('id')(fields), 'id') as ProductId
  }

  /** Throws RowFault for what cannot be a product; what is only odd is dropped and counted by `warn`. */
  read(fields: Fields, warn: Warn): Product {
    const id = this.id(fields)
    const brand = cutText(cleanText(this.#text('brand')(fields)), limits.tagLengthMax)
    const url = this.#address('link', fields, warn)
    const imageUrl = this.#address('image', fields, warn)
    const gtin = this.#gtin(fields, warn)
    const availableFrom = this.#from(fields, warn)
    return {
      id,
      title: this.#title(fields, warn),
      ...(brand === '' ? {} : { brand }),
      categoryPath: this.#category(fields),
      attributes: this.#attributesOf(fields),
      ...this.#prices(fields, warn),
      inStock: this.#inStock(fields, warn),
      ...(url === undefined ? {} : { url }),
      ...(imageUrl === undefined ? {} : { imageUrl }),
      ...(gtin === undefined ? {} : { gtin }),
      ...(availableFrom === undefined ? {} : { availableFrom }),
    }
  }

  #reader(field: string): TextReader {
    let reader = this.#readers.get(field)
    if (reader === undefined) {
      reader = textReader(this.#map, field)
      this.#readers.set(field, reader)
    }
    return reader
  }

  #address(field: 'link' | 'image', fields: Fields, warn: Warn): string | undefined {
    const address = decodeEntities(this.#text(field)(fields))
    if (address === '' || isAddress(address)) return address || undefined
    warn(`${field} dropped: neither an http(s) address nor a path from the root, or too long`)
    return undefined
  }

  #title(fields: Fields, warn: Warn): string {
    const title = cleanText(this.#text('title')(fields))
    if (title === '') throw missing('title')
    if (title.length <= limits.titleLengthMax) return title
    warn('title cut to 1,000 characters')
    return cutText(title, limits.titleLengthMax)
  }

  #prices(fields: Fields, warn: Warn): { priceMinor?: Minor; listPriceMinor?: Minor } {
    const price = this.#price(fields, warn)
    const sale = this.#onSale(fields, warn) ? this.#salePrice(fields, warn) : undefined
    const list = this.#listPrice(fields, warn)
    const paid = sale !== undefined && (price === undefined || sale < price) ? sale : price
    if (paid === undefined) {
      warn('no price')
      return {}
    }
    const before = Math.max(list ?? 0, price ?? 0)
    return before > paid
      ? { priceMinor: paid as Minor, listPriceMinor: before as Minor }
      : { priceMinor: paid as Minor }
  }

  /** Google gives the days of a sale as 'from/to'; either may be left out. */
  #onSale(fields: Fields, warn: Warn): boolean {
    const text = this.#text('saleDates')(fields)
    if (text === '') return true
    const dates = text.split('/').map((date) => date.trim())
    const [from, to] = dates.map(this.#saleDate)
    if (dates.length !== 2 || dates.some((date, i) => date !== '' && [from, to][i] === undefined))
      warn('a day of the sale not understood, taken as open')
    return !((from ?? 0) > this.#now || (to ?? Number.POSITIVE_INFINITY) < this.#now)
  }

  #inStock(fields: Fields, warn: Warn): boolean {
    const text = this.#text('availability')(fields)
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
    const known = text === '' ? true : stockIn(text)
    if (known === undefined) warn('availability not understood, taken as in stock')
    return known ?? true
  }

  #gtin(fields: Fields, warn: Warn): string | undefined {
    const text = this.#text('gtin')(fields)
    if (text === '') return undefined
    const gtin = gtinOf(text)
    if (gtin === undefined) warn('gtin dropped: wrong check digit or length')
    return gtin
  }

  #from(fields: Fields, warn: Warn): EpochMs | undefined {
    const text = this.#text('availableFrom')(fields)
    if (text === '') return undefined
    const at = this.#availableFrom(text)
    if (at === undefined) warn('availability date not understood, dropped')
    return at === undefined ? undefined : epochMs(at)
  }

  #attributesOf(fields: Fields): Record<string, string> {
    const attributes: Record<string, string> = {}
    let room: number = limits.attributesMax
    const put = (name: string, value: string) => {
      const key = cutText(cleanText(name), limits.keyNameLengthMax)
      const text = cutText(cleanText(value), limits.tagLengthMax)
      if (key === '' || key === '__proto__' || text === '' || Object.hasOwn(attributes, key) || room-- <= 0) return
      attributes[key] = text
    }
    const group = this.#text('group')(fields)
    if (group !== '') put('item_group_id', group)
    for (const [name, column] of this.#attributes) put(name, textOf(fields[column]))
    const own = fields.attributes // JSON rows may hold an object of them
    if (typeof own === 'object' && own !== null && !Array.isArray(own))
      for (const [name, value] of Object.entries(own)) put(name, textOf(value))
    for (const [name, value] of featuresOf(this.#text('features')(fields))) put(name, value)
    for (const [name, value] of optionsOf(this.#text('options')(fields))) put(name, value)
    return attributes
  }
}

/** Naver's `attribute`: pieces between '^' (or '|'), some of them 'name:value'; the others are numbered. */
function* featuresOf(text: string): Generator<readonly [string, string]> {
  let unnamed = 0
  for (const piece of text.split(/[\^|]/)) {
    const colon = piece.indexOf(':')
    if (colon > 0) yield [piece.slice(0, colon), piece.slice(colon + 1)]
    else if (piece.trim() !== '') yield [`feature ${++unnamed}`, piece]
  }
}

/** Naver's `option_detail`, 'color:black, size:L^price|...': the values of each option, each once. */
function optionsOf(text: string): readonly (readonly [string, string])[] {
  const values = new Map<string, Set<string>>()
  for (const option of text === '' ? [] : text.split('|')) {
    for (const choice of option.split('^')[0].split(',')) {
      const colon = choice.indexOf(':')
      if (colon <= 0) continue
      const name = choice.slice(0, colon).trim()
      values.set(name, (values.get(name) ?? new Set()).add(choice.slice(colon + 1).trim()))
    }
  }
  return [...values].map(([name, all]) => [name, [...all].join(', ')])
}
