import type { MatchedBy, NotedMatch } from '../../events/offer.ts'
import type { Market } from '../../state/market.ts'

/**
 * Why an offer of a mall belongs to its product, as it is noted: offers of other malls are in the log by then, as feeds are applied one
 * at a time. One that is not is left out.
 */
export function notedMatch({ offers }: Market, mall: string, { with: other, ...by }: MatchedBy): NotedMatch {
  if (other === undefined) return by
  if (other.mall === mall) return { ...by, with: other }
  const number = offers.find(other)
  return number < 0 ? by : { ...by, withAt: offers.positions[number]! }
}
