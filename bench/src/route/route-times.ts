import type { Break, TimeWindow, TravelProfile, VehicleType } from '@nunchi/kernel'

/** Something that a route comes to: its start, a stop, a reload, its end. */
export type Visit = {
  readonly place: number | undefined
  /** Of the way to here, without breaks, at full speed. */
  readonly duration: number
  /** Nothing is done here before. */
  readonly from: number
  readonly windows: readonly TimeWindow[]
  readonly work: number
  /** On board when it leaves. */
  readonly load: readonly number[]
  /** Who is late already is not held to the end of the windows. */
  readonly isLate: boolean
}

/** A way to drive a route in time. */
export type Times = { readonly travel: number; readonly duration: number }

type Speeds = NonNullable<TravelProfile['speeds']>
type State = { readonly at: number; readonly travel: number }

/** Where a shift has no more starts than this, each is tried. */
const startsMax = 2_000

/**
 * Ways to drive a route that keep all times, or nothing if there is none; a cost is believed that lies between theirs.
 * Without speeds and breaks it is the one that takes least: it starts where a wait or a window begins or ends, if all before is done
 * without waiting. With them every start of a short shift is tried, and of a longer one those that are likely. That list is not
 * complete, so a bound is given with it that no start can be below, and a duration that is too long by all of the list is a fault
 * only if it is by that bound too: such a check lets some wrong costs pass, and calls no right one wrong. O(starts * length * breaks^2).
 */
export function bestTimes(speeds: Speeds, type: VehicleType, visits: readonly Visit[]): Times[] | undefined {
  const route = { speeds, type, visits }
  const earliest = Math.max(type.shift[0], visits[0].from)
  const isPlain = speeds.length === 0 && type.breaks.length === 0
  const isPaid = type.cost.perDuty > 0 || Number.isFinite(type.maxDuration) || speeds.length > 0
  const count = isPaid ? Math.max(1, type.shift[1] - earliest + 1) : 1
  const isEach = !isPlain && count <= startsMax
  const starts = isEach || !isPaid ? Array.from({ length: count }, (_, i) => earliest + i) : startsOf(route)
  const found = timesFrom(route, starts)
  if (isPlain && found.length > 0)
    return [found.reduce((best, times) => (times.duration < best.duration ? times : best))]
  if (isPlain || isEach) return found.length > 0 ? found : undefined
  const least = leastTimes(route)
  if (found.length > 0) return [...found, least]
  const soonest = drive(route, earliest)
  if (!soonest || least.travel > type.maxTravel || least.duration > type.maxDuration) return undefined
  return [least, { travel: soonest.travel, duration: soonest.at - earliest }]
}

function timesFrom(route: Drive, starts: readonly number[]): Times[] {
  const { type, visits } = route
  const earliest = Math.max(type.shift[0], visits[0].from)
  return starts.flatMap((start) => {
    const end = start < earliest ? undefined : drive(route, start)
    if (!end || end.travel > type.maxTravel || end.at - start > type.maxDuration) return []
    return [{ travel: end.travel, duration: end.at - start }]
  })
}

/** All ways at the highest speed there is, all work and all breaks, without waiting. */
function leastTimes({ speeds, type, visits }: Drive): Times {
  const fastest = Math.max(100, ...speeds.map(({ percent }) => percent))
  let travel = 0
  let rest = 0
  for (const { duration, work } of visits.slice(1)) {
    travel += Math.ceil((duration * 100) / fastest)
    rest += work
  }
  for (const { duration } of type.breaks) rest += duration
  return { travel, duration: travel + rest }
}

type Drive = { readonly speeds: Speeds; readonly type: VehicleType; readonly visits: readonly Visit[] }

/** The soonest end of a route that starts at a time; all breaks are taken, in their order. */
function drive({ speeds, type, visits }: Drive, start: number): State | undefined {
  const { breaks } = type
  // By how many breaks were taken: who is sooner with as many done is never worse off.
  let states: (State | undefined)[] = [{ at: start, travel: 0 }]
  for (let i = 1; i < visits.length; i++) {
    const next: (State | undefined)[] = []
    for (let taken = 0; taken <= breaks.length; taken++) {
      const state = states[taken]
      if (!state) continue
      for (let to = taken; to <= breaks.length; to++) {
        const rests = breaks.slice(taken, to)
        if (rests.some((rest) => !fits(rest, visits[i - 1].load))) break
        const arrived = under({ speeds, rests, work: visits[i].duration * 100 }, state)
        const done = arrived && serve(visits[i], arrived)
        const known = next[to]
        if (done && (!known || done.at < known.at)) next[to] = done
      }
    }
    states = next
  }
  return states[breaks.length]
}

