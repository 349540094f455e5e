import { outlookOf, type StopOutlook } from '../../decide/dispatch/outlook.ts'
import { loadsOf } from '../../decide/dispatch/tour.ts'
import { tripsOfTour } from '../../decide/dispatch/way.ts'
import type { DeliveryKey, PlannedTour } from '../../domain/dispatch.ts'
import { secondsOf } from '../../domain/units.ts'
import type { PlanState } from '../../state/dispatch/day-plans.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { PlanHead, PlanRouteTold, PlanStopTold, PlanTold } from './answers.ts'
import type { Board } from './board.ts'
import type { DoorCard } from './doors.ts'
import { amountsOf, arrivalOf, reloadsOf, windowsOf } from './telling.ts'

/** A plan without its tours. */
export function headOf(of: DispatchDay, state: PlanState): PlanHead {
  const { plan, version, basedOn, proposedAt, acceptedAt, by, sums } = state
  const accepted = acceptedAt === undefined ? {} : { acceptedAt }
  return { plan, day: of.day, state: state.state, version, basedOn, proposedAt, ...accepted, by, sums }
}

/** A plan as people read it: with places, names and how it looks now. O(deliveries of the day). */
export async function planTold(board: Board, of: DispatchDay, state: PlanState): Promise<PlanTold> {
  const keys = [...state.tours.flatMap(({ stops }) => stops), ...state.unserved.map(({ delivery }) => delivery)]
  const list = await board.doors.cardsOf(keys)
  const cards = new Map(keys.map((key, n) => [key, list[n]]))
  const routes = await Promise.all(state.tours.map((tour) => routeTold(board, of, { state, tour, cards })))
  const planned = new Set(keys)
  let leftOut = 0
  for (let row = 0; row < of.deliveries.rows; row++) {
    const isOpen = !of.deliveries.isGone(row) && !of.deliveries.isCancelled(row)
    if (isOpen && !planned.has(of.deliveries.keyOf(row))) leftOut += 1
  }
  const depots = new Set(routes.map(({ depot }) => board.views.dispatch.depot(depot)?.travel.by ?? 'roads'))
  return {
    ...headOf(of, state),
    routes,
    unserved: state.unserved.map(({ delivery, reasons }) => ({
      delivery: cards.get(delivery)?.name ?? delivery,
      ...spotOf(cards.get(delivery)),
      reasons,
    })),
    leftOut,
    travel: [...depots].sort().join(', '),
  }
}

type Told = {
  readonly state: PlanState
  readonly tour: PlannedTour
  readonly cards: ReadonlyMap<DeliveryKey, DoorCard>
}

async function routeTold(board: Board, of: DispatchDay, { state, tour, cards }: Told): Promise<PlanRouteTold> {
  const vehicle = board.views.dispatch.vehicle(tour.vehicle)
  const driver = await board.doors.driverOf(tour.vehicle)
  const isAccepted = state.state === 'accepted'
  const outlook = isAccepted ? outlookOf(of, tour, secondsOf(board.now())) : undefined
  const { startedAt, endedAt } = isAccepted ? of.timesOf(tour.vehicle) : {}
  const loads = tripsOfTour(tour).flatMap((trip) => loadsOf(trip, (key) => amountsOf(of, key)).after)
  const reloads = reloadsOf(of, tour, outlook)
  return {
    vehicle: tour.vehicle,
    name: vehicle?.name ?? tour.vehicle,
    ...(driver === undefined ? {} : { driver }),
    depot: vehicle?.depot ?? '',
    capacity: vehicle?.capacity ?? {},
    returns: vehicle?.returns ?? true,
    breaks: (tour.pauses ?? []).map(([at, seconds]) => ({ at: at * 1_000, seconds })),
    leavesAt: tour.leavesAt * 1_000,
    endsAt: (outlook?.endsAt ?? tour.endsAt) * 1_000,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    stops: tour.stops.map((key, n) =>
      stopTold(of, { tour, n, card: cards.get(key), look: outlook?.stops[n], load: loads[n]!, reload: reloads[n] }),
    ),
    sums: tour.sums,
  }
}

type StopTold = {
  readonly tour: PlannedTour
  readonly n: number
  readonly card: DoorCard
  readonly look: StopOutlook | undefined
  readonly load: PlanStopTold['load']
  readonly reload: PlanStopTold['reload']
}

function stopTold(of: DispatchDay, { tour, n, card, look, load, reload }: StopTold): PlanStopTold {
  const key = tour.stops[n]!
  const row = of.deliveries.find(key)
  const ask = row < 0 ? { windows: [], serviceSeconds: 0 } : of.deliveries.askOf(row, of.day)
  const last = ask.windows.at(-1)
  const planned = last === undefined ? 0 : Math.max(0, tour.arrivals[n]! - last[1])
  const isOver = look !== undefined && look.estimate === undefined
  const isNext = look?.state === 'arriving'
  const { arrivedAt, endedAt, failure } = look?.outcome ?? {}
  return {
    delivery: card?.name ?? key,
    state: look?.state ?? 'planned',
    ...spotOf(card),
    windows: windowsOf(ask),
    plannedAt: tour.arrivals[n]! * 1_000,
    ...(look?.estimate === undefined ? {} : { arrival: arrivalOf(look.estimate) }),
    ...(arrivedAt === undefined ? {} : { arrivedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(failure === undefined ? {} : { failure }),
    waitSeconds: tour.begins[n]! - tour.arrivals[n]!,
    serviceSeconds: ask.serviceSeconds,
    lateSeconds: look?.lateSeconds ?? planned,
    metres: tour.metres[n]!,
    travelSeconds: tour.travelSeconds[n]!,
    load,
    ...(reload === undefined ? {} : { reload }),
    isFixed: isOver || isNext,
  }
}

function spotOf(card: DoorCard) {
  if (card === undefined) return {}
  const { lat, lon, address } = card.door
  return { place: { lat, lon, ...(address === undefined ? {} : { address }) } }
}
