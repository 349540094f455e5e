import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { hashViews } from '../hash.ts'
import { openTestingShop } from '../testing-shop.ts'
import type { DeliveryGiven, RoundAction } from './answers.ts'
import { at, day, delivery, depot, vehicle } from './testing-dispatch.ts'

let world: Awaited<ReturnType<typeof openTestingShop>>
const desk = () => world.shop.dispatch
const add = (...given: readonly DeliveryGiven[]) => desk().addDeliveries(new Map(given.entries()))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: Refusal) => error.code,
  )
let ids = 0
const act = (kind: string, ms: number, name?: string, more = {}): RoundAction =>
  ({ id: `phone-${ids++}`, kind, at: ms, ...(name === undefined ? {} : { delivery: name }), ...more }) as RoundAction

beforeEach(async () => {
  world = await openTestingShop()
  world.clock.ms = at(8)
  await desk().putDepot('d', depot)
  await desk().putVehicle('van-1', vehicle)
  await desk().putVehicle('van-2', { ...vehicle, name: '2호차', driver: '이기사' })
})
afterEach(() => world.shop.close())

/** Plans the day within a second, and accepts it. */
async function planned(accept = true): Promise<string> {
  const { solve } = desk().startSolve({ day, seconds: 1, seed: 1 })
  await desk().endSolve(solve, true)
  const { state, plan, problem } = desk().solve(solve)
  expect(problem).toBeUndefined()
  expect(state).toBe('done')
  if (accept) await desk().acceptPlan(plan!)
  return plan!
}

/** The one vehicle that a small day needs. */
const usedVehicle = async (plan: string) => (await desk().plan(plan)).routes[0]!.vehicle

test('deliveries are added once, changed when they are others, and refused one by one', async () => {
  const first = [delivery('a', 1), delivery('b', 2)]
  expect(await add(...first)).toMatchObject({ added: 2, changed: 0, unchanged: 0 })
  const { position } = world.shop.views
  expect(await add(...first)).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  expect(world.shop.views.position).toBe(position)
  const moved = { ...delivery('a', 1), place: { ...delivery('a', 3).place } }
  const turned = delivery('c', 1, { windows: [{ from: at(12), until: at(11) }] })
  const { refused, ...counts } = await add(moved, turned, delivery('e', 1, { depot: 'nowhere' }))
  expect(counts).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect([...refused].map(([index, error]) => [index, (error as Refusal).code])).toEqual([
    [1, 'DISPATCH_WINDOW'],
    [2, 'DISPATCH_DEPOT'],
  ])
  const page = await desk().deliveries({ day, offset: 0, count: 10 })
  expect(page).toMatchObject({ total: 2, states: { waiting: 2 } })
  expect(page.deliveries.map(({ delivery: name, place }) => [name, place?.address])).toEqual([
    ['a', '서울 비밀로 3'],
    ['b', '서울 비밀로 2'],
  ])
})

test('what is for a device that nobody has logged in on is told there, and to the person once they did', async () => {
  const { user: _, ...nobodys } = delivery('a', 1)
  await add({ ...nobodys, anonymous: 'phone-1' }, { ...nobodys, delivery: 'b' })
  expect((await desk().arrivals({ type: 'anonymous', id: 'phone-1' })).map(({ delivery: name }) => name)).toEqual(['a'])
  expect(await add({ ...nobodys, anonymous: 'phone-1' })).toMatchObject({ unchanged: 1 })
  expect(await add({ ...nobodys, user: 'kim', anonymous: 'phone-1' })).toMatchObject({ changed: 1 })
  expect(await desk().arrivals({ type: 'anonymous', id: 'phone-1' })).toEqual([])
  expect(await desk().arrivals({ type: 'user', id: 'kim' })).toHaveLength(1)
})

test('a day that is over where it was to be brought takes nothing new and is planned no more', async () => {
  await add(delivery('a', 1))
  await desk().putVehicle('night', { ...vehicle, shift: { fromMinute: 18 * 60, untilMinute: 26 * 60 } })
  world.clock.ms = at(25, 59)
  expect((await add(delivery('b', 2))).refused.size).toBe(0)
  expect(desk().plans(day).isOver).toBe(false)
  world.clock.ms = at(26)
  expect(desk().plans(day).isOver).toBe(true)
  const { refused, unchanged } = await add(delivery('a', 1), delivery('c', 3), delivery('e', 3, { depot: 'd' }))
  expect(unchanged).toBe(1) // what is there already may be said again
  expect([...refused.values()].map((error) => (error as Refusal).code)).toEqual(['DISPATCH_PAST', 'DISPATCH_PAST'])
  expect(refused.get(1)!.message).toContain('it is 2026-07-28 there now')
  expect(() => desk().startSolve({ day, seconds: 1, seed: 1 })).toThrow('is over')
  expect((await add(delivery('a', 1, { day: '2026-07-28' }))).changed).toBe(1)
})

