import type { PlanPart, RoutePlan, RoutingProblem, UnservedReason } from '@nunchi/kernel'
import type { ToldSchedule } from './given-schedule.ts'

/** What a thread that solves is started with. Matrices lie in shared memory, so that several threads have them once. */
export type SolveTask = {
  readonly problem: RoutingProblem
  readonly seed: number
  readonly start?: RoutePlan
  /** One number in shared memory: 1 as soon as it is to stop. */
  readonly stop: Int32Array
}

/** A stretch of the search: so many iterations, or so many milliseconds. */
export type SolveRound = {
  readonly iterations?: number
  readonly ms?: number
  /** How far the search as a whole is when it begins and when it ends, 0 to 1. */
  readonly from: number
  readonly to: number
  /** A better plan, of another thread. */
  readonly adopt?: RoutePlan
  /** What to plan from here on, while other threads plan the rest. */
  readonly part?: PlanPart
}

/** Wants to know what follows from a plan: when everything happens, and why stops are left out. */
export type ExplainAsk = { readonly explain: RoutePlan }

/** What follows from a plan. For thousands of stops it takes a second, which is why threads say it. */
export type PlanExplained = {
  /** Of the plan's routes, in their order. */
  readonly schedules: readonly ToldSchedule[]
  readonly reasons: readonly UnservedReason[]
}

/**
 * What the thread says: a better plan meanwhile, or the best one at the end of a round (the first: of its beginning). Of a part,
 * only at the end, and with where the search is.
 */
export type SolveReport =
  | { readonly kind: 'better'; readonly iterations: number; readonly plan: RoutePlan }
  | { readonly kind: 'round'; readonly iterations: number; readonly plan: RoutePlan; readonly current?: RoutePlan }
  | ({ readonly kind: 'explained' } & PlanExplained)
