import { tagTypes } from '../../domain/tags.ts'
import { touchNames, touchWeights } from '../../domain/touch.ts'
import type { Views } from '../../state/views.ts'
import type { Interests } from './interests.ts'
import { readTouches } from './touches.ts'

const day = 86_400
const pickUpDays = 30
const newDays = 30
const interestsUsed = 8
/** Of every interest, so that the second has its turn as the first. */
const newestPerInterest = 48

/**
 * What the shopper began and did not finish: touched last 30 days, not turned down, bought or reviewed since; the further
 * they got the earlier.
 */
export function interruptedItems(views: Views, { row, now }: { row: number; now: number }): number[] {
  const { item, at, kind } = views.history.recent.columns
  const { slots, count } = readTouches(views, row)
  const strengths = new Map<number, number>()
  const finished = new Set<number>()
  for (let i = 0; i < count && at[slots[i]!]! > now - pickUpDays * day; i++) {
    const one = item[slots[i]!]!
    const name = touchNames[kind[slots[i]!]!]!
    if (name === 'order' || name === 'review') finished.add(one)
    if (finished.has(one)) continue
    const strength = touchWeights[name] - i / 1_000 // of equals the latest first
    strengths.set(one, Math.max(strengths.get(one) ?? 0, strength))
  }
  return [...strengths].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([item]) => item)
}

/** Reduced products: those among `items`, what is new of what the shopper likes, and what everybody wants. */
export function* reducedItems(
  views: Views,
  items: Iterable<number>,
  interests: Interests | undefined,
): Generator<number> {
  const { reductions } = views.catalog
  for (const item of items) if (reductions[item]! > 0) yield item
  if (!interests) return
  for (const item of newestOf(views, interests, undefined)) if (reductions[item]! > 0) yield item
  for (const item of views.trends.topSeason) if (reductions[item]! > 0) yield item
}

/** The products of the last 30 days of the brands the shopper likes, of their categories where a shop knows no brands. */
export function newInBrands(views: Views, { row, now }: { row: number; now: number }, interests: Interests): number[] {
  for (const type of ['brand', 'category'] as const) {
    const found: number[] = []
    for (const item of newestOf(views, interests, tagTypes.indexOf(type))) {
      const isNew = views.catalog.availableFrom[item]! > now - newDays * day
      if (isNew && views.history.ownedSlotOf(row, item) < 0) found.push(item)
    }
    if (found.length > 0) return found
  }
  return []
}

/** The newest of what the shopper likes best, tag by tag in the order of interest; only tags of one type, if that is given. */
function* newestOf(views: Views, interests: Interests, type: number | undefined): Generator<number> {
  const { itemsByTag } = views.catalog
  let used = 0
  for (let i = 0; i < interests.count && used < interestsUsed; i++) {
    const tag = interests.tags[i]!
    if (interests.scores[i]! <= 0) return
    if ((type !== undefined && views.catalog.tagTypes[tag] !== type) || tag >= itemsByTag.rows) continue
    used += 1
    const from = itemsByTag.starts[tag]!
    const oldest = Math.max(0, itemsByTag.counts[tag]! - newestPerInterest)
    for (let n = itemsByTag.counts[tag]! - 1; n >= oldest; n--) yield itemsByTag.columns.item[from + n]!
  }
}
