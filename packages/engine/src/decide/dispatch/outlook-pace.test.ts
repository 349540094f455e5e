import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import type { DeliveryKey, DispatchVehicle, PlannedTour } from '../../domain/dispatch.ts'
import { epochMs } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import { Dispatch } from '../../state/dispatch/dispatch.ts'
import { outlookOf } from './outlook.ts'
import { noSums } from './tour.ts'

const vehicles = ['van-0', 'van-1', 'van-2', 'van-3']
const stopsEach = 24
const [travelSeconds, serviceSeconds] = [540, 240]
const dayName = (n: number) => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10)
const leavesAt = (n: number) => Date.UTC(2026, 6, 1 + n) / 1_000

/** How things go in a town: shares of what was planned, on average and one standard deviation. */
type Town = { readonly travel: readonly [mean: number, spread: number]; readonly service: readonly [number, number] }
/** Traffic is worse than maps say and differs more than is stated; hand-overs are quick, and some take very long. */
const slow: Town = { travel: [1.3, 0.5], service: [0.8, 0.7] }

class World {
  readonly dispatch = new Dispatch()
  readonly #random: Random
  readonly #town: Town
  #ids = 0

  constructor(town: Town, seed: number) {
    this.#town = town
    this.#random = new Random(seed)
    for (const id of vehicles) this.say({ kind: 'vehicle.registered', vehicle: { id, depot: 'd' } as DispatchVehicle })
  }

  say(fact: object, at = 0): void {
    this.dispatch.apply({ at: epochMs(at), id: `${this.#ids++}`, ...fact } as DispatchEvent)
  }

  /** Plans a day with as many stops for each; they differ in nothing but who brings them. */
  plan(n: number): readonly PlannedTour[] {
    const day = dayName(n)
    const each = travelSeconds + serviceSeconds
    const tours = vehicles.map((vehicle): PlannedTour => {
      const stops = Array.from({ length: stopsEach }, (_, i) => `${day}-${vehicle}-${i}` as DeliveryKey)
      const arrivals = stops.map((_, i) => leavesAt(n) + i * each + travelSeconds)
      const lists = { stops, arrivals, begins: arrivals }
      const ways = { travelSeconds: stops.map(() => travelSeconds), metres: stops.map(() => 1) }
      return { vehicle, ...lists, ...ways, leavesAt: leavesAt(n), endsAt: arrivals.at(-1)! + each, sums: noSums }
    })
    const ask = { day, windows: [], serviceSeconds, amounts: {}, skills: [], priority: 0 }
    for (const { stops } of tours) for (const delivery of stops) this.say({ kind: 'delivery.due', delivery, ask })
    this.say({ kind: 'plan.proposed', day, plan: day, basedOn: 0, by: 'solver', tours, unserved: [], sums: noSums })
    this.say({ kind: 'plan.accepted', day, plan: day })
    for (const { vehicle } of tours) this.say({ kind: 'tour.started', day, vehicle }, leavesAt(n) * 1_000)
    return tours
  }

  /** Drives a day; now and then a driver forgets to say something until an hour later. @returns arrivals in seconds, by tour */
  drive(n: number, tours: readonly PlannedTour[]): readonly (readonly number[])[] {
    const day = dayName(n)
    return tours.map(({ vehicle, stops }) => {
      let now = leavesAt(n)
      return stops.map((delivery) => {
        const arrival = now + this.#taken(travelSeconds, this.#town.travel)
        now = arrival + this.#taken(serviceSeconds, this.#town.service)
        const forgot = this.#random.below(100) === 0 ? 3_600 : 0
        this.say({ kind: 'stop.arrived', day, vehicle, delivery }, Math.round(arrival * 1_000))
        this.say({ kind: 'stop.delivered', day, vehicle, delivery }, Math.round((now + forgot) * 1_000))
        return arrival
      })
    })
  }

  /** Skewed, as things are that take no less than some and now and then much more: a gamma by its mean and spread. */
  #taken(planned: number, [mean, spread]: readonly [number, number]): number {
    const shape = (mean / spread) ** 2
    const whole = Math.max(1, Math.round(shape))
    let sum = 0
    for (let i = 0; i < whole; i++) sum -= Math.log((1 + this.#random.below(1_000_000)) / 1_000_001)
    return (planned * mean * sum) / whole
  }
}

/** Of the arrivals of a day, the share that came between the bounds that were told when the vehicles left. */
function heldOn(world: World, n: number): number {
  const tours = world.plan(n)
  const of = world.dispatch.day(dayName(n))!
  const estimates = tours.map((tour) => outlookOf(of, tour, leavesAt(n)).stops.map(({ estimate }) => estimate!))
  const arrivals = world.drive(n, tours)
  const held = arrivals.flatMap((list, t) =>
    list.map((at, i) => at >= estimates[t]![i]!.from && at <= estimates[t]![i]!.until),
  )
  return held.filter((one) => one).length / held.length
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

test('once some days are driven the bounds hold eight in ten on later days, however far the town is from what is stated', () => {
  const first: number[] = []
  const later: number[] = []
  for (let seed = 1; seed <= 12; seed++) {
    const world = new World(slow, seed)
    first.push(heldOn(world, 0))
    for (let n = 1; n < 8; n++) world.drive(n, world.plan(n))
    for (let n = 8; n < 11; n++) later.push(heldOn(world, n))
  }
  expect(mean(first)).toBeLessThan(0.5) // as stated: the town is slower
  expect(mean(later)).toBeGreaterThan(0.77)
  expect(mean(later)).toBeLessThan(0.9) // rounded outward
})

test('what was seen on the days before is learned by depot; the stated pace counts as sixty more', () => {
  const world = new World({ travel: [1.3, 0.5], service: [0.8, 0.7] }, 7)
  const tours = world.plan(0)
  const day = world.dispatch.day(dayName(0))!
  world.drive(0, tours)
  expect(day.paceOf('van-1').travel).toEqual({ mean: 1, spread: 0.25 }) // its own day is no day before
  world.plan(1)
  const next = world.dispatch.day(dayName(1))!
  const { travel, service } = next.paceOf('van-1')
  expect(travel.mean).toBeCloseTo(1.18, 1)
  expect(travel.spread).toBeGreaterThan(0.3)
  expect(service.mean).toBeLessThan(1)
  world.say({ kind: 'vehicle.registered', vehicle: { id: 'far', depot: 'other' } as DispatchVehicle })
  expect(next.paceOf('far')).toEqual({ travel: { mean: 1, spread: 0.25 }, service: { mean: 1, spread: 0.4 } })
  const again = new Dispatch()
  again.restore(structuredClone(world.dispatch.save()))
  expect(again.day(dayName(1))!.paceOf('van-1')).toEqual(next.paceOf('van-1'))
  world.say({ kind: 'dispatch.closed', day: dayName(0) })
  expect(next.paceOf('van-1').travel).toEqual({ mean: 1, spread: 0.25 })
})
