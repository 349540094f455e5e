import { SparseScores } from '@nunchi/kernel'
import { type TouchName, touchKinds, touchNames, touchWeights } from '../../domain/touch.ts'
import { type EpochMs, epochMs, type ProductId } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import type { Source } from './answer.ts'
import { isBlocked, isNameBlocked } from './blocked.ts'
import { queryOf } from './query.ts'
import type { Slate } from './slate.ts'

/** The facts that a source's points rest on; what is unknown, or would name something hidden, is left out. */
export type Evidence = {
  /** Of the shopper's past, for `next`, `session` and `tags`; the product itself for `again` and `unfinished`. */
  readonly product?: ProductId
  readonly tag?: string
  /** For `tags`: whether they choose the tag more or less than others do, or turned away from it. */
  readonly taste?: Taste
  /** What they did last with that product, or with something of that tag. */
  readonly act?: TouchName
  readonly at?: EpochMs
  /** How often: bought, for `again` and `unfinished`; touched, for `tags`. */
  readonly times?: number
  /** For `trend`: how many times as much as the average product it is wanted, and when. */
  readonly average?: number
  readonly period?: 'now' | 'season'
}

export type Taste = 'more' | 'less' | 'against'

export type EvidenceAsk = {
  readonly views: Views
  readonly row: number
  readonly now: number
  readonly slate: Slate
  /** The item's place in the slate. */
  readonly place: number
}

/** Sessions with the item that are looked through for what of the shopper's past they share. */
const sessionsMax = 100
/** How much of them each item is in; scratch of one answer. */
const shared = new SparseScores()

/** What the points of a source for one candidate rest on. O(the shopper's past + 100 sessions). */
export function evidenceOf(ask: EvidenceAsk, source: Source, points: number): Evidence {
  const { views, row, slate, place } = ask
  const item = slate.items[place]!
  switch (source) {
    case 'next':
      return pastEvidence(ask, followedBy(ask, item))
    case 'session':
      return pastEvidence(ask, sharedWith(ask, item))
    case 'again':
      return { product: views.catalog.idOf(item), ...purchaseOf(views, row, item) }
    case 'unfinished': {
      const { times } = purchaseOf(views, row, item)
      return { product: views.catalog.idOf(item), ...lastTouchOf(views, row, item, isLook), times }
    }
    case 'tags':
      return tagEvidence(ask, points)
    case 'trend':
      return trendEvidence(views, item)
    case 'new':
    case 'cluster':
      return {}
  }
}

/** How wanted an item is, by the period that shows it above the average. */
export function trendEvidence({ trends }: Views, item: number): Evidence {
  const now = trends.timesAverage(item, 'now')
  const season = trends.timesAverage(item, 'season')
  return now > 1 || season <= 1 ? { average: now, period: 'now' } : { average: season, period: 'season' }
}

/** The item of the shopper's past that the item follows on most; -1 when there is none. */
function followedBy({ views, row, slate }: EvidenceAsk, item: number): number {
  const query = queryOf(views, row, slate.blocked)
  const { lists, sums } = views.sessions.transitions
  let strongest = 0
  let found = -1
  for (let i = 0; i < query.length; i++) {
    const past = query.items[i]!
    if (past >= lists.rows || lists.counts[past] === 0) continue
    const from = lists.starts[past]!
    const slot = lists.columns.item.subarray(from, from + lists.counts[past]!).indexOf(item)
    const amount = slot < 0 ? 0 : (query.weights[i]! / Math.sqrt(sums[past]!)) * lists.columns.weight[from + slot]!
    if (amount <= strongest) continue
    strongest = amount
    found = past
  }
  return found
}

/** The item of the shopper's past that others' sessions with the item held most; -1 when there is none. */
function sharedWith({ views, row, now, slate }: EvidenceAsk, item: number): number {
  const query = queryOf(views, row, slate.blocked)
  shared.reset()
  views.sessions.index.neighbours(
    { items: Uint32Array.of(item), weights: Float32Array.of(1), length: 1 },
    {
      count: sessionsMax,
      exceptOwner: row < 0 ? 0xffffffff : row,
      now,
      halfLife: Number.POSITIVE_INFINITY,
      postingsMax: sessionsMax,
    },
    shared,
  )
  let most = 0
  let found = -1
  for (let i = 0; i < query.length; i++) {
    const past = query.items[i]!
    const weight = past === item ? 0 : query.weights[i]! * shared.scoreOf(past)
    if (weight <= most) continue
    most = weight
    found = past
  }
  return found
}

