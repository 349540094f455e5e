import { bareNameOf } from '../../domain/tags.ts'
import type { HiddenThings } from '../../state/catalog.ts'
import type { Views } from '../../state/views.ts'

/** What a shopper never wants to see. */
export type Blocked = {
  readonly things: HiddenThings
  /** The words of brands and narrowest categories among them: other tags may carry the same word. */
  readonly words: ReadonlySet<string>
}

const nothing: Blocked = { things: { items: new Set(), tags: [], names: [] }, words: new Set() }

/** The products, brands and categories that the shopper in `row` has hidden. */
export function blockedFor({ catalog, shoppers }: Views, row: number): Blocked {
  const hidden = row < 0 ? [] : shoppers.hiddenBy(row)
  if (hidden.length === 0) return nothing
  const things = catalog.thingsOf(hidden)
  return { things, words: new Set(things.names.map(wordOf)) }
}

/** Whether the item, its brand or one of its categories is hidden. O(hidden tags * tags of the item). */
export function isBlocked(views: Views, blocked: Blocked, item: number): boolean {
  return blocked !== nothing && views.catalog.isAmong(blocked.things, item)
}

/** Whether saying a tag would name a hidden brand or category, as 'keyword:hasbro' names 'brand:Hasbro'. */
export function isNameBlocked({ words }: Blocked, tag: string): boolean {
  return words.size > 0 && words.has(wordOf(tag))
}

/** A tag's bare name so that two spellings of it are one. */
function wordOf(tag: string): string {
  return bareNameOf(tag).normalize('NFC').toLowerCase()
}
