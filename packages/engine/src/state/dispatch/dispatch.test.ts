import { expect, test } from 'vitest'
import type { DayPlan, DeliveryAsk, DeliveryKey, PlannedTour } from '../../domain/dispatch.ts'
import { epochMs, type ShopperKey } from '../../domain/units.ts'
import type { DispatchEvent, StopEvent } from '../../events/dispatch.ts'
import { Views } from '../views.ts'

const day = '2026-07-27'
const dawn = epochMs(Date.UTC(2026, 6, 26, 15))
const key = (name: string) => name.padEnd(16, '_') as DeliveryKey
const ask: DeliveryAsk = {
  day,
  windows: [
    [1_785_112_000, 1_785_115_600],
    [1_785_120_000, 1_785_123_600],
  ],
  serviceSeconds: 180,
  amounts: { parcels: 2, grams: 5_000 },
  skills: ['cold'],
  priority: 3,
}
const sums = {
  costMinor: 1,
  metres: 1,
  travelSeconds: 1,
  dutySeconds: 1,
  vehicles: 1,
  stops: 1,
  unserved: 0,
  late: 0,
  lateSeconds: 0,
}
const tour = (vehicle: string, ...stops: readonly string[]): PlannedTour => {
  const zeros = stops.map(() => 0)
  const lists = { arrivals: zeros, begins: zeros, travelSeconds: zeros, metres: zeros }
  return { vehicle, stops: stops.map(key), leavesAt: 0, endsAt: 0, ...lists, sums }
}
const plan = (...tours: readonly PlannedTour[]): DayPlan => ({ tours, unserved: [], sums })

let ids = 0
const fact = () => ({ at: dawn, id: `e${ids++}`, day })
const due = (name: string, wishes: Partial<DeliveryAsk> = {}, shopper?: string): DispatchEvent => ({
  ...fact(),
  kind: 'delivery.due',
  delivery: key(name),
  ...(shopper === undefined ? {} : { shopper: shopper as ShopperKey }),
  ask: { ...ask, ...wishes },
})
const proposed = (id: string, made: DayPlan): DispatchEvent => ({
  ...fact(),
  kind: 'plan.proposed',
  plan: id,
  basedOn: 0,
  by: 'solver',
  ...made,
})
const accepted = (id: string): DispatchEvent => ({ ...fact(), kind: 'plan.accepted', plan: id })
const said = (kind: 'arrived' | 'delivered' | 'undone', minute: number, name = 'a'): StopEvent => ({
  ...fact(),
  kind: `stop.${kind}`,
  at: epochMs(dawn + minute * 60_000),
  vehicle: 'van',
  delivery: key(name),
})

function folded(...events: readonly DispatchEvent[]): Views {
  const views = new Views()
  for (const event of events) views.fold(event)
  return views
}

test('a delivery is kept as it was asked for, changed when it is asked for otherwise, and moves to another day whole', () => {
  const { dispatch } = folded(due('a'), due('b', { windows: [], amounts: {}, skills: [], priority: 0, depot: 'south' }))
  const of = dispatch.day(day)!
  expect(of.deliveries.askOf(0, day)).toEqual(ask)
  const plain = { windows: [], amounts: {}, skills: [], priority: 0 }
  expect(of.deliveries.askOf(1, day)).toEqual({ ...ask, ...plain, depot: 'south' })
  dispatch.apply(due('a', { amounts: { parcels: 1 }, day: '2026-07-28' }))
  expect(of.deliveries.find(key('a'))).toBe(-1)
  expect(dispatch.find(key('a'))?.of.day).toBe('2026-07-28')
  dispatch.apply(due('a'))
  expect(dispatch.find(key('a'))).toEqual({ of, row: 0 })
  expect(of.deliveries.askOf(0, day)).toEqual(ask)
})

test('what a driver said comes to the same in whatever order it comes in', () => {
  const words = [said('arrived', 1), said('delivered', 2), said('undone', 3), said('delivered', 5)]
  const outcomes = permutations(words).map((order) => {
    const of = folded(due('a'), ...order).dispatch.day(day)!
    return of.words.outcomeOf(0)
  })
  const expected = { arrivedAt: dawn + 60_000, endedAt: dawn + 300_000, end: 'delivered' }
  expect(outcomes).toHaveLength(24)
  for (const outcome of outcomes) expect(outcome).toEqual(expected)
  const undone = folded(due('a'), said('arrived', 1), said('undone', 2)).dispatch.day(day)!
  expect(undone.words.outcomeOf(0)).toEqual({ isTakenBack: true })
})

test('when a vehicle left and came back is the same in whatever order that comes in', () => {
  const left = { ...fact(), kind: 'tour.started', vehicle: 'van' } as const
  const back = { ...fact(), kind: 'tour.ended', vehicle: 'van', at: epochMs(dawn + 60_000) } as const
  for (const order of permutations<DispatchEvent>([left, { ...left, at: epochMs(dawn + 1_000) }, back]))
    expect(
      folded(due('a'), ...order)
        .dispatch.day(day)!
        .timesOf('van'),
    ).toEqual({ startedAt: dawn, endedAt: back.at })
})

