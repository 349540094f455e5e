import type { DeliveryKey, Estimate, PlannedTour, TourLoad } from '../../domain/dispatch.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { StopOutcome } from '../../state/dispatch/stop-words.ts'

export type StopState = 'waiting' | 'planned' | 'out' | 'arriving' | 'delivered' | 'failed' | 'cancelled'

/** How one stop of a tour looks now. Moments are seconds since 1970. */
export type StopOutlook = {
  readonly key: DeliveryKey
  /** -1: whose it was is forgotten. */
  readonly row: number
  readonly state: StopState
  readonly outcome: StopOutcome
  /** Until it is over. */
  readonly estimate?: Estimate
  readonly lateSeconds: number
  /** When its driver may go on: service done. */
  readonly freeAt: number
  readonly stopsBefore: number
}

/** How it looks when a vehicle is at its depot to load again. */
export type LoadOutlook = Pick<TourLoad, 'before'> & {
  /** What is brought behind it is on board already, as its driver said or as follows from what was brought. */
  readonly isOver: boolean
  /** When it is, or was expected, at its depot. */
  readonly at: number
}

export type TourOutlook = {
  readonly isStarted: boolean
  readonly stops: readonly StopOutlook[]
  readonly loads: readonly LoadOutlook[]
  readonly endsAt: number
}

/** A vehicle that is not out yet leaves when it leaves. */
const startSpread = 300
/** Eight in ten arrive between the bounds if ways and service differ from what was planned as the depot's pace says, independently. */
const deviations = 1.3
const marginMin = 120
const roundedTo = 300

/**
 * How a tour looks at a moment: what is over, what comes next, and when the rest is to be expected. What was planned is moved by
 * where its driver was last and by the pace of the vehicles of its depot (`DispatchDay.paceOf`), and no stop is expected in the past. Who has
 * to load first is on the way to no stop.
 * O(stops of the tour).
 */
export function outlookOf(day: DispatchDay, tour: PlannedTour, now: number): TourOutlook {
  const { startedAt, loadedAt = [], endedAt } = day.timesOf(tour.vehicle)
  const pace = day.paceOf(tour.vehicle)
  const rows = tour.stops.map((key) => day.deliveries.find(key))
  const outcomes = rows.map((row) => (row < 0 ? {} : day.words.outcomeOf(row)))
  const isOver = (n: number) => rows[n]! < 0 || day.deliveries.isCancelled(rows[n]!) || outcomes[n]!.end !== undefined
  const isStarted = startedAt !== undefined || outcomes.some(isBegun)
  const here = outcomes.findIndex(({ arrivedAt }, n) => arrivedAt !== undefined && !isOver(n))
  const loads = loadsNow(tour, { outcomes, isOver, loadedAt })
  const lastEnd = Math.max(0, ...loadedAt, ...outcomes.map((outcome) => outcome.endedAt ?? 0)) / 1_000
  let at = isStarted ? Math.max(lastEnd, (startedAt ?? 0) / 1_000) : Math.max(tour.leavesAt, now)
  let variance = isStarted ? 0 : startSpread ** 2
  let before = 0
  let skipped = 0
  const order = here < 0 ? rows.keys() : [here, ...[...rows.keys()].filter((n) => n !== here)]
  const stops: StopOutlook[] = new Array(rows.length)
  for (const n of order) {
    for (const [i, load] of loads.entries()) {
      if (load.isOver || load.at > 0 || load.before > n || isOver(n)) continue
      const { travelSeconds, seconds } = tour.loads![i]!
      const planned = travelSeconds + skipped
      skipped = 0
      const isNow = before === 0 && isStarted && endedAt === undefined
      load.at = Math.round(Math.max(at + planned * pace.travel.mean, isNow ? now : 0))
      variance += (pace.travel.spread * planned) ** 2
      at = load.at + seconds
    }
    const [key, row, outcome] = [tour.stops[n]!, rows[n]!, outcomes[n]!]
    if (isOver(n)) {
      const state = row < 0 || day.deliveries.isCancelled(row) ? 'cancelled' : outcome.end!
      if (state === 'cancelled') skipped += tour.travelSeconds[n]!
      stops[n] = { key, row, state, outcome, lateSeconds: 0, freeAt: (outcome.endedAt ?? 0) / 1_000, stopsBefore: 0 }
      continue
    }
    if (endedAt !== undefined) {
      // What it did not bring is at the depot again.
      stops[n] = { key, row, state: 'waiting', outcome, lateSeconds: 0, freeAt: endedAt / 1_000, stopsBefore: 0 }
      continue
    }
    const { windows, serviceSeconds } = day.deliveries.askOf(row, day.day)
    const planned = tour.travelSeconds[n]! + skipped
    const [travel, service] = [planned * pace.travel.mean, serviceSeconds * pace.service.mean]
    skipped = 0
    const isHere = n === here
    const arrival = isHere ? outcome.arrivedAt! / 1_000 : Math.max(at + travel, before === 0 && isStarted ? now : 0)
    const begin = Math.max(arrival, windows.find(([, until]) => until >= arrival)?.[0] ?? 0)
    if (!isHere) variance += (pace.travel.spread * planned) ** 2
    const estimate = isHere ? { at: begin, from: begin, until: begin } : boundsOf(begin, variance, now, windows)
    variance += (pace.service.spread * serviceSeconds) ** 2
    at = Math.max(begin + service, isHere ? now : 0)
    const last = windows.at(-1)
    const isNext = before === 0 && !loads.some((load) => !load.isOver && load.before <= n)
    const state = !isStarted ? 'planned' : isNext ? 'arriving' : 'out'
    const lateSeconds = last === undefined ? 0 : Math.max(0, Math.round(arrival - last[1]))
    stops[n] = { key, row, state, outcome, estimate, lateSeconds, freeAt: Math.round(at), stopsBefore: before }
    before += 1
  }
  return { isStarted, stops, loads, endsAt: Math.round(at + backOf(day, tour, rows)) }
}

