import { solveRoutes } from '@nunchi/kernel'
import { DayProblem } from '../../decide/dispatch/day-problem.ts'
import { outlookOf, type StopOutlook, type TourOutlook } from '../../decide/dispatch/outlook.ts'
import { cheapestPlace } from '../../decide/dispatch/place-stop.ts'
import { tourOf } from '../../decide/dispatch/tour.ts'
import { tripsOf, type Way, wayOf } from '../../decide/dispatch/way.ts'
import type { DeliveryKey, Depot, DispatchVehicle, PlannedTour } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, epochMs, secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { TourWord } from '../../state/dispatch/tour-words.ts'
import type { Round, RoundAction, RoundResult, RoundStop } from './answers.ts'
import type { Board } from './board.ts'
import type { LoadedDay } from './day-loader.ts'
import { dayAt, dayBefore, midnightOf, momentOf, wallClockAt } from './day-times.ts'
import type { Plans } from './plans.ts'
import { arrivalOf, reloadsOf, windowsOf } from './telling.ts'

/** A phone's clock may run ahead by so much; what claims to come later than that happened now. */
const aheadMsMax = 60_000
/** Planning the rest of one tour anew: some hundred stops in tens of milliseconds. */
const replanIterations = 400
/** Gains below a minute of lateness are not worth another order of stops to a driver. */
const worthSeconds = 60
/** A round that goes past midnight is shown for so long after it was to be back, unless its driver ended it. */
const overtimeSeconds = 4 * 3_600
/** Drivers come and load before they leave: a round that leaves soon after midnight begins on the day before, by at most so much. */
const earlySeconds = 4 * 3_600

/** What drivers see and say. */
export class Rounds {
  readonly #board: Board
  readonly #plans: Plans

  constructor(board: Board, plans: Plans) {
    this.#board = board
    this.#plans = plans
  }

