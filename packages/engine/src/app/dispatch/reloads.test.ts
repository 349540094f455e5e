import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashViews } from '../hash.ts'
import { openTestingShop } from '../testing-shop.ts'
import type { DeliveryGiven, RoundAction } from './answers.ts'
import { at, day, delivery, depot, vehicle } from './testing-dispatch.ts'

let world: Awaited<ReturnType<typeof openTestingShop>>
const van = 'van-1'
const desk = () => world.shop.dispatch
const add = (...given: readonly DeliveryGiven[]) => desk().addDeliveries(new Map(given.entries()))
let ids = 0
const act = (kind: string, ms: number, name?: string): RoundAction =>
  ({ id: `phone-${ids++}`, kind, at: ms, ...(name === undefined ? {} : { delivery: name }) }) as RoundAction
const small = { ...vehicle, capacity: { parcels: 3 }, tripsMax: 3, loadingMinutes: 20 }
const routeOf = async (plan: string) => (await desk().plan(plan)).routes.find(({ vehicle: one }) => one === van)!
/** Numbers of each trip, in order. */
const tripsOf = async (plan: string) => {
  const trips: string[][] = [[]]
  for (const { delivery: name, reload } of (await routeOf(plan)).stops) {
    if (reload) trips.push([])
    trips.at(-1)!.push(name)
  }
  return trips
}

beforeEach(async () => {
  world = await openTestingShop()
  world.clock.ms = at(8)
  await desk().putDepot('d', depot)
  await desk().putVehicle(van, small)
})
afterEach(() => world.shop.close())

async function proposed(): Promise<string> {
  const { solve } = desk().startSolve({ day, seconds: 1, seed: 1 })
  await desk().endSolve(solve, true)
  expect(desk().solve(solve).problem).toBeUndefined()
  return desk().solve(solve).plan!
}

async function planned(): Promise<string> {
  const plan = await proposed()
  await desk().acceptPlan(plan)
  return plan
}

/** Says that the first trip was driven as planned, from ten past nine on, and tells its numbers. */
async function driveFirst(plan: string): Promise<readonly string[]> {
  const [first] = await tripsOf(plan)
  const done = first!.map((name, n) => act('delivered', at(9, 10 + 10 * n), name))
  world.clock.ms = at(9, 45)
  await desk().sayOfRound(van, day, [act('started', at(9)), ...done])
  return first!
}

const seven = Array.from({ length: 7 }, (_, n) => delivery(`p${n}`, n + 1))

test('a vehicle that may come back brings more than it holds: it loads in between, and takes its time for it', async () => {
  await add(...seven)
  const plan = await proposed()
  const { unserved, sums } = await desk().plan(plan)
  expect(unserved).toEqual([])
  const { stops, sums: own } = await routeOf(plan)
  const trips = await tripsOf(plan)
  expect(trips).toHaveLength(3)
  for (const trip of trips) expect(trip.length).toBeLessThanOrEqual(3)
  for (const { load } of stops) expect(load.parcels ?? 0).toBeLessThan(3)
  let metres = 0
  for (const [n, { reload, plannedAt, travelSeconds }] of stops.entries()) {
    if (!reload) continue
    const trip = trips.find(([first]) => first === stops[n]!.delivery)!
    expect(reload).toMatchObject({ seconds: 1_200, amounts: { parcels: trip.length }, isOver: false })
    expect(plannedAt).toBe(reload.at + (reload.seconds + travelSeconds) * 1_000)
    const before = stops[n - 1]!
    expect(reload.at).toBe(
      before.plannedAt + (before.waitSeconds + before.serviceSeconds + reload.travelSeconds) * 1_000,
    )
    metres += reload.metres
  }
  const out = stops.reduce((sum, stop) => sum + stop.metres, 0)
  expect(sums.metres).toBeGreaterThan(out + metres) // and home at last
  expect(own.stops).toBe(7)
})

test('a vehicle of which that is not said goes out once', async () => {
  await desk().putVehicle(van, { ...vehicle, capacity: { parcels: 3 } })
  await add(...seven)
  const { unserved, routes } = await desk().plan(await proposed())
  expect([unserved.length, routes[0]!.stops.length]).toEqual([4, 3])
  expect(routes[0]!.stops.some(({ reload }) => reload)).toBe(false)
})

