import { bareNameOf } from '../../domain/tags.ts'
import type { Views } from '../../state/views.ts'

/** What a shopper never wants to see, in the views' numbers. */
export type Blocked = {
  readonly items: ReadonlySet<number>
  readonly tags: readonly number[]
  /** The names of brands and narrowest categories among `tags`: other tags may carry the same word. */
  readonly names: ReadonlySet<string>
}

const nothing: Blocked = { items: new Set(), tags: [], names: new Set() }

/** The products, brands and categories that the shopper in `row` has hidden. */
export function blockedFor(views: Views, row: number): Blocked {
  const hidden = row < 0 ? [] : views.shoppers.hiddenBy(row)
  if (hidden.length === 0) return nothing
  const items = new Set<number>()
  const tags: number[] = []
  const names = new Set<string>()
  for (const one of hidden) {
    if (one.what === 'product') {
      items.add(views.catalog.find(one.product))
      continue
    }
    const tag = one.what === 'brand' ? `brand:${one.brand}` : `category:${one.category}`
    tags.push(views.catalog.findTag(tag))
    names.add(wordOf(tag))
  }
  return { items, tags, names }
}

/** Whether the item, its brand or one of its categories is hidden. O(hidden tags * tags of the item). */
export function isBlocked(views: Views, blocked: Blocked, item: number): boolean {
  if (blocked === nothing) return false
  return blocked.items.has(item) || blocked.tags.some((tag) => views.catalog.hasTag(item, tag))
}

/** Whether saying a tag would name a hidden brand or category, as 'keyword:hasbro' names 'brand:Hasbro'. */
export function isNameBlocked({ names }: Blocked, tag: string): boolean {
  return names.size > 0 && names.has(wordOf(tag))
}

/** A tag's bare name so that two spellings of it are one. */
function wordOf(tag: string): string {
  return bareNameOf(tag).normalize('NFC').toLowerCase()
}
