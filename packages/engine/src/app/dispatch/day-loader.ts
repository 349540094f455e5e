import { type DayInput, DayProblem, type DayStop, type DayVehicle } from '../../decide/dispatch/day-problem.ts'
import { isOut, outlookOf, type TourOutlook } from '../../decide/dispatch/outlook.ts'
import type { TourBegun } from '../../decide/dispatch/tour.ts'
import { tripsOfTour } from '../../decide/dispatch/way.ts'
import type { DeliveryKey, DispatchVehicle, PlannedTour } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { Views } from '../../state/views.ts'
import { momentOf } from './day-times.ts'
import type { Doors } from './doors.ts'
import type { Located } from './place-book.ts'
import type { Travels } from './travel.ts'

/** More are planned by no machine in the seconds that somebody waits, and their matrix fills memory. */
const stopsMax = 12_000

/** A day to be planned, as it is at a position of the log. */
export type LoadedDay = {
  readonly day: DayProblem
  readonly basedOn: number
  /** Vehicles on the road: what they have behind them. */
  readonly begun: ReadonlyMap<string, TourBegun>
  /** The accepted tours by their trips, without what is over and what a driver is on the way to. */
  readonly tours: ReadonlyMap<string, readonly (readonly DeliveryKey[])[]>
}

type Parts = { readonly views: Views; readonly doors: Doors; readonly travels: Travels }
export type DayAsk = {
  readonly now: number
  /** The same day makes the same problem, whatever was planned before: as a search from a seed has it. */
  readonly isCut?: boolean
  /** Only this vehicle and what it carries. */
  readonly vehicle?: string
  /** Stops of it that go behind all others, so that its driver is on the way to none of them. */
  readonly last?: readonly DeliveryKey[]
}

/** A vehicle that is out: its tour as it looks now. */
type Out = { readonly tour: PlannedTour; readonly outlook: TourOutlook }

/**
 * Makes the routing problem of a day from state, vault and travel times. Vehicles that are out begin where they are next free, with what
 * they have on board. O(stops), and the ways of places that are new (`PlaceBook`).
 * @param now seconds since 1970
 * @throws Refusal DISPATCH_FULL, DISPATCH_ROADS, DISPATCH_NOTHING
 */
export async function loadDay(
  parts: Parts,
  of: DispatchDay,
  { now, vehicle: only, last = [], isCut = false }: DayAsk,
): Promise<LoadedDay> {
  const { views, doors } = parts
  const basedOn = views.position
  const accepted = of.plans.accepted
  const out = new Map<string, Out>()
  for (const one of accepted?.tours ?? []) {
    const tour = one.vehicle === only && last.length > 0 ? withLast(of, one, { last, now }) : one
    if (isOut(of, tour)) out.set(tour.vehicle, { tour, outlook: outlookOf(of, tour, now) })
  }
  const vehicles = views.dispatch.vehicles().filter((one) => mayDrive(views, one, out) && (!only || one.id === only))
  if (vehicles.length === 0) throw new Refusal('DISPATCH_NOTHING', { what: 'vehicle' })
  const begun = new Map([...out].map(([id, { tour, outlook }]) => [id, begunOf(tour, outlook)]))
  const behind = new Set([...begun.values()].flatMap(({ stops }) => stops))
  const left = new Map([...out].map(([id, { outlook }]) => [id, tripsLeft(outlook, begun.get(id)!)]))
  const keys = only ? (left.get(only) ?? []).flat() : openOf(of).filter((key) => !behind.has(key))
  if (keys.length > stopsMax) throw new Refusal('DISPATCH_FULL', { stops: keys.length, max: stopsMax })
  const book = parts.travels.bookOf(of.day)
  const cards = await doors.cardsOf(keys)
  const found = keys.flatMap((key, n) => {
    const row = of.deliveries.find(key)
    const card = cards[n]
    return row < 0 || card === undefined
      ? []
      : [{ key, ask: of.deliveries.askOf(row, of.day), row: book.rowOf(card.door) }]
  })
  const heading = await whereabouts(doors, out, begun)
  const travels = new Map(vehicles.map(({ depot }) => [travelName(views, depot), views.dispatch.depot(depot)!.travel]))
  const names = [...travels.keys()]
  const sites = vehicles.map((vehicle) => {
    const depot = views.dispatch.depot(vehicle.depot)!
    const rows = { depot: book.rowOf(depot), heading: book.rowOf(heading.get(vehicle.id) ?? depot) }
    return { vehicle, depot, rows, profile: names.indexOf(travelName(views, vehicle.depot)) }
  })
  const rows = [...sites.flatMap((site) => [site.rows.depot, site.rows.heading]), ...found.map(({ row }) => row)]
  const { places, profiles, placeOf } = await book.ways({ travels: [...travels.values()], rows, isCut })
  const whole: DayInput = {
    stops: found.map(({ key, ask, row }): DayStop => ({ key, ask, place: placeOf(row) })),
    vehicles: sites.map(({ vehicle, depot, rows: at, profile }): DayVehicle => {
      const minutes = ({ fromMinute, untilMinute }: DispatchVehicle['shift']) =>
        [momentOf(of.day, fromMinute, depot.zone), momentOf(of.day, untilMinute, depot.zone)] as const
      const one = out.get(vehicle.id)
      const home = profiles[profile]!.durations[placeOf(at.heading) * places + placeOf(at.depot)]!
      const road = one && {
        place: placeOf(at.heading),
        ...roadOf(of, one, { vehicle, begun: begun.get(vehicle.id)!, trips: left.get(vehicle.id)!, now, home }),
      }
      const { pause } = vehicle
      return {
        vehicle,
        profile,
        depotPlace: placeOf(at.depot),
        shift: minutes(vehicle.shift),
        ...(pause === undefined ? {} : { pause: { window: minutes(pause), seconds: pause.minutes * 60 } }),
        ...(road === undefined ? {} : { road }),
      }
    }),
    places,
    profiles,
    now,
  }
  const tours = (accepted?.tours ?? []).map(
    (tour) => [tour.vehicle, left.get(tour.vehicle) ?? tripsOfTour(tour)] as const,
  )
  return { day: new DayProblem(whole), basedOn, begun, tours: new Map(tours) }
}