  /**
   * The round of a vehicle, of today at its depot; after midnight still that of yesterday, where it is not over.
   * @throws Refusal DISPATCH_VEHICLE, DISPATCH_DEPOT
   */
  async round(vehicle: string): Promise<Round> {
    const known = this.#board.vehicle(vehicle)
    const depot = this.#board.depot(known.depot)
    const day = this.#dayOf(vehicle, depot)
    const driver = await this.#board.doors.driverOf(vehicle)
    const { name, lat, lon, zone } = depot
    const head = {
      day,
      vehicle,
      name: known.name,
      ...(driver === undefined ? {} : { driver }),
      depot: { name, lat, lon, zone },
    }
    const of = this.#board.views.dispatch.day(day)
    const accepted = of?.plans.accepted
    const tour = accepted?.tours.find((one) => one.vehicle === vehicle)
    if (of === undefined || accepted === undefined || tour === undefined) return { ...head, state: 'none', stops: [] }
    const outlook = outlookOf(of, tour, secondsOf(this.#board.now()))
    const cards = await this.#board.doors.cardsOf(tour.stops)
    const { startedAt, endedAt } = of.timesOf(vehicle)
    const reloads = reloadsOf(of, tour, outlook)
    const stops = outlook.stops.flatMap((look, n) => {
      if (look.row < 0) return []
      const card = cards[n]
      const reload = reloads[n]
      return [
        {
          ...stopTold(of, tour.arrivals[n]!, look),
          delivery: card?.name ?? look.key,
          ...card?.door,
          ...(reload === undefined ? {} : { reload }),
        },
      ]
    })
    const next = outlook.stops.findIndex(({ estimate, stopsBefore }) => estimate !== undefined && stopsBefore === 0)
    const state = endedAt !== undefined ? 'ended' : outlook.isStarted ? 'out' : 'planned'
    const canUndo = undoableOf(outlook, of.tours.lastOf(vehicle))
    const nextName = next < 0 ? undefined : (cards[next]?.name ?? tour.stops[next]!)
    return {
      ...head,
      state,
      plan: accepted.plan,
      version: accepted.version,
      leavesAt: tour.leavesAt * 1_000,
      ...(startedAt === undefined ? {} : { startedAt }),
      endsAt: outlook.endsAt * 1_000,
      ...(nextName === undefined ? {} : { next: nextName }),
      ...(canUndo === undefined ? {} : { canUndo }),
      stops,
    }
  }

  /**
   * Takes what a driver says happened, also later and in any order; each counts once, by the id that the phone gave it. It is durable
   * when this resolves. What is not of this vehicle's round, or comes before that can have begun, is refused, the rest is taken.
   * @param clock  what the phone's clock says as it sends, ms since 1970: by how far it is off, what it says is moved
   * @throws Refusal DISPATCH_VEHICLE, DISPATCH_DAY, DISPATCH_NOTHING, DISPATCH_ROUND, DISPATCH_DEPOT
   */
  async say(
    vehicle: string,
    day: string,
    actions: readonly RoundAction[],
    clock?: number,
  ): Promise<readonly RoundResult[]> {
    const known = this.#board.vehicle(vehicle)
    const of = this.#board.day(day)
    const accepted = of.plans.accepted
    const tour = accepted?.tours.find((one) => one.vehicle === vehicle)
    const had = new Set([
      ...(tour?.stops ?? []),
      ...(accepted?.before ?? []).flatMap(([key, v]) => (v === vehicle ? [key] : [])),
    ])
    if (had.size === 0) throw new Refusal('DISPATCH_ROUND', { vehicle, day })
    const from = this.#firstOf(day, known, tour)
    const facts: DispatchEvent[] = []
    const moments = momentsOf(actions, this.#board.now(), clock)
    const made = actions.map((action, n): RoundResult | DispatchEvent => {
      const fact = this.#factOf(action, { vehicle, day, had, from, at: moments[n]! })
      if (fact instanceof Refusal) return { id: action.id, status: 'rejected', code: fact.code, message: fact.message }
      facts.push(fact)
      return fact
    })
    const isNew = await this.#board.appendNew(facts)
    if (isNew.some((one) => one)) await this.#board.following(() => this.followUp(of, known.id))
    return made.map((one, n) =>
      'status' in one ? one : { id: actions[n]!.id, status: isNew[facts.indexOf(one)] ? 'accepted' : 'duplicate' },
    )
  }

  /**
   * Does to a tour what follows from what its driver said, as the state has it: also where the server ended before it could. What follows
   * already costs a look at the tour.
   */
  async followUp(of: DispatchDay, vehicle: string): Promise<void> {
    await this.#putBack(of, vehicle)
    await this.#mend(of, vehicle)
  }

  /** Plans the rest of a tour anew where somebody would be served late that need not be, or where its driver goes another way. */
  async #mend(of: DispatchDay, vehicle: string): Promise<void> {
    const now = secondsOf(this.#board.now())
    const tour = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
    if (tour === undefined || !needsMending(outlookOf(of, tour, now))) return
    await this.#board.alone(async () => {
      const before = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
      if (before === undefined) return
      const loaded = await this.#plans.load(of, { vehicle })
      const mended = mendedTour(loaded, vehicle)
      if (mended === undefined || JSON.stringify(mended.stops) === JSON.stringify(before.stops)) return
      await this.#plans.replace(of, [mended])
    })
  }

  /**
   * What was done before its turn went to the front of its tour. Where that was a mistake it goes back among what is left, to where it costs
   * least, and the driver stays on the way to where they were going.
   */
  async #putBack(of: DispatchDay, vehicle: string): Promise<void> {
    const isAhead = (): readonly DeliveryKey[] => {
      const tour = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
      return tour === undefined ? [] : aheadOf(tour, outlookOf(of, tour, secondsOf(this.#board.now())))
    }
    if (isAhead().length === 0) return
    await this.#board.alone(async () => {
      const last = isAhead()
      if (last.length === 0) return
      const { day, begun, tours } = await this.#plans.load(of, { vehicle, last })
      const rest = (tours.get(vehicle) ?? []).map((trip) => trip.filter((key) => !last.includes(key)))
      const way = day
        .stopsBy([last])[0]!
        .reduce<Way>(
          (now, stop) => cheapestPlace(day, 0, now, { stop, isNow: true }).way,
          wayOf(day.stopsBy(rest), { isOut: true }),
        )
      await this.#plans.replace(of, [tourOf(day, 0, way, begun.get(vehicle))])
    })
  }

  #dayOf(vehicle: string, depot: Depot): string {
    const now = this.#board.now()
    const today = dayAt(now, depot)
    const yesterday = dayBefore(today)
    const of = this.#board.views.dispatch.day(yesterday)
    const tour = of?.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
    const isOn = tour !== undefined && secondsOf(now) < tour.endsAt + overtimeSeconds
    return isOn && of?.timesOf(vehicle).endedAt === undefined ? yesterday : today
  }

