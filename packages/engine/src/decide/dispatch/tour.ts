import type {
  Amounts,
  DayPlan,
  DeliveryKey,
  PlannedTour,
  PlanSums,
  TourLoad,
  TourPause,
  UnservedDelivery,
} from '../../domain/dispatch.ts'
import type { DayProblem, DayVehicle } from './day-problem.ts'
import { stopsOf, type Way } from './way.ts'

/** What a vehicle on the road has behind it: stops that are over, as they were planned. */
export type TourBegun = Pick<
  PlannedTour,
  'stops' | 'arrivals' | 'begins' | 'travelSeconds' | 'metres' | 'pauses' | 'loads' | 'leavesAt'
>

export const noSums: PlanSums = {
  costMinor: 0,
  metres: 0,
  travelSeconds: 0,
  dutySeconds: 0,
  vehicles: 0,
  stops: 0,
  unserved: 0,
  late: 0,
  lateSeconds: 0,
}

type Walked = {
  readonly leavesAt: number
  readonly endsAt: number
  readonly arrivals: readonly number[]
  readonly begins: readonly number[]
  readonly travelSeconds: readonly number[]
  readonly metres: readonly number[]
  readonly pauses: readonly TourPause[]
  readonly loads: readonly TourLoad[]
  readonly back: { readonly seconds: number; readonly metres: number }
}

/**
 * When everything on a tour happens and what it costs: it leaves as late as makes nothing later. A stop outside of its window is served
 * all the same, and counted as late. O(stops).
 */
export function tourOf(day: DayProblem, vehicle: number, way: Way, begun?: TourBegun): PlannedTour {
  const one = day.vehicles[vehicle]!
  const stops = stopsOf(way)
  const { back, ...walked } = walk(day, vehicle, way)
  const keys = stops.map((stop) => day.stops[stop]!.key)
  const lists = {
    stops: [...(begun?.stops ?? []), ...keys],
    arrivals: [...(begun?.arrivals ?? []), ...walked.arrivals],
    begins: [...(begun?.begins ?? []), ...walked.begins],
    travelSeconds: [...(begun?.travelSeconds ?? []), ...walked.travelSeconds],
    metres: [...(begun?.metres ?? []), ...walked.metres],
  }
  const pauses = [...(begun?.pauses ?? []), ...walked.pauses]
  const behind = begun?.stops.length ?? 0
  const loads = [
    ...(begun?.loads ?? []),
    ...walked.loads.map(({ before, ...load }) => ({ before: before + behind, ...load })),
  ]
  const { leavesAt } = begun ?? walked
  const late = stops.map((stop, n) => latenessOf(day.stops[stop]!.ask.windows, walked.arrivals[n]!))
  const metres = sum([...lists.metres, ...loads.map((load) => load.metres)]) + back.metres
  const travelSeconds = sum([...lists.travelSeconds, ...loads.map((load) => load.travelSeconds)]) + back.seconds
  const dutySeconds = Math.max(0, walked.endsAt - leavesAt)
  const { fixedMinor, perKmMinor, perHourMinor } = one.vehicle.costs
  const isUsed = lists.stops.length > 0
  const costMinor = Math.round(fixedMinor + (metres * perKmMinor) / 1_000 + (dutySeconds * perHourMinor) / 3_600)
  const sums: PlanSums = {
    costMinor: isUsed ? costMinor : 0,
    metres: isUsed ? metres : 0,
    travelSeconds: isUsed ? travelSeconds : 0,
    dutySeconds: isUsed ? dutySeconds : 0,
    vehicles: isUsed ? 1 : 0,
    stops: lists.stops.length,
    unserved: 0,
    late: late.filter((seconds) => seconds > 0).length,
    lateSeconds: sum(late),
  }
  const { id } = one.vehicle
  const between = { ...(pauses.length > 0 && { pauses }), ...(loads.length > 0 && { loads }) }
  return { vehicle: id, ...lists, ...between, leavesAt, endsAt: walked.endsAt, sums }
}

