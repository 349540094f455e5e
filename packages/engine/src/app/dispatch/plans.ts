import { randomBytes } from 'node:crypto'
import { isOut } from '../../decide/dispatch/outlook.ts'
import { brokenBy, cheapestPlace } from '../../decide/dispatch/place-stop.ts'
import { type Decided, reconcile, wayNow } from '../../decide/dispatch/reconcile.ts'
import { sumsOf, tourOf } from '../../decide/dispatch/tour.ts'
import { stopsOf, tripsOfTour, type Way } from '../../decide/dispatch/way.ts'
import type { DayPlan, DeliveryKey, PlanMaker, PlannedTour, UnservedDelivery } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { PlanState } from '../../state/dispatch/day-plans.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Compared, MoveAsk, Moved, PlanHead, PlanTold } from './answers.ts'
import type { Board } from './board.ts'
import { type DayAsk, type LoadedDay, loadDay } from './day-loader.ts'
import { headOf, planTold } from './plan-telling.ts'

const movedTold = 1_000
/** Reasons that another change may do away with. */
const mayFit: ReadonlySet<string> = new Set(['full', 'added-later'])

/** Plans of days: proposed, accepted, changed by hand, kept up with what comes and is called off. */
export class Plans {
  readonly #board: Board

  constructor(board: Board) {
    this.#board = board
  }

  heads(day: string): readonly PlanHead[] {
    const of = this.#board.views.dispatch.day(day)
    return of === undefined
      ? []
      : of.plans
          .all()
          .map((state) => headOf(of, state))
          .reverse()
  }

