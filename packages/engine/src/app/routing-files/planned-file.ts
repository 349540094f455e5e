import type { RoutePlan, ScheduledStep, UnservedReason } from '@nunchi/kernel'
import type { ToldSchedule } from '../../decide/route/given-schedule.ts'
import type { NamedProblem } from './named-problem.ts'

/** A plan with what follows from it: what all writers write from. */
export type PlannedFile = {
  readonly named: NamedProblem
  readonly plan: RoutePlan
  /** Of the plan's routes, in their order. */
  readonly schedules: readonly ToldSchedule[]
  readonly reasons: readonly UnservedReason[]
}

/** A step in the names and units of the file. */
export type NamedStep = {
  readonly kind: ScheduledStep['kind']
  readonly stop?: string
  /** Index of the place. */
  readonly place?: number
  readonly arrival: number
  /** When what is done here begins, and when it is done. */
  readonly begin: number
  readonly end: number
  readonly load: readonly number[]
  readonly distance: number
}

export type NamedRoute = {
  readonly vehicle: string
  readonly cost: number
  readonly distance: number
  readonly duration: number
  readonly stops: number
  readonly steps: readonly NamedStep[]
}

/** The routes of a plan in the names and units of the file. O(size of the plan). */
export function namedRoutes({ named, plan, schedules }: PlannedFile): NamedRoute[] {
  const { scale, vehicles, ranking } = named
  return plan.routes.map(({ vehicle }, i) => {
    const { cost, distance, duration, steps } = schedules[i]
    return {
      vehicle: vehicles[vehicle],
      cost: (cost - ranking) / scale.cost,
      distance: distance / scale.distance,
      duration: duration / scale.time,
      stops: steps.filter(({ kind }) => kind === 'stop').length,
      steps: steps.map((step) => namedStep(named, step)),
    }
  })
}

function namedStep({ stops, scale, zero }: NamedProblem, step: ScheduledStep): NamedStep {
  const { kind, index, place, arrival, waiting, setup, service, load, distance } = step
  const begin = arrival + waiting
  return {
    kind,
    ...(kind === 'stop' ? { stop: stops[index!] } : {}),
    ...(place === undefined ? {} : { place }),
    arrival: arrival / scale.time + zero,
    begin: begin / scale.time + zero,
    end: (begin + setup + service) / scale.time + zero,
    load: load.map((amount) => amount / scale.load),
    distance: distance / scale.distance,
  }
}

/** What a plan costs in the unit of the file, without what only ranks fewer vehicles first. */
export function namedCost({ named, plan }: Pick<PlannedFile, 'named' | 'plan'>): number {
  return (plan.cost - named.ranking * plan.routes.length) / named.scale.cost
}

/** A moment as people read it: 09:05 where the file has times of the day, else the number. */
export function momentOf({ isClock }: Pick<NamedProblem, 'isClock'>, time: number): string | number {
  if (!isClock) return time
  const minutes = Math.round(time / 60)
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
