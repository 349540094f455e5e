import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { epochMs } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import { Shop } from '../shop.ts'
import { openTestingShop } from '../testing-shop.ts'
import type { DeliveryGiven, RoundAction } from './answers.ts'
import { at, day, delivery, depot, vehicle } from './testing-dispatch.ts'

let world: Awaited<ReturnType<typeof openTestingShop>>
const van = 'van-1'
const desk = () => world.shop.dispatch
let ids = 0
const act = (kind: string, ms: number, name?: string): RoundAction =>
  ({ id: `phone-${ids++}`, kind, at: ms, ...(name === undefined ? {} : { delivery: name }) }) as RoundAction
const order = async () => (await desk().round(van)).stops.map(({ delivery: name }) => name)

beforeEach(async () => {
  world = await openTestingShop()
  world.clock.ms = at(8)
  await desk().putDepot('d', depot)
  await desk().putVehicle(van, { ...vehicle, returns: false })
})
afterEach(() => world.shop.close())

async function planned(...given: readonly DeliveryGiven[]): Promise<void> {
  await desk().addDeliveries(new Map(given.entries()))
  const { solve } = desk().startSolve({ day: given[0]!.day, seconds: 1, seed: 1 })
  await desk().endSolve(solve, true)
  await desk().acceptPlan(desk().solve(solve).plan!)
}

test('what was called brought before its turn by mistake goes back to its place, and what is next stays next', async () => {
  await planned(delivery('a', 1), delivery('b', 2), delivery('c', 3), delivery('d', 4))
  expect(await order()).toEqual(['a', 'b', 'c', 'd'])
  world.clock.ms = at(9, 10)
  await desk().sayOfRound(van, day, [act('started', at(9)), act('delivered', at(9, 10), 'c')])
  expect(await order()).toEqual(['c', 'a', 'b', 'd'])
  world.clock.ms = at(9, 11)
  await desk().sayOfRound(van, day, [act('undone', at(9, 11), 'c')])
  expect(await order()).toEqual(['a', 'b', 'c', 'd'])
  expect(await desk().round(van)).toMatchObject({ next: 'a', state: 'out' })
})

test('what follows from what was taken back follows after a restart, where the server ended before it could', async () => {
  await planned(delivery('a', 1), delivery('b', 2), delivery('c', 3), delivery('d', 4))
  world.clock.ms = at(9, 10)
  await desk().sayOfRound(van, day, [act('started', at(9)), act('delivered', at(9, 10), 'c')])
  await world.shop.close()
  const { log, vault, clock } = world
  const key = vault.keyOf({ type: 'delivery', id: 'd:c' })
  const undone = { kind: 'stop.undone', at: epochMs(at(9, 11)), id: 'floor:x', day, vehicle: van, delivery: key }
  await log.append([undone as never as DispatchEvent], await log.length())
  world.clock.ms = at(9, 12)
  world.shop = await Shop.open({ log, vault, clock, snapshots: new MemorySnapshotStore() })
  await desk().tick()
  expect(await order()).toEqual(['a', 'b', 'c', 'd'])
  expect(await desk().round(van)).toMatchObject({ next: 'a', state: 'out' })
  const { position } = world.shop.views
  await desk().tick()
  expect(world.shop.views.position).toBe(position)
})

test('what is taken back in its turn, or at whose door the driver stands, is next', async () => {
  await planned(delivery('a', 1), delivery('b', 2), delivery('c', 3))
  world.clock.ms = at(9, 10)
  await desk().sayOfRound(van, day, [act('started', at(9)), act('delivered', at(9, 10), 'a')])
  await desk().sayOfRound(van, day, [act('undone', at(9, 10) + 1, 'a')])
  expect(await desk().round(van)).toMatchObject({ next: 'a' })
  const done = [act('arrived', at(9, 10) + 2, 'c'), act('delivered', at(9, 10) + 3, 'c')]
  await desk().sayOfRound(van, day, done)
  await desk().sayOfRound(van, day, [act('undone', at(9, 10) + 4, 'c')])
  expect(await desk().round(van)).toMatchObject({ next: 'c' })
})

test('a phone whose clock is wrong tells the right times, and things stay in their order', async () => {
  await planned(delivery('a', 1), delivery('b', 2))
  world.clock.ms = at(10)
  const slow = 3 * 3_600_000
  const said = [act('started', at(9) - slow), act('delivered', at(9, 50) - slow, 'a')]
  await desk().sayOfRound(van, day, said, at(10) - slow)
  const { startedAt, stops } = await desk().round(van)
  expect([startedAt, stops[0]?.endedAt]).toEqual([at(9), at(9, 50)])
  // This one does not say what its clock says, and is a day ahead: all happens now, in this order.
  const ahead = ['delivered', 'undone', 'failed'].map((kind, n) => {
    const one = act(kind, at(34) + n, 'b')
    return kind === 'failed' ? ({ ...one, reason: 'absent' } as RoundAction) : one
  })
  await desk().sayOfRound(van, day, ahead)
  expect((await desk().round(van)).stops[1]).toMatchObject({ state: 'failed', endedAt: at(10) + 2 })
})

