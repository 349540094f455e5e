import { TopK } from '@nunchi/kernel'
import { segments } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { PolicyName } from './answer.ts'
import { gather, placeOf, type Slate } from './candidates.ts'
import { isStranger } from './stranger.ts'

const orderMax = 600
let best = new TopK(orderMax)
let bestCount = orderMax
const bestOut = new Uint32Array(orderMax)

/** Items in the order in which a policy would show them, best first. */
export type Ordered = {
  readonly items: readonly number[]
  readonly scores: readonly number[]
  /** Place of each in the slate, for the individual policy; -1 for the others. */
  readonly places: readonly number[]
  readonly slate: Slate | undefined
  /** The item's place in the slate, -1 when it is none of its candidates. */
  readonly placeOf: (item: number) => number
}

export type OrderAsk = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** How many are wanted at most, up to 600. */
  readonly count: number
  /** Leave out what the shopper has bought before. */
  readonly isFresh: boolean
}

/** The whole catalogue as a policy would order it for one shopper, cut after `count`. Shared by `home` and the benches. */
export function orderFor(views: Views, ask: OrderAsk): Ordered {
  switch (ask.policy) {
    case 'individual':
      return isStranger(views, ask.row) ? listed(views, ask, views.trends.topNow) : individual(views, ask)
    case 'cluster':
      return listed(views, ask, [...clusterItems(views, ask.row), ...views.trends.topNow])
    case 'popular':
      return listed(views, ask, views.trends.topNow)
  }
}

function individual(views: Views, { row, now, isFresh, ...ask }: OrderAsk): Ordered {
  const count = Math.min(orderMax, ask.count)
  const slate = gather(views, { row, now })
  views.ranking.blend.score(slate.inputs, slate.segments, slate.scores, slate.count)
  if (bestCount !== count) {
    best = new TopK(count) // sorts only what is asked for
    bestCount = count
  }
  best.reset()
  for (let c = 0; c < slate.count; c++) {
    if (isFresh && slate.segments[c] === segments.owned) continue
    best.offer(c, slate.scores[c]!)
  }
  const places = [...bestOut.subarray(0, best.drain(bestOut))]
  return {
    items: places.map((place) => slate.items[place]!),
    scores: places.map((place) => slate.scores[place]!),
    places,
    slate,
    placeOf,
  }
}

/** What the shopper's group bought most, as the last segmentation found it. */
export function clusterItems(views: Views, row: number): Uint32Array {
  const { profile, clusters } = views
  const cluster = clusters.nearest(profile.seasonOf(row))
  return cluster < 0 ? new Uint32Array(0) : clusters.all[cluster]!.items
}

function listed(views: Views, { row, count, isFresh }: OrderAsk, items: Iterable<number>): Ordered {
  const kept: number[] = []
  const seen = new Set<number>()
  const { owned } = views.history
  if (isFresh && row >= 0 && row < owned.rows) {
    for (let i = 0; i < owned.counts[row]!; i++) seen.add(owned.columns.item[owned.starts[row]! + i]!)
  }
  for (const item of items) {
    if (kept.length >= count) break
    if (seen.has(item) || !views.catalog.shown[item]) continue
    seen.add(item)
    kept.push(item)
  }
  return {
    items: kept,
    scores: kept.map((_, i) => 1 / (1 + i)),
    places: kept.map(() => -1),
    slate: undefined,
    placeOf: () => -1,
  }
}
