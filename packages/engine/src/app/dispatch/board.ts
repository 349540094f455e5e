import { randomUUID } from 'node:crypto'
import type { DeliveryKey, Depot, DispatchVehicle } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { PlanState } from '../../state/dispatch/day-plans.ts'
import type { DeliveryPlaceInState, DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { Ledger } from '../ledger.ts'
import { dayAt, isDay, momentOf } from './day-times.ts'
import type { Doors } from './doors.ts'
import type { RoadTable } from './place-book.ts'
import { Travels } from './travel.ts'

/** Where a day ends last: what is over there is over everywhere. */
const lastZone = 'Etc/GMT+12'
const dayMinutes = 1_440

export type BoardParts = {
  readonly views: Views
  readonly ledger: Ledger
  readonly doors: Doors
  readonly now: () => EpochMs
  readonly roads?: RoadTable
  readonly chores: Pick<Chores, 'failed'>
}

/** What the desks of dispatch share: state, vault, and one writer of plans at a time. */
export class Board {
  readonly views: Views
  readonly doors: Doors
  readonly travels: Travels
  readonly now: () => EpochMs
  readonly #ledger: Ledger
  readonly #chores: BoardParts['chores']
  #tail: Promise<unknown> = Promise.resolve()

  constructor({ views, ledger, doors, now, roads, chores }: BoardParts) {
    this.views = views
    this.doors = doors
    this.travels = new Travels(roads)
    this.now = now
    this.#ledger = ledger
    this.#chores = chores
  }

  /** One after the other: what changes a plan reads it first. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#tail.then(work)
    this.#tail = done.catch(() => {})
    return done
  }

  /**
   * What follows from something that is in the log already: where it is refused (roads cannot be asked, no vehicle is left), the call
   * succeeded all the same, and whoever runs the server is told.
   */
  async following(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code.startsWith('LOG_')) throw error
      this.#chores.failed('dispatch', error.message, error.code)
    }
  }

  /** Resolves when nothing is waiting to change a plan. */
  async settled(): Promise<void> {
    await this.#tail
  }

  /** Erases where things went, beyond recovery, and lets go of what of it is held in memory. */
  async erase(keys: readonly DeliveryKey[]): Promise<void> {
    await this.doors.erase(keys)
    this.travels.forget()
  }

  append(facts: readonly DispatchEvent[]): Promise<void> {
    return this.#ledger.append(facts)
  }

  /** Whether a fact of this id is in the log, or on its way there. */
  knows(id: string): boolean {
    return this.#ledger.knows(id)
  }

  /** What was sent before counts once, and is durable before it is called a duplicate. */
  async appendNew(facts: readonly DispatchEvent[]): Promise<readonly boolean[]> {
    const ids = new Set<string>()
    const isNew = facts.map(({ id }) => !ids.has(id) && !this.#ledger.knows(id) && ids.add(id) !== undefined)
    const onTheirWay = facts.flatMap(({ id }) => (this.#ledger.isOnItsWay(id) ? [id] : []))
    await Promise.all([this.append(facts.filter((_, n) => isNew[n])), this.#ledger.confirm(onTheirWay)])
    return isNew
  }

  /** What every new fact has. */
  fact(): { readonly at: EpochMs; readonly id: string } {
    return { at: this.now(), id: `dispatch:${randomUUID()}` }
  }

  /** The day as it stands; an empty one refuses nothing, it has nothing. @throws Refusal DISPATCH_DAY, DISPATCH_NOTHING */
  day(day: string): DispatchDay {
    checkDay(day)
    const of = this.views.dispatch.day(day)
    if (of === undefined) throw new Refusal('DISPATCH_NOTHING', { what: 'delivery' })
    return of
  }

  /**
   * Nothing is planned or brought once a day is over where it was to be: midnight, and the last shift that goes on beyond it. Without a
   * depot it is over when it is at all of them. O(depots), O(depots * vehicles) once it is past midnight.
   * @throws Refusal DISPATCH_DAY, DISPATCH_DEPOT, DISPATCH_PAST
   */
  checkNotOver(day: string, depot?: string): void {
    checkDay(day)
    const depots = this.#depotsOf(depot)
    if (!this.#isOverAt(day, depots)) return
    const ends = depots.map((one) => this.#endOf(day, one))
    throw new Refusal('DISPATCH_PAST', { day, today: dayAt(this.now(), depots[ends.indexOf(Math.max(...ends))]!) })
  }

  /** Whether a day is over at all depots: it is planned no more. Costs as much as `checkNotOver`. @throws Refusal DISPATCH_DAY */
  isOver(day: string): boolean {
    checkDay(day)
    return this.#isOverAt(day, this.#depotsOf(undefined))
  }

  /** @throws Refusal DISPATCH_PLAN */
  plan(plan: string): { readonly of: DispatchDay; readonly state: PlanState } {
    for (const of of this.views.dispatch.days()) {
      const state = of.plans.find(plan)
      if (state) return { of, state }
    }
    throw new Refusal('DISPATCH_PLAN', { plan })
  }

  /** @throws Refusal DISPATCH_DELIVERY */
  delivery(name: string): DeliveryPlaceInState & { readonly key: DeliveryKey } {
    const key = this.doors.keyOf(name)
    const found = key === undefined ? undefined : this.views.dispatch.find(key)
    if (key === undefined || found === undefined) throw new Refusal('DISPATCH_DELIVERY', { delivery: name })
    return { ...found, key }
  }

  /** That depot, or all; where there is none, the zone in which days end last. @throws Refusal DISPATCH_DEPOT */
  #depotsOf(depot: string | undefined): readonly Pick<Depot, 'id' | 'zone'>[] {
    const known = depot === undefined ? this.views.dispatch.depots() : [this.depot(depot)]
    return known.length > 0 ? known : [{ id: '', zone: lastZone }]
  }

  #isOverAt(day: string, depots: readonly Pick<Depot, 'id' | 'zone'>[]): boolean {
    const now = secondsOf(this.now())
    if (depots.some(({ zone }) => now < momentOf(day, dayMinutes, zone))) return false // no vehicle need be looked at
    return depots.every((one) => now >= this.#endOf(day, one))
  }

  /** Second since 1970. */
  #endOf(day: string, { id, zone }: Pick<Depot, 'id' | 'zone'>): number {
    const theirs = this.views.dispatch.vehicles().filter(({ depot }) => depot === id)
    return momentOf(day, Math.max(dayMinutes, ...theirs.map(({ shift }) => shift.untilMinute)), zone)
  }

  /** @throws Refusal DISPATCH_VEHICLE */
  vehicle(vehicle: string): DispatchVehicle {
    const known = this.views.dispatch.vehicle(vehicle)
    if (!known) throw new Refusal('DISPATCH_VEHICLE', { vehicle })
    return known
  }

  /** @throws Refusal DISPATCH_DEPOT */
  depot(depot: string): Depot {
    const known = this.views.dispatch.depot(depot)
    if (!known) throw new Refusal('DISPATCH_DEPOT', { depot })
    return known
  }
}

/** @throws Refusal DISPATCH_DAY */
export function checkDay(day: string): void {
  if (!isDay(day)) throw new Refusal('DISPATCH_DAY', { day })
}
