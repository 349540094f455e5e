import { type Columns, Interner, type Saved } from '@nunchi/kernel'
import type { Offer } from '../domain/offer.ts'

/** Between the levels of a category: no mall writes it. */
const between = '\u001f'

/** What a product takes from one of its offers as it stands. */
export type OfferText = Pick<Offer, 'title' | 'brand' | 'categoryPath' | 'imageUrl'>

/**
 * What offers call themselves and show, by offer: all that a product may be named after one of them. The rest of what they say stays
 * in the log. Brands and categories are kept once; 150 to 250 bytes an offer. O(1).
 */
export class OfferTexts implements Saved {
  #titles: string[] = []
  #images: string[] = []
  /** By offer: brand and category as numbers + 1; 0 for none. */
  #brandOf: number[] = []
  #categoryOf: number[] = []
  readonly #brands: Interner
  readonly #categories: Interner

  constructor(hashSeed: number) {
    this.#brands = new Interner(hashSeed)
    this.#categories = new Interner(hashSeed)
  }

  put(offer: number, { title, brand = '', categoryPath, imageUrl = '' }: OfferText): void {
    this.#reach(offer)
    this.#titles[offer] = title
    this.#images[offer] = imageUrl
    this.#brandOf[offer] = brand === '' ? 0 : this.#brands.idOf(brand) + 1
    this.#categoryOf[offer] = categoryPath.length === 0 ? 0 : this.#categories.idOf(categoryPath.join(between)) + 1
  }

  of(offer: number): OfferText {
    const brand = this.#brandOf[offer]!
    const imageUrl = this.#images[offer]!
    return {
      title: this.#titles[offer]!,
      ...(brand === 0 ? {} : { brand: this.#brands.nameOf(brand - 1) }),
      categoryPath: this.pathOf(this.categoryOf(offer)),
      ...(imageUrl === '' ? {} : { imageUrl }),
    }
  }

  /** The number of an offer's category, the same for all of it; 0 for none. */
  categoryOf(offer: number): number {
    return this.#categoryOf[offer]!
  }

  /** The levels of a category by its number. */
  pathOf(category: number): string[] {
    return category === 0 ? [] : this.#categories.nameOf(category - 1).split(between)
  }

  /** Forgets what an offer said; a brand or category that was its alone stays known as one. */
  clear(offer: number): void {
    if (offer < this.#titles.length) this.put(offer, { title: '', categoryPath: [] })
  }

  save(): Columns {
    return {
      titles: this.#titles,
      images: this.#images,
      brandOf: Uint32Array.from(this.#brandOf),
      categoryOf: Uint32Array.from(this.#categoryOf),
      brands: this.#brands.names(),
      categories: this.#categories.names(),
    }
  }

  restore(columns: Columns): void {
    this.#titles = [...(columns.titles as readonly string[])]
    this.#images = [...(columns.images as readonly string[])]
    this.#brandOf = Array.from(columns.brandOf as Uint32Array)
    this.#categoryOf = Array.from(columns.categoryOf as Uint32Array)
    this.#brands.restore(columns.brands as string[])
    this.#categories.restore(columns.categories as string[])
  }

  #reach(offer: number): void {
    for (let next = this.#titles.length; next <= offer; next++) {
      this.#titles.push('')
      this.#images.push('')
      this.#brandOf.push(0)
      this.#categoryOf.push(0)
    }
  }
}
