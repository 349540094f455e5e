import type { ScheduledStep } from '@nunchi/kernel'
import type { AskVehicle } from './ask.ts'
import type { GivenVisit, ToldViolation } from './given-schedule.ts'
import type { RouteTask } from './task.ts'

/** A route that is given, with its steps as they are driven; both in the same order. */
export type GivenRoute = { readonly visits: readonly GivenVisit[]; readonly steps: readonly ScheduledStep[] }

/**
 * Which rules a route that is given breaks whatever the time is, told of every step at which one is broken, as VROOM does. A break that
 * is left out is told of the route. O(steps * dimensions).
 */
export function givenRules(task: RouteTask, vehicle: AskVehicle, route: GivenRoute): ToldViolation[] {
  const { visits } = route
  const had = new Set(visits.flatMap(({ kind, index }) => (kind === 'break' ? [index] : [])))
  const missing = vehicle.breaks.length - had.size
  return [
    ...visits.flatMap((visit, step) =>
      [...fits(vehicle, visit), ...loads(vehicle, visit, route.steps[step]!)].map((one) => ({ ...one, step })),
    ),
    ...limits(vehicle, route),
    ...precedence(task, visits),
    ...backhauls(visits),
    ...(missing > 0 ? [{ rule: 'missing-break' as const, excess: missing }] : []),
  ]
}

type Fault = Pick<ToldViolation, 'rule' | 'excess'>

/** Whether the vehicle may come, and whether there is a way. */
function fits(vehicle: AskVehicle, { task, isWay }: GivenVisit): Fault[] {
  const faults: Fault[] = isWay ? [] : [{ rule: 'unreachable', excess: 1 }]
  if (task === undefined) return faults
  const missing = task.skills.filter((skill) => !vehicle.skills.includes(skill)).length
  if (missing > 0) faults.push({ rule: 'skills', excess: missing })
  if (task.vehicles?.includes(vehicle.id) === false) faults.push({ rule: 'vehicle', excess: 1 })
  return faults
}

function loads({ capacity }: AskVehicle, { rest }: GivenVisit, { load }: ScheduledStep): Fault[] {
  const over = (most: readonly number[]) => load.reduce((sum, one, d) => sum + Math.max(0, one - most[d]!), 0)
  const faults: Fault[] = over(capacity) > 0 ? [{ rule: 'capacity', excess: over(capacity) }] : []
  if (rest?.maxLoad && over(rest.maxLoad) > 0) faults.push({ rule: 'break-load', excess: over(rest.maxLoad) })
  return faults
}

/** Limits of the whole route, at each step from which on they are exceeded: by how much more there than before. */
function limits(vehicle: AskVehicle, { visits, steps }: GivenRoute): ToldViolation[] {
  const { maxTasks, maxTravel, maxDistance, maxDuration } = vehicle
  const begun = steps[0]!.arrival + steps[0]!.waiting
  let tasks = 0
  const over = { 'max-stops': 0, 'max-travel': 0, 'max-distance': 0, 'max-duration': 0 }
  return steps.flatMap(({ travel, distance, arrival, waiting }, step) => {
    if (visits[step]!.kind === 'stop') tasks += 1
    const now = {
      'max-stops': visits[step]!.kind === 'stop' ? tasks - maxTasks : 0,
      'max-travel': travel - maxTravel,
      'max-distance': distance - maxDistance,
      'max-duration': arrival + waiting - begun - maxDuration,
    }
    return (Object.keys(now) as (keyof typeof now)[]).flatMap((rule): ToldViolation[] => {
      if (now[rule] <= 0) return []
      const excess = Math.max(0, now[rule] - over[rule])
      over[rule] = now[rule]
      return [{ rule, step, excess }]
    })
  })
}

/** A shipment is taken before it is left, both on this route. */
function precedence({ problem }: RouteTask, visits: readonly GivenVisit[]): ToldViolation[] {
  const ends = new Map(
    problem.shipments.flatMap(({ pickup, delivery }) => [
      [pickup, delivery],
      [delivery, pickup],
    ]),
  )
  const pickups = new Set(problem.shipments.map(({ pickup }) => pickup))
  const stepOf = new Map(visits.flatMap(({ kind, index }, step) => (kind === 'stop' ? [[index!, step]] : [])))
  return visits.flatMap(({ kind, index }, step): ToldViolation[] => {
    const other = kind === 'stop' ? ends.get(index!) : undefined
    if (other === undefined) return []
    const at = stepOf.get(other)
    const isRight = at !== undefined && (pickups.has(index!) ? step < at : at < step)
    return isRight ? [] : [{ rule: 'precedence', step, excess: 1 }]
  })
}

/** Other stops after a backhaul. */
function backhauls(visits: readonly GivenVisit[]): ToldViolation[] {
  const first = visits.findIndex(({ task }) => task?.isBackhaul)
  if (first < 0) return []
  return visits.flatMap(({ task }, step): ToldViolation[] =>
    step > first && task && !task.isBackhaul ? [{ rule: 'backhaul', step, excess: 1 }] : [],
  )
}