/** Which of its loads a tour has behind it: what is brought behind one was on board, or its driver had loaded when all before it was over. */
function loadsNow(
  { loads = [] }: PlannedTour,
  {
    outcomes,
    isOver,
    loadedAt,
  }: {
    readonly outcomes: readonly StopOutcome[]
    readonly isOver: (n: number) => boolean
    readonly loadedAt: readonly number[]
  },
): { before: number; isOver: boolean; at: number }[] {
  let said = 0
  return loads.map(({ before, at }) => {
    const sooner = outcomes.slice(0, before)
    const lastEnd = Math.max(0, ...sooner.map(({ endedAt = 0 }) => endedAt))
    const word = loadedAt.findIndex((one, n) => n >= said && one >= lastEnd)
    const isLoaded = word >= 0 && sooner.every((_, n) => isOver(n))
    if (isLoaded) said = word + 1 // each counts for one load: the stops of the trip that it was for may all have been called off
    const isBehind = isLoaded || outcomes.slice(before).some(isBegun)
    return { before, isOver: isBehind, at: isBehind ? at : 0 }
  })
}

/** Whether a vehicle is out, as `TourOutlook.isStarted`, without looking at when it comes where. O(stops of the tour). */
export function isOut(day: DispatchDay, { vehicle, stops }: PlannedTour): boolean {
  if (day.timesOf(vehicle).startedAt !== undefined) return true
  return stops.some((key) => {
    const row = day.deliveries.find(key)
    return row >= 0 && isBegun(day.words.outcomeOf(row))
  })
}

function isBegun({ arrivedAt, end }: StopOutcome): boolean {
  return arrivedAt !== undefined || end !== undefined
}

/** How a delivery of a day looks by itself, where it is in no accepted tour. */
export function stateWithoutTour(day: DispatchDay, row: number): StopState {
  if (day.deliveries.isCancelled(row)) return 'cancelled'
  return day.words.outcomeOf(row).end ?? 'waiting'
}

function boundsOf(
  begin: number,
  variance: number,
  now: number,
  windows: readonly (readonly [number, number])[],
): Estimate {
  const margin = deviations * Math.sqrt(variance) + marginMin
  const opening = Math.max(0, ...windows.flatMap(([from]) => (from <= begin ? [from] : [])))
  const low = Math.floor((begin - margin) / roundedTo) * roundedTo
  const until = Math.ceil((begin + margin) / roundedTo) * roundedTo
  const soonest = Math.floor(now / 60) * 60
  return { at: Math.round(begin), from: Math.min(until, Math.max(low, soonest, opening)), until }
}

/** Seconds from the last stop to the end, pause and all, as planned. */
function backOf(day: DispatchDay, tour: PlannedTour, rows: readonly number[]): number {
  const last = rows.length - 1
  const row = rows[last] ?? -1
  const service = row < 0 ? 0 : day.deliveries.askOf(row, day.day).serviceSeconds
  return last < 0 ? 0 : Math.max(0, tour.endsAt - tour.begins[last]! - service)
}
