import { type Columns, nested, partOf, type Saved } from '@nunchi/kernel'
import type { DeliveryKey, Depot, DispatchVehicle } from '../../domain/dispatch.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import { DayDeliveries } from './day-deliveries.ts'
import { DayPlans } from './day-plans.ts'
import { type Pace, paceFrom, type Shares, sharesOf, statedPace } from './pace.ts'
import { StopWords } from './stop-words.ts'
import { type TourTimes, TourWords } from './tour-words.ts'

/** One day: what is to be brought, how it was planned, and what became of it. */
export class DispatchDay {
  readonly deliveries = new DayDeliveries()
  readonly plans = new DayPlans()
  readonly words = new StopWords()
  readonly tours = new TourWords()

  readonly day: string
  /** Facts of this day folded since the start: who remembers what follows from them knows by it when that is old. */
  changes = 0
  readonly #paceOf: PaceOf

  /** @param paceOf  how the vehicle's depot was on the days before */
  constructor(day: string, paceOf: PaceOf = () => statedPace) {
    this.day = day
    this.#paceOf = paceOf
  }

  /** How a vehicle drives beside what is planned, as those of its depot did on the days before that are kept. */
  paceOf(vehicle: string): Pace {
    return this.#paceOf(this.day, vehicle)
  }

  timesOf(vehicle: string): TourTimes {
    return this.tours.timesOf(vehicle)
  }
}

type PaceOf = (day: string, vehicle: string) => Pace

/** Where a delivery is kept. */
export type DeliveryPlaceInState = { readonly of: DispatchDay; readonly row: number }

/**
 * Who brings what when. A day is kept until it is closed. Depots and vehicles are a few hundred bytes each, what a delivery and a
 * planned stop take see there.
 */
export class Dispatch implements Saved {
  readonly #depots = new Map<string, Depot>()
  readonly #vehicles = new Map<string, DispatchVehicle>()
  readonly #days = new Map<string, DispatchDay>()
  /** Shopper's row -> the days on which something is for them. */
  readonly #byShopper = new Map<number, Set<string>>()
  /** What was seen of a depot's vehicles on a day, and what a day is expected to be by it; with the changes that they were made at. */
  readonly #shares = new Map<string, { readonly at: number; readonly shares: Shares }>()
  readonly #paces = new Map<string, { readonly at: string; readonly pace: Pace }>()
  /** Facts of this kind folded since the start: who shows them knows by it that something may be new. */
  changes = 0

