import type { DispatchVehicle } from '../../domain/dispatch.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { Ledger } from '../ledger.ts'
import type {
  DeliveriesAsk,
  DeliveryGiven,
  DepotGiven,
  DispatchFace,
  MoveAsk,
  RoundAction,
  SolveAsk,
  VehicleGiven,
} from './answers.ts'
import { Arrivals } from './arrivals.ts'
import { Board } from './board.ts'
import { Deliveries } from './deliveries.ts'
import { Doors } from './doors.ts'
import type { RoadTable } from './place-book.ts'
import { Plans } from './plans.ts'
import { Rounds } from './rounds.ts'
import { Sites } from './sites.ts'
import { Solves } from './solves.ts'

const tickMs = 30_000
/** Where things went is erased so many days after the day itself. */
const keptDays = 14
const dayMs = 86_400_000

type Parts = {
  readonly views: Views
  readonly ledger: Ledger
  readonly vault: Vault
  readonly chores: Chores
  readonly now: () => EpochMs
  readonly roads?: RoadTable
}

/** Bringing things: the desks of depots and vehicles, deliveries, plans, drivers and who waits at the door. */
export class DispatchDesk implements DispatchFace {
  readonly #parts: Parts
  readonly #board: Board
  readonly #doors: Doors
  readonly #sites: Sites
  readonly #deliveries: Deliveries
  readonly #plans: Plans
  readonly #solves: Solves
  readonly #rounds: Rounds
  readonly #arrivals: Arrivals
  #timer: NodeJS.Timeout | undefined
  #ticking: Promise<void> | undefined

  constructor(parts: Parts) {
    const { vault } = parts
    this.#parts = parts
    this.#doors = new Doors(vault)
    this.#board = new Board({ ...parts, doors: this.#doors })
    this.#sites = new Sites(this.#board)
    this.#plans = new Plans(this.#board)
    this.#deliveries = new Deliveries(this.#board, vault, this.#plans)
    this.#solves = new Solves(this.#board, this.#plans)
    this.#rounds = new Rounds(this.#board, this.#plans)
    this.#arrivals = new Arrivals(this.#board, vault)
  }

  /** Looks now, and twice a minute from now on, at what is to follow, who is late and which days are over; ends with `close`. */
  start(): void {
    this.tick()
    this.#timer = setInterval(() => this.tick(), tickMs).unref()
  }

  /** Does what was left to do when the server ended, tells what is to be told, mends tours that run late, and lets go of days long past. */
  tick(): Promise<void> {
    if (this.#parts.views.dispatch.days().length === 0) return Promise.resolve()
    this.#ticking ??= this.#parts.chores
      .run('dispatch', async () => {
        for (const of of this.#parts.views.dispatch.days())
          for (const { vehicle } of of.plans.accepted?.tours ?? [])
            await this.#board.following(() => this.#rounds.followUp(of, vehicle))
        await this.#arrivals.tell()
        await this.#closeOld()
      })
      .catch(() => {}) // told
      .finally(() => {
        this.#ticking = undefined
      })
    return this.#ticking
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#ticking
    await this.#solves.close()
    await this.#board.settled()
  }

  /** Somebody was forgotten: what is held in memory of doors may be theirs. */
  forget(): void {
    this.#doors.forget()
    this.#board.travels.forget()
    this.#arrivals.stir()
  }

  depots() {
    return this.#parts.views.dispatch.depots()
  }

  putDepot(id: string, depot: DepotGiven) {
    return this.#sites.putDepot(id, depot)
  }

  removeDepot(id: string) {
    return this.#sites.removeDepot(id)
  }

  roads(depot: string) {
    return this.#sites.roads(depot)
  }

  putRoads(depot: string, lines: readonly unknown[]) {
    return this.#sites.putRoads(depot, lines)
  }

  vehicles(): Promise<readonly (DispatchVehicle & { readonly driver?: string })[]> {
    return this.#sites.vehicles()
  }

  putVehicle(id: string, vehicle: VehicleGiven) {
    return this.#sites.putVehicle(id, vehicle)
  }

  removeVehicle(id: string) {
    return this.#sites.removeVehicle(id)
  }

  checkVehicle(id: string): void {
    this.#board.vehicle(id)
  }

  addDeliveries(given: ReadonlyMap<number, DeliveryGiven>) {
    return this.#telling(this.#deliveries.add(given))
  }

  deliveries(ask: DeliveriesAsk) {
    return this.#deliveries.page(ask)
  }

  delivery(name: string) {
    return this.#deliveries.one(name)
  }

  cancelDelivery(name: string, forget: boolean) {
    return this.#telling(this.#deliveries.cancel(name, forget))
  }

  startSolve(ask: SolveAsk) {
    return this.#solves.start(ask)
  }

  solve(solve: string) {
    return this.#solves.one(solve)
  }

  followSolve(solve: string, signal: AbortSignal) {
    return this.#solves.follow(solve, signal)
  }

  endSolve(solve: string, keep: boolean) {
    return this.#solves.end(solve, keep)
  }

  plans(day: string) {
    const solve = this.#solves.ofDay(day)
    return { plans: this.#plans.heads(day), isOver: this.#board.isOver(day), ...(solve === undefined ? {} : { solve }) }
  }

  plan(plan: string) {
    return this.#plans.one(plan)
  }

  acceptPlan(plan: string) {
    return this.#telling(this.#plans.accept(plan))
  }

  withdrawPlan(plan: string) {
    return this.#telling(this.#plans.withdraw(plan))
  }

  move(ask: MoveAsk) {
    return this.#telling(this.#plans.move(ask))
  }

  compare(plan: string, other: string) {
    return this.#plans.compare(plan, other)
  }

  round(vehicle: string) {
    return this.#rounds.round(vehicle)
  }

  sayOfRound(vehicle: string, day: string, actions: readonly RoundAction[], clock?: number) {
    return this.#telling(this.#rounds.say(vehicle, day, actions, clock))
  }

  arrivals(alias: Alias) {
    return this.#arrivals.of(alias)
  }

  placesOf(row: number) {
    return this.#arrivals.placesOf(row)
  }

  followArrivals(ask: Parameters<DispatchFace['followArrivals']>[0]) {
    return this.#arrivals.follow(ask)
  }

  /** Something changed: shoppers are told at once of what is worth it. */
  async #telling<Result>(work: Promise<Result>): Promise<Result> {
    const result = await work
    await this.#arrivals.tell()
    return result
  }

  async #closeOld(): Promise<void> {
    const last = new Date(this.#parts.now() - keptDays * dayMs).toISOString().slice(0, 10)
    for (const of of this.#parts.views.dispatch.days()) {
      if (of.day >= last) return
      const keys = Array.from({ length: of.deliveries.rows }, (_, row) => of.deliveries.keyOf(row))
      await this.#board.erase(keys.filter((key) => (this.#parts.views.dispatch.find(key)?.of ?? of) === of))
      await this.#board.append([{ ...this.#board.fact(), kind: 'dispatch.closed', day: of.day }])
    }
  }
}
