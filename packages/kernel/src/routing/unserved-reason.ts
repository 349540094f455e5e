import type { RoutingRule } from './schedule.ts'

/** Why a stop is left out. */
export type UnservedReason = {
  readonly stop: number
  /**
   * The rule that says so. Beyond those of routes: `total` where the vehicles that may come cannot carry all that only they
   * may bring, `prize` where leaving it out costs less, `search` where there is room that the plan did not use.
   */
  readonly rule: RoutingRule | 'total' | 'prize' | 'search'
  /** Whether no plan at all could serve it (for `total`: all that is asked); else it is only known of this plan. */
  readonly isProven: boolean
  /** The other end of its shipment, if it is that which cannot be served. */
  readonly because?: number
  /** The vehicle (type) that comes nearest to serving it, and the index of its route in the plan, if it has one. */
  readonly vehicle?: number
  readonly route?: number
  /** By how much the rule would be broken, in its unit (time, load, distance, skills, cost). */
  readonly excess?: number
  /** A stop at which it would be broken, if that is another one. */
  readonly at?: number
  /** A sentence for people who read logs; others say it from the fields. */
  readonly detail: string
}

/** What is common to both ends of a shipment. */
export type JobReason = Omit<UnservedReason, 'stop' | 'because'> & {
  /** The end that the rule is about; both if not given. */
  readonly end?: number
}