/** What is still to be brought on a day. */
function openOf({ deliveries, words }: DispatchDay): DeliveryKey[] {
  const keys: DeliveryKey[] = []
  for (let row = 0; row < deliveries.rows; row++) {
    const isOpen = !deliveries.isGone(row) && !deliveries.isCancelled(row) && words.outcomeOf(row).end === undefined
    if (isOpen) keys.push(deliveries.keyOf(row))
  }
  return keys
}

function mayDrive(views: Views, vehicle: DispatchVehicle, out: ReadonlyMap<string, Out>): boolean {
  return views.dispatch.depot(vehicle.depot) !== undefined && (vehicle.isOff !== true || out.has(vehicle.id))
}

/** A tour with some of its stops behind the others of its trip; times are those of the stops as they were. */
function withLast(
  of: DispatchDay,
  tour: PlannedTour,
  { last, now }: { readonly last: readonly DeliveryKey[]; readonly now: number },
): PlannedTour {
  const places = [...tour.stops.keys()]
  const isLast = (n: number) => last.includes(tour.stops[n]!)
  const cut = outlookOf(of, tour, now).loads.find(({ isOver }) => !isOver)?.before ?? places.length
  const [sooner, later] = [places.slice(0, cut), places.slice(cut)]
  const order = [...sooner.filter((n) => !isLast(n)), ...sooner.filter(isLast), ...later]
  return { ...tour, ...stopsAt(tour, order) }
}

/** These stops of a tour, as they were planned, with all that it loads for. */
function stopsAt(tour: PlannedTour, order: readonly number[]) {
  const take = <Item>(list: readonly Item[]) => order.map((n) => list[n]!)
  const loads = (tour.loads ?? []).map((load) => {
    const first = order.findIndex((n) => n >= load.before)
    return { ...load, before: first < 0 ? order.length : first }
  })
  return {
    stops: take(tour.stops),
    arrivals: take(tour.arrivals),
    begins: take(tour.begins),
    travelSeconds: take(tour.travelSeconds),
    metres: take(tour.metres),
    ...(loads.length > 0 && { loads }),
  }
}

function isPending({ state }: { readonly state: string }): boolean {
  return state === 'out' || state === 'arriving' || state === 'planned'
}

