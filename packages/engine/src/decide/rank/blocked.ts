import type { Views } from '../../state/views.ts'

/** What a shopper never wants to see, in the views' numbers. */
export type Blocked = { readonly items: ReadonlySet<number>; readonly tags: readonly number[] }

const nothing: Blocked = { items: new Set(), tags: [] }

/** The products, brands and categories that the shopper in `row` has hidden. */
export function blockedFor(views: Views, row: number): Blocked {
  const hidden = row < 0 ? [] : views.shoppers.hiddenBy(row)
  if (hidden.length === 0) return nothing
  const items = new Set<number>()
  const tags: number[] = []
  for (const one of hidden) {
    if (one.what === 'product') items.add(views.catalog.find(one.product))
    else tags.push(views.catalog.findTag(one.what === 'brand' ? `brand:${one.brand}` : `category:${one.category}`))
  }
  return { items, tags }
}

/** Whether the item, its brand or one of its categories is hidden. O(hidden tags * tags of the item). */
export function isBlocked(views: Views, blocked: Blocked, item: number): boolean {
  return blocked.items.has(item) || blocked.tags.some((tag) => views.catalog.hasTag(item, tag))
}
