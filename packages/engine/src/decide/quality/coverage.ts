import type { Views } from '../../state/views.ts'

const coveredFields = ['brand', 'category', 'image', 'price', 'url', 'attributes'] as const
type CoveredField = (typeof coveredFields)[number]

/** How many of some products lack each field. */
export type Missing = Record<CoveredField, number>

/** What the catalogue lacks. */
export type Coverage = {
  /** Listed now. */
  readonly products: number
  readonly missing: Readonly<Missing>
  /** Where most is missing first. The whole path joined with '>'; '' for products without a category. */
  readonly byCategory: readonly {
    readonly category: string
    readonly products: number
    readonly missing: Readonly<Missing>
  }[]
  /** Products that events or prices named and nobody has described. */
  readonly unknownProducts: number
}

type Row = { products: number; readonly missing: Missing }

/**
 * Counts what products lack, a stretch of the catalogue at a time, so that a large one holds nobody up. About 0.1 us a product;
 * memory O(categories). What changes meanwhile is counted as it is met.
 */
export class CoverageCount {
  readonly #catalog: Views['catalog']
  readonly #byTag = new Map<number, Row>()
  #next = 0
  #unknown = 0

  constructor({ catalog }: Pick<Views, 'catalog'>) {
    this.#catalog = catalog
  }

  /** Looks at the next `itemsMax` products. @returns whether there are more */
  step(itemsMax: number): boolean {
    const { size } = this.#catalog
    const end = Math.min(size, this.#next + itemsMax)
    for (let item = this.#next; item < end; item++) this.#look(item)
    this.#next = end
    return end < size
  }

  /** @param categoriesMax how many categories to tell of */
  answer(categoriesMax: number): Coverage {
    const all = row()
    for (const { products, missing } of this.#byTag.values()) {
      all.products += products
      for (const field of coveredFields) all.missing[field] += missing[field]
    }
    const byCategory = [...this.#byTag]
      .map(([tag, one]) => ({ category: this.#nameOf(tag), ...one }))
      .sort((a, b) => holesIn(b) - holesIn(a) || a.products - b.products || (a.category < b.category ? -1 : 1))
      .slice(0, categoriesMax)
    return { ...all, byCategory, unknownProducts: this.#unknown }
  }

  #look(item: number): void {
    const product = this.#catalog.product(item)
    if (product === undefined) {
      this.#unknown += 1
      return
    }
    if (!this.#catalog.isListed(item)) return
    const tag = this.#catalog.categoryTags[item]!
    const one = this.#byTag.get(tag) ?? row()
    if (one.products === 0) this.#byTag.set(tag, one)
    one.products += 1
    if (!product.brand) one.missing.brand += 1
    if (product.categoryPath.length === 0) one.missing.category += 1
    if (!product.imageUrl) one.missing.image += 1
    if (!product.priceMinor) one.missing.price += 1
    if (!product.url) one.missing.url += 1
    if (isEmpty(product.attributes)) one.missing.attributes += 1
  }

  /** @param tag a category's tag + 1, or 0 */
  #nameOf(tag: number): string {
    return tag === 0 ? '' : this.#catalog.tagName(tag - 1).slice('category:'.length)
  }
}

function row(): Row {
  return { products: 0, missing: { brand: 0, category: 0, image: 0, price: 0, url: 0, attributes: 0 } }
}

function holesIn({ missing }: Row): number {
  return coveredFields.reduce((sum, field) => sum + missing[field], 0)
}

function isEmpty(attributes: object): boolean {
  for (const _name in attributes) return false
  return true
}