test('a driver is sent back to load, is on the way to nobody until then, and goes on once it is said', async () => {
  await add(...seven)
  const plan = await planned()
  const trips = await tripsOf(plan)
  await driveFirst(plan)
  const next = trips[1]![0]!
  const before = await desk().round(van)
  expect(before).toMatchObject({ state: 'out', next })
  const stop = () =>
    desk()
      .round(van)
      .then(({ stops }) => stops.find(({ delivery: name }) => name === next)!)
  expect(await stop()).toMatchObject({
    state: 'out',
    reload: { isOver: false, amounts: { parcels: trips[1]!.length } },
  })
  const coming = (await stop()).arrival!.at
  expect((await stop()).reload!.at).toBeGreaterThanOrEqual(at(9, 45))
  expect(coming).toBeGreaterThan((await stop()).reload!.at + 1_200_000)
  world.clock.ms = at(10, 30)
  const loaded = act('loaded', at(10, 30))
  expect(await desk().sayOfRound(van, day, [loaded, loaded])).toMatchObject([
    { status: 'accepted' },
    { status: 'duplicate' },
  ])
  expect(await stop()).toMatchObject({ state: 'arriving', reload: { isOver: true } })
  const [, second, third] = (await desk().round(van)).stops
    .filter(({ reload }) => reload)
    .map(({ reload }) => reload!.isOver)
  expect([second, third]).toEqual([false, undefined])
  expect((await stop()).arrival!.at).toBeGreaterThan(at(10, 30))
  expect((await stop()).arrival!.at).toBeLessThan(coming + 45 * 60_000)
  const [told] = await desk().arrivals({ type: 'user', id: `user-${next}` })
  expect(told).toMatchObject({ state: 'arriving', stopsBefore: 0 })
  expect(hashViews(await world.shop.rebuild())).toEqual(hashViews(world.shop.views))
})

test('a driver takes back that they set out, that they loaded and that they are done, as long as nothing was done since', async () => {
  await add(...seven)
  const plan = await planned()
  const [, second] = await tripsOf(plan)
  const say = async (kind: string, minute: number, name?: string) => {
    world.clock.ms = at(9, minute)
    const [result] = await desk().sayOfRound(van, day, [act(kind, at(9, minute), name)])
    expect(result).toMatchObject({ status: 'accepted' })
    return desk().round(van)
  }
  const isLoaded = ({ stops }: Awaited<ReturnType<typeof say>>) => stops.find(({ reload }) => reload)!.reload!.isOver
  expect(await say('started', 0)).toMatchObject({ state: 'out', canUndo: 'started' })
  const home = await say('undone', 1)
  expect(home.state).toBe('planned')
  expect(home.canUndo).toBeUndefined()
  await add(delivery('new', 3)) // it has not left: it takes what comes on any trip
  await driveFirst(plan)
  expect((await desk().round(van)).canUndo).toBeUndefined()
  const loaded = await say('loaded', 50)
  expect([loaded.canUndo, isLoaded(loaded)]).toEqual(['loaded', true])
  const back = await say('undone', 51)
  expect([back.canUndo, isLoaded(back)]).toEqual([undefined, false])
  expect(back.stops.find(({ delivery: name }) => name === back.next)!.state).toBe('out') // to the depot first
  await say('loaded', 52)
  expect((await say('arrived', 53, second![0])).canUndo).toBeUndefined()
  expect(await say('ended', 54)).toMatchObject({ state: 'ended', canUndo: 'ended' })
  const again = await say('undone', 55)
  expect(again).toMatchObject({ state: 'out', next: second![0] })
  expect(hashViews(await world.shop.rebuild())).toEqual(hashViews(world.shop.views))
})

test('who forgot to say that they loaded has, once they are at a door of the next trip', async () => {
  await add(...seven)
  const plan = await planned()
  const [, second] = await tripsOf(plan)
  await driveFirst(plan)
  world.clock.ms = at(11)
  await desk().sayOfRound(van, day, [act('arrived', at(11), second![0])])
  const { stops } = await desk().round(van)
  expect(stops.filter(({ reload }) => reload).map(({ reload }) => reload!.isOver)).toEqual([true, false])
})

const sorted = (trips: readonly (readonly string[])[]) => trips.map((trip) => [...trip].sort())
const unservedOf = async (plan: string) =>
  (await desk().plan(plan)).unserved.map(({ delivery: name, reasons }) => [name, reasons[0]!.rule])
const start = async () => {
  world.clock.ms = at(9, 5)
  await desk().sayOfRound(van, day, [act('started', at(9))])
}

test('what comes while a vehicle is out goes on a trip that it has not loaded yet, as long as there is room', async () => {
  await add(...seven)
  const plan = await planned()
  const trips = await tripsOf(plan)
  await start()
  await add(delivery('new', 3), delivery('newer', 4), delivery('newest', 5))
  const now = await tripsOf(plan)
  expect(now[0]).toEqual(trips[0]) // it is on board
  expect(now).toHaveLength(3)
  for (const trip of now) expect(trip.length).toBeLessThanOrEqual(3)
  for (const [n, trip] of trips.entries()) // nothing that had its place lost it
    expect(now[n]!.filter((name) => trip.includes(name))).toEqual(trip)
  const room = 9 - 3 - seven.length + (3 - trips[0]!.length === 0 ? 3 : trips[0]!.length)
  expect(now.flat().length).toBe(seven.length + Math.min(3, room))
  const left = 3 - Math.min(3, room)
  expect((await unservedOf(plan)).map(([, rule]) => rule)).toEqual(Array.from({ length: left }, () => 'total'))
  expect(hashViews(await world.shop.rebuild())).toEqual(hashViews(world.shop.views))
})

