import { type Columns, ListwiseBlend, type Saved } from '@nunchi/kernel'
import type { PlanEvent } from '../events/plan.ts'

/**
 * What a candidate is judged by, each scaled to about 0..1 of what it could be for this shopper, and its place in a row of
 * inputs: how wanted it is now and this season, how strongly it follows on what the shopper had, how sessions like their
 * past and like their visit go on, how it suits their interests, how it resembles what they had, whether they looked at it
 * themselves; for what they already own also the habit, by the calendar and by their own orders, and how long ago it was.
 */
export const featurePlaces = {
  bias: 0,
  now: 1,
  season: 2,
  next: 3,
  session: 4,
  visit: 5,
  tags: 6,
  alike: 7,
  looked: 8,
  habitByTime: 9,
  habitByOrders: 10,
  away: 11,
} as const
export type RankingFeature = keyof typeof featurePlaces
export const rankingFeatures = Object.keys(featurePlaces) as readonly RankingFeature[]

/** Candidates the shopper does not own, and those they do. */
export const segments = { fresh: 0, owned: 1 } as const

/**
 * Where learning starts, row-major by segment: every source counts and none decides, so that a shop of clicks gets what
 * follows on them and a shop that knows little of anybody gets what is wanted.
 */
const start = [
  ...[0, 0.5, 0.5, 1, 1.5, 1, 0.5, 0.5, 0.5, 0, 0, 0],
  ...[0, 0.5, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0],
]
const rate = 0.5
const featuresName = rankingFeatures.join(' ')

/** How much each source of a ranking counts, as learned from the shop's own orders. */
export class Ranking implements Saved {
  readonly blend = newBlend()
  orders = 0
  /** Version of the ranker in use; '' for none. */
  chosen = ''

  choose({ version = '' }: Extract<PlanEvent, { kind: 'ranker.chosen' }>): void {
    this.chosen = version
  }

  apply(event: Extract<PlanEvent, { kind: 'ranking.learned' }>): void {
    if (event.features !== featuresName) return // learned by a version with other features
    this.blend.restore({ weights: Float64Array.from(event.weights), squares: Float64Array.from(event.squares) })
    this.orders = event.orders
  }

  save(): Columns {
    return {
      ...this.blend.save(),
      orders: Float64Array.of(this.orders),
      features: [featuresName],
      chosen: [this.chosen],
    }
  }

  restore(columns: Columns): void {
    this.chosen = (columns.chosen as readonly string[] | undefined)?.[0] ?? ''
    if ((columns.features as readonly string[] | undefined)?.[0] !== featuresName) return // of a version with other features
    this.blend.restore(columns)
    this.orders = (columns.orders as Float64Array)[0]!
  }
}

/** A blend as it is before anything was learned. */
export function newBlend(): ListwiseBlend {
  return new ListwiseBlend({ start, features: rankingFeatures.length, rate })
}

/** The fact that says what a blend has learned. */
export function learnedEvent(
  blend: ListwiseBlend,
  { at, id, orders }: Pick<Extract<PlanEvent, { kind: 'ranking.learned' }>, 'at' | 'id' | 'orders'>,
): Extract<PlanEvent, { kind: 'ranking.learned' }> {
  return {
    kind: 'ranking.learned',
    at,
    id,
    features: featuresName,
    weights: [...blend.weights],
    squares: [...blend.squares],
    orders,
  }
}
