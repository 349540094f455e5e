import { type RankingFeature, rankingFeatures, segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Source, Why } from './answer.ts'
import { isNameBlocked } from './blocked.ts'
import type { Slate } from './slate.ts'

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

function sumUp(slate: Slate, place: number): void {
  slate.assertLatest()
  const { weights } = slate
  const base = slate.segments[place]! * width
  points.fill(0)
  for (let i = 0; i < width; i++) {
    points[sourcePlaces[base + i]!]! += weights[base + i]! * slate.inputs[place * width + i]!
  }
}

/** The place of the source with the most points, the first of equals. */
function strongestSource(): number {
  let strongest = 0
  for (let i = 1; i < points.length; i++) if (points[i]! > points[strongest]!) strongest = i
  return strongest
}

/** Points of each source for one candidate of a slate: weight times input, summed by source. Together they are its score. */
export function pointsBySource(slate: Slate, place: number): ReadonlyMap<Source, number> {
  sumUp(slate, place)
  return new Map(sources.map((source, i) => [source, points[i]!]))
}

/**
 * Why a candidate stands where it stands, in one reason: of what they own, that they own it; of all else, what speaks
 * most for it. That they do not own it yet is true of all else, and so is no reason. A tag that would name something
 * hidden gives way to the next; if nothing is left, the strongest is given without what it rests on.
 */
export function whyOf(views: Views, slate: Slate, place: number): Why {
  if (slate.isOwned(place)) return { source: 'again', ...named(views, slate.items[place]!) }
  sumUp(slate, place)
  let unnamed: Why | undefined
  for (;;) {
    const strongest = strongestSource()
    if (points[strongest]! <= 0) return unnamed ?? { source: 'nothing' }
    points[strongest] = 0
    const why = reasonFrom(sources[strongest]!, views, slate, place)
    if (!why) continue
    if (why.tag === undefined || !isNameBlocked(slate.blocked, why.tag)) return why
    unnamed ??= { source: why.source }
  }
}

function named({ catalog }: Views, item: number): Pick<Why, 'product' | 'item'> {
  return { product: catalog.idOf(item), item }
}

/** The reason that a source with points for a candidate gives; undefined when points are all it has. */
function reasonFrom(source: (typeof sources)[number], views: Views, slate: Slate, place: number): Why | undefined {
  const past = slate.pastItems[place]!
  const tag = slate.bestTags[place]!
  switch (source) {
    case 'next':
    case 'session':
      return past < 0 ? { source } : { source, ...named(views, past) }
    case 'tags':
      return tag < 0 ? undefined : { source, tag: views.catalog.tagName(tag) }
    case 'again':
    case 'unfinished':
      return { source, ...named(views, slate.items[place]!) }
    case 'trend':
      return views.trends.isWanted(slate.items[place]!) ? { source } : undefined
    case 'new':
      return undefined // it is true of all of them
  }
}
