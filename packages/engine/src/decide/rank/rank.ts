import type { ProductId } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { PolicyName, RankedItem } from './answer.ts'
import { blockedFor, isBlocked } from './blocked.ts'
import { gather, scoreSlate } from './candidates.ts'
import { listFor } from './listed.ts'
import type { Ranker } from './ranker.ts'
import { whyOf } from './reason.ts'
import { isStranger } from './stranger.ts'

export type RankQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** What was learned on top of the blend. */
  readonly ranker?: Ranker
  readonly products: readonly ProductId[]
}

export type RankedList = {
  readonly policy: PolicyName
  readonly position: number
  readonly items: readonly RankedItem[]
  /** Asked for, but not in the catalogue. */
  readonly unknown: readonly ProductId[]
  /** In the catalogue, but it cannot be bought now, or the shopper has hidden it. */
  readonly unavailable: readonly ProductId[]
}

/**
 * Orders the given products for one shopper, best first; ties by id. What is hidden or cannot be bought is left out. What
 * a product scores does not depend on the others, and is what it scores on the home.
 *
 * O(products * tags) beside what `gather` costs.
 */
export function rank(views: Views, { row, now, policy, ranker, products }: RankQuestion): Decision<RankedList> {
  const blocked = blockedFor(views, row)
  const distinct = [...new Set(products)]
  const unknown = distinct.filter((id) => views.catalog.find(id) < 0)
  const known = distinct.map((id) => views.catalog.find(id)).filter((item) => item >= 0)
  const items = known.filter((item) => views.catalog.shown[item] === 1 && !isBlocked(views, blocked, item))
  const rankable = new Set(items)
  const unavailable = known.filter((item) => !rankable.has(item)).map((item) => views.catalog.idOf(item))
  const ranked =
    policy === 'individual' && !isStranger(views, row)
      ? rankForOne(views, { row, now, ranker, items })
      : rankByList(views, { row, policy, items })
  ranked.sort((a, b) => b.score - a.score || (a.product < b.product ? -1 : 1))
  return { answer: { policy, position: views.position, items: ranked, unknown, unavailable }, events: [] }
}

function rankForOne(
  views: Views,
  { row, now, ranker, items }: { row: number; now: number; ranker?: Ranker; items: readonly number[] },
): RankedItem[] {
  const slate = gather(views, { row, now, only: items })
  scoreSlate(views, slate, ranker)
  return Array.from({ length: slate.count }, (_, place) => ({
    product: views.catalog.idOf(slate.items[place]!),
    item: slate.items[place]!,
    score: slate.scores[place]!,
    chances: slate.chancesOf(place),
    why: whyOf(views, slate, place),
  }))
}

function rankByList(
  views: Views,
  { items, ...asked }: { row: number; policy: PolicyName; items: readonly number[] },
): RankedItem[] {
  const { scoreOf } = listFor(views, asked)
  return items.map((item) => ({ product: views.catalog.idOf(item), item, ...scoreOf(item) }))
}
