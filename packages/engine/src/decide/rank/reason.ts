import { type RankingFeature, rankingFeatures, segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Source, Why } from './answer.ts'
import { type Blocked, isBlocked, isNameBlocked } from './blocked.ts'
import type { Slate } from './candidates.ts'

const width = rankingFeatures.length
/** What candidates are judged by; of equally strong sources the first is the reason. */
const sources = ['next', 'session', 'tags', 'unfinished', 'again', 'new', 'trend'] as const satisfies readonly Source[]
const sourceOf: Readonly<Record<Exclude<RankingFeature, 'bias'>, (typeof sources)[number]>> = {
  now: 'trend',
  season: 'trend',
  next: 'next',
  session: 'session',
  visit: 'session',
  tags: 'tags',
  alike: 'tags',
  looked: 'unfinished',
  habitByTime: 'again',
  habitByOrders: 'again',
  away: 'again',
}
/** Row-major, shape [segments * features]: the feature's source in `sources`. A segment's bias weighs owning itself. */
const sourcePlaces = Uint8Array.from(
  [segments.fresh, segments.owned].flatMap((segment) =>
    rankingFeatures.map((feature) =>
      sources.indexOf(feature === 'bias' ? (segment === segments.owned ? 'again' : 'new') : sourceOf[feature]),
    ),
  ),
)
/** By place in `sources`: the points of the candidate that is looked at. Scratch, as one answer is made at a time. */
const points = new Float64Array(sources.length)

function sumUp(views: Views, slate: Slate, place: number): void {
  const { weights } = views.ranking.blend
  const base = slate.segments[place]! * width
  points.fill(0)
  for (let i = 0; i < width; i++) {
    points[sourcePlaces[base + i]!]! += weights[base + i]! * slate.inputs[place * width + i]!
  }
}

/** Points of each source for one candidate of a slate: weight times input, summed by source. Together they are its score. */
export function pointsBySource(views: Views, slate: Slate, place: number): ReadonlyMap<Source, number> {
  sumUp(views, slate, place)
  return new Map(sources.map((source, i) => [source, points[i]!]))
}

/**
 * Why a candidate stands where it stands, in one reason: of what they own, that they own it; of all else, what speaks
 * most for it. That they do not own it yet is true of all else, and so is no reason. What would name something hidden
 * gives way to the next; if nothing is left, the strongest is given without what it rests on.
 */
export function whyOf(views: Views, slate: Slate, place: number, blocked: Blocked): Why {
  const product = views.catalog.idOf(slate.items[place]!)
  if (slate.segments[place] === segments.owned) return { source: 'again', product }
  sumUp(views, slate, place)
  let unnamed: Why | undefined
  for (;;) {
    const strongest = points.indexOf(Math.max(...points))
    if (points[strongest]! <= 0) return unnamed ?? { source: 'nothing' }
    points[strongest] = 0
    const why = reasonFrom(sources[strongest]!, views, slate, place)
    if (!why) continue
    if (isSayable(views, why, slate.pastItems[place]!, blocked)) return why
    unnamed ??= { source: why.source }
  }
}

/** The reason that a source with points for a candidate gives; undefined when points are all it has. */
function reasonFrom(source: (typeof sources)[number], views: Views, slate: Slate, place: number): Why | undefined {
  const past = slate.pastItems[place]!
  const tag = slate.bestTags[place]!
  switch (source) {
    case 'next':
    case 'session':
      return past < 0 ? { source } : { source, product: views.catalog.idOf(past) }
    case 'tags':
      return tag < 0 ? undefined : { source, tag: views.catalog.tagName(tag) }
    case 'again':
    case 'unfinished':
      return { source, product: views.catalog.idOf(slate.items[place]!) }
    case 'trend':
      return isWanted(views, slate.items[place]!) ? { source } : undefined
    case 'new':
      return undefined // it is true of all of them
  }
}

/** Whether nothing hidden is named. The product itself is not hidden, or it would not be shown: only the past may be. */
function isSayable(views: Views, { source, tag }: Why, past: number, blocked: Blocked): boolean {
  if (tag !== undefined) return !isNameBlocked(blocked, tag)
  return past < 0 || (source !== 'next' && source !== 'session') || !isBlocked(views, blocked, past)
}

/** The reason for an item that is shown without being a candidate: the strongest interest that it carries. */
export function tasteWhyOf(views: Views, { interests }: Slate, item: number, blocked: Blocked): Why {
  for (let i = 0; i < interests.count && interests.scores[i]! > 0; i++) {
    const tag = views.catalog.tagName(interests.tags[i]!)
    if (views.catalog.hasTag(item, interests.tags[i]!) && !isNameBlocked(blocked, tag)) return { source: 'tags', tag }
  }
  return { source: isWanted(views, item) ? 'trend' : 'nothing' }
}

/** How much more than the average product an item is wanted: 2 is twice as much. */
export function wantedTimes({ trends }: Views, item: number): { readonly now: number; readonly season: number } {
  const { now, season, itemsWanted } = trends
  return {
    now: ((now.scaled[item] ?? 0) * itemsWanted) / Math.max(Number.MIN_VALUE, now.totalScaled),
    season: ((season.scaled[item] ?? 0) * itemsWanted) / Math.max(Number.MIN_VALUE, season.totalScaled),
  }
}

/** Whether an item is wanted more than the average product, now or this season. */
export function isWanted(views: Views, item: number): boolean {
  const { now, season } = wantedTimes(views, item)
  return now > 1 || season > 1
}
