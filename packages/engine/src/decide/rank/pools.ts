import { tagTypes } from '../../domain/tags.ts'
import { touchNames, touchWeights } from '../../domain/touch.ts'
import type { Views } from '../../state/views.ts'
import type { Interests } from './interests.ts'
import { readTouches } from './touches.ts'

const day = 86_400
const pickUpDays = 30
const newDays = 30
const newTypes = [tagTypes.indexOf('brand'), tagTypes.indexOf('category')]
const interestsUsed = 8
/** Of one interest, so many of the newest are looked at. */
const newestMax = 120

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

/** What to look for. */
export type PoolAsk = {
  readonly interests: Interests
  /** How many of one brand or other interest at most, so that the next has its turn. */
  readonly each: number
  /** How many of all are enough. */
  readonly count: number
  /** What the page shows elsewhere. */
  readonly used: ReadonlySet<number>
}

/**
 * Reduced products: those among the page's candidates `items`; where these are few, also the newest of what the shopper
 * likes, then what everybody wants.
 */
export function reducedItems(views: Views, items: readonly number[], ask: PoolAsk): number[] {
  const isMeant = (item: number) => views.catalog.reductions[item]! > 0 && !ask.used.has(item)
  const found = items.filter(isMeant)
  if (found.length >= ask.count) return found
  for (const pool of [newestOf(views, { ...ask, isMeant }), views.trends.topSeason]) {
    for (const item of pool) if (isMeant(item) && found.push(item) >= ask.count) return found
  }
  return found
}

/**
 * The products of the last 30 days of the brands and categories that the shopper likes: the newest of each, then the one
 * before it of each, and so on. So the newest product of any of them is among the first.
 */
export function newInBrands(views: Views, { row, now }: { row: number; now: number }, ask: PoolAsk): number[] {
  const { itemsByTag, availableFrom } = views.catalog
  const since = now - newDays * day
  const found: number[] = []
  let turns = likedTags(views, ask.interests, newTypes).map((tag) => {
    const end = itemsByTag.starts[tag]! + itemsByTag.counts[tag]!
    return { slot: end - 1, oldest: Math.max(itemsByTag.starts[tag]!, end - newestMax), left: ask.each }
  })
  const isMeant = (item: number) =>
    availableFrom[item]! > since && !ask.used.has(item) && views.history.ownedSlotOf(row, item) < 0
  while (turns.length > 0 && found.length < ask.count) {
    for (const turn of turns) {
      const { item } = itemsByTag.columns
      while (turn.slot >= turn.oldest && !isMeant(item[turn.slot]!)) turn.slot -= 1
      if (turn.slot < turn.oldest || found.length >= ask.count) continue
      const one = item[turn.slot--]!
      turn.left -= 1
      if (!found.includes(one)) found.push(one)
    }
    turns = turns.filter(({ slot, oldest, left }) => left > 0 && slot >= oldest)
  }
  return found
}

/** One of each list in turn, each product once. */
export function inTurns(a: readonly number[], b: readonly number[]): number[] {
  const all = new Set<number>()
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    for (const list of [a, b]) if (i < list.length) all.add(list[i]!)
  return [...all]
}

/** The latest to be had first; of one moment the one that was heard of last. */
export function newestFirst({ catalog }: Views, items: readonly number[]): number[] {
  return [...items].sort((a, b) => catalog.availableFrom[b]! - catalog.availableFrom[a]! || b - a)
}

/** The tags that the shopper likes best, of some types or of any. */
function likedTags(views: Views, interests: Interests, types?: readonly number[]): number[] {
  const tags: number[] = []
  for (let i = 0; i < interests.count && tags.length < interestsUsed && interests.scores[i]! > 0; i++) {
    const tag = interests.tags[i]!
    if (tag >= views.catalog.itemsByTag.rows || (types && !types.includes(views.catalog.tagTypes[tag]!))) continue
    tags.push(tag)
  }
  return tags
}

/** Of what the shopper likes best, tag by tag, the newest that are meant. */
function* newestOf(views: Views, ask: PoolAsk & { isMeant: (item: number) => boolean }): Generator<number> {
  for (const tag of likedTags(views, ask.interests)) yield* newestIn(views, tag, ask)
}

/** The newest products of a tag that are meant, `each` at most. */
function* newestIn(
  { catalog: { itemsByTag } }: Views,
  tag: number,
  { each, isMeant }: { each: number; isMeant: (item: number) => boolean },
): Generator<number> {
  const from = itemsByTag.starts[tag]!
  const oldest = Math.max(0, itemsByTag.counts[tag]! - newestMax)
  for (let n = itemsByTag.counts[tag]! - 1, left = each; n >= oldest && left > 0; n--) {
    const item = itemsByTag.columns.item[from + n]!
    if (!isMeant(item)) continue
    left -= 1
    yield item
  }
}
