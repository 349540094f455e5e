import { type Columns, grown, Interner, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import type { Product, ProductHint } from '../domain/product.ts'
import { keywordsOf, priceBand, priceTagOf, tagsOf, tagTypeOf, tagTypes } from '../domain/tags.ts'
import { type EpochMs, type ProductId, secondsOf } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { Hidden } from '../events/shopper.ts'

/** A tag remembers this many of its newest products. */
const newestPerTagMax = 256
const tagsPerProductMax = 64

/** How well a product is described. Only the listed can be shown. */
const unseen = 0
const hinted = 1
const listed = 2

/** Hidden products, brands and categories, in the catalogue's numbers. */
export type HiddenThings = {
  readonly items: ReadonlySet<number>
  /** Brands and categories as tags, those that any product carries. */
  readonly tags: readonly number[]
  /** All of these by name: 'brand:Hasbro', 'category:Toys'. */
  readonly names: readonly string[]
}

/**
 * The products and the interest tags they carry, numbered for the other views: an item is a product's index, a tag a
 * tag's index. About 320 bytes a product beside its texts.
 */
export class Catalog implements Saved {
  readonly #ids: Interner
  readonly #products: (Product | undefined)[] = []
  #described: Uint8Array = new Uint8Array(16)
  /** By item: 1 when it may be shown (listed, in stock). */
  shown: Uint8Array = new Uint8Array(16)
  /** By item: seconds since 1970 since when it can be bought, 0 when unknown. */
  availableFrom: Uint32Array = new Uint32Array(16)
  /** By item: reduction in thousandths of the list price, 0 when there is none. */
  reductions: Uint16Array = new Uint16Array(16)
  /** By item: ln of its price in minor units, 0 when unknown. */
  logPrices: Float32Array = new Float32Array(16)
  /** By item: its price in minor units, -1 when unknown. */
  prices: Float64Array = new Float64Array(16)
  /** By item: its brand's tag and its narrowest category's tag, plus 1; 0 when it has none. */
  brandTags: Uint32Array = new Uint32Array(16)
  categoryTags: Uint32Array = new Uint32Array(16)
  /** By item: its tags. */
  readonly tags = new SlabLists({ tag: 'u32' }, 3)
  readonly #tagNames: Interner
  /** By tag: its type's place in `tagTypes`. */
  tagTypes: Uint8Array = new Uint8Array(64)
  /** By tag: items that have carried it, oldest first, the newest 256. Check `hasTag`: a product may have lost it. */
  readonly itemsByTag = new SlabLists({ item: 'u32' }, 2)
  /** Items described anew, delisted or listed again since `takeRetold`, each once; and by item whether it is among them. */
  #retold: number[] = []
  #isRetold: Uint8Array = new Uint8Array(16)
  /**
   * Goes up whenever another product is listed, or a listed one gets other tags or another price: for what is kept of a way
   * through the catalogue. Stock does not move it. Not saved.
   */
  changes = 0
  /** Brand and category names, in NFC and lower case -> their tags, for searches. */
  readonly #tagByWord = new Map<string, number>()

  constructor(hashSeed = 0) {
    this.#ids = new Interner(hashSeed)
    this.#tagNames = new Interner(hashSeed)
  }

  get size(): number {
    return this.#ids.size
  }

  get tagCount(): number {
    return this.#tagNames.size
  }

  find(id: ProductId): number {
    return this.#ids.find(id)
  }

  idOf(item: number): ProductId {
    return this.#ids.nameOf(item) as ProductId
  }

  product(item: number): Product | undefined {
    return this.#products[item]
  }

  /** Whether anything is known of the item: if so, what an event says of it is passed over. */
  isDescribed(item: number): boolean {
    return this.#described[item] !== unseen
  }

  /** Whether the product is on the shop's list now. */
  isListed(item: number): boolean {
    return this.#described[item] === listed
  }

  /** How many items `takeRetold` would give. */
  get retoldCount(): number {
    return this.#retold.length
  }

  /** Items of which something else is to be said than before, for what is kept beside this view; at most so many. After `restore`: all. */
  takeRetold(countMax: number): readonly number[] {
    const taken = this.#retold.splice(Math.max(0, this.#retold.length - countMax))
    for (const item of taken) this.#isRetold[item] = 0
    return taken
  }

  /** Whether the shop has already described the product in just these words. O(size of the description). */
  isListedAs(product: Product): boolean {
    const item = this.find(product.id)
    if (item < 0 || this.#described[item] !== listed) return false
    return JSON.stringify(this.#products[item]) === JSON.stringify(product)
  }

  tagName(tag: number): string {
    return this.#tagNames.nameOf(tag)
  }

  findTag(name: string): number {
    return this.#tagNames.find(name)
  }

  hasTag(item: number, tag: number): boolean {
    const { starts, counts, columns } = this.tags
    if (item >= this.tags.rows) return false
    for (let slot = starts[item]!; slot < starts[item]! + counts[item]!; slot++)
      if (columns.tag[slot] === tag) return true
    return false
  }

  /** The item of a product, opened if it is new; what a behaviour event says of it fills what is unknown. */
  itemFor(id: ProductId, hint?: ProductHint): number {
    const known = this.#ids.find(id)
    const item = known >= 0 ? known : this.#open(id)
    if (hint && this.#described[item] === unseen) {
      this.#described[item] = hinted
      this.#retag(item, tagsOf(hint))
    }
    return item
  }

  /** Looks up what somebody has hidden. O(hidden). */
  thingsOf(hidden: readonly Hidden[]): HiddenThings {
    const items = new Set(hidden.flatMap((one) => (one.what === 'product' ? [this.find(one.product)] : [])))
    const names = hidden.flatMap((one) =>
      one.what === 'product' ? [] : [one.what === 'brand' ? `brand:${one.brand}` : `category:${one.category}`],
    )
    return { items, names, tags: names.map((name) => this.findTag(name)).filter((tag) => tag >= 0) }
  }

  /** Whether the item, its brand or one of its categories is among them. O(tags of things * tags of the item). */
  isAmong({ items, tags }: HiddenThings, item: number): boolean {
    return items.has(item) || tags.some((tag) => this.hasTag(item, tag))
  }

  /** The tags a search query names: words known as keywords, and brands and categories by their names. */
  tagsOfQuery(query: string): number[] {
    const tags: number[] = []
    for (const word of keywordsOf(query)) {
      const keyword = this.#tagNames.find(`keyword:${word}`)
      if (keyword >= 0) tags.push(keyword)
      const named = this.#tagByWord.get(word)
      if (named !== undefined) tags.push(named)
    }
    return tags
  }

  apply(event: CatalogEvent): void {
    switch (event.kind) {
      case 'product.listed':
        return this.#describe(event.product, event.at)
      case 'product.sighted':
        if (!this.#products[this.itemFor(event.product.id)]) this.#describe(event.product, event.at)
        return
      case 'product.delisted': {
        const item = this.itemFor(event.product)
        this.#described[item] = Math.min(this.#described[item]!, hinted)
        this.shown[item] = 0
        this.changes += 1
        return this.#retell(item)
      }
      case 'product.repriced':
        return this.amend(this.itemFor(event.product), {
          priceMinor: event.priceMinor,
          listPriceMinor: event.listPriceMinor,
        })
      case 'product.stocked':
        return this.amend(this.itemFor(event.product), { inStock: event.inStock })
    }
    event satisfies never
  }

  /** Says something else of a product that was described; what is given as undefined is no longer said. */
  amend(item: number, change: Partial<Product>): void {
    const before = this.#products[item]
    if (!before) return // a price or stock of something never described says nothing yet
    this.reprice(item, withoutUndefined({ ...withoutUndefined(before), ...change }))
  }

  /**
   * Says of a described product what it costs now, and whether it can be had; all else of it is as it was. 1 us; with tags
   * anew, 5, where it had no price or has none now.
   */
  reprice(item: number, product: Product): void {
    this.#retagPrice(item, product)
    this.#put(item, product)
  }

  /** Forgets what was said of a product; its id stays, as others name it. Words that its title was made of stay known as words. */
  forget(id: ProductId): void {
    const item = this.itemFor(id)
    this.#described[item] = unseen
    this.shown[item] = 0
    this.#products[item] = undefined
    this.#retag(item, [])
    this.prices[item] = -1
    this.logPrices[item] = 0
    this.reductions[item] = 0
    this.availableFrom[item] = 0
    this.#retell(item)
  }

  save(): Columns {
    return {
      ids: this.#ids.names(),
      products: this.#products.map((product) => (product ? JSON.stringify(product) : '')),
      described: this.#described.subarray(0, this.size),
      shown: this.shown.subarray(0, this.size),
      availableFrom: this.availableFrom.subarray(0, this.size),
      reductions: this.reductions.subarray(0, this.size),
      brandTags: this.brandTags.subarray(0, this.size),
      categoryTags: this.categoryTags.subarray(0, this.size),
      tagNames: this.#tagNames.names(),
      ...nested('tags', this.tags.save()),
      ...nested('itemsByTag', this.itemsByTag.save()),
    }
  }

  restore(columns: Columns): void {
    this.changes += 1
    this.#ids.restore(columns.ids as string[])
    this.#products.length = 0
    for (const text of columns.products as string[])
      this.#products.push(text ? (JSON.parse(text) as Product) : undefined)
    this.logPrices = Float32Array.from(this.#products, logPriceOf)
    this.prices = Float64Array.from(this.#products, priceOf)
    this.#retold = [...this.#products.keys()]
    this.#isRetold = new Uint8Array(this.#products.length).fill(1)
    this.#described = columns.described as Uint8Array
    this.shown = columns.shown as Uint8Array
    this.availableFrom = columns.availableFrom as Uint32Array
    this.reductions = columns.reductions as Uint16Array
    this.brandTags = columns.brandTags as Uint32Array
    this.categoryTags = columns.categoryTags as Uint32Array
    this.#tagNames.restore(columns.tagNames as string[])
    this.#tagByWord.clear()
    this.tagTypes = new Uint8Array(this.tagCount)
    for (let tag = 0; tag < this.tagCount; tag++) this.#learnTag(tag)
    this.tags.restore(partOf(columns, 'tags'))
    this.itemsByTag.restore(partOf(columns, 'itemsByTag'))
  }

  #open(id: ProductId): number {
    const item = this.#ids.idOf(id)
    this.#products.push(undefined)
    this.#described = grown(this.#described, item + 1)
    this.shown = grown(this.shown, item + 1)
    this.availableFrom = grown(this.availableFrom, item + 1)
    this.reductions = grown(this.reductions, item + 1)
    this.logPrices = grown(this.logPrices, item + 1)
    this.prices = grown(this.prices, item + 1)
    this.prices[item] = -1
    this.#isRetold = grown(this.#isRetold, item + 1)
    this.brandTags = grown(this.brandTags, item + 1)
    this.categoryTags = grown(this.categoryTags, item + 1)
    this.tags.reach(item)
    return item
  }

  #describe(product: Product, at: EpochMs): void {
    const item = this.itemFor(product.id)
    this.#described[item] = listed
    const from = product.availableFrom ? secondsOf(product.availableFrom) : secondsOf(at)
    if (this.availableFrom[item] === 0 || product.availableFrom) this.availableFrom[item] = from
    this.#retag(item, tagsOf(product))
    this.#put(item, product)
    this.#retell(item)
  }

  #retell(item: number): void {
    if (this.#isRetold[item] === 1) return
    this.#isRetold[item] = 1
    this.#retold.push(item)
  }

  #put(item: number, product: Product): void {
    const { priceMinor, listPriceMinor } = product
    this.#products[item] = product
    this.logPrices[item] = logPriceOf(product)
    this.prices[item] = priceOf(product)
    this.shown[item] = product.inStock && this.#described[item] === listed ? 1 : 0
    this.reductions[item] =
      priceMinor !== undefined && listPriceMinor !== undefined && listPriceMinor > priceMinor
        ? Math.round((1000 * (listPriceMinor - priceMinor)) / listPriceMinor)
        : 0
  }

  #retag(item: number, names: readonly string[]): void {
    if (this.#described[item] === listed) this.changes += 1
    const before = new Set<number>()
    const { starts, counts } = this.tags
    for (let i = 0; i < counts[item]!; i++) before.add(this.tags.columns.tag[starts[item]! + i]!)
    const kept = names.slice(0, tagsPerProductMax)
    const isInPlace = kept.length === counts[item] // so that the lists lie where `#retagPrice` leaves them
    if (!isInPlace) this.tags.clear(item)
    this.brandTags[item] = 0
    this.categoryTags[item] = 0
    for (const [i, name] of kept.entries()) {
      const tag = this.#tagFor(name)
      const slot = isInPlace ? starts[item]! + i : this.tags.push(item)
      this.tags.columns.tag[slot] = tag
      if (tagTypes[this.tagTypes[tag]!] === 'brand') this.brandTags[item] = tag + 1
      if (tagTypes[this.tagTypes[tag]!] === 'category') this.categoryTags[item] = tag + 1
      if (!before.has(tag)) this.#enlist(tag, item)
    }
  }

  /** As `#retag` where nothing but the price is another. */
  #retagPrice(item: number, product: Product): void {
    const [before, now] = [this.prices[item]!, priceOf(product)]
    if (before > 0 !== now > 0) return this.#retag(item, tagsOf(product))
    if (this.#described[item] === listed && now !== before) this.changes += 1
    if (now <= 0 || priceBand(before) === priceBand(now)) return
    const { starts, counts, columns } = this.tags
    for (let slot = starts[item]!; slot < starts[item]! + counts[item]!; slot++) {
      if (tagTypes[this.tagTypes[columns.tag[slot]!]!] !== 'price') continue
      const tag = this.#tagFor(priceTagOf(product)!)
      columns.tag[slot] = tag
      return this.#enlist(tag, item)
    }
  }

  #enlist(tag: number, item: number): void {
    this.itemsByTag.reach(tag)
    const start = this.itemsByTag.starts[tag]!
    const { item: items } = this.itemsByTag.columns
    if (items.subarray(start, start + this.itemsByTag.counts[tag]!).includes(item)) return // had it before
    if (this.itemsByTag.counts[tag]! >= newestPerTagMax) this.itemsByTag.removeAt(tag, 0)
    const slot = this.itemsByTag.push(tag)
    this.itemsByTag.columns.item[slot] = item
  }

  #tagFor(name: string): number {
    const known = this.#tagNames.find(name)
    if (known >= 0) return known
    const tag = this.#tagNames.idOf(name)
    this.tagTypes = grown(this.tagTypes, tag + 1)
    this.#learnTag(tag)
    return tag
  }

  #learnTag(tag: number): void {
    const name = this.#tagNames.nameOf(tag)
    const type = tagTypeOf(name)
    this.tagTypes[tag] = type
    if (tagTypes[type] !== 'brand' && tagTypes[type] !== 'category') return
    const word = name
      .slice(Math.max(name.indexOf(':'), name.lastIndexOf('>')) + 1)
      .normalize('NFC')
      .toLowerCase()
    if (!this.#tagByWord.has(word)) this.#tagByWord.set(word, tag)
  }
}

/** The product as a snapshot gives it back: keys that hold nothing are left out, so that later ones keep their order. */
function withoutUndefined(product: Product): Product {
  return Object.fromEntries(Object.entries(product).filter(([, value]) => value !== undefined)) as Product
}

function logPriceOf(product: Product | undefined): number {
  const price = product?.priceMinor ?? 0
  return price > 0 ? Math.log(price) : 0
}

function priceOf(product: Product | undefined): number {
  return product?.priceMinor ?? -1
}
