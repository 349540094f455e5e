import { solveRoutes } from '@nunchi/kernel'
import { DayProblem } from '../../decide/dispatch/day-problem.ts'
import { outlookOf, type StopOutlook, type TourOutlook } from '../../decide/dispatch/outlook.ts'
import { tourOf } from '../../decide/dispatch/tour.ts'
import type { DeliveryKey, PlannedTour } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs, secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Round, RoundAction, RoundResult, RoundStop } from './answers.ts'
import type { Board } from './board.ts'
import type { LoadedDay } from './day-loader.ts'
import { dayAt } from './day-times.ts'
import type { Plans } from './plans.ts'
import { arrivalOf, windowsOf } from './telling.ts'

/** A phone's clock may run ahead by so much; what claims to come later than that happened now. */
const aheadMsMax = 60_000
/** Planning the rest of one tour anew: some hundred stops in tens of milliseconds. */
const replanIterations = 400
/** Gains below a minute of lateness are not worth another order of stops to a driver. */
const worthSeconds = 60

/** What drivers see and say. */
export class Rounds {
  readonly #board: Board
  readonly #plans: Plans

  constructor(board: Board, plans: Plans) {
    this.#board = board
    this.#plans = plans
  }

  /** The round of a vehicle, of today at its depot. @throws Refusal DISPATCH_VEHICLE, DISPATCH_DEPOT */
  async round(vehicle: string): Promise<Round> {
    const known = this.#board.vehicle(vehicle)
    const depot = this.#board.depot(known.depot)
    const day = dayAt(this.#board.now(), depot)
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
    const stops = outlook.stops.flatMap((look, n) => {
      if (look.row < 0) return []
      const card = cards[n]
      return [{ ...stopTold(of, tour.arrivals[n]!, look), delivery: card?.name ?? look.key, ...card?.door }]
    })
    const next = outlook.stops.findIndex(({ estimate, stopsBefore }) => estimate !== undefined && stopsBefore === 0)
    const state = endedAt !== undefined ? 'ended' : outlook.isStarted ? 'out' : 'planned'
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
      stops,
    }
  }

  /**
   * Takes what a driver says happened, also later and in any order; each counts once, by the id that the phone gave it. It is durable
   * when this resolves. What is not of this vehicle's round is refused, the rest is taken.
   * @throws Refusal DISPATCH_VEHICLE, DISPATCH_DAY, DISPATCH_NOTHING, DISPATCH_ROUND
   */
  async say(vehicle: string, day: string, actions: readonly RoundAction[]): Promise<readonly RoundResult[]> {
    const known = this.#board.vehicle(vehicle)
    const of = this.#board.day(day)
    const accepted = of.plans.accepted
    const tour = accepted?.tours.find((one) => one.vehicle === vehicle)
    const had = new Set([
      ...(tour?.stops ?? []),
      ...(accepted?.before ?? []).flatMap(([key, v]) => (v === vehicle ? [key] : [])),
    ])
    if (had.size === 0) throw new Refusal('DISPATCH_ROUND', { vehicle, day })
    const facts: DispatchEvent[] = []
    const made = actions.map((action): RoundResult | DispatchEvent => {
      const fact = this.#factOf(action, { vehicle, day, had })
      if (fact instanceof Refusal) return { id: action.id, status: 'rejected', code: fact.code, message: fact.message }
      facts.push(fact)
      return fact
    })
    const isNew = await this.#board.appendNew(facts)
    if (isNew.some((one) => one)) await this.#board.following(() => this.mend(of, known.id))
    return made.map((one, n) =>
      'status' in one ? one : { id: actions[n]!.id, status: isNew[facts.indexOf(one)] ? 'accepted' : 'duplicate' },
    )
  }

  /** Plans the rest of a tour anew where somebody would be served late that need not be, or where its driver goes another way. */
  async mend(of: DispatchDay, vehicle: string): Promise<void> {
    const now = secondsOf(this.#board.now())
    const tour = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
    if (tour === undefined || !needsMending(outlookOf(of, tour, now))) return
    await this.#board.alone(async () => {
      const before = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
      if (before === undefined) return
      const loaded = await this.#plans.load(of, vehicle)
      const mended = mendedTour(loaded, vehicle)
      if (mended === undefined || JSON.stringify(mended.stops) === JSON.stringify(before.stops)) return
      await this.#plans.replace(of, [mended])
    })
  }

  #factOf(
    action: RoundAction,
    { vehicle, day, had }: { readonly vehicle: string; readonly day: string; readonly had: ReadonlySet<DeliveryKey> },
  ): DispatchEvent | Refusal {
    const now = this.#board.now()
    const at = action.at > now + aheadMsMax ? now : epochMs(action.at)
    const fact = { at, id: `floor:${vehicle}:${action.id}`, day, vehicle }
    if (action.kind === 'started') return { ...fact, kind: 'tour.started' }
    if (action.kind === 'ended') return { ...fact, kind: 'tour.ended' }
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

/** Somebody would be late, or what is over is not what was to be done first. */
function needsMending({ isStarted, stops }: TourOutlook): boolean {
  if (!isStarted) return false
  const pending = stops.findIndex(({ estimate }) => estimate !== undefined)
  const isOutOfOrder = stops.some(({ outcome }, n) => pending >= 0 && n > pending && outcome.end !== undefined)
  return isOutOfOrder || stops.some(({ lateSeconds, stopsBefore }) => lateSeconds >= worthSeconds && stopsBefore > 0)
}

/**
 * The rest of one tour in the order that serves it best. A stop that would be late even if it came next is late in any order: its window
 * no longer binds, so that it costs the others nothing. Undefined where the order as it is does as well.
 */
function mendedTour({ day, begun, tours }: LoadedDay, vehicle: string): PlannedTour | undefined {
  const past = begun.get(vehicle)
  const order = (tours.get(vehicle) ?? []).map((key) => day.stopOf(key)).filter((stop) => stop >= 0)
  const asIs = tourOf(day, 0, order, past)
  if (order.length < 2) return asIs
  const lost = new Set(order.filter((stop) => tourOf(day, 0, [stop]).sums.late > 0))
  const hopeful = new DayProblem({
    stops: day.stops.map((stop, n) => (lost.has(n) ? { ...stop, ask: { ...stop.ask, windows: [] } } : stop)),
    vehicles: day.vehicles.map((one) => ({ ...one, shift: [one.shift[0], one.shift[1] + 86_400] as const })),
    places: day.problem.places,
    profiles: day.problem.profiles,
  })
  const { routes, unserved } = solveRoutes(hopeful.problem, { iterations: replanIterations, seed: 1 })
  const found = [...(routes[0]?.trips.flat() ?? []), ...unserved]
  const made = tourOf(day, 0, found, past)
  return asIs.sums.lateSeconds - made.sums.lateSeconds >= worthSeconds ? made : asIs
}
