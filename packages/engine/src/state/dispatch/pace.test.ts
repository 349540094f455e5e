import { expect, test } from 'vitest'
import { noSums } from '../../decide/dispatch/tour.ts'
import type { DeliveryKey, PlannedTour } from '../../domain/dispatch.ts'
import { epochMs } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import { Dispatch } from './dispatch.ts'
import { sharesOf } from './pace.ts'

const day = '2026-07-01'
const leavesAt = Date.UTC(2026, 6, 1) / 1_000
const [serviceSeconds, vehicle] = [240, 'van']

/** A day on which one tour was accepted, and driven: each delivery with the seconds of its way, and exactly as long as was asked for. */
function driven(
  tour: Pick<PlannedTour, 'stops' | 'arrivals' | 'travelSeconds'>,
  ways: readonly [string, number, failedAfter?: number][],
) {
  const dispatch = new Dispatch()
  let ids = 0
  const say = (fact: object, at = leavesAt) =>
    dispatch.apply({ at: epochMs(at * 1_000), id: `${ids++}`, day, vehicle, ...fact } as DispatchEvent)
  const ask = { day, windows: [], serviceSeconds, amounts: {}, skills: [], priority: 0 }
  for (const delivery of tour.stops) say({ kind: 'delivery.due', delivery, ask })
  const planned: PlannedTour = {
    ...tour,
    vehicle,
    begins: tour.arrivals,
    metres: tour.stops.map(() => 1),
    leavesAt,
    endsAt: leavesAt + 9_000,
    sums: noSums,
  }
  say({ kind: 'plan.proposed', plan: 'p', basedOn: 0, by: 'solver', tours: [planned], unserved: [], sums: noSums })
  say({ kind: 'plan.accepted', plan: 'p' })
  let now = leavesAt
  say({ kind: 'tour.started' }, now)
  for (const [delivery, way, failedAfter] of ways) {
    now += way
    say({ kind: 'stop.arrived', delivery }, now)
    now += failedAfter ?? serviceSeconds
    say(
      failedAfter === undefined
        ? { kind: 'stop.delivered', delivery }
        : { kind: 'stop.failed', delivery, reason: 'absent' },
      now,
    )
  }
  return dispatch.day(day)!
}

const [a, b, c] = ['a', 'b', 'c'] as DeliveryKey[] as [DeliveryKey, DeliveryKey, DeliveryKey]

test('ways that were driven as planned are learned from', () => {
  const arrivals = [600, 1_140, 1_680].map((after) => leavesAt + after)
  const tour = { stops: [a, b, c], arrivals, travelSeconds: [600, 300, 300] }
  const of = driven(tour, [
    ['a', 660],
    ['b', 330],
    ['c', 330],
  ])
  expect(sharesOf(of, () => true)).toEqual({ travel: [1.1, 1.1, 1.1], service: [1, 1, 1] })
})

test('the time at a door counts also where nobody opened: the next in line waits for it all the same', () => {
  const arrivals = [600, 1_140, 1_680].map((after) => leavesAt + after)
  const tour = { stops: [a, b, c], arrivals, travelSeconds: [600, 300, 300] }
  const of = driven(tour, [
    ['a', 600],
    ['b', 300, 120],
    ['c', 300],
  ])
  expect(sharesOf(of, () => true)).toEqual({ travel: [1, 1, 1], service: [1, 0.5, 1] })
})

test('ways to stops that were done before their turn are not: what was planned for them led from another place', () => {
  // Planned a, b, c; c was done first, and what is left was planned anew from there: c and a stand as they were planned.
  const arrivals = [1_680, 600, 2_820].map((after) => leavesAt + after)
  const tour = { stops: [c, a, b], arrivals, travelSeconds: [300, 600, 300] }
  const of = driven(tour, [
    ['c', 1_200],
    ['a', 900],
    ['b', 330],
  ])
  const { travel, service } = sharesOf(of, () => true)
  expect(travel).toEqual([])
  expect(service).toEqual([1, 1, 1])
})