test('a vehicle that is out on its only trip is sent out once more for what comes, until its driver ends the round', async () => {
  await add(...seven.slice(0, 2))
  const plan = await planned()
  const [first] = await tripsOf(plan)
  await start()
  await add(delivery('new', 3))
  expect(await tripsOf(plan)).toEqual([first, ['new']])
  const { stops } = await desk().round(van)
  const { reload, plannedAt } = stops.at(-1)!
  expect(reload).toMatchObject({ seconds: 1_200, amounts: { parcels: 1 }, isOver: false })
  expect(plannedAt).toBeGreaterThan(reload!.at + 1_200_000)
  world.clock.ms = at(11)
  await desk().sayOfRound(
    van,
    day,
    first!.map((name, n) => act('delivered', at(10, n), name)),
  )
  expect(await desk().round(van)).toMatchObject({ state: 'out', next: 'new' })
  await add(delivery('newer', 2))
  expect(sorted(await tripsOf(plan))).toEqual(sorted([first!, ['new', 'newer']]))
  await desk().sayOfRound(van, day, [act('loaded', at(11))])
  await add(delivery('third', 2))
  expect((await tripsOf(plan)).at(-1)).toEqual(['third'])
  await desk().cancelDelivery('third', false)
  await desk().sayOfRound(van, day, [act('ended', at(11) + 1)])
  await add(delivery('too-late', 1))
  expect((await unservedOf(plan)).at(-1)).toEqual(['too-late', 'on-road'])
})

test('a vehicle at home that costs less takes what comes; one that may go out once takes nothing', async () => {
  await desk().putVehicle('van-2', { ...vehicle, isOff: true })
  await add(...seven.slice(0, 2))
  const plan = await planned()
  await start()
  await desk().putVehicle('van-2', { ...vehicle, costs: { fixedMinor: 0, perKmMinor: 1, perHourMinor: 1 } })
  await add(delivery('new', 3))
  const { routes } = await desk().plan(plan)
  expect(routes.find(({ vehicle: one }) => one === 'van-2')?.stops.map(({ delivery: name }) => name)).toEqual(['new'])
  await desk().putVehicle('van-2', { ...vehicle, isOff: true })
  await desk().putVehicle(van, { ...small, tripsMax: 1 })
  await add(delivery('newer', 3))
  expect((await unservedOf(plan)).at(-1)).toEqual(['newer', 'on-road'])
})

test('what a vehicle may do in a day binds its later trips: stops that it has behind it, its shift, its capacity', async () => {
  await desk().putVehicle(van, { ...small, stopsMax: 3 })
  await add(...seven.slice(0, 2))
  const plan = await planned()
  await driveFirst(plan)
  await add(delivery('big', 1, { amounts: { parcels: 4 } }), delivery('third', 1), delivery('fourth', 1))
  expect((await tripsOf(plan)).at(-1)).toEqual(['third'])
  expect(await unservedOf(plan)).toEqual([
    ['big', 'capacity'],
    ['fourth', expect.stringMatching(/full|max-stops/)],
  ])
  world.clock.ms = at(17, 50)
  await desk().putVehicle(van, { ...small, stopsMax: 9 })
  await add(delivery('evening', 1))
  expect((await unservedOf(plan)).map(([name]) => name)).toEqual(['big', 'fourth', 'evening'])
  const { plannedAt } = (await routeOf(plan)).stops.at(-1)!
  expect(plannedAt).toBeGreaterThan(at(17, 50) + 1_200_000) // it has not loaded yet
})

test('another plan of the day made while a vehicle is out has what came on its later trips, and keeps it when it is accepted', async () => {
  await add(...seven.slice(0, 2))
  const first = await planned()
  const trips = await tripsOf(first)
  await start()
  await desk().putVehicle(van, { ...small, tripsMax: 1 })
  await add(...seven.slice(2, 5))
  expect(await unservedOf(first)).toHaveLength(3)
  await desk().putVehicle(van, small)
  const second = await proposed()
  const now = await tripsOf(second)
  expect(now[0]).toEqual(trips[0])
  expect(sorted(now.slice(1)).flat().sort()).toEqual(['p2', 'p3', 'p4'])
  await desk().acceptPlan(second)
  expect(await tripsOf(second)).toEqual(now)
})