const early = { status: 'rejected', code: 'DISPATCH_EARLY' }
const tomorrow = '2026-07-28'

test("nothing happens on a round before its depot's day begins, by the right time, and what is too early is refused alone", async () => {
  await planned(delivery('a', 1, { day: tomorrow }))
  expect(await desk().sayOfRound(van, tomorrow, [act('started', at(8)), act('delivered', at(8), 'a')])).toMatchObject([
    { ...early, message: expect.stringContaining('no sooner than 2026-07-28 00:00') },
    early,
  ])
  // A phone whose clock is a day ahead.
  expect(await desk().sayOfRound(van, tomorrow, [act('started', at(32))], at(32))).toMatchObject([early])
  expect(await desk().delivery('a')).toMatchObject({ state: 'planned' })
  world.clock.ms = at(33)
  const said = [act('started', at(24) - 1), act('started', at(24)), act('arrived', at(33), 'a')]
  expect(await desk().sayOfRound(van, tomorrow, said)).toMatchObject([
    early,
    { status: 'accepted' },
    { status: 'accepted' },
  ])
  expect(await desk().round(van)).toMatchObject({ state: 'out', startedAt: at(24) })
  // A phone whose clock is a day behind.
  expect(await desk().sayOfRound(van, tomorrow, [act('delivered', at(9), 'a')], at(9))).toMatchObject([
    { status: 'accepted' },
  ])
})

test('a round that leaves soon after midnight begins on the evening before, and what counted then stays so', async () => {
  await desk().putVehicle(van, { ...vehicle, shift: { fromMinute: 60, untilMinute: 600 } })
  await planned(delivery('a', 1, { day: tomorrow }))
  world.clock.ms = at(21, 30)
  const [sooner, started] = [act('started', at(21) - 1), act('started', at(21))]
  const say = () => desk().sayOfRound(van, tomorrow, [sooner, started])
  expect(await say()).toMatchObject([early, { status: 'accepted' }])
  await desk().addDeliveries(new Map([[0, delivery('a', 1, { day: '2026-07-29' })]])) // its tour is gone
  await desk().putVehicle(van, { ...vehicle, shift: { fromMinute: 300, untilMinute: 600 } })
  expect(await say()).toMatchObject([early, { status: 'duplicate' }])
})

test('a round that goes past midnight is shown until it is over, then that of the new day', async () => {
  const night = { fromMinute: 22 * 60, untilMinute: 30 * 60 }
  await desk().putVehicle(van, { ...vehicle, returns: false, shift: night })
  const late = { windows: [{ from: at(24, 30), until: at(25) }] }
  await planned(delivery('a', 1, late), delivery('b', 2, late))
  world.clock.ms = at(24, 20)
  expect(await desk().round(van)).toMatchObject({ day, state: 'planned' })
  await desk().sayOfRound(van, day, [act('started', at(24, 20)), act('delivered', at(24, 20), 'a')])
  world.clock.ms = at(27)
  expect(await desk().round(van)).toMatchObject({ day, state: 'out', next: 'b' })
  await desk().sayOfRound(van, day, [act('ended', at(27))])
  expect(await desk().round(van)).toMatchObject({ day: '2026-07-28', state: 'none' })
})

test('on the night after a day of 23 hours the round of the day before is still shown', async () => {
  const spring = '2026-03-29'
  await desk().putDepot('d', { ...depot, zone: 'Europe/Berlin' })
  const night = { fromMinute: 22 * 60, untilMinute: 30 * 60 }
  await desk().putVehicle(van, { ...vehicle, returns: false, shift: night })
  const late = { day: spring, windows: [{ from: Date.UTC(2026, 2, 29, 22), until: Date.UTC(2026, 2, 29, 23, 50) }] }
  world.clock.ms = Date.UTC(2026, 2, 29, 10)
  await planned(delivery('a', 1, late))
  world.clock.ms = Date.UTC(2026, 2, 29, 22, 30) // half past midnight there
  expect(await desk().round(van)).toMatchObject({ day: spring, state: 'planned' })
})

test('a round that nobody ended gives way some hours later', async () => {
  await planned(delivery('a', 1))
  world.clock.ms = at(9, 10)
  await desk().sayOfRound(van, day, [act('started', at(9))])
  world.clock.ms = at(24, 1)
  expect(await desk().round(van)).toMatchObject({ day: '2026-07-28', state: 'none' })
})

test('a vehicle whose driver was at a door is out, also where they forgot to say that they set out', async () => {
  await planned(delivery('a', 1))
  const { plan } = await desk().round(van)
  world.clock.ms = at(10)
  await desk().sayOfRound(van, day, [act('arrived', at(10), 'a')])
  await expect(desk().removeVehicle(van)).rejects.toMatchObject({ code: 'DISPATCH_VEHICLE_OUT' })
  await expect(desk().withdrawPlan(plan!)).rejects.toMatchObject({ code: 'DISPATCH_PLAN_STATE' })
})