  depots(): readonly Depot[] {
    return [...this.#depots.values()]
  }

  depot(id: string): Depot | undefined {
    return this.#depots.get(id)
  }

  vehicles(): readonly DispatchVehicle[] {
    return [...this.#vehicles.values()]
  }

  vehicle(id: string): DispatchVehicle | undefined {
    return this.#vehicles.get(id)
  }

  day(day: string): DispatchDay | undefined {
    return this.#days.get(day)
  }

  /** Days not closed, earliest first. */
  days(): readonly DispatchDay[] {
    return [...this.#days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
  }

  /** The day and row of a delivery. O(days). */
  find(key: DeliveryKey): DeliveryPlaceInState | undefined {
    for (const of of this.#days.values()) {
      const row = of.deliveries.find(key)
      if (row >= 0) return { of, row }
    }
    return undefined
  }

  /** What is for a shopper, earliest day first. */
  of(shopper: number): readonly DeliveryPlaceInState[] {
    const days = [...(this.#byShopper.get(shopper) ?? [])].sort()
    return days.flatMap((day) => {
      const of = this.#days.get(day)!
      return of.deliveries.of(shopper).map((row) => ({ of, row }))
    })
  }

  /** @param shopper row of whom it is for; -1 for nobody known. Only `delivery.due` has one. */
  apply(event: DispatchEvent, shopper = -1): void {
    this.changes++
    switch (event.kind) {
      case 'depot.registered':
        this.#depots.set(event.depot.id, event.depot)
        return
      case 'depot.removed':
        this.#depots.delete(event.depot)
        return
      case 'vehicle.registered':
        this.#vehicles.set(event.vehicle.id, event.vehicle)
        return this.#forgetPaces()
      case 'vehicle.removed':
        this.#vehicles.delete(event.vehicle)
        return this.#forgetPaces()
      case 'delivery.due':
        return this.#due(event, shopper)
      case 'dispatch.closed':
        this.#days.delete(event.day)
        this.#forgetPaces()
        for (const days of this.#byShopper.values()) days.delete(event.day)
        return
      default:
        return this.#applyToDay(event)
    }
  }

  /** Two names of shoppers turned out to be one person. */
  merge(from: number, into: number): void {
    for (const { of, row } of this.of(from)) {
      of.deliveries.reassign(row, into)
      this.#note(into, of.day)
    }
    this.#byShopper.delete(from)
  }

  /** Forgets whose deliveries these were, and that there were any. */
  clear(shopper: number): void {
    for (const { of, row } of this.of(shopper)) {
      of.deliveries.drop(row)
      of.words.clear(row)
      of.changes++
    }
    this.#byShopper.delete(shopper)
  }

  /** The keys of what is for a shopper: their places have to go with them. */
  keysOf(shopper: number): readonly DeliveryKey[] {
    return this.of(shopper).map(({ of, row }) => of.deliveries.keyOf(row))
  }

  save(): Columns {
    const days = this.days()
    const parts = days.map((of, n) => ({
      ...nested(`${n}.deliveries`, of.deliveries.save()),
      ...nested(`${n}.plans`, of.plans.save()),
      ...nested(`${n}.words`, of.words.save()),
      ...nested(`${n}.tours`, of.tours.save()),
    }))
    return Object.assign(
      {
        depots: this.depots().map((depot) => JSON.stringify(depot)),
        vehicles: this.vehicles().map((vehicle) => JSON.stringify(vehicle)),
        days: days.map(({ day }) => day),
      },
      ...parts,
    )
  }

  restore(columns: Columns): void {
    this.#depots.clear()
    this.#vehicles.clear()
    this.#days.clear()
    this.#byShopper.clear()
    this.#forgetPaces()
    const read = <Kind>(name: string) => (columns[name] as readonly string[]).map((text) => JSON.parse(text) as Kind)
    for (const depot of read<Depot>('depots')) this.#depots.set(depot.id, depot)
    for (const vehicle of read<DispatchVehicle>('vehicles')) this.#vehicles.set(vehicle.id, vehicle)
    for (const [n, day] of (columns.days as readonly string[]).entries()) {
      const of = this.#open(day)
      of.deliveries.restore(partOf(columns, `${n}.deliveries`))
      of.plans.restore(partOf(columns, `${n}.plans`))
      of.words.restore(partOf(columns, `${n}.words`))
      of.tours.restore(partOf(columns, `${n}.tours`))
      for (let row = 0; row < of.deliveries.rows; row++) this.#note(of.deliveries.shopperOf(row), day)
    }
  }

  #due(event: Extract<DispatchEvent, { kind: 'delivery.due' }>, shopper: number): void {
    const { delivery, ask } = event
    const before = this.find(delivery)
    if (before !== undefined && before.of.day !== ask.day) {
      before.of.deliveries.drop(before.row)
      before.of.changes++
    }
    const of = this.#open(ask.day)
    of.deliveries.put(delivery, shopper, ask)
    of.changes++
    this.#note(shopper, ask.day)
  }

  #applyToDay(event: Exclude<DispatchEvent, { kind: `depot.${string}` | `vehicle.${string}` | 'delivery.due' }>): void {
    const of = this.#days.get(event.day)
    if (!of) return // it is closed
    of.changes++
    const { deliveries } = of
    switch (event.kind) {
      case 'plan.proposed':
      case 'plan.accepted':
      case 'plan.withdrawn':
      case 'plan.changed':
        return of.plans.apply(event)
      case 'tour.started':
      case 'tour.loaded':
      case 'tour.ended':
      case 'tour.undone':
        return of.tours.apply(event)
      case 'arrivals.told':
        for (const [n, key] of event.deliveries.entries()) {
          const row = deliveries.find(key)
          const told = { at: event.arrivals[n]!, from: event.from[n]!, until: event.until[n]! }
          if (row >= 0) deliveries.tell(row, told, event.at)
        }
        return
      case 'delivery.cancelled':
      case 'stop.arrived':
      case 'stop.delivered':
      case 'stop.failed':
      case 'stop.undone': {
        const row = deliveries.find(event.delivery)
        if (row < 0) return // it was forgotten, or moved to another day
        if (event.kind === 'delivery.cancelled') deliveries.cancel(row)
        else of.words.apply(row, event)
      }
    }
  }

  #open(day: string): DispatchDay {
    const known = this.#days.get(day) ?? new DispatchDay(day, (one, vehicle) => this.#paceOf(one, vehicle))
    this.#days.set(day, known)
    return known
  }

  /** O(days) where nothing changed on the days before; else O(what was driven on them). */
  #paceOf(day: string, vehicle: string): Pace {
    const depot = this.#vehicles.get(vehicle)?.depot
    if (depot === undefined) return statedPace
    const before = this.days().filter((of) => of.day < day)
    const at = before.map(({ changes }) => changes).join()
    const name = `${day} ${depot}`
    const known = this.#paces.get(name)
    if (known?.at === at) return known.pace
    const pace = paceFrom(before.map((of) => this.#sharesOf(of, depot)))
    this.#paces.set(name, { at, pace })
    return pace
  }

  /** Vehicles may be of another depot, or a day is no longer kept. */
  #forgetPaces(): void {
    this.#shares.clear()
    this.#paces.clear()
  }

  #sharesOf(of: DispatchDay, depot: string): Shares {
    const name = `${of.day} ${depot}`
    const known = this.#shares.get(name)
    if (known?.at === of.changes) return known.shares
    const shares = sharesOf(of, (vehicle) => this.#vehicles.get(vehicle)?.depot === depot)
    this.#shares.set(name, { at: of.changes, shares })
    return shares
  }

  #note(shopper: number, day: string): void {
    if (shopper < 0) return
    const days = this.#byShopper.get(shopper)
    if (days) days.add(day)
    else this.#byShopper.set(shopper, new Set([day]))
  }
}
