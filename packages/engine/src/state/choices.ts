import { type Columns, type LabelPast, NextLabels, nested, partOf, type Saved } from '@nunchi/kernel'

const halfLifeDays = 60
/** From so many orders on, one in a few teaches what came of candidates: the rest would say the same, for 9 us each. */
const lessonsMax = 50_000
const ordersPerLesson = 8

/**
 * Which categories and brands come next: learned from what orders held of shoppers whose past is known; in a shop without
 * orders, from what they looked at next. 14 bytes a tag; O(products of the past) per order.
 */
export class Choices implements Saved {
  readonly categories = new NextLabels({ halfLifeDays })
  readonly brands = new NextLabels({ halfLifeDays })
  #orders = 0

  /** @param items of the order, or the one looked at */
  learn(
    past: LabelPast | undefined,
    items: readonly number[],
    tags: { readonly categoryTags: Uint32Array; readonly brandTags: Uint32Array },
    at: number,
  ): void {
    const isLesson = this.#orders < lessonsMax || this.#orders % ordersPerLesson === 0
    this.#orders += 1
    this.categories.learn(isLesson ? past : undefined, items, tags.categoryTags, at)
    this.brands.learn(isLesson ? past : undefined, items, tags.brandTags, at)
  }

  save(): Columns {
    return {
      ...nested('categories', this.categories.save()),
      ...nested('brands', this.brands.save()),
      orders: Float64Array.of(this.#orders),
    }
  }

  restore(columns: Columns): void {
    this.categories.restore(partOf(columns, 'categories'))
    this.brands.restore(partOf(columns, 'brands'))
    this.#orders = (columns.orders as Float64Array)[0]!
  }
}
