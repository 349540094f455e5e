import { featurePlaces as places, type RankingFeature, rankingFeatures, segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Source, Why } from './answer.ts'
import type { Slate } from './candidates.ts'

const width = rankingFeatures.length
/** Feature -> the source it stands for; the bias stands for none. */
const sourceOf: Readonly<Record<RankingFeature, Source | undefined>> = {
  bias: undefined,
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

/** Points of each source for one candidate of a slate: weight times input, summed by source. */
export function pointsBySource(views: Views, slate: Slate, place: number): ReadonlyMap<Source, number> {
  const points = new Map<Source, number>()
  const { weights } = views.ranking.blend
  const segment = slate.segments[place]! * width
  for (let i = 0; i < width; i++) {
    const source = sourceOf[rankingFeatures[i]!]
    if (!source) continue
    points.set(source, (points.get(source) ?? 0) + weights[segment + i]! * slate.inputs[place * width + i]!)
  }
  return points
}

/** Why a candidate stands where it stands, in one reason: for what they own the habit, else what speaks most for it. */
export function whyOf(views: Views, slate: Slate, place: number): Why {
  const past = slate.pastItems[place]!
  const tag = slate.bestTags[place]!
  const own = (): Pick<Why, 'product'> => ({ product: views.catalog.idOf(slate.items[place]!) })
  if (slate.segments[place] === segments.owned) return { source: 'again', ...own() }
  const { weights } = views.ranking.blend
  const points = (feature: number) => weights[feature]! * slate.inputs[place * width + feature]!
  const next = past < 0 ? 0 : points(places.next)
  const session = points(places.session) + points(places.visit)
  const tags = tag < 0 ? 0 : points(places.tags) + points(places.alike)
  const looked = points(places.looked)
  const most = Math.max(next, session, tags, looked)
  if (most <= 0) return { source: 'trend' }
  if (most === looked) return { source: 'unfinished', ...own() }
  if (most === tags) return { source: 'tags', tag: views.catalog.tagName(tag) }
  if (most === next) return { source: 'next', product: views.catalog.idOf(past) }
  return past < 0 ? { source: 'session' } : { source: 'session', product: views.catalog.idOf(past) }
}