function fits({ maxLoad }: Break, load: readonly number[]): boolean {
  return maxLoad === undefined || load.every((amount, d) => amount <= (maxLoad[d] ?? Number.POSITIVE_INFINITY))
}

type Leg = { readonly speeds: Speeds; readonly rests: readonly Break[]; readonly work: number }

/** On the way with some rests: each as soon as it may be, or at a change of speed if that brings the vehicle there sooner. */
function under({ speeds, rests, work }: Leg, from: State): State | undefined {
  const arrival = timeAfter(speeds, from.at, work)
  if (rests.length === 0) return { at: arrival, travel: from.travel + arrival - from.at }
  const [rest, ...more] = rests
  const windows: readonly TimeWindow[] = rest.windows.length > 0 ? rest.windows : [[0, Number.POSITIVE_INFINITY]]
  const begins = windows.flatMap(([open, close]) => {
    const soonest = Math.max(open, from.at)
    return [
      soonest,
      ...speeds.flatMap((speed) => [speed.from, speed.from - rest.duration]),
      Math.min(close, arrival),
    ].filter((begin) => begin >= soonest && begin <= close)
  })
  let best: State | undefined
  for (const begin of begins) {
    const left = begin < arrival ? work - workDone(speeds, from.at, begin) : 0
    const travelled = Math.min(begin, arrival) - from.at
    const resumed = { at: begin + rest.duration, travel: from.travel + travelled }
    const end = under({ speeds, rests: more, work: left }, resumed)
    if (end && (!best || end.at < best.at)) best = end
  }
  return best
}

function serve({ from, windows, work, isLate }: Visit, { at, travel }: State): State | undefined {
  const ready = Math.max(at, from)
  if (windows.length === 0) return { at: ready + work, travel }
  const window = windows.find(([, until]) => ready <= until)
  if (window) return { at: Math.max(ready, window[0]) + work, travel }
  return isLate ? { at: ready + work, travel } : undefined
}

/** Starts from which a change may make the route longer, or impossible: all of them without speeds and breaks. */
function startsOf({ speeds, type, visits }: Drive): number[] {
  const earliest = Math.max(type.shift[0], visits[0].from)
  const starts = new Set([earliest])
  const rested = [0]
  for (const { duration } of type.breaks) rested.push(rested[rested.length - 1] + duration)
  const edges = type.breaks.flatMap(({ windows }) => windows.flat())
  let work = 0
  let spent = 0
  visits.forEach((visit, i) => {
    if (i > 0) work += visit.duration
    const here = [...visit.windows.flat(), ...(i > 0 ? [visit.from] : []), ...edges, ...speeds.map(({ from }) => from)]
    for (const moment of here) {
      for (const rest of rested) {
        if (!Number.isFinite(moment)) continue
        const start = moment - rest - spent - work
        starts.add(start)
        if (speeds.length > 0) for (const near of startsFor({ speeds, visits, i }, moment - rest)) starts.add(near)
      }
    }
    if (i > 0) spent += visit.work
  })
  return [...starts]
}

/** With speeds: around the start from which a visit is reached at a moment without waiting, found by halving. */
function startsFor(
  { speeds, visits, i }: { readonly speeds: Speeds; readonly visits: readonly Visit[]; readonly i: number },
  moment: number,
): number[] {
  const arrival = (start: number) => {
    let at = start
    for (let v = 1; v <= i; v++) at = timeAfter(speeds, at, visits[v].duration * 100) + (v < i ? visits[v].work : 0)
    return at
  }
  let low = 0
  let high = moment
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (arrival(middle) <= moment) low = middle
    else high = middle - 1
  }
  return [low - 1, low, low + 1]
}

/** When a way of so many hundredths of a unit of time is done; speeds are in percent. */
function timeAfter(speeds: Speeds, at: number, work: number): number {
  let now = at
  let left = work
  while (left > 0) {
    const { percent, until } = speedAt(speeds, now)
    if ((until - now) * percent >= left) return now + Math.ceil(left / percent)
    left -= (until - now) * percent
    now = until
  }
  return now
}

function workDone(speeds: Speeds, from: number, until: number): number {
  let now = from
  let done = 0
  while (now < until) {
    const speed = speedAt(speeds, now)
    const end = Math.min(until, speed.until)
    done += (end - now) * speed.percent
    now = end
  }
  return done
}

function speedAt(speeds: Speeds, now: number): { readonly percent: number; readonly until: number } {
  let percent = 100
  for (const speed of speeds) {
    if (speed.from > now) return { percent, until: speed.from }
    percent = speed.percent
  }
  return { percent, until: Number.POSITIVE_INFINITY }
}
