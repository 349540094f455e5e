import fc from 'fast-check'
import {
  type DeliveryAsk,
  type DeliveryKey,
  type Depot,
  type DispatchVehicle,
  failureReasons,
  type PlannedTour,
  type PlanSums,
} from '../domain/dispatch.ts'
import { epochMs, type ShopperKey } from '../domain/units.ts'
import type { DispatchEvent } from '../events/dispatch.ts'

type WithoutId<Fact> = Fact extends unknown ? Omit<Fact, 'id'> : never

const seconds = 1_785_000_000
const moment = fc.nat(24 * 3_600).map((n) => seconds + n)
const at = fc.nat(86_400_000).map((ms) => epochMs(seconds * 1_000 + ms))
const day = fc.constantFrom('2026-07-27', '2026-07-28')
const delivery = fc.nat(11).map((n) => `due-${n}` as DeliveryKey)
const vehicle = fc.constantFrom('van-1', 'van-2', 'bike')
const depot = fc.constantFrom('seoul', 'busan')
const plan = fc.nat(14).map((n) => `plan-${n}`)
const by = fc.constantFrom('solver' as const, 'hand' as const, 'replan' as const)
const amounts = fc.dictionary(fc.constantFrom('parcels', 'grams'), fc.integer({ min: 1, max: 999 }))
const lists = { maxLength: 5 }

const site: fc.Arbitrary<Depot> = fc.record({
  id: depot,
  name: fc.constant('용산'),
  lat: fc.constant(37.5),
  lon: fc.constant(127),
  zone: fc.constant('Asia/Seoul'),
  travel: fc.constantFrom({ by: 'roads' as const }, { by: 'great-circle' as const, kmPerHour: 30, detourPercent: 130 }),
})
const van: fc.Arbitrary<DispatchVehicle> = fc.record({
  id: vehicle,
  name: fc.constant('1호차'),
  depot,
  capacity: amounts,
  shift: fc.constant({ fromMinute: 540, untilMinute: 1_080 }),
  skills: fc.constantFrom([], ['cold']),
  costs: fc.constant({ fixedMinor: 1, perKmMinor: 2, perHourMinor: 3 }),
  returns: fc.boolean(),
})
const ask: fc.Arbitrary<DeliveryAsk> = fc
  .tuple(day, fc.array(moment, { maxLength: 4 }), fc.nat(900), amounts, fc.nat(100), depot, fc.nat(3))
  .map(([one, froms, serviceSeconds, asked, priority, from, kind]) => ({
    day: one,
    windows: [...new Set(froms)].sort((a, b) => a - b).map((begin) => [begin, begin] as const),
    serviceSeconds,
    amounts: asked,
    skills: kind === 0 ? ['cold'] : [],
    priority,
    ...(kind === 1 ? { depot: from } : {}),
  }))
const sums: fc.Arbitrary<PlanSums> = fc.nat(9_999).map((costMinor) => ({
  ...{ costMinor, metres: costMinor, travelSeconds: 1, dutySeconds: 2, vehicles: 1, stops: 1, unserved: 0 },
  ...{ late: 0, lateSeconds: 0 },
}))
const tour: fc.Arbitrary<PlannedTour> = fc
  .tuple(vehicle, fc.uniqueArray(delivery, lists), moment, sums)
  .map(([id, stops, leavesAt, total]) => ({
    vehicle: id,
    stops,
    leavesAt,
    endsAt: leavesAt + 3_600,
    arrivals: stops.map((_, n) => leavesAt + 60 * n),
    begins: stops.map((_, n) => leavesAt + 60 * n),
    travelSeconds: stops.map(() => 60),
    metres: stops.map(() => 500),
    ...(stops.length > 2 && { loads: [{ before: 2, at: leavesAt + 90, seconds: 9, travelSeconds: 5, metres: 50 }] }),
    sums: total,
  }))
const tours = fc.uniqueArray(tour, { maxLength: 3, selector: ({ vehicle: id }) => id })
const unserved = fc.array(
  delivery.map((key) => ({ delivery: key, reasons: [{ rule: 'full' }] })),
  { maxLength: 2 },
)
const ofDay = { at, day }
const stop = { ...ofDay, vehicle, delivery }
const planned = { ...ofDay, plan, by, tours, unserved, sums }
const told = fc.array(fc.tuple(delivery, moment), lists)

/** For tests only: facts of bringing things without their ids, likely or not, and to these shoppers or to nobody known. */
export function dispatchFacts(shopper: fc.Arbitrary<ShopperKey>): fc.Arbitrary<WithoutId<DispatchEvent>> {
  const due = { kind: fc.constant('delivery.due' as const), at, delivery, ask }
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ ...due, shopper }) },
    { weight: 2, arbitrary: fc.record(due) },
    fc.record({ kind: fc.constant('depot.registered' as const), at, depot: site }),
    fc.record({ kind: fc.constant('depot.removed' as const), at, depot }),
    fc.record({ kind: fc.constant('vehicle.registered' as const), at, vehicle: van }),
    fc.record({ kind: fc.constant('vehicle.removed' as const), at, vehicle }),
    fc.record({ kind: fc.constant('delivery.cancelled' as const), ...ofDay, delivery }),
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('plan.proposed' as const), basedOn: fc.nat(80), ...planned }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('plan.changed' as const), ...planned }) },
    fc.record({ kind: fc.constantFrom('plan.accepted' as const, 'plan.withdrawn' as const), ...ofDay, plan }),
    fc.record({
      kind: fc.constantFrom('tour.started', 'tour.loaded', 'tour.ended', 'tour.undone' as const),
      ...ofDay,
      vehicle,
    }),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('stop.arrived' as const, 'stop.delivered' as const, 'stop.undone' as const),
        ...stop,
      }),
    },
    fc.record({ kind: fc.constant('stop.failed' as const), ...stop, reason: fc.constantFrom(...failureReasons) }),
    fc.tuple(at, day, told).map(([when, one, list]) => ({
      kind: 'arrivals.told' as const,
      at: when,
      day: one,
      deliveries: list.map(([key]) => key),
      arrivals: list.map(([, arrival]) => arrival),
      from: list.map(([, arrival]) => arrival - 300),
      until: list.map(([, arrival]) => arrival + 300),
    })),
    fc.record({ kind: fc.constant('dispatch.closed' as const), ...ofDay }),
  )
}
