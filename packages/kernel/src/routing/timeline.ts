import type { Itinerary, Leg } from './itinerary.ts'
import { anyTime, type TimeWindow } from './problem.ts'
import { arrivalAfter, workBetween } from './travel-time.ts'

/** When everything on a route happens, started at one moment. */
export type Timeline = {
  readonly start: number
  readonly end: number
  readonly moments: readonly Moment[]
  /** By how much windows are missed, and breaks had with too much on board, in all. */
  readonly late: number
  /** How much later it could start and still end at the same time, no later anywhere than it is. */
  readonly free: number
  /** How much later it could start with every stop and break in the window it is in. */
  readonly shift: number
}

/** One thing done, or one break had. */
export type Moment = {
  /** Index of the leg that it is at the end of; a break may be in the middle of it. */
  readonly leg: number
  /** Index of the break; -1 if it is none. */
  readonly rest: number
  readonly arrival: number
  /** After waiting. */
  readonly begin: number
  readonly leave: number
  /** On the move since the moment before, and which part of the leg that is. */
  readonly travel: number
  readonly part: number
  /** Where a break is had: a place, or on the way. */
  readonly isAtPlace: boolean
  /** By how much it could begin later. */
  readonly slack: number
  readonly late: number
  /** By how much a break has too much on board. */
  readonly overload: number
}

/**
 * Runs through a route from a given start: everything as early as can be. Where its breaks are had is chosen so that
 * windows are missed least, and then so that it ends first: by dynamic programming over the legs and how many breaks were had.
 * O(legs * (breaks + 1)^3).
 */
export function timelineFrom(way: Itinerary, start: number): Timeline {
  const { legs, type } = way
  const width = type.breaks.length + 1
  if (width === 1) return traced(way, start, new Int32Array(legs.length))
  const late = new Float64Array(legs.length * width).fill(Number.POSITIVE_INFINITY)
  const leave = new Float64Array(legs.length * width).fill(Number.POSITIVE_INFINITY)
  const had = new Int32Array(legs.length * width)
  late[0] = 0
  leave[0] = start
  for (let leg = 1; leg < legs.length; leg++) {
    for (let from = 0; from < width; from++) {
      const before = (leg - 1) * width + from
      if (late[before] === Number.POSITIVE_INFINITY) continue
      for (let to = from; to < width; to++) {
        const crossing = new Crossing(way, leg, leave[before])
        for (let rest = from; rest < to; rest++) crossing.rest(rest)
        crossing.arrive()
        const at = leg * width + to
        const lateness = late[before] + crossing.late
        if (lateness > late[at] || (lateness === late[at] && crossing.now >= leave[at])) continue
        late[at] = lateness
        leave[at] = crossing.now
        had[at] = from
      }
    }
  }
  return traced(way, start, had)
}

/** The moments of the choices made. */
function traced(way: Itinerary, start: number, had: Int32Array): Timeline {
  const { legs, type } = way
  const width = type.breaks.length + 1
  const restsBefore = new Int32Array(legs.length)
  restsBefore[legs.length - 1] = width - 1
  for (let leg = legs.length - 1; leg > 0; leg--) restsBefore[leg - 1] = had[leg * width + restsBefore[leg]]
  const moments: Moment[] = [{ ...still, arrival: start, begin: start, leave: start }]
  let now = start
  let late = 0
  for (let leg = 1; leg < legs.length; leg++) {
    const crossing = new Crossing(way, leg, now, moments)
    for (let rest = restsBefore[leg - 1]; rest < restsBefore[leg]; rest++) crossing.rest(rest)
    crossing.arrive()
    now = crossing.now
    late += crossing.late
  }
  let waited = 0
  let shift = Number.POSITIVE_INFINITY
  for (const { arrival, begin, slack } of moments) {
    waited += begin - arrival
    shift = Math.min(shift, waited + slack)
  }
  return { start, end: now, moments, late, free: Math.min(waited, shift), shift }
}

/** The moment before anything; in the order of the others' fields, so that all have one shape. */
const still: Moment = {
  leg: 0,
  rest: -1,
  arrival: 0,
  begin: 0,
  leave: 0,
  travel: 0,
  part: 0,
  isAtPlace: true,
  slack: Number.POSITIVE_INFINITY,
  late: 0,
  overload: 0,
}

