import { outlookOf, type StopOutlook, stateWithoutTour } from '../../decide/dispatch/outlook.ts'
import type { DeliveryAsk, Estimate } from '../../domain/dispatch.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Arrival, DeliveryTold, Window } from './answers.ts'
import type { DoorCard } from './doors.ts'

/** Windows of the state, for people. */
export function windowsOf({ windows }: Pick<DeliveryAsk, 'windows'>): Window[] {
  return windows.map(([from, until]) => ({ from: from * 1_000, until: until * 1_000 }))
}

/** An estimate of the state, for people. */
export function arrivalOf({ at, from, until }: Estimate): Arrival {
  return { at: at * 1_000, from: from * 1_000, until: until * 1_000 }
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