test('a vehicle of which no skills are said has none', async () => {
  const { skills: _, ...plain } = vehicle
  expect(await desk().putVehicle('van-3', plain)).toMatchObject({ skills: [] })
  await add(delivery('cold', 1, { skills: ['cold'] }), delivery('ok', 1))
  const { unserved } = await desk().plan(await planned())
  expect(unserved.map(({ delivery: name, reasons }) => [name, reasons[0]!.rule])).toEqual([['cold', 'skills']])
})

test('a day is planned beside the loop, proposed with what came meanwhile, and without what was called off', async () => {
  await add(...[1, 2, 3, 4, 5].map((n) => delivery(`p${n}`, n)))
  const { solve } = desk().startSolve({ day, seconds: 60, seed: 1 })
  expect(() => desk().startSolve({ day, seconds: 1, seed: 1 })).toThrow(Refusal)
  while (desk().solve(solve).costMinor === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
  await desk().cancelDelivery('p2', false)
  await add(delivery('late', 2))
  const { plan: id, state } = await desk().endSolve(solve, true)
  expect(state).toBe('done')
  const plan = await desk().plan(id!)
  const brought = plan.routes.flatMap(({ stops }) => stops.map(({ delivery: name }) => name))
  expect(brought.sort()).toEqual(['late', 'p1', 'p3', 'p4', 'p5'])
  expect(plan.basedOn).toBeLessThan(world.shop.views.position - 1)
  expect(plan).toMatchObject({ state: 'proposed', unserved: [], leftOut: 0, travel: 'great-circle' })
  expect(plan.sums).toMatchObject({ stops: 5, late: 0 })
  const [route] = plan.routes
  expect(route!.stops.at(0)!.load).toEqual({ parcels: route!.stops.length - 1 })
  expect(plan.sums.metres).toBeGreaterThan(2 * 5 * 1_000)
})

test('a plan that is made while the day goes on sends nobody out in the past', async () => {
  world.clock.ms = at(11)
  await add(delivery('missed', 1, { windows: [{ from: at(9), until: at(10) }] }), delivery('ok', 2))
  const plan = await desk().plan(await planned())
  expect(plan.unserved.map(({ delivery: name, reasons }) => [name, reasons[0]!.rule])).toEqual([['missed', 'window']])
  expect(plan.routes.map(({ leavesAt, stops }) => [leavesAt >= at(11), stops.length])).toEqual([[true, 1]])
})

test('what no vehicle can take is left out, and says why', async () => {
  await add(
    delivery('big', 1, { amounts: { parcels: 11 } }),
    delivery('cold', 1, { skills: ['cold'] }),
    delivery('ok', 1),
  )
  const plan = await desk().plan(await planned())
  expect(plan.unserved.map(({ delivery: name, reasons }) => [name, reasons[0]!.rule]).sort()).toEqual([
    ['big', 'capacity'],
    ['cold', 'skills'],
  ])
  expect(plan.unserved.find(({ delivery: name }) => name === 'big')!.reasons[0]).toMatchObject({ excess: 1 })
})

test('what was wished for before anybody sets out is left out for its window, also at the door of the depot', async () => {
  const early = { windows: [{ from: at(6), until: at(7) }] }
  await add(delivery('door', 0, early), delivery('far', 2, early), delivery('ok', 1))
  const { routes, unserved } = await desk().plan(await planned())
  expect(routes.flatMap(({ stops }) => stops.map(({ delivery: name }) => name))).toEqual(['ok'])
  expect(unserved.map(({ delivery: name, reasons }) => [name, reasons[0]!.rule]).sort()).toEqual([
    ['door', 'window'],
    ['far', 'window'],
  ])
})

test('a plan that is accepted stays of whom it was, also where accepting it puts in what came', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned(false)
  await add(delivery('c', 3))
  expect(await desk().acceptPlan(plan)).toMatchObject({ version: 1, state: 'accepted', by: 'solver' })
})