  /** @throws Refusal DISPATCH_PLAN */
  one(plan: string): Promise<PlanTold> {
    const { of, state } = this.#board.plan(plan)
    return planTold(this.#board, of, state)
  }

  /**
   * Proposes what was decided at position `basedOn`, checked again at what is true now: what was called off since is left out, what came
   * since is put in where there is room.
   */
  propose(day: string, decided: Decided, { basedOn, by }: { readonly basedOn: number; readonly by: PlanMaker }) {
    return this.#board.alone(async () => {
      const of = this.#board.day(day)
      const loaded = await this.load(of)
      const made = reconcile(loaded.day, decided, loaded.begun)
      const plan = `plan_${randomBytes(9).toString('base64url')}`
      await this.#board.append([{ ...this.#board.fact(), kind: 'plan.proposed', day, plan, basedOn, by, ...made }])
      return plan
    })
  }

  /** Accepts one, up to date; the one accepted before is superseded. @throws Refusal DISPATCH_PLAN, DISPATCH_PLAN_STATE */
  async accept(plan: string): Promise<PlanTold> {
    await this.#board.alone(async () => {
      const { of, state } = this.#board.plan(plan)
      if (state.state === 'accepted') return
      if (state.state !== 'proposed') throw new Refusal('DISPATCH_PLAN_STATE', { plan, state: state.state })
      const change = await this.#upToDate(of, state, state.by) // nobody touched it: it stays whose it was
      const accepted: DispatchEvent = { ...this.#board.fact(), kind: 'plan.accepted', day: of.day, plan }
      await this.#board.append(change === undefined ? [accepted] : [change, accepted])
    })
    return this.one(plan)
  }

  /** @throws Refusal DISPATCH_PLAN, DISPATCH_PLAN_STATE */
  async withdraw(plan: string): Promise<PlanTold> {
    await this.#board.alone(async () => {
      const { of, state } = this.#board.plan(plan)
      const isUnderWay = state.state === 'accepted' && state.tours.some((tour) => isOut(of, tour))
      if (isUnderWay || (state.state !== 'proposed' && state.state !== 'accepted'))
        throw new Refusal('DISPATCH_PLAN_STATE', { plan, state: isUnderWay ? 'under way' : state.state })
      await this.#board.append([{ ...this.#board.fact(), kind: 'plan.withdrawn', day: of.day, plan }])
    })
    return this.one(plan)
  }

  /**
   * Puts a stop elsewhere, or only says what that would come to. Rules may be broken by who was told which.
   * @throws Refusal DISPATCH_PLAN, DISPATCH_PLAN_STATE, DISPATCH_PLAN_CHANGED, DISPATCH_FIXED, DISPATCH_DELIVERY, DISPATCH_VEHICLE
   */
  move(ask: MoveAsk): Promise<Moved> {
    return this.#board.alone(async () => {
      const { of, state } = this.#board.plan(ask.plan)
      const { plan, version } = state
      if (state.state !== 'accepted' && state.state !== 'proposed')
        throw new Refusal('DISPATCH_PLAN_STATE', { plan, state: state.state })
      if (version !== ask.version) throw new Refusal('DISPATCH_PLAN_CHANGED', { plan, version })
      const { key, row } = this.#board.delivery(ask.delivery)
      if (this.#board.delivery(ask.delivery).of !== of || of.deliveries.isCancelled(row))
        throw new Refusal('DISPATCH_DELIVERY', { delivery: ask.delivery })
      const loaded = await this.load(of)
      const change = moveOf(loaded, state, { ask, key })
      const names = await this.#names(change.broken.flatMap(({ key: one }) => one ?? []))
      const fact = this.#changed(of, state, { tours: change.tours, unserved: change.unserved, by: 'hand' })
      if (!ask.ask) await this.#board.append([fact])
      return {
        plan,
        version: ask.ask ? version : version + 1,
        isDone: !ask.ask,
        before: state.sums,
        after: fact.sums,
        costMinor: fact.sums.costMinor - state.sums.costMinor,
        ...(change.position === undefined ? {} : { position: change.position }),
        broken: change.broken.map(({ key: one, ...rule }) => ({
          ...rule,
          ...(one === undefined ? {} : { delivery: names.get(one) ?? one }),
        })),
      }
    })
  }

  /** What is in one of the plans only is told first. @throws Refusal DISPATCH_PLAN */
  async compare(plan: string, other: string): Promise<Compared> {
    const [one, two] = [this.#board.plan(plan), this.#board.plan(other)]
    const [to, from] = [placesOf(one.state), placesOf(two.state)]
    const keys = [...new Set([...from.keys(), ...to.keys()])]
    const isInBoth = (key: DeliveryKey) => from.has(key) && to.has(key)
    const moved = keys
      .filter((key) => from.get(key)?.vehicle !== to.get(key)?.vehicle)
      .sort((a, b) => Number(isInBoth(a)) - Number(isInBoth(b)))
    const shown = moved.slice(0, movedTold)
    const names = await this.#names(shown)
    return {
      plan: headOf(one.of, one.state),
      other: headOf(two.of, two.state),
      movedCount: moved.length,
      moved: shown.map((key) => {
        const [before, after] = [from.get(key), to.get(key)]
        return {
          delivery: names.get(key) ?? key,
          ...(before === undefined ? {} : { from: before.vehicle, fromAt: before.at * 1_000 }),
          ...(after === undefined ? {} : { to: after.vehicle, toAt: after.at * 1_000 }),
        }
      }),
    }
  }

  /** Brings the accepted plans of these days up to date. */
  async keepUp(days: Iterable<string>): Promise<void> {
    for (const day of days) {
      await this.#board.alone(async () => {
        const of = this.#board.views.dispatch.day(day)
        const accepted = of?.plans.accepted
        if (of === undefined || accepted === undefined) return
        const change = await this.#upToDate(of, accepted, 'replan')
        if (change !== undefined) await this.#board.append([change])
      })
    }
  }

  /** Puts tours in place of those of the accepted plan: for who has planned a part of it anew. */
  async replace(of: DispatchDay, tours: readonly PlannedTour[]): Promise<void> {
    const accepted = of.plans.accepted
    if (accepted === undefined) return
    await this.#board.append([this.#changed(of, accepted, { tours, unserved: accepted.unserved, by: 'replan' })])
  }

  load(of: DispatchDay, ask: Omit<DayAsk, 'now'> = {}): Promise<LoadedDay> {
    return loadDay(this.#board, of, { now: secondsOf(this.#board.now()), ...ask })
  }

  async #upToDate(of: DispatchDay, state: PlanState, by: PlanMaker): Promise<DispatchEvent | undefined> {
    const loaded = await this.load(of)
    const decided = {
      tours: new Map(state.tours.map((tour) => [tour.vehicle, tripsOfTour(tour)])),
      unserved: state.unserved.filter(({ reasons }) => !reasons.some(({ rule }) => mayFit.has(rule))),
    }
    const made = reconcile(loaded.day, decided, loaded.begun)
    const before = new Map(state.tours.map((tour) => [tour.vehicle, tour]))
    const now = new Set(made.tours.map(({ vehicle }) => vehicle))
    const emptied = state.tours.filter(({ vehicle }) => !now.has(vehicle)).map(emptyOf)
    const tours = made.tours.filter((tour) => JSON.stringify(tour) !== JSON.stringify(before.get(tour.vehicle)))
    const isSame = JSON.stringify(made.unserved) === JSON.stringify(state.unserved)
    if (tours.length === 0 && emptied.length === 0 && isSame) return undefined
    return this.#changed(of, state, { tours: [...tours, ...emptied], unserved: made.unserved, by })
  }

  #changed(
    of: DispatchDay,
    state: PlanState,
    { tours, unserved, by }: Omit<DayPlan, 'sums'> & { readonly by: PlanMaker },
  ) {
    const all = new Map([...state.tours, ...tours].map((tour) => [tour.vehicle, tour]))
    const sums = sumsOf([...all.values()], unserved.length)
    const { plan } = state
    return { ...this.#board.fact(), kind: 'plan.changed', day: of.day, plan, by, tours, unserved, sums } as const
  }

  async #names(keys: readonly DeliveryKey[]): Promise<ReadonlyMap<DeliveryKey, string>> {
    const cards = await this.#board.doors.cardsOf(keys)
    return new Map(keys.flatMap((key, n) => (cards[n] ? [[key, cards[n].name] as const] : [])))
  }
}

