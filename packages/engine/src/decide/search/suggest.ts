import { initialsOf, isInitials, keysOf, onOtherLayout, spelled, TopK, type Word } from '@nunchi/kernel'
import { bareNameOf, tagTypes } from '../../domain/tags.ts'
import type { ProductId } from '../../domain/units.ts'
import type { SearchIndex } from '../../state/search-index.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'

/** How a search could go on from what was typed so far. */
export type Completion = {
  readonly text: string
  readonly type: 'product' | 'brand' | 'category'
  /** Of type product. */
  readonly product?: ProductId
  /** Of type category: its path. */
  readonly path?: string
}
export type SuggestAnswer = { readonly completions: readonly Completion[] }

/** How many of the completions may be brands, and how many categories. */
const namesMax = 2
/** Products of one title are one completion: so many more are looked at. */
const spareShare = 3
const spare = 20
const namedTypes = [tagTypes.indexOf('brand'), tagTypes.indexOf('category')]
/** By tag: what wanted products carry it. Scratch, as one question is answered at a time. */
const weights = new Map<number, number>()

/**
 * What the words typed so far could become: brands and categories of that name, then titles, best sellers first. The last
 * word may be half typed (아잎), initials (ㅇㅍ), or of the wrong keyboard layout. What the person has hidden and what cannot
 * be bought does not come.
 */
export function suggest(
  views: Views,
  index: SearchIndex,
  { row, query, count }: { readonly row: number; readonly query: string; readonly count: number },
): Decision<SuggestAnswer> {
  const completions = completionsOf(views, index, { row, query, count })
  if (completions.length > 0) return { answer: { completions }, events: [] }
  const meant = onOtherLayout(query.normalize('NFC').trim())
  return {
    answer: { completions: meant === undefined ? [] : completionsOf(views, index, { row, query: meant, count }) },
    events: [],
  }
}

function completionsOf(
  views: Views,
  index: SearchIndex,
  { row, query, count }: { row: number; query: string; count: number },
): Completion[] {
  const words = index.read(query)
  if (words.length === 0 || index.find(words, { isTyping: true }) < words.length) return []
  const { catalog, shoppers, trends } = views
  const things = catalog.thingsOf(row < 0 ? [] : shoppers.hiddenBy(row))
  const best = new TopK(count * spareShare + spare)
  const { items, count: found } = index.found
  weights.clear()
  for (let i = 0; i < found; i++) {
    const item = items[i]!
    if (catalog.shown[item] !== 1 || catalog.isAmong(things, item)) continue
    const wanted = trends.season.scaled[item] ?? 0
    best.offer(item, wanted)
    weighTags(views, item, wanted)
  }
  const names = namesOf(views, words).filter(({ tag }) => !things.tags.includes(tag))
  const out = new Uint32Array(count * spareShare + spare)
  const products = Array.from(out.subarray(0, best.drain(out)), (item) => titleOf(views, item))
  return distinct([...names.map(({ completion }) => completion), ...products]).slice(0, count)
}

function weighTags({ catalog }: Views, item: number, wanted: number): void {
  const { starts, counts, columns } = catalog.tags
  for (let slot = starts[item]!; slot < starts[item]! + counts[item]!; slot++) {
    const tag = columns.tag[slot]!
    // A product that nobody wanted yet counts a little: of equals the larger brand comes first.
    if (namedTypes.includes(catalog.tagTypes[tag]!)) weights.set(tag, (weights.get(tag) ?? 0) + wanted + 1e-9)
  }
}

/** Brands and categories among the tags weighed that begin with what was typed, the most wanted first. */
function namesOf({ catalog }: Views, words: readonly Word[]): { tag: number; completion: Completion }[] {
  const typed = words.map(({ text }) => text).join('')
  const named = [...weights].filter(([tag]) => begins(bareNameOf(catalog.tagName(tag)), typed))
  named.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return namedTypes.flatMap((type) =>
    named
      .filter(([tag]) => catalog.tagTypes[tag] === type)
      .slice(0, namesMax)
      .map(([tag]) => ({ tag, completion: completionOf(catalog.tagName(tag)) })),
  )
}

function completionOf(name: string): Completion {
  const text = bareNameOf(name)
  if (name.startsWith('brand:')) return { text, type: 'brand' }
  return { text, type: 'category', path: name.slice(name.indexOf(':') + 1) }
}

/** Whether a name, or what follows a space in it, begins with what was typed. */
function begins(name: string, typed: string): boolean {
  const words = spelled(name).split(/[^\p{L}\p{N}]+/u)
  return words.some((_, from) => {
    const rest = words.slice(from).join('')
    return isInitials(typed) ? initialsOf(rest).startsWith(typed) : keysOf(rest).startsWith(keysOf(typed))
  })
}

function titleOf({ catalog }: Views, item: number): Completion {
  const product = catalog.idOf(item)
  return { text: catalog.product(item)?.title || product, type: 'product', product }
}

function distinct(completions: readonly Completion[]): Completion[] {
  const known = new Set<string>()
  return completions.filter(({ type, text, path = '' }) => {
    const name = `${type} ${path} ${text}`
    return !known.has(name) && known.add(name)
  })
}
