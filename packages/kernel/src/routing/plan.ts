/** A plan: who goes where in which order. Times follow from it (`RouteSchedule`). */
export type RoutePlan = {
  readonly routes: readonly PlannedRoute[]
  /** Stops that nobody serves; of a shipment both ends. Sorted. */
  readonly unserved: readonly number[]
  /** Cost of the routes, and the prizes of optional stops left out. */
  readonly cost: number
}

/** What one vehicle does. */
export type PlannedRoute = {
  /** Index of its type in `RoutingProblem.vehicles`; at most `count` routes of a plan name the same. */
  readonly vehicle: number
  /** Stops in order, a list for each trip; never empty, and no trip is. */
  readonly trips: readonly (readonly number[])[]
  /** Where it reloads between trips: places, one less than trips. */
  readonly reloads: readonly number[]
}
