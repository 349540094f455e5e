import type { HiddenThings } from '../../state/catalog.ts'
import type { Views } from '../../state/views.ts'
import type { Facets, Filters } from './answer.ts'
import { bandsOf, facetsMax, TagCounts } from './facets.ts'
import type { Matches } from './matches.ts'

/** Scratch, as one question is answered at a time. */
const categories = new TagCounts()
const brands = new TagCounts()
let prices = new Float64Array(0)

let kept = new Uint32Array(0)

/** What is left of what was found. */
export type Kept = { readonly items: Uint32Array; readonly facets: Facets }

/** What to keep of it: not what the person has hidden, and what the filters let through. */
export type KeepAsk = { readonly things: HiddenThings; readonly filters: Filters }

/** Whether somebody has hidden nothing that there is. */
export function isNothing({ items, tags }: HiddenThings): boolean {
  return items.size === 0 && tags.length === 0
}

/**
 * Takes away what the person has hidden and what the filters exclude, and counts facets over the rest: each as if it
 * itself were not chosen, so that another choice can be made. O(matches), 20 ns each or so.
 */
export function keep(
  { catalog }: Views,
  matches: Pick<Matches, 'items' | 'count'>,
  { things, filters }: KeepAsk,
): Kept {
  const hidesNothing = isNothing(things)
  const { minPriceMinor = Number.NEGATIVE_INFINITY, maxPriceMinor = Number.POSITIVE_INFINITY } = filters
  const isPriced = filters.minPriceMinor !== undefined || filters.maxPriceMinor !== undefined
  const category = filters.category === undefined ? undefined : catalog.findTag(`category:${filters.category}`)
  const brand = filters.brand === undefined ? undefined : catalog.findTag(`brand:${filters.brand}`)
  begin(catalog.tagCount, matches.count)
  let count = 0
  let priced = 0
  for (let i = 0; i < matches.count; i++) {
    const item = matches.items[i]!
    if (!hidesNothing && catalog.isAmong(things, item)) continue
    const price = catalog.prices[item]!
    const ofCategory = category === undefined || (category >= 0 && catalog.hasTag(item, category))
    const ofBrand = brand === undefined || catalog.brandTags[item]! - 1 === brand
    const atPrice = !isPriced || (price >= 0 && price >= minPriceMinor && price <= maxPriceMinor)
    if (ofCategory && ofBrand && atPrice) kept[count++] = item
    if (ofBrand && atPrice && catalog.categoryTags[item]! > 0) categories.add(catalog.categoryTags[item]! - 1)
    if (ofCategory && atPrice && catalog.brandTags[item]! > 0) brands.add(catalog.brandTags[item]! - 1)
    if (ofCategory && ofBrand && price >= 0) prices[priced++] = price
  }
  const facets = {
    categories: categories.most(catalog, facetsMax.categories),
    brands: brands.most(catalog, facetsMax.brands),
    prices: bandsOf(prices.subarray(0, priced)),
  }
  return { items: kept.subarray(0, count), facets }
}

function begin(tagCount: number, count: number): void {
  categories.reset(tagCount)
  brands.reset(tagCount)
  if (prices.length >= count) return
  prices = new Float64Array(Math.ceil(count * 1.2))
  kept = new Uint32Array(Math.ceil(count * 1.2))
}
