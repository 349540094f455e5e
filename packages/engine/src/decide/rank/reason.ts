import { rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Source, Why } from './answer.ts'
import type { Slate } from './candidates.ts'

const width = rankingFeatures.length
/** Feature -> the source it stands for; the bias stands for none. */
const sourceOf: Readonly<Record<(typeof rankingFeatures)[number], Source | undefined>> = {
  bias: undefined,
  now: 'trend',
  season: 'trend',
  next: 'next',
  session: 'session',
  tags: 'tags',
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
  if (slate.segments[place] === 1) return { source: 'again', product: views.catalog.idOf(slate.items[place]!) }
  const { weights } = views.ranking.blend
  const base = place * width
  const next = past < 0 ? 0 : weights[3]! * slate.inputs[base + 3]!
  const session = weights[4]! * slate.inputs[base + 4]!
  const tags = tag < 0 ? 0 : weights[5]! * slate.inputs[base + 5]!
  const most = Math.max(next, session, tags)
  if (most <= 0) return { source: 'trend' }
  if (most === tags) return { source: 'tags', tag: views.catalog.tagName(tag) }
  if (most === next) return { source: 'next', product: views.catalog.idOf(past) }
  return past < 0 ? { source: 'session' } : { source: 'session', product: views.catalog.idOf(past) }
}
