import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestingShop } from '../testing-shop.ts'
import type { DeliveryGiven } from './answers.ts'
import { dayBefore, momentOf } from './day-times.ts'
import { delivery, depot, vehicle } from './testing-dispatch.ts'

let world: Awaited<ReturnType<typeof openTestingShop>>
const desk = () => world.shop.dispatch
const add = (...given: readonly DeliveryGiven[]) => desk().addDeliveries(new Map(given.entries()))

beforeEach(async () => {
  world = await openTestingShop()
})
afterEach(() => world.shop.close())

test('minutes of a day are those of the clock on the wall', () => {
  const hours = (day: string, minute: number) =>
    (momentOf(day, minute, 'Europe/Berlin') - momentOf(day, 0, 'Europe/Berlin')) / 3_600
  expect([hours('2026-10-25', 540), hours('2026-10-25', 1_440), hours('2026-10-25', 1_500)]).toEqual([10, 25, 26])
  expect([hours('2026-03-29', 540), hours('2026-03-29', 1_440)]).toEqual([8, 23])
  expect(dayBefore('2026-03-01')).toBe('2026-02-28')
})

test('a day on which clocks are changed begins, works and ends by its own clock', async () => {
  const autumn = '2026-10-25' // of 25 hours
  await desk().putDepot('d', { ...depot, zone: 'Europe/Berlin' })
  await desk().putVehicle('van-1', vehicle)
  world.clock.ms = Date.UTC(2026, 9, 24, 22) // midnight there
  const { refused } = await add(delivery('a', 1, { day: autumn }))
  expect(refused.size).toBe(0)
  const { solve } = desk().startSolve({ day: autumn, seconds: 1, seed: 1 })
  const { plan } = await desk().endSolve(solve, true)
  const nine = Date.UTC(2026, 9, 25, 8) // clocks went back at three
  expect((await desk().plan(plan!)).routes[0]!.leavesAt).toBe(nine)
  world.clock.ms = Date.UTC(2026, 9, 25, 22, 59)
  expect((await add(delivery('b', 1, { day: autumn }))).refused.size).toBe(0)
  expect(desk().plans(autumn).isOver).toBe(false)
  world.clock.ms = Date.UTC(2026, 9, 25, 23)
  expect([...(await add(delivery('c', 1, { day: autumn }))).refused.values()]).toMatchObject([
    { code: 'DISPATCH_PAST' },
  ])
  expect(desk().plans(autumn).isOver).toBe(true)
})

test('of a day that is over it is said that it is, also where nothing was to be brought', async () => {
  await desk().putDepot('d', depot)
  await desk().putVehicle('van-1', vehicle)
  expect(() => desk().startSolve({ day: '2020-01-01', seconds: 1, seed: 1 })).toThrow(
    expect.objectContaining({ code: 'DISPATCH_PAST' }),
  )
  expect(() => desk().startSolve({ day: '2030-01-01', seconds: 1, seed: 1 })).toThrow(
    expect.objectContaining({ code: 'DISPATCH_NOTHING' }),
  )
})