test('while a vehicle is out a person may change its later trips, but not what is on board', async () => {
  await desk().putVehicle('van-2', { ...vehicle, isOff: true })
  await add(...seven)
  const plan = await planned()
  await start()
  await add(delivery('new', 3))
  const trips = await tripsOf(plan)
  await desk().putVehicle('van-2', vehicle)
  const move = async (name: string, to: string, ask: boolean, position?: number) => {
    const { version } = await desk().plan(plan)
    return desk().move({
      plan,
      version,
      delivery: name,
      vehicle: to,
      ask,
      ...(position === undefined ? {} : { position }),
    })
  }
  const [, second] = trips
  expect((await move(trips[0]!.at(-1)!, 'van-2', true)).broken).toMatchObject([{ rule: 'on-board' }])
  expect((await move(second!.at(-1)!, 'van-2', true)).broken).toEqual([])
  const moved = await move(second!.at(-1)!, 'van-2', false)
  expect(moved).toMatchObject({ isDone: true })
  expect((await tripsOf(plan)).flat()).not.toContain(second!.at(-1))
  // It is not on board: wherever it is asked to be put, it comes behind where the vehicle loads.
  await move(second!.at(-1)!, van, false, 1)
  const now = await tripsOf(plan)
  expect(now[0]).toEqual(trips[0])
  expect(now.flat()).toContain(second!.at(-1))
  // Another plan of the day is made without touching what is on the road.
  const other = await planned()
  expect((await tripsOf(other)).map((trip) => [...trip].sort())).toEqual(now.map((trip) => [...trip].sort()))
})

test('what is called off leaves its trip, and a trip of which nothing is left is not driven', async () => {
  await add(...seven)
  const plan = await planned()
  const trips = await tripsOf(plan)
  for (const name of trips.at(-1)!) await desk().cancelDelivery(name, false)
  expect(await tripsOf(plan)).toEqual(trips.slice(0, -1))
  await driveFirst(plan)
  for (const name of trips[1]!) await desk().cancelDelivery(name, false)
  expect(await desk().round(van)).toMatchObject({ state: 'out' })
  expect((await desk().round(van)).next).toBeUndefined()
  expect((await tripsOf(plan)).flat()).toEqual(trips[0])
})

test('a trip that was loaded and then called off is over: what comes after it is not on board by the word for it', async () => {
  await add(...seven.slice(0, 4))
  const plan = await planned()
  const trips = await tripsOf(plan)
  await driveFirst(plan)
  await desk().sayOfRound(van, day, [act('loaded', at(9, 44))])
  for (const name of trips[1]!) await desk().cancelDelivery(name, false)
  await add(delivery('new', 3))
  const { stops, next } = await desk().round(van)
  expect(next).toBe('new')
  expect(stops.find(({ delivery: name }) => name === 'new')!.reload).toMatchObject({ isOver: false })
})

test('a driver who is late gets another order of what is on board alone, and what was done too soon goes back among it', async () => {
  const tight = { windows: [{ from: at(9), until: at(11) }] }
  await add(...seven.map((one, n) => (n < 5 ? { ...one, ...tight } : one)))
  const plan = await planned()
  const trips = await tripsOf(plan)
  world.clock.ms = at(10, 50)
  await desk().sayOfRound(van, day, [act('started', at(10, 45))])
  await desk().tick()
  const now = await tripsOf(plan)
  expect(now.map((trip) => [...trip].sort())).toEqual(trips.map((trip) => [...trip].sort()))
  const last = now[0]!.at(-1)!
  await desk().sayOfRound(van, day, [act('delivered', at(10, 50), last)])
  await desk().sayOfRound(van, day, [act('undone', at(10, 50) + 1, last)])
  expect((await tripsOf(plan)).map((trip) => [...trip].sort())).toEqual(trips.map((trip) => [...trip].sort()))
})

test('a move by hand may send a vehicle out once more, and says so where it may not', async () => {
  await add(...seven.slice(0, 2), delivery('full', 3))
  const plan = await proposed()
  const trips = (await tripsOf(plan)).length
  await add(delivery('late', 4), delivery('later', 5))
  const move = async (name: string, ask: boolean) => {
    const { version } = await desk().plan(plan)
    return desk().move({ plan, version, delivery: name, vehicle: van, ask })
  }
  expect((await move('late', false)).broken).toEqual([])
  expect((await tripsOf(plan)).length).toBe(2)
  await desk().putVehicle(van, { ...small, tripsMax: 1 })
  expect((await move('later', true)).broken.map(({ rule }) => rule)).toEqual(['reload'])
  expect(trips).toBeLessThanOrEqual(2)
  await desk().acceptPlan(plan) // what a person chose stays, and what came is told to have no room
  expect((await tripsOf(plan)).flat()).toHaveLength(4)
  expect((await desk().plan(plan)).unserved.map(({ delivery: name }) => name)).toEqual(['later'])
})
