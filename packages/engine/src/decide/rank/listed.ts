import type { Views } from '../../state/views.ts'
import type { PolicyName, RankedItem } from './answer.ts'
import { newestListed } from './newest.ts'

/** What is the same for everybody, or for a group: its order, and what each item scores in it. */
export type List = {
  /** Best first; some may not be for sale, some come twice. */
  readonly items: Iterable<number>
  readonly scoreOf: (item: number) => Pick<RankedItem, 'score' | 'why'>
}

/** First what the shopper's group bought most (policy `cluster`), then what is wanted now, then the newest. Costs finding the group. */
export function listFor(views: Views, { row, policy }: { row: number; policy: PolicyName }): List {
  const ofGroup = policy === 'cluster' ? clusterItems(views, row) : new Uint32Array(0)
  const places = new Map(Array.from(ofGroup, (item, place) => [item, place]))
  const { scaled, totalScaled } = views.trends.now
  return {
    items: inTurn(ofGroup, views.trends.topNow, newestListed(views)),
    scoreOf: (item) => {
      const place = places.get(item)
      const trend = (scaled[item] ?? 0) / Math.max(Number.MIN_VALUE, totalScaled)
      const source = place !== undefined ? 'cluster' : views.trends.isWanted(item) ? 'trend' : 'nothing'
      return { score: place === undefined ? trend : 1 + 1 / (1 + place), why: { source } }
    },
  }
}

/** One list after the other, as far as they are asked for. */
function* inTurn(...lists: readonly Iterable<number>[]): Generator<number> {
  for (const list of lists) yield* list
}

/** What the shopper's group bought most, as the last segmentation found it. */
function clusterItems(views: Views, row: number): Uint32Array {
  const { profile, clusters } = views
  const cluster = clusters.nearest(profile.seasonOf(row))
  return cluster < 0 ? new Uint32Array(0) : clusters.all[cluster]!.items
}
