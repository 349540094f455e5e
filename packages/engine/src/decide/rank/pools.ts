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
export function reducedItems(views: Views, ordered: readonly number[], interests: Interests | undefined): number[] {
  const { reductions } = views.catalog
  const reduced = ordered.filter((item) => reductions[item]! > 0)
  if (interests)
    for (const item of newestOf(views, interests, () => true)) if (reductions[item]! > 0) reduced.push(item)
  if (!interests) return reduced
  for (const item of views.trends.topSeason) if (reductions[item]! > 0) reduced.push(item)
  return reduced
}

/** The newest products of the brands the shopper likes, of their categories where a shop knows no brands. */
export function newInBrands(
  views: Views,
  { row, now }: { row: number; now: number },
  interests: Interests | undefined,
): number[] {
  if (!interests) return []
  const { catalog, history } = views
  const owned = new Set<number>()
  if (row >= 0 && row < history.owned.rows) {
    for (let i = 0; i < history.owned.counts[row]!; i++)
      owned.add(history.owned.columns.item[history.owned.starts[row]! + i]!)
  }
  const isNew = (item: number) => !owned.has(item) && catalog.availableFrom[item]! > now - newDays * day
  const inBrands = newestOf(views, interests, (tag) => catalog.tagTypes[tag] === 0).filter(isNew)
  return inBrands.length > 0 ? inBrands : newestOf(views, interests, (tag) => catalog.tagTypes[tag] === 1).filter(isNew)
}

/** Newest first, tag by tag in the order of interest. */
function newestOf(views: Views, interests: Interests, isWanted: (tag: number) => boolean): number[] {
  const { itemsByTag } = views.catalog
  const items: number[] = []
  let used = 0
  for (let i = 0; i < interests.count && used < interestsUsed && items.length < poolMax; i++) {
    const tag = interests.tags[i]!
    if (interests.scores[i]! <= 0) break
    if (!isWanted(tag) || tag >= itemsByTag.rows) continue
    used += 1
    const from = itemsByTag.starts[tag]!
    for (let n = itemsByTag.counts[tag]! - 1; n >= 0 && items.length < poolMax; n--)
      items.push(itemsByTag.columns.item[from + n]!)
  }
  return items
}
