import { Itineraries, type Itinerary } from './itinerary.ts'
import type { PlannedRoute } from './plan.ts'
import type { RoutingProblem } from './problem.ts'
import { limitFaults, orderFaults, timeFaults } from './route-rules.ts'
import { bestTimeline } from './start-time.ts'
import type { Timeline } from './timeline.ts'

/** When everything on a route happens, and what it costs. */
export type RouteSchedule = {
  readonly steps: readonly ScheduledStep[]
  readonly distance: number
  /** Time of travel alone. */
  readonly travel: number
  /** At stops and reloads, and of breaks: travel, service, set-up and waiting make up the duration. */
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
  /** Where; a break on the way has none, nor has the start (end) of a vehicle that starts (ends) anywhere. */
  readonly place?: number
  readonly arrival: number
  readonly waiting: number
  readonly setup: number
  readonly service: number
  /** On board when it leaves, shape [dimensions]; at the end, when it arrives. */
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
  /** There is no way from one place to the next. */
  | 'unreachable'

/**
 * When everything on a route happens, what it costs and which rules it breaks: it starts as late as costs nothing, and
 * everything is done as soon as can be. Never throws on a route that cannot be driven: it says so.
 * @param problem  a valid one (`checkProblem`)
 * @param route    of stops and a vehicle that there are
 * O(length), times (breaks + 1)^3; more where durations cost and have to be searched for (`bestTimeline`).
 */
export function scheduleRoute(problem: RoutingProblem, route: PlannedRoute): RouteSchedule {
  return new RouteScheduler(problem).schedule(route)
}

/** The same for many routes of one problem. To make: O(stops). */
export class RouteScheduler {
  readonly #shared: Itineraries

  constructor(problem: RoutingProblem) {
    this.#shared = new Itineraries(problem)
  }

  schedule(route: PlannedRoute): RouteSchedule {
    const way = this.#shared.of(route)
    if (way.legs.every(({ kind }) => kind !== 'stop')) return atRest
    const timeline = bestTimeline(way)
    const steps = stepsOf(way, timeline)
    const sum = (of: 'service' | 'setup' | 'waiting') => steps.reduce((total, step) => total + step[of], 0)
    return {
      steps,
      ...this.#judged(route, way, timeline),
      service: sum('service'),
      setup: sum('setup'),
      waiting: sum('waiting'),
    }
  }

  /** Only what a route costs and which rules it breaks; steps are counted as in its schedule. */
  judge(route: PlannedRoute): RouteVerdict {
    return this.judgeWay(route, this.#shared.of(route))
  }

  /** The same of a route whose legs are known. */
  judgeWay(route: PlannedRoute, way: Itinerary): RouteVerdict {
    return way.legs.length === 2 ? atRest : this.#judged(route, way, bestTimeline(way))
  }

  #judged(route: PlannedRoute, way: Itinerary, timeline: Timeline): RouteVerdict & Total {
    const { legs } = way
    const total = {
      distance: legs.reduce((sum, { distance }) => sum + distance, 0),
      travel: timeline.moments.reduce((sum, { travel }) => sum + travel, 0),
      duration: timeline.end - timeline.start,
    }
    const stepOf = (leg: number) => timeline.moments.findIndex((moment) => moment.rest < 0 && moment.leg === leg)
    const violations = [
      ...orderFaults(this.#shared, route, way).map(({ rule, leg, excess }) => ({
        rule,
        ...(leg === undefined ? {} : { step: stepOf(leg) }),
        excess,
      })),
      ...timeFaults(way, timeline),
      ...limitFaults(way, total),
    ]
    return { ...total, cost: costOf(way, total), violations }
  }
}

/** What is asked of a route that is only tried. */
export type RouteVerdict = Pick<RouteSchedule, 'cost' | 'violations'>

type Total = Pick<RouteSchedule, 'distance' | 'travel' | 'duration'>

/** Of a vehicle that goes nowhere. */
const atRest: RouteSchedule = {
  steps: [],
  distance: 0,
  travel: 0,
  service: 0,
  setup: 0,
  waiting: 0,
  duration: 0,
  cost: 0,
  violations: [],
}

function costOf({ type: { cost }, profile, legs }: Itinerary, total: Total): number {
  const arcs = profile.costs
    ? legs.reduce((sum, leg) => sum + leg.cost, 0)
    : cost.perDistance * total.distance + cost.perTravel * total.travel
  return cost.fixed + arcs + cost.perDuty * total.duration
}

function stepsOf({ legs, type }: Itinerary, { moments }: Timeline): ScheduledStep[] {
  let travel = 0
  let distance = 0
  let part = 0
  return moments.map((moment) => {
    const { leg, rest, arrival, begin } = moment
    travel += moment.travel
    part = rest < 0 ? 0 : part + moment.part
    if (rest < 0) distance += legs[leg].distance
    const at = { arrival, waiting: begin - arrival, travel }
    if (rest < 0) {
      const { kind, stop, place, setup, service, load } = legs[leg]
      return {
        kind,
        ...(stop < 0 ? {} : { index: stop }),
        ...(place === undefined ? {} : { place }),
        ...at,
        setup,
        service,
        load,
        distance,
      }
    }
    const place = moment.isAtPlace ? legs[part < 1 && legs[leg].work > 0 ? leg - 1 : leg].place : undefined
    return {
      kind: 'break' as const,
      index: rest,
      ...(place === undefined ? {} : { place }),
      ...at,
      setup: 0,
      service: type.breaks[rest].duration,
      load: legs[leg - 1].load,
      distance: distance + Math.round(part * legs[leg].distance),
    }
  })
}