test('what was said of a tour as a whole is taken back, last first, in whatever order it comes in', () => {
  const word = (kind: 'started' | 'loaded' | 'ended' | 'undone', minute: number) =>
    ({ ...fact(), kind: `tour.${kind}`, vehicle: 'van', at: epochMs(dawn + minute * 60_000) }) as const
  const after = (...words: readonly DispatchEvent[]) => folded(due('a'), ...words).dispatch.day(day)!
  const words = [word('started', 0), word('loaded', 9), word('undone', 10), word('loaded', 20), word('ended', 30)]
  for (const order of permutations<DispatchEvent>(words)) {
    const of = after(...order)
    expect(of.timesOf('van')).toEqual({ startedAt: dawn, loadedAt: [dawn + 1_200_000], endedAt: dawn + 1_800_000 })
    expect(of.tours.lastOf('van')).toBe('ended')
  }
  const back = after(...words, word('undone', 31))
  expect(back.timesOf('van')).toEqual({ startedAt: dawn, loadedAt: [dawn + 1_200_000] })
  expect(back.tours.lastOf('van')).toBe('loaded')
  const home = after(word('started', 0), word('undone', 1), word('undone', 2))
  expect([home.timesOf('van'), home.tours.lastOf('van')]).toEqual([{}, undefined])
  const many = after(word('started', 0), ...Array.from({ length: 300 }, (_, n) => word('loaded', n + 1)))
  expect(many.timesOf('van').startedAt).toBe(dawn)
  expect(many.timesOf('van').loadedAt).toHaveLength(127)
})

test('one plan of a day is accepted, and a stop that was moved is remembered to have been elsewhere', () => {
  const { dispatch } = folded(due('a'), due('b'), proposed('p', plan(tour('van', 'a', 'b'))), accepted('p'))
  const { plans } = dispatch.day(day)!
  expect(plans.placeOf(key('b'))).toMatchObject({ index: 1, tour: { vehicle: 'van' } })
  const tours = [tour('van', 'b'), tour('car', 'a')]
  dispatch.apply({ ...fact(), kind: 'plan.changed', plan: 'p', by: 'hand', tours, unserved: [], sums })
  expect(plans.accepted).toMatchObject({ version: 1, by: 'hand', before: [[key('a'), 'van']] })
  expect(plans.placeOf(key('a'))?.tour.vehicle).toBe('car')
  const emptied = [tour('van'), tour('car', 'a', 'b')]
  dispatch.apply({ ...fact(), kind: 'plan.changed', plan: 'p', by: 'hand', tours: emptied, unserved: [], sums })
  expect(plans.accepted!.tours.map(({ vehicle }) => vehicle)).toEqual(['car'])
  for (const event of [proposed('q', plan(tour('car', 'a', 'b'))), accepted('q')]) dispatch.apply(event)
  expect(plans.all().map(({ plan, state }) => [plan, state])).toEqual([
    ['p', 'superseded'],
    ['q', 'accepted'],
  ])
})

test('restored from a snapshot it is the same, and goes on as it would have', () => {
  const told: DispatchEvent = {
    ...fact(),
    kind: 'arrivals.told',
    deliveries: [key('a')],
    arrivals: [1_785_112_600],
    from: [1_785_112_000],
    until: [1_785_113_200],
  }
  const depot = { id: 'd', name: 'D', lat: 37.5, lon: 127, zone: 'Asia/Seoul', travel: { by: 'roads' } as const }
  const before: DispatchEvent[] = [
    { ...fact(), kind: 'depot.registered', depot },
    due('a', {}, 'kim'),
    due('b'),
    due('c', { day: '2026-07-28', depot: 'd' }, 'kim'),
    proposed('p', plan(tour('van', 'a', 'b'))),
    accepted('p'),
    { ...fact(), kind: 'tour.started', vehicle: 'van' },
    { ...fact(), kind: 'tour.loaded', vehicle: 'van', at: epochMs(dawn + 30_000) },
    said('arrived', 1),
    told,
  ]
  const after = [
    said('delivered', 2),
    { ...fact(), kind: 'tour.undone', vehicle: 'van' } as const,
    { ...fact(), kind: 'delivery.cancelled', delivery: key('b') } as const,
  ]
  const [one, other] = [folded(...before), new Views()]
  other.restore(one.position, structuredClone(one.save()))
  for (const views of [one, other]) for (const event of after) views.fold(event)
  expect(other.dispatch.save()).toEqual(one.dispatch.save())
  expect(other.dispatch.of(0).map(({ of, row }) => [of.day, row])).toEqual([
    [day, 0],
    ['2026-07-28', 0],
  ])
})

test('who is forgotten has no deliveries any more, and their keys are to go from the vault', () => {
  const views = folded(due('a', {}, 'kim'), due('b', {}, 'lee'), said('arrived', 1))
  const shopper = 'kim' as ShopperKey
  views.fold({ kind: 'shopper.forgotten', at: dawn, id: 'f', shopper })
  const of = views.dispatch.day(day)!
  expect([of.deliveries.find(key('a')), of.deliveries.find(key('b'))]).toEqual([-1, 1])
  expect(of.words.outcomeOf(0)).toEqual({})
  expect(views.erasures.find(views.position - 1)?.keys).toEqual(['kim', key('a')])
})

test('a device that turns out to be a login takes its deliveries along', () => {
  const views = folded(due('a', {}, 'device'))
  const [device, login] = ['device', 'login'] as ShopperKey[]
  views.fold({ kind: 'shopper.identified', at: dawn, id: 'i', shopper: device, known: login })
  expect(views.dispatch.keysOf(views.shoppers.find(login))).toEqual([key('a')])
})

test('a day that is closed is gone, and what is said of it later is passed over', () => {
  const { dispatch } = folded(due('a', {}, 'kim'), { ...fact(), kind: 'dispatch.closed' }, said('arrived', 1))
  expect(dispatch.days()).toEqual([])
  expect(dispatch.of(0)).toEqual([])
})

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, n) =>
    permutations(items.filter((_, other) => other !== n)).map((rest) => [item, ...rest]),
  )
}