/** What is over, in the order in which it was done, and what the driver is at or on the way to: no stop, where the vehicle loads first. */
function begunOf(tour: PlannedTour, { stops, loads }: TourOutlook): TourBegun {
  const done = stops.flatMap((stop, n) => (stop.outcome.end === undefined ? [] : [{ n, at: stop.freeAt }]))
  const next = stops.findIndex((stop) => stop.state === 'arriving')
  const order = [...done.sort((a, b) => a.at - b.at || a.n - b.n).map(({ n }) => n), ...(next < 0 ? [] : [next])]
  const open = next < 0 ? stops.findIndex(isPending) : next
  const until = open < 0 ? Number.POSITIVE_INFINITY : tour.begins[open]!
  const pauses = tour.pauses?.filter(([at]) => at < until) ?? []
  const { loads: all, ...lists } = stopsAt(tour, order)
  const over = all?.filter((_, n) => loads[n]!.isOver) ?? []
  const between = { ...(pauses.length > 0 && { pauses }), ...(over.length > 0 && { loads: over }) }
  return { leavesAt: tour.leavesAt, ...lists, ...between }
}

/** Where each vehicle that is out is next free: at the last stop that is over or begun; at its depot where it has loaded since, or where none is known. */
async function whereabouts(
  doors: Doors,
  out: ReadonlyMap<string, Out>,
  begun: ReadonlyMap<string, TourBegun>,
): Promise<ReadonlyMap<string, Located>> {
  const last = [...out.keys()].flatMap((id) => {
    const { stops, loads } = begun.get(id)!
    const isAtDepot = loads?.some(({ before }) => before === stops.length)
    return isAtDepot ? [] : stops.slice(-1).map((key) => ({ id, key }))
  })
  const cards = await doors.cardsOf(last.map(({ key }) => key))
  return new Map(last.flatMap(({ id }, n) => (cards[n] ? [[id, cards[n].door] as const] : [])))
}

/**
 * What a vehicle that is out may still do. Who said that their round is over loads no more; who has nothing left on board is on the way to
 * the depot, and there no sooner than now.
 * @param home  seconds to its depot
 */
function roadOf(
  of: DispatchDay,
  out: Out,
  {
    vehicle,
    begun,
    trips,
    now,
    home,
  }: {
    readonly vehicle: DispatchVehicle
    readonly begun: TourBegun
    readonly trips: readonly (readonly DeliveryKey[])[]
    readonly now: number
    readonly home: number
  },
) {
  const may = of.timesOf(vehicle.id).endedAt === undefined ? (vehicle.tripsMax ?? 1) - 1 : 0
  const loadsMost = Math.max(trips.length - 1, may - (begun.loads?.length ?? 0))
  const freeAt = freeAtOf(of, out, { begun, now })
  return {
    at: loadsMost > 0 && trips[0]!.length === 0 ? Math.max(freeAt, now - home) : freeAt,
    trips,
    loadsMost,
    stopsBehind: begun.stops.length,
  }
}

/** Second since 1970 at which a vehicle that is out may go on: what it is at is done, or it has loaded. */
function freeAtOf(
  of: DispatchDay,
  { tour, outlook }: Out,
  { begun, now }: { readonly begun: TourBegun; readonly now: number },
): number {
  const behind = new Set(begun.stops)
  const loaded = (of.timesOf(tour.vehicle).loadedAt ?? []).map((at) => at / 1_000)
  const free = [...loaded, ...outlook.stops.filter(({ key }) => behind.has(key)).map(({ freeAt }) => freeAt)]
  return Math.round(free.length > 0 ? Math.max(...free) : now)
}

/** What a vehicle that is out has still to bring, by its trips: the first is on board. */
function tripsLeft({ stops, loads }: TourOutlook, begun: TourBegun): DeliveryKey[][] {
  const behind = new Set(begun.stops)
  const ahead = loads.filter(({ isOver }) => !isOver)
  const trips: DeliveryKey[][] = [[], ...ahead.map(() => [])]
  for (const [n, stop] of stops.entries()) {
    if (!isPending(stop) || behind.has(stop.key)) continue
    trips[ahead.filter(({ before }) => before <= n).length]!.push(stop.key)
  }
  return trips.filter((trip, n) => n === 0 || trip.length > 0)
}

function travelName(views: Views, depot: string): string {
  return JSON.stringify(views.dispatch.depot(depot)!.travel)
}