  /** When something can happen on a round at the earliest: from midnight at its depot, and some hours before it leaves. */
  #firstOf(day: string, { depot, shift }: DispatchVehicle, tour: PlannedTour | undefined): EpochMs {
    const { zone } = this.#board.depot(depot)
    const leavesAt = tour?.leavesAt ?? momentOf(day, shift.fromMinute, zone)
    return epochMs(Math.min(midnightOf(day, zone), leavesAt - earlySeconds) * 1_000)
  }

  #factOf(
    action: RoundAction,
    {
      vehicle,
      day,
      had,
      from,
      at,
    }: {
      readonly vehicle: string
      readonly day: string
      readonly had: ReadonlySet<DeliveryKey>
      readonly from: EpochMs
      readonly at: EpochMs
    },
  ): DispatchEvent | Refusal {
    const fact = { at, id: `floor:${vehicle}:${action.id}`, day, vehicle }
    // What counts already stays so when it is sent again, also where its round was planned anew meanwhile.
    if (at < from && !this.#board.knows(fact.id)) {
      const depot = this.#board.depot(this.#board.vehicle(vehicle).depot)
      return new Refusal('DISPATCH_EARLY', { vehicle, day, from: wallClockAt(from, depot), at: wallClockAt(at, depot) })
    }
    if (action.kind === 'started') return { ...fact, kind: 'tour.started' }
    if (action.kind === 'loaded') return { ...fact, kind: 'tour.loaded' }
    if (action.kind === 'ended') return { ...fact, kind: 'tour.ended' }
    if (action.delivery === undefined) return { ...fact, kind: 'tour.undone' }
    const delivery = this.#board.doors.keyOf(action.delivery)
    if (delivery === undefined || !had.has(delivery))
      return new Refusal('DISPATCH_OTHER_ROUND', { delivery: action.delivery, vehicle })
    if (action.kind === 'failed') return { ...fact, kind: 'stop.failed', delivery, reason: action.reason }
    return { ...fact, kind: `stop.${action.kind}`, delivery }
  }
}

