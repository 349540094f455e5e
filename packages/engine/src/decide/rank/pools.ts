import { tagTypes } from '../../domain/tags.ts'
import { touchNames, touchWeights } from '../../domain/touch.ts'
import type { Views } from '../../state/views.ts'
import type { Interests } from './interests.ts'

const day = 86_400
const pickUpDays = 30
const newDays = 30
const poolMax = 300
const interestsUsed = 8

/** What the shopper began and did not finish: touched last 30 days, not bought since; the further they got the earlier. */
export function interruptedItems(views: Views, { row, now }: { row: number; now: number }): number[] {
  const { recent } = views.history
  if (row < 0 || row >= recent.rows) return []
  const { item, at, kind } = recent.columns
  const from = recent.starts[row]!
  const strongest = new Map<number, number>()
  for (let i = 0; i < recent.counts[row]!; i++) {
    const slot = from + i
    const name = touchNames[kind[slot]!]!
    if (name === 'order' || touchWeights[name] < 0) strongest.delete(item[slot]!)
    else if (at[slot]! > now - pickUpDays * day) {
      strongest.set(item[slot]!, Math.max(strongest.get(item[slot]!) ?? 0, touchWeights[name] + i / 1_000))
    }
  }
  return [...strongest].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([item]) => item)
}

/** Reduced products: those of the page's order first, then the newest reduced ones of what the shopper likes. */
export function* reducedItems(
  views: Views,
  ordered: readonly number[],
  interests: Interests | undefined,
): Generator<number> {
  const { reductions } = views.catalog
  for (const item of ordered) if (reductions[item]! > 0) yield item
  if (!interests) return
  for (const item of newestOf(views, interests, undefined)) if (reductions[item]! > 0) yield item
  for (const item of views.trends.topSeason) if (reductions[item]! > 0) yield item
}

/** The newest products of the brands the shopper likes, of their categories where a shop knows no brands. */
export function* newInBrands(
  views: Views,
  { row, now }: { row: number; now: number },
  interests: Interests | undefined,
): Generator<number> {
  if (!interests) return
  const owned = ownedBy(views, row)
  for (const type of ['brand', 'category'] as const) {
    let found = 0
    for (const item of newestOf(views, interests, tagTypes.indexOf(type))) {
      if (views.catalog.availableFrom[item]! <= now - newDays * day || owned.includes(item)) continue
      found += 1
      yield item
    }
    if (found > 0) return
  }
}

function ownedBy({ history: { owned } }: Views, row: number): Uint32Array {
  const from = row < 0 || row >= owned.rows ? 0 : owned.starts[row]!
  return owned.columns.item.subarray(from, from + (row < 0 ? 0 : owned.countOf(row)))
}

/** Newest first, tag by tag in the order of interest; only tags of one type, if that is given. */
function* newestOf(views: Views, interests: Interests, type: number | undefined): Generator<number> {
  const { itemsByTag } = views.catalog
  let used = 0
  let left = poolMax
  for (let i = 0; i < interests.count && used < interestsUsed && left > 0; i++) {
    const tag = interests.tags[i]!
    if (interests.scores[i]! <= 0) return
    if ((type !== undefined && views.catalog.tagTypes[tag] !== type) || tag >= itemsByTag.rows) continue
    used += 1
    const from = itemsByTag.starts[tag]!
    for (let n = itemsByTag.counts[tag]! - 1; n >= 0 && left > 0; n--, left--) yield itemsByTag.columns.item[from + n]!
  }
}