/** Going one leg, with breaks on it. */
class Crossing {
  now: number
  late = 0
  readonly #way: Itinerary
  readonly #index: number
  readonly #leg: Leg
  readonly #moments?: Moment[]
  /** Of the work of the leg, what is left, and what is left of it since the last moment. */
  #work: number
  #noted: number
  #travel = 0

  constructor(way: Itinerary, index: number, now: number, moments?: Moment[]) {
    this.#way = way
    this.#index = index
    this.#leg = way.legs[index]
    this.#work = this.#leg.work
    this.#noted = this.#work
    this.now = now
    this.#moments = moments
  }

  /** As soon as its window allows: on the way, or on arriving if that is before. */
  rest(index: number): void {
    const { profile, type, legs } = this.#way
    const { windows, duration, maxLoad } = type.breaks[index]
    const arrives = arrivalAfter(profile.speeds, this.now, this.#work)
    const window = windows.length > 0 ? openWindow(windows, this.now) : anyTime
    const begin = window ? Math.max(window[0], this.now) : this.now
    const isOnWay = begin < arrives || begin === this.now
    const late = window ? 0 : missed(windows, this.now)
    const overload = maxLoad ? excessOf(legs[this.#index - 1].load, maxLoad) : 0
    this.late += late + overload
    const arrival = Math.min(begin, arrives)
    const slack = late > 0 ? 0 : (window ? window[1] : begin) - (isOnWay ? this.now : begin)
    this.#move(arrival, begin >= arrives)
    this.now = begin + duration
    if (!this.#moments) return
    const isAtPlace = this.#work === 0 || this.#work === this.#leg.work
    this.#note({ rest: index, arrival, begin, leave: this.now, slack, late, overload, isAtPlace })
  }

  arrive(): void {
    const { windows, setup, service, release } = this.#leg
    const arrival = arrivalAfter(this.#way.profile.speeds, this.now, this.#work)
    this.#move(arrival, true)
    const ready = Math.max(arrival, release)
    const window = windows.length > 0 ? openWindow(windows, ready) : undefined
    const begin = window ? Math.max(window[0], ready) : ready
    const late = windows.length > 0 && !window ? missed(windows, ready) : 0
    const slack = window ? window[1] - begin : late > 0 ? 0 : Number.POSITIVE_INFINITY
    this.late += late
    this.now = begin + setup + service
    this.#note({ rest: -1, arrival, begin, leave: this.now, slack, late, overload: 0, isAtPlace: true })
  }

  #move(arrival: number, isThere: boolean): void {
    this.#travel += arrival - this.now
    this.#work = isThere ? 0 : Math.max(0, this.#work - workBetween(this.#way.profile.speeds, this.now, arrival))
  }

  #note({
    rest,
    arrival,
    begin,
    leave,
    slack,
    late,
    overload,
    isAtPlace,
  }: Omit<Moment, 'leg' | 'travel' | 'part'>): void {
    const { work } = this.#leg
    const part = work === 0 ? (rest < 0 ? 1 : 0) : (this.#noted - this.#work) / work
    const [leg, travel] = [this.#index, this.#travel]
    this.#moments?.push({ leg, rest, arrival, begin, leave, travel, part, isAtPlace, slack, late, overload })
    this.#noted = this.#work
    this.#travel = 0
  }
}

/** The first window that has not ended at a moment. */
export function openWindow(windows: readonly TimeWindow[], at: number): TimeWindow | undefined {
  for (const window of windows) if (at <= window[1]) return window
  return undefined
}

function missed(windows: readonly TimeWindow[], at: number): number {
  return windows.length === 0 ? 0 : Math.max(0, at - windows[windows.length - 1][1])
}

/** By how much the worst dimension is over. */
export function excessOf(load: readonly number[], most: readonly number[]): number {
  let excess = 0
  for (let d = 0; d < load.length; d++) excess = Math.max(excess, load[d] - (most[d] ?? 0))
  return excess
}
