import type { EpochMs, ProductId } from '../domain/units.ts'

/** One group of shoppers as a nightly segmentation would have it. */
export type ClusterPlan = {
  /** Centre as tag -> weight; unit length. */
  readonly centre: Readonly<Record<string, number>>
  /** Share of the shoppers fitted, 0 to 1. */
  readonly share: number
  /** What the group bought most, best first. */
  readonly products: readonly ProductId[]
}

/** Plans that a long decision proposed and the shop accepted. */
export type PlanEvent =
  | {
      readonly kind: 'clusters.fitted'
      readonly at: EpochMs
      readonly id: string
      /** Log length of the state it was computed from. */
      readonly basedOn: number
      readonly clusters: readonly ClusterPlan[]
    }
  /** Which version of the ranker orders pages from now on; none: the blend alone. */
  | {
      readonly kind: 'ranker.chosen'
      readonly at: EpochMs
      readonly id: string
      readonly version?: string
      /** training: it was better than what was in use; operator: somebody said so. */
      readonly by: 'training' | 'operator'
    }
  /** What the orders since the last one taught about how much each source of a ranking counts. */
  | {
      readonly kind: 'ranking.learned'
      readonly at: EpochMs
      readonly id: string
      /** The features in order, as one name: weights of other features are not used. */
      readonly features: string
      /** Row-major by segment, with the sums of squared gradients that go with them. */
      readonly weights: readonly number[]
      readonly squares: readonly number[]
      /** Orders learned from since the shop began. */
      readonly orders: number
    }
