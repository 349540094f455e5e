import { outlookOf, type StopOutlook, stateWithoutTour, type TourOutlook } from '../../decide/dispatch/outlook.ts'
import { loadsOf } from '../../decide/dispatch/tour.ts'
import { tripsOfTour } from '../../decide/dispatch/way.ts'
import type { Amounts, DeliveryAsk, DeliveryKey, Estimate, PlannedTour } from '../../domain/dispatch.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Arrival, DeliveryTold, Reload, Window } from './answers.ts'
import type { DoorCard } from './doors.ts'

/** Windows of the state, for people. */
export function windowsOf({ windows }: Pick<DeliveryAsk, 'windows'>): Window[] {
  return windows.map(([from, until]) => ({ from: from * 1_000, until: until * 1_000 }))
}

/** An estimate of the state, for people. */
export function arrivalOf({ at, from, until }: Estimate): Arrival {
  return { at: at * 1_000, from: from * 1_000, until: until * 1_000 }
}

/** What a delivery of a day takes up; nothing where it is gone. */
export function amountsOf(of: DispatchDay, key: DeliveryKey): Amounts {
  const row = of.deliveries.find(key)
  return row < 0 || of.deliveries.isCancelled(row) ? {} : of.deliveries.askOf(row, of.day).amounts
}

/**
 * What is loaded at the depot before which stop of a tour, by the index of the stop: the first of a trip, or of what is left of one that is
 * still to be loaded. O(stops).
 * @param outlook  of a tour that is driven
 */
export function reloadsOf(of: DispatchDay, tour: PlannedTour, outlook?: TourOutlook): readonly (Reload | undefined)[] {
  const told: (Reload | undefined)[] = tour.stops.map(() => undefined)
  const trips = tripsOfTour(tour)
  const isOpen = (n: number) => outlook === undefined || outlook.stops[n]!.estimate !== undefined
  for (const [n, load] of (tour.loads ?? []).entries()) {
    const { isOver = false, at = load.at } = outlook?.loads[n] ?? {}
    const first = isOver ? load.before : told.findIndex((_, stop) => stop >= load.before && isOpen(stop))
    if (first < 0 || first >= told.length) continue // nothing is left of it
    const { all: amounts } = loadsOf(trips[n + 1]!, (key) => amountsOf(of, key))
    const { seconds, metres, travelSeconds } = load
    told[first] = { at: at * 1_000, seconds, metres, travelSeconds, amounts, isOver }
  }
  return told
}

/** How every delivery of a day in the accepted tours looks now, by row. O(planned stops). */
export function outlooksOf(
  of: DispatchDay,
  now: number,
): ReadonlyMap<number, StopOutlook & { readonly vehicle: string }> {
  const known = new Map<number, StopOutlook & { readonly vehicle: string }>()
  for (const tour of of.plans.accepted?.tours ?? [])
    for (const stop of outlookOf(of, tour, now).stops)
      if (stop.row >= 0) known.set(stop.row, { ...stop, vehicle: tour.vehicle })
  return known
}

/** One delivery as merchants are told of it. */
export function deliveryTold(
  of: DispatchDay,
  row: number,
  { card, stop }: { readonly card: DoorCard; readonly stop: (StopOutlook & { readonly vehicle: string }) | undefined },
): DeliveryTold {
  const ask = of.deliveries.askOf(row, of.day)
  const { endedAt, failure } = of.words.outcomeOf(row)
  return {
    delivery: card?.name ?? of.deliveries.keyOf(row),
    ...ask,
    windows: windowsOf(ask),
    state: stop?.state ?? stateWithoutTour(of, row),
    ...(card === undefined ? {} : { place: card.door }),
    ...(stop === undefined ? {} : { vehicle: stop.vehicle }),
    ...(stop?.estimate === undefined ? {} : { arrival: arrivalOf(stop.estimate) }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(failure === undefined ? {} : { failure }),
  }
}