test('an accepted plan takes in what comes and lets go of what is called off', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned()
  await add(delivery('c', 3))
  await desk().cancelDelivery('a', false)
  const { routes, version, state, by } = await desk().plan(plan)
  expect(routes.flatMap(({ stops }) => stops.map(({ delivery: name }) => name)).sort()).toEqual(['b', 'c'])
  expect({ version, state, by }).toEqual({ version: 2, state: 'accepted', by: 'replan' })
})

test('moving a stop says first what it costs, and is refused to who saw an older plan', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned()
  const from = await usedVehicle(plan)
  const to = from === 'van-1' ? 'van-2' : 'van-1'
  const ask = { plan, version: 0, delivery: 'a', vehicle: to, ask: true } as const
  const priced = await desk().move(ask)
  expect(priced).toMatchObject({ isDone: false, position: 0, broken: [], version: 0 })
  expect(priced.costMinor).toBeGreaterThanOrEqual(10_000)
  expect((await desk().plan(plan)).routes).toHaveLength(1)
  const moved = await desk().move({ ...ask, ask: false })
  expect(moved).toMatchObject({ isDone: true, version: 1, after: priced.after })
  expect(await refusal(desk().move({ ...ask, ask: false }))).toBe('DISPATCH_PLAN_CHANGED')
  const out = await desk().move({ ...ask, version: 1, vehicle: null, ask: false })
  expect(out.after).toMatchObject({ stops: 1, unserved: 1 })
  const { unserved } = await desk().plan(plan)
  expect(unserved).toMatchObject([{ delivery: 'a', reasons: [{ rule: 'taken-out' }] }])
})

test('a vehicle that has left takes nothing on, and gives nothing away: that is told as what it is', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned()
  const out = await usedVehicle(plan)
  const home = out === 'van-1' ? 'van-2' : 'van-1'
  const ask = async (name: string, vehicle: string) => {
    const { version } = await desk().plan(plan)
    return (await desk().move({ plan, version, delivery: name, vehicle, ask: true })).broken
  }
  expect(await ask('b', home)).toEqual([])
  world.clock.ms = at(9, 5)
  await desk().sayOfRound(out, day, [act('started', at(9))])
  const last = (await desk().plan(plan)).routes[0]!.stops.at(-1)!.delivery
  expect(await ask(last, home)).toEqual([{ rule: 'on-board', vehicle: home, delivery: last, excess: 1 }])
  await add(delivery('c', 3))
  expect(await ask('c', home)).toEqual([])
  expect(await ask('c', out)).toEqual([{ rule: 'on-road', vehicle: out, delivery: 'c', excess: 1 }])
  await desk().putVehicle(home, { ...vehicle, isOff: true })
  await add(delivery('d', 1))
  const { unserved } = await desk().plan(plan)
  expect(unserved.find(({ delivery: name }) => name === 'd')!.reasons).toMatchObject([{ rule: 'on-road' }])
})

test('what a person chose stays chosen, also where it breaks a rule, when something else comes', async () => {
  await add(delivery('a', 1, { amounts: { parcels: 6 } }), delivery('b', 2, { amounts: { parcels: 6 } }))
  const plan = await planned()
  const { vehicle: van } = await desk().delivery('a')
  const moved = await desk().move({ plan, version: 0, delivery: 'b', vehicle: van!, ask: false })
  expect(moved.broken).toMatchObject([{ rule: 'capacity', vehicle: van, excess: 2 }])
  await add(delivery('c', 1))
  const { routes, unserved } = await desk().plan(plan)
  const chosen = routes.find(({ vehicle: one }) => one === van)!
  expect(chosen.stops.map(({ delivery: name }) => name).sort()).toEqual(['a', 'b'])
  expect([routes.length, unserved]).toEqual([2, []])
})

test('plans are compared, superseded and withdrawn', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const first = await planned()
  const second = await planned(false)
  await desk().move({ plan: second, version: 0, delivery: 'a', vehicle: null, ask: false })
  const compared = await desk().compare(second, first)
  expect(compared).toMatchObject({ movedCount: 1, moved: [{ delivery: 'a', from: await usedVehicle(first) }] })
  await desk().acceptPlan(second)
  expect(
    desk()
      .plans(day)
      .plans.map(({ state }) => state),
  ).toEqual(['accepted', 'superseded'])
  expect(await refusal(desk().acceptPlan(first))).toBe('DISPATCH_PLAN_STATE')
  await desk().withdrawPlan(second)
  expect(
    desk()
      .plans(day)
      .plans.map(({ state }) => state),
  ).toEqual(['withdrawn', 'superseded'])
})

