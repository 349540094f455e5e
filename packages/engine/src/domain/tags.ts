import type { Product, ProductHint } from './product.ts'

/** The kinds of interest a shopper can have in a product. A tag is 'type:name', as in 'brand:삼성'. */
export const tagTypes = ['brand', 'category', 'attribute', 'price', 'keyword'] as const
export type TagType = (typeof tagTypes)[number]

const keywordsMax = 8
const separators = /[^\p{L}\p{N}]+/u

/** Words of a text that can be keywords: lower case, NFC, at least two characters, not a bare number; first ones first. */
export function keywordsOf(text: string): string[] {
  const words: string[] = []
  for (const word of text.normalize('NFC').toLowerCase().split(separators)) {
    if (word.length < 2 || /^\p{N}+$/u.test(word) || words.includes(word)) continue
    words.push(word)
  }
  return words
}

/**
 * The price band of an amount: half octaves of minor units, so that a band is "about 40 % dearer than the one below"
 * in any currency.
 */
export function priceBand(priceMinor: number): number {
  return Math.floor(2 * Math.log2(Math.max(1, priceMinor)))
}

/** Lowest amount of a band, and the lowest of the next. */
export function priceBandLimits(band: number): { readonly fromMinor: number; readonly belowMinor: number } {
  return { fromMinor: Math.ceil(2 ** (band / 2)), belowMinor: Math.ceil(2 ** ((band + 1) / 2)) }
}

/** The tag of what a product costs; undefined where that is unknown or nothing. */
export function priceTagOf({ priceMinor }: Product | ProductHint): string | undefined {
  return priceMinor !== undefined && priceMinor > 0 ? `price:${priceBand(priceMinor)}` : undefined
}

/** Every interest tag of a product: brand, each level of its category, attributes, price band, title keywords. */
export function tagsOf(product: Product | ProductHint): string[] {
  const tags: string[] = []
  if (product.brand) tags.push(`brand:${product.brand}`)
  let path = ''
  for (const level of product.categoryPath ?? []) {
    path = path === '' ? level : `${path}>${level}`
    tags.push(`category:${path}`)
  }
  if ('attributes' in product) {
    for (const [name, value] of Object.entries(product.attributes)) tags.push(`attribute:${name}=${value}`)
  }
  const price = priceTagOf(product)
  if (price !== undefined) tags.push(price)
  const brandWords = product.brand ? keywordsOf(product.brand) : []
  const words = product.title ? keywordsOf(product.title).filter((word) => !brandWords.includes(word)) : []
  for (const word of words.slice(0, keywordsMax)) tags.push(`keyword:${word}`)
  return tags
}

/** The type of a tag as its place in `tagTypes`. */
export function tagTypeOf(tag: string): number {
  return tagTypes.indexOf(tag.slice(0, tag.indexOf(':')) as TagType)
}

/** What a tag is called without its type and what it stands in: 'category:가전>음향' -> 음향, 'attribute:color=red' -> red. */
export function bareNameOf(tag: string): string {
  const name = tag.slice(tag.indexOf(':') + 1)
  if (tag.startsWith('category:')) return name.slice(name.lastIndexOf('>') + 1)
  return tag.startsWith('attribute:') ? name.slice(name.indexOf('=') + 1) : name
}
