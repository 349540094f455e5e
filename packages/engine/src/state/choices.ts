import { type Columns, type LabelPast, NextLabels, nested, partOf, type Saved } from '@nunchi/kernel'

const halfLifeDays = 60

/**
 * Which categories and brands come next: learned from what orders held of shoppers whose past is known; in a shop without
 * orders, from what they looked at next. 14 bytes a tag; O(products of the past) per order.
 */
export class Choices implements Saved {
  readonly categories = new NextLabels({ halfLifeDays })
  readonly brands = new NextLabels({ halfLifeDays })

  /** @param items of the order, or the one looked at */
  learn(
    past: LabelPast | undefined,
    items: readonly number[],
    tags: { readonly categoryTags: Uint32Array; readonly brandTags: Uint32Array },
    at: number,
  ): void {
    this.categories.learn(past, items, tags.categoryTags, at)
    this.brands.learn(past, items, tags.brandTags, at)
  }

  save(): Columns {
    return { ...nested('categories', this.categories.save()), ...nested('brands', this.brands.save()) }
  }

  restore(columns: Columns): void {
    this.categories.restore(partOf(columns, 'categories'))
    this.brands.restore(partOf(columns, 'brands'))
  }
}