test('a driver sees one round, says each thing once, and shoppers are told', async () => {
  await add(delivery('a', 1), delivery('b', 2), delivery('c', 3))
  const van = await usedVehicle(await planned())
  const before = await desk().round(van)
  expect(before).toMatchObject({ state: 'planned', day, driver: van === 'van-1' ? '김기사' : '이기사' })
  const [one, two] = before.stops.map(({ delivery: name }) => name)
  expect(before.stops[0]).toMatchObject({ phone: '010-1234-5678', canUndo: false })
  const told = await desk().arrivals({ type: 'user', id: `user-${two}` })
  expect(told).toMatchObject([{ delivery: two, state: 'planned', isLate: false }])

  world.clock.ms = at(9, 5)
  const started = act('started', at(9))
  expect(await desk().sayOfRound(van, day, [started, started])).toEqual([
    { id: started.id, status: 'accepted' },
    { id: started.id, status: 'duplicate' },
  ])
  world.clock.ms = at(9, 30)
  const done = [act('delivered', at(9, 20), one), act('arrived', at(9, 15), one)]
  await desk().sayOfRound(van, day, done)
  expect((await desk().sayOfRound(van, day, done)).map(({ status }) => status)).toEqual(['duplicate', 'duplicate'])
  const after = await desk().round(van)
  expect(after.stops[0]).toMatchObject({ state: 'delivered', arrivedAt: at(9, 15), endedAt: at(9, 20), canUndo: true })
  expect(after).toMatchObject({ state: 'out', next: two })
  const [arrival] = await desk().arrivals({ type: 'user', id: `user-${two}` })
  expect(arrival).toMatchObject({ state: 'arriving', stopsBefore: 0 })
  expect(arrival!.arrival!.from).toBeGreaterThanOrEqual(at(9, 30))

  world.clock.ms = at(9, 40)
  await desk().sayOfRound(van, day, [act('undone', at(9, 31), one)])
  expect((await desk().round(van)).next).toBe(one)
  await desk().sayOfRound(van, day, [act('failed', at(9, 32), one, { reason: 'absent' })])
  expect(await desk().delivery(one!)).toMatchObject({ state: 'failed', failure: 'absent' })
})

test("nobody's word counts for another vehicle's stop, nor where no plan sends it out", async () => {
  await add(delivery('a', 1))
  const van = await usedVehicle(await planned())
  const other = van === 'van-1' ? 'van-2' : 'van-1'
  expect(await refusal(desk().sayOfRound(other, day, [act('delivered', at(10), 'a')]))).toBe('DISPATCH_ROUND')
  expect(await desk().sayOfRound(van, day, [act('delivered', at(10), 'x')])).toMatchObject([
    { status: 'rejected', code: 'DISPATCH_OTHER_ROUND' },
  ])
  expect((await desk().round(other)).stops).toEqual([])
  expect(await desk().delivery('a')).toMatchObject({ state: 'planned' })
})

test('what is to be brought on another day leaves the plan of the day that it was on', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned()
  const heading = async () => {
    const { routes, sums } = await desk().plan(plan)
    return [routes.flatMap(({ stops }) => stops.map(({ delivery: name }) => name)), sums.stops]
  }
  await add(delivery('b', 2, { day: '2026-07-28' }))
  expect(await heading()).toEqual([['a'], 1])
})

test('what a driver brings back waits to be planned anew, for another vehicle', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const plan = await planned()
  const van = await usedVehicle(plan)
  world.clock.ms = at(9, 30)
  await desk().sayOfRound(van, day, [act('started', at(9)), act('delivered', at(9, 20), 'a'), act('ended', at(9, 30))])
  expect(await desk().round(van)).toMatchObject({ state: 'ended' })
  expect((await desk().round(van)).next).toBeUndefined()
  expect(await desk().delivery('b')).toMatchObject({ state: 'waiting' })
  await add(delivery('c', 1))
  const { routes } = await desk().plan(plan)
  const other = routes.find(({ vehicle: one }) => one !== van)!
  expect(other.stops.map(({ delivery: name }) => name).sort()).toEqual(['b', 'c'])
})

