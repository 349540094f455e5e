import type { DayPlan, DeliveryKey, PlannedTour, PlanSums, UnservedDelivery } from '../../domain/dispatch.ts'
import type { DayProblem, DayVehicle } from './day-problem.ts'

/** What a vehicle on the road has behind it: stops that are over, as they were planned. */
export type TourBegun = Pick<PlannedTour, 'stops' | 'arrivals' | 'begins' | 'travelSeconds' | 'metres' | 'leavesAt'>

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

type Walk = {
  readonly leavesAt: number
  readonly endsAt: number
  readonly arrivals: readonly number[]
  readonly begins: readonly number[]
  readonly travelSeconds: readonly number[]
  readonly metres: readonly number[]
  readonly back: { readonly seconds: number; readonly metres: number }
}

/**
 * When everything on a tour happens and what it costs: it leaves as late as makes nothing later. A stop outside of its window is served
 * all the same, and counted as late. O(stops).
 */
export function tourOf(day: DayProblem, vehicle: number, stops: readonly number[], begun?: TourBegun): PlannedTour {
  const one = day.vehicles[vehicle]!
  const first = walk(day, one, stops, one.road?.at ?? one.shift[0])
  const spare = one.road === undefined ? spareOf(day, stops, first) : 0
  const { back, ...way } = spare === 0 ? first : walk(day, one, stops, one.shift[0] + spare)
  const keys = stops.map((stop) => day.stops[stop]!.key)
  const lists = {
    stops: [...(begun?.stops ?? []), ...keys],
    arrivals: [...(begun?.arrivals ?? []), ...way.arrivals],
    begins: [...(begun?.begins ?? []), ...way.begins],
    travelSeconds: [...(begun?.travelSeconds ?? []), ...way.travelSeconds],
    metres: [...(begun?.metres ?? []), ...way.metres],
  }
  const { leavesAt } = begun ?? way
  const late = stops.map((stop, n) => latenessOf(day.stops[stop]!.ask.windows, way.arrivals[n]!))
  const metres = sum(lists.metres) + back.metres
  const dutySeconds = Math.max(0, way.endsAt - leavesAt)
  const { fixedMinor, perKmMinor, perHourMinor } = one.vehicle.costs
  const isUsed = lists.stops.length > 0
  const costMinor = Math.round(fixedMinor + (metres * perKmMinor) / 1_000 + (dutySeconds * perHourMinor) / 3_600)
  const sums: PlanSums = {
    costMinor: isUsed ? costMinor : 0,
    metres: isUsed ? metres : 0,
    travelSeconds: isUsed ? sum(lists.travelSeconds) + back.seconds : 0,
    dutySeconds: isUsed ? dutySeconds : 0,
    vehicles: isUsed ? 1 : 0,
    stops: lists.stops.length,
    unserved: 0,
    late: late.filter((seconds) => seconds > 0).length,
    lateSeconds: sum(late),
  }
  return { vehicle: one.vehicle.id, ...lists, leavesAt, endsAt: way.endsAt, sums }
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

/** What is on board when a tour leaves each of its stops. */
export function loadsOf(
  stops: readonly DeliveryKey[],
  amountsOf: (key: DeliveryKey) => Readonly<Record<string, number>>,
): Readonly<Record<string, number>>[] {
  const left: Record<string, number> = {}
  const loads = [...stops].reverse().map((key) => {
    const after = { ...left }
    for (const [name, amount] of Object.entries(amountsOf(key))) left[name] = (left[name] ?? 0) + amount
    return after
  })
  return loads.reverse()
}

function walk(day: DayProblem, one: DayVehicle, stops: readonly number[], leavesAt: number): Walk {
  const { places, profiles } = day.problem
  const { durations, distances } = profiles[one.profile]!
  const start = one.road?.place ?? one.depotPlace
  const lists = {
    arrivals: [] as number[],
    begins: [] as number[],
    travelSeconds: [] as number[],
    metres: [] as number[],
  }
  let [at, from] = [leavesAt, start]
  let pause = one.road === undefined ? one.pause : undefined
  for (const index of stops) {
    const { place, ask } = day.stops[index]!
    const arc = from * places + place
    const seconds = durations[arc]!
    if (pause && at + seconds > pause.window[1]) {
      at = Math.max(at, pause.window[0]) + pause.seconds
      pause = undefined
    }
    const arrival = at + seconds
    const begin = Math.max(arrival, openingOf(ask.windows, arrival))
    lists.arrivals.push(arrival)
    lists.begins.push(begin)
    lists.travelSeconds.push(seconds)
    lists.metres.push(distances[arc]!)
    at = begin + ask.serviceSeconds
    if (pause && at >= pause.window[0]) {
      at += pause.seconds
      pause = undefined
    }
    from = place
  }
  const arc = from * places + one.depotPlace
  const back = one.vehicle.returns ? { seconds: durations[arc]!, metres: distances[arc]! } : { seconds: 0, metres: 0 }
  return { leavesAt, endsAt: at + back.seconds, ...lists, back }
}

/** By how much it may leave later and be back no later: the forward time slack of Savelsbergh (1992). */
function spareOf(day: DayProblem, stops: readonly number[], { arrivals, begins }: Walk): number {
  let [waited, spare] = [0, Number.POSITIVE_INFINITY]
  for (const [n, stop] of stops.entries()) {
    waited += begins[n]! - arrivals[n]!
    const window = day.stops[stop]!.ask.windows.find(([from, until]) => begins[n]! >= from && begins[n]! <= until)
    if (window) spare = Math.min(spare, waited + window[1] - begins[n]!)
    else if (day.stops[stop]!.ask.windows.length > 0) return 0 // late already
  }
  return Math.min(waited, spare)
}

/** When somebody who arrives then may be served; the arrival itself once the last window is over. */
function openingOf(windows: readonly (readonly [number, number])[], arrival: number): number {
  const next = windows.find(([, until]) => until >= arrival)
  return next === undefined ? arrival : next[0]
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