function pastEvidence({ views, row }: EvidenceAsk, past: number): Evidence {
  if (past < 0) return {}
  return { product: views.catalog.idOf(past), ...lastTouchOf(views, row, past, isPull) }
}

/** The tag that speaks most for the item, or most against it if the points do; the other one if that is all there is. */
function tagEvidence(ask: EvidenceAsk, points: number): Evidence {
  const { views, slate, place } = ask
  const liked = slate.bestTags[place]!
  const disliked = leastLiked(ask)
  const isAgainst = disliked >= 0 && (points < 0 || liked < 0)
  const tag = isAgainst ? disliked : liked
  if (tag < 0) return {}
  const { weight, ...touch } = lastTouchOfTag(ask, tag)
  const taste = !isAgainst ? 'more' : weight < 0 ? 'against' : 'less'
  const name = views.catalog.tagName(tag)
  return isNameBlocked(slate.blocked, name) ? { taste } : { tag: name, taste, ...touch }
}

function leastLiked({ views, slate, place }: EvidenceAsk): number {
  const { count, scores, tags } = slate.interests
  for (let i = count - 1; i >= 0 && scores[i]! < 0; i--) {
    if (views.catalog.hasTag(slate.items[place]!, tags[i]!)) return tags[i]!
  }
  return -1
}

function lastTouchOfTag({ views, row, slate }: EvidenceAsk, tag: number): Evidence & { readonly weight: number } {
  const { lists } = views.profile
  if (row < 0 || row >= lists.rows) return { weight: 0 }
  const { tag: tags } = lists.columns
  for (let slot = lists.starts[row]!; slot < lists.starts[row]! + lists.counts[row]!; slot++) {
    if (tags[slot] !== tag) continue
    const { lastAt, lastItem, lastKind, count } = views.profile.evidenceOf(slot)
    const isNamed = lastItem < views.catalog.size && !isBlocked(views, slate.blocked, lastItem)
    return {
      weight: views.profile.weightOf(row, slot, 'season'),
      times: count,
      act: lastKind,
      at: msOf(lastAt),
      ...(isNamed ? { product: views.catalog.idOf(lastItem) } : {}),
    }
  }
  return { weight: 0 }
}

function purchaseOf({ history }: Views, row: number, item: number): Pick<Evidence, 'act' | 'at' | 'times'> {
  const slot = history.ownedSlotOf(row, item)
  if (slot < 0) return {}
  return { times: history.owned.columns.times[slot]!, act: 'order', at: msOf(history.owned.columns.lastAt[slot]!) }
}

/** A touch that draws to the product, and one that does without buying it. */
const isPull = (kind: number) => touchWeights[touchNames[kind]!] > 0
const isLook = (kind: number) => isPull(kind) && kind !== touchKinds.order

/** The shopper's last touch of the item of the kinds asked for; of a purchase too long ago for that, when it was. */
function lastTouchOf(
  views: Views,
  row: number,
  item: number,
  isMeant: (kind: number) => boolean,
): Pick<Evidence, 'act' | 'at'> {
  const { recent } = views.history
  if (row < 0 || row >= recent.rows) return {}
  const { item: items, kind, at } = recent.columns
  for (let slot = recent.starts[row]! + recent.counts[row]! - 1; slot >= recent.starts[row]!; slot--) {
    if (items[slot] === item && isMeant(kind[slot]!)) return { act: touchNames[kind[slot]!]!, at: msOf(at[slot]!) }
  }
  if (!isMeant(touchKinds.order)) return {}
  const { act, at: boughtAt } = purchaseOf(views, row, item)
  return act === undefined ? {} : { act, at: boughtAt }
}

function msOf(seconds: number): EpochMs {
  return epochMs(seconds * 1000)
}