type Change = {
  readonly tours: readonly PlannedTour[]
  readonly unserved: readonly UnservedDelivery[]
  readonly position?: number
  readonly broken: readonly {
    readonly rule: string
    readonly vehicle: string
    readonly key?: DeliveryKey
    readonly excess: number
  }[]
}

function moveOf({ day, begun }: LoadedDay, state: PlanState, { ask, key }: { ask: MoveAsk; key: DeliveryKey }): Change {
  const stop = day.stopOf(key)
  if (stop < 0) throw new Refusal('DISPATCH_FIXED', { delivery: ask.delivery })
  const restOf = (vehicle: string) => {
    const tour = state.tours.find((one) => one.vehicle === vehicle)
    const trips = day.stopsBy(tour ? tripsOfTour(tour) : []).map((trip) => trip.filter((one) => one !== stop))
    return wayNow(day, day.vehicleOf(vehicle), trips)
  }
  const from = state.tours.find(({ stops }) => stops.includes(key))?.vehicle
  const changed = new Map<string, Way>()
  if (from !== undefined && day.vehicleOf(from) < 0) throw new Refusal('DISPATCH_VEHICLE', { vehicle: from })
  if (from !== undefined) changed.set(from, restOf(from))
  let position: number | undefined
  if (ask.vehicle !== null) {
    const to = day.vehicleOf(ask.vehicle)
    if (to < 0) throw new Refusal('DISPATCH_VEHICLE', { vehicle: ask.vehicle })
    const rest = restOf(ask.vehicle)
    const behind = begun.get(ask.vehicle)?.stops.length ?? 0
    const most = stopsOf(rest).length
    const given = ask.position === undefined ? undefined : Math.min(most, Math.max(0, ask.position - behind))
    const placing = cheapestPlace(day, to, rest, { stop, ...(given === undefined ? {} : { position: given }) })
    changed.set(ask.vehicle, placing.way)
    position = placing.position + behind
  }
  const tours = [...changed].map(([vehicle, way]) => tourOf(day, day.vehicleOf(vehicle), way, begun.get(vehicle)))
  const broken = [...changed].flatMap(([vehicle, way]) =>
    brokenBy(day, day.vehicleOf(vehicle), way).map(({ stop: one, ...rule }) => ({
      ...rule,
      vehicle,
      ...(one === undefined ? {} : { key: day.stops[one]!.key }),
    })),
  )
  const others = state.unserved.filter(({ delivery }) => delivery !== key)
  const unserved = ask.vehicle === null ? [...others, { delivery: key, reasons: [{ rule: 'taken-out' }] }] : others
  return { tours, unserved, broken, ...(position === undefined ? {} : { position }) }
}

function emptyOf(tour: PlannedTour): PlannedTour {
  const lists = { stops: [], arrivals: [], begins: [], travelSeconds: [], metres: [] }
  const { loads: _, pauses: __, ...rest } = tour
  return { ...rest, ...lists, sums: sumsOf([], 0) }
}

function placesOf(state: PlanState) {
  return new Map(
    state.tours.flatMap(({ vehicle, stops, arrivals }) =>
      stops.map((key, n) => [key, { vehicle, at: arrivals[n]! }] as const),
    ),
  )
}
