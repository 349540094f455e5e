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
export type PlanEvent = {
  readonly kind: 'clusters.fitted'
  readonly at: EpochMs
  readonly id: string
  /** Log length of the state it was computed from. */
  readonly basedOn: number
  readonly clusters: readonly ClusterPlan[]
}