test('a driver who runs late is given another order, when it serves somebody in time who would be late', async () => {
  const tight = { windows: [{ from: at(9), until: at(10, 20) }] }
  await add(delivery('near', 1), delivery('mid', 2), delivery('tight', 3, tight))
  const plan = await planned()
  const van = await usedVehicle(plan)
  const order = async () => (await desk().round(van)).stops.map(({ delivery: name }) => name)
  await desk().move({ plan, version: 0, delivery: 'tight', vehicle: van, position: 2, ask: false })
  const planned2 = await order()
  expect(planned2.at(-1)).toBe('tight')
  world.clock.ms = at(10, 10)
  await desk().sayOfRound(van, day, [act('started', at(10, 5))])
  expect(await order()).toEqual([planned2[0], 'tight', planned2[1]])
  const { by } = await desk().plan(plan)
  expect(by).toBe('replan')
})

test('estimates are told when they move by minutes, not with every look', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  await planned()
  const told = () => world.shop.views.dispatch.day(day)!.deliveries.toldOf(0)!
  const first = told()
  await desk().tick()
  expect(told()).toEqual(first)
  world.clock.ms = at(9, 40) // nobody has set out
  await desk().tick()
  expect(told().at).toBeGreaterThan(first.at + 300)
})

test('a stream of arrivals says what is, and what changes', async () => {
  await add(delivery('a', 1))
  const stop = new AbortController()
  const alias = { type: 'user', id: 'user-a' } as const
  const stream = desk().followArrivals({ alias, signal: stop.signal, beatMs: 60_000 })
  expect((await stream.next()).value).toMatchObject([{ delivery: 'a', state: 'waiting' }])
  const next = stream.next()
  await planned()
  expect((await next).value).toMatchObject([{ delivery: 'a', state: 'planned' }])
  stop.abort()
  expect((await stream.next()).done).toBe(true)
})

test('what is stored stays acknowledged where its plan cannot follow', async () => {
  await add(delivery('a', 1))
  const plan = await planned()
  const van = await usedVehicle(plan)
  for (const id of ['van-1', 'van-2']) await desk().putVehicle(id, { ...vehicle, isOff: true })
  expect(await add(delivery('b', 1))).toMatchObject({ added: 1 })
  expect(await desk().plan(plan)).toMatchObject({ leftOut: 1, version: 0 })
  expect(world.shop.chores().find(({ name }) => name === 'dispatch')?.lastFailure?.code).toBe('DISPATCH_NOTHING')
  const said = await desk().sayOfRound(van, day, [act('started', at(8)), act('delivered', at(8), 'a')])
  expect(said.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
})

test('rebuilt from the log, the state is the same', async () => {
  await add(delivery('a', 1), delivery('b', 2))
  const van = await usedVehicle(await planned())
  await desk().sayOfRound(van, day, [act('started', at(9)), act('delivered', at(9, 20), 'a')])
  expect(hashViews(await world.shop.rebuild())).toEqual(hashViews(world.shop.views))
})

test('a day long past is closed: its places are erased, and the state lets go of it', async () => {
  await add(delivery('a', 1))
  const key = world.vault.keyOf({ type: 'delivery', id: 'd:a' })!
  world.clock.ms += 20 * 86_400_000
  await desk().tick()
  expect(world.shop.views.dispatch.days()).toEqual([])
  expect(await world.vault.traitsOf(key)).toEqual({})
})

test('a plan says when its drivers rest, and which vehicles do not come back', async () => {
  const pause = { fromMinute: 9 * 60, untilMinute: 10 * 60, minutes: 30 }
  await desk().putVehicle('van-1', { ...vehicle, returns: false, pause })
  await desk().putVehicle('van-2', { ...vehicle, name: '2호차', isOff: true })
  await add(...[1, 2, 3].map((n) => delivery(`s${n}`, n)))
  const [route] = (await desk().plan(await planned())).routes
  expect(route).toMatchObject({ vehicle: 'van-1', returns: false, breaks: [{ seconds: 1_800 }] })
  const from = route!.breaks[0]!.at
  expect(from).toBeGreaterThanOrEqual(at(9))
  expect(from).toBeLessThanOrEqual(at(10))
  // No way back: what it drives is the way to its stops.
  expect(route!.sums.metres).toBe(route!.stops.reduce((sum, { metres }) => sum + metres, 0))
})
