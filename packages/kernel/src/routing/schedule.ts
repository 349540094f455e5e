/** When everything on a route happens, and what it costs. */
export type RouteSchedule = {
  readonly steps: readonly ScheduledStep[]
  readonly distance: number
  /** Time of travel alone. */
  readonly travel: number
  readonly service: number
  readonly setup: number
  readonly waiting: number
  /** From leaving the start to arriving at the end. */
  readonly duration: number
  readonly cost: number
  /** Empty if the route keeps every rule. */
  readonly violations: readonly RouteViolation[]
}

/** One thing a vehicle does, in order of time. */
export type ScheduledStep = {
  readonly kind: 'start' | 'stop' | 'reload' | 'break' | 'end'
  /** Index of the stop, or of the break in the vehicle's list. */
  readonly index?: number
  /** Where; a break on the way has none. */
  readonly place?: number
  readonly arrival: number
  readonly waiting: number
  readonly setup: number
  readonly service: number
  /** On board when it leaves, shape [dimensions]. */
  readonly load: readonly number[]
  /** Distance and time of travel from the start of the route to here. */
  readonly distance: number
  readonly travel: number
}

export type RouteViolation = {
  readonly rule: RoutingRule
  /** Which step of the schedule, if it is one. */
  readonly step?: number
  /** By how much, in the rule's unit (time, distance, load, stops). */
  readonly excess: number
}

export type RoutingRule =
  | 'capacity'
  | 'skills'
  | 'window'
  | 'shift'
  | 'break'
  | 'break-load'
  | 'release'
  | 'max-stops'
  | 'max-distance'
  | 'max-travel'
  | 'max-duration'
  | 'precedence'
  | 'backhaul'
  | 'vehicle'
  | 'reload'
  | 'fixed'