function stopTold(of: DispatchDay, plannedAt: number, look: StopOutlook): Omit<RoundStop, 'delivery'> {
  const ask = of.deliveries.askOf(look.row, of.day)
  const { arrivedAt, endedAt, failure } = look.outcome
  return {
    state: look.state,
    windows: windowsOf(ask),
    amounts: ask.amounts,
    plannedAt: plannedAt * 1_000,
    ...(look.estimate === undefined ? {} : { arrival: arrivalOf(look.estimate) }),
    ...(arrivedAt === undefined ? {} : { arrivedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(failure === undefined ? {} : { failure }),
    lateSeconds: look.lateSeconds,
    canUndo: arrivedAt !== undefined || endedAt !== undefined,
  }
}

/**
 * When what a phone says happened, by the clock here. Nothing comes later than now, and what came one after the other stays in that order.
 */
function momentsOf(actions: readonly RoundAction[], now: EpochMs, clock: number | undefined): readonly EpochMs[] {
  const off = clock === undefined || Math.abs(clock - now) <= aheadMsMax ? 0 : now - clock
  const moments: EpochMs[] = new Array(actions.length)
  let [given, last] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { action, n } of actions.map((action, n) => ({ action, n })).sort((a, b) => a.action.at - b.action.at)) {
    const at = Math.max(0, action.at + off)
    const taken = at > now + aheadMsMax ? now : at
    last = action.at > given ? Math.max(taken, last + 1) : last
    given = action.at
    moments[n] = epochMs(last)
  }
  return moments
}

/** Which stops are to be done after all, but stand before others that were planned to come sooner. */
function aheadOf(tour: PlannedTour, { stops }: TourOutlook): readonly DeliveryKey[] {
  const isOpen = ({ estimate, outcome }: StopOutlook) => estimate !== undefined && outcome.arrivedAt === undefined
  return stops.flatMap((stop, n) => {
    if (stop.outcome.isTakenBack === undefined || !isOpen(stop)) return []
    const isBefore = stops.some(
      (other, m) =>
        m > n && isOpen(other) && other.outcome.isTakenBack === undefined && tour.arrivals[m]! < tour.arrivals[n]!,
    )
    return isBefore ? [stop.key] : []
  })
}

/** What was said last of a round as a whole, where taking it back changes something: what was done since says it as well. */
function undoableOf({ stops, loads }: TourOutlook, last: TourWord | undefined): TourWord | undefined {
  if (last === undefined || last === 'ended') return last
  const from = last === 'started' ? 0 : Math.max(0, ...loads.map(({ isOver, before }) => (isOver ? before : 0)))
  const isBegun = stops.slice(from).some(({ outcome }) => outcome.arrivedAt !== undefined || outcome.end !== undefined)
  return isBegun ? undefined : last
}

/** Somebody would be late, or what is over is not what was to be done first. */
function needsMending({ isStarted, stops }: TourOutlook): boolean {
  if (!isStarted) return false
  const pending = stops.findIndex(({ estimate }) => estimate !== undefined)
  const isOutOfOrder = stops.some(({ outcome }, n) => pending >= 0 && n > pending && outcome.end !== undefined)
  return isOutOfOrder || stops.some(({ lateSeconds, stopsBefore }) => lateSeconds >= worthSeconds && stopsBefore > 0)
}

/**
 * The rest of one tour in the order that serves it best: what is on board, if it loads again later. A stop that would be late even if it
 * came next is late in any order: its window no longer binds, so that it costs the others nothing. Undefined where the order as it is does
 * as well.
 */
function mendedTour({ day, begun, tours }: LoadedDay, vehicle: string): PlannedTour | undefined {
  const past = begun.get(vehicle)
  const trips = day.stopsBy(tours.get(vehicle) ?? [])
  const way = wayOf(trips, { isOut: true })
  const [now = [], ...later] = tripsOf(way)
  const asIs = tourOf(day, 0, way, past)
  if (now.length < 2) return asIs
  const lost = new Set(now.filter((stop) => tourOf(day, 0, [stop]).sums.late > 0))
  const { vehicle: van, ...one } = day.vehicles[0]!
  const hopeful = new DayProblem({
    stops: now.map((n) => {
      const stop = day.stops[n]!
      return lost.has(n) ? { ...stop, ask: { ...stop.ask, windows: [] } } : stop
    }),
    vehicles: [
      {
        ...one,
        vehicle: { ...van, returns: van.returns || later.length > 0, tripsMax: 1 },
        shift: [one.shift[0], one.shift[1] + 86_400],
        ...(one.road && { road: { ...one.road, trips: [now.map((n) => day.stops[n]!.key)], loadsMost: 0 } }),
      },
    ],
    places: day.problem.places,
    profiles: day.problem.profiles,
  })
  const { routes, unserved } = solveRoutes(hopeful.problem, { iterations: replanIterations, seed: 1 })
  const found = [...(routes[0]?.trips.flat() ?? []), ...unserved].map((n) => now[n]!)
  const made = tourOf(day, 0, wayOf([found, ...later], { isOut: true }), past)
  return asIs.sums.lateSeconds - made.sums.lateSeconds >= worthSeconds ? made : asIs
}