/** A plan of tours, with what is in none of them. */
export function planOf(tours: readonly PlannedTour[], unserved: readonly UnservedDelivery[]): DayPlan {
  const used = tours.filter(({ stops }) => stops.length > 0)
  return { tours: used, unserved, sums: sumsOf(used, unserved.length) }
}

/** What tours come to together. */
export function sumsOf(tours: readonly PlannedTour[], unserved: number): PlanSums {
  const sums = tours.reduce((all, { sums: one }) => added(all, one), noSums)
  return { ...sums, unserved }
}

/** Seconds after the end of the last window, 0 in time. */
export function latenessOf(windows: readonly (readonly [number, number])[], arrival: number): number {
  const last = windows.at(-1)
  return last === undefined ? 0 : Math.max(0, arrival - last[1])
}

/** What is on board when a trip leaves its depot, and when it leaves each of its stops. */
export function loadsOf(
  trip: readonly DeliveryKey[],
  amountsOf: (key: DeliveryKey) => Amounts,
): { readonly all: Amounts; readonly after: readonly Amounts[] } {
  const left: Record<string, number> = {}
  const loads = [...trip].reverse().map((key) => {
    const after = { ...left }
    for (const [name, amount] of Object.entries(amountsOf(key))) left[name] = (left[name] ?? 0) + amount
    return after
  })
  return { all: left, after: loads.reverse() }
}

function walk(day: DayProblem, vehicle: number, way: Way): Walked {
  const one = day.vehicles[vehicle]!
  const lists = {
    arrivals: [] as number[],
    begins: [] as number[],
    travelSeconds: [] as number[],
    metres: [] as number[],
    pauses: [] as TourPause[],
    loads: [] as TourLoad[],
  }
  if (way.length === 0) return atRest(day, one)
  const { steps } = day.schedule(vehicle, way)
  let [travel, distance] = [0, 0]
  for (const step of steps) {
    if (step.kind === 'break') lists.pauses.push([day.zero + step.arrival + step.waiting, step.service])
    if (step.kind !== 'stop' && step.kind !== 'reload') continue
    const [at, travelSeconds, metres] = [day.zero + step.arrival, step.travel - travel, step.distance - distance]
    if (step.kind === 'reload')
      lists.loads.push({ before: lists.arrivals.length, at, seconds: step.service, travelSeconds, metres })
    else {
      lists.arrivals.push(at)
      lists.begins.push(at + step.waiting)
      lists.travelSeconds.push(travelSeconds)
      lists.metres.push(metres)
    }
    ;[travel, distance] = [step.travel, step.distance]
  }
  const end = steps.at(-1)!
  const back = { seconds: end.travel - travel, metres: end.distance - distance }
  return { leavesAt: day.zero + steps[0]!.arrival, endsAt: day.zero + end.arrival, ...lists, back }
}

/** With nothing left to do it goes home from where it is. */
function atRest(day: DayProblem, { road, vehicle, shift, profile, depotPlace }: DayVehicle): Walked {
  const { durations, distances } = day.problem.profiles[profile]!
  const arc = (road?.place ?? depotPlace) * day.problem.places + depotPlace
  const goes = road !== undefined && vehicle.returns
  const back = goes ? { seconds: durations[arc]!, metres: distances[arc]! } : { seconds: 0, metres: 0 }
  const leavesAt = road?.at ?? shift[0]
  const none = { arrivals: [], begins: [], travelSeconds: [], metres: [], pauses: [], loads: [] }
  return { leavesAt, endsAt: leavesAt + back.seconds, ...none, back }
}

function added(a: PlanSums, b: PlanSums): PlanSums {
  return {
    costMinor: a.costMinor + b.costMinor,
    metres: a.metres + b.metres,
    travelSeconds: a.travelSeconds + b.travelSeconds,
    dutySeconds: a.dutySeconds + b.dutySeconds,
    vehicles: a.vehicles + b.vehicles,
    stops: a.stops + b.stops,
    unserved: a.unserved + b.unserved,
    late: a.late + b.late,
    lateSeconds: a.lateSeconds + b.lateSeconds,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
