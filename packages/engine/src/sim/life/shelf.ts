import type { ProductId } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Town } from '../town/town.ts'

/** What the shelf has said of its changes is kept this long; whoever fell further behind looks at everything anew. */
const changesMax = 200_000

/** What the town's shop has on its shelf right now: the price and stock of every product, by the product's number in the town. */
export class Shelf {
  readonly size: number
  readonly priceMinor: Float64Array
  readonly inStock: Uint8Array
  readonly isListed: Uint8Array
  /** The narrowest category of each product, as a number, and the products of each. */
  readonly categoryOf: Uint16Array
  readonly categories: readonly { readonly path: readonly string[]; readonly products: readonly number[] }[]
  readonly #numbers = new Map<string, number>()
  /** Numbers of products whose price or stock changed, in order; `#forgotten` were dropped before them. */
  #changes: number[] = []
  #forgotten = 0

  /** Empty: what is listed is put on it. */
  constructor(town: Town) {
    this.size = town.products.length
    this.priceMinor = Float64Array.from(town.products, ({ product }) => product.priceMinor ?? 0)
    this.isListed = new Uint8Array(this.size)
    this.inStock = new Uint8Array(this.size)
    this.categoryOf = new Uint16Array(this.size)
    const known = new Map<string, number>()
    const categories: { path: readonly string[]; products: number[] }[] = []
    town.products.forEach(({ product }, number) => {
      this.#numbers.set(product.id, number)
      const name = product.categoryPath.join('>')
      const category = known.get(name) ?? categories.push({ path: product.categoryPath, products: [] }) - 1
      known.set(name, category)
      categories[category]!.products.push(number)
      this.categoryOf[number] = category
    })
    this.categories = categories
  }

  /** How many changes there have been; see `changedSince`. */
  get version(): number {
    return this.#forgotten + this.#changes.length
  }

  /** The products that changed since a version; undefined when that is too long ago to know. */
  changedSince(version: number): readonly number[] | undefined {
    return version < this.#forgotten ? undefined : this.#changes.slice(version - this.#forgotten)
  }

  /** The product's number in the town; undefined for one of elsewhere. */
  numberOf(product: ProductId): number | undefined {
    return this.#numbers.get(product)
  }

  apply(event: CatalogEvent): void {
    const number = this.#numbers.get(typeof event.product === 'string' ? event.product : event.product.id)
    if (number === undefined) return
    if (event.kind === 'product.listed') {
      this.isListed[number] = 1
      this.priceMinor[number] = event.product.priceMinor ?? 0
      this.inStock[number] = Number(event.product.inStock)
    }
    if (event.kind === 'product.repriced') this.priceMinor[number] = event.priceMinor
    if (event.kind === 'product.stocked') this.inStock[number] = Number(event.inStock)
    if (this.#changes.push(number) <= changesMax) return
    this.#forgotten += this.#changes.length
    this.#changes = []
  }
}
