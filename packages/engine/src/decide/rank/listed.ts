import type { Views } from '../../state/views.ts'
import type { PolicyName, RankedItem } from './answer.ts'
import { clusterItems } from './order.ts'
import { isWanted } from './reason.ts'

/** What an item scores for everybody or for the shopper's group: first what the group bought most, then what is wanted. */
export function listScores(
  views: Views,
  { row, policy }: { row: number; policy: PolicyName },
): (item: number) => Pick<RankedItem, 'score' | 'why'> {
  const places = new Map(
    [...(policy === 'cluster' ? clusterItems(views, row) : [])].map((item, place) => [item, place]),
  )
  const { scaled, totalScaled } = views.trends.now
  return (item) => {
    const place = places.get(item)
    const trend = (scaled[item] ?? 0) / Math.max(Number.MIN_VALUE, totalScaled)
    const source = place !== undefined ? 'cluster' : isWanted(views, item) ? 'trend' : 'nothing'
    return { score: place === undefined ? trend : 1 + 1 / (1 + place), why: { source } }
  }
}
