import { afterEach, beforeEach, expect, test } from 'vitest'
import { at } from '../app/dispatch/testing-dispatch.ts'
import { openTestingShop, said } from '../app/testing-shop.ts'
import type { ProductId } from '../domain/units.ts'
import { bringOrders, keepDays } from './demo-dispatch.ts'

let world: Awaited<ReturnType<typeof openTestingShop>>
let ending: AbortController
const warnings: string[] = []
const users = Array.from({ length: 8 }, (_, n) => ({ id: `demo-${n}`, name: `가상 ${n}` }))
const assumed = { consent: 'assumed' } as const
const acceptedOf = (day: string) => world.shop.views.dispatch.day(day)?.plans.accepted
const running = () => ({ signal: ending.signal, warn: (reason: string) => warnings.push(reason) })

beforeEach(async () => {
  world = await openTestingShop()
  ending = new AbortController()
  warnings.length = 0
})
afterEach(async () => {
  ending.abort()
  await world.shop.close()
})

/** Until it is so. */
const until = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a demo that runs on has another day once the shifts of the one before are over', async () => {
  world.clock.ms = at(22)
  const done = keepDays(world.shop, users, { ...running(), everyMs: 10, seconds: 1 })
  await until(() => acceptedOf('2026-07-27') !== undefined)
  world.clock.ms = at(24 + 5, 59) // its vehicles are out until six
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(acceptedOf('2026-07-28')).toBeUndefined()
  world.clock.ms = at(24 + 6)
  await until(() => acceptedOf('2026-07-28') !== undefined)
  const { tours } = acceptedOf('2026-07-28')!
  expect(tours.flatMap(({ stops }) => stops)).toHaveLength(users.length)
  expect(Math.min(...tours.map(({ leavesAt }) => leavesAt * 1_000))).toBeGreaterThanOrEqual(at(24 + 8))
  ending.abort()
  await done
  expect(warnings).toEqual([])
})

test.each([0, 13, 23])('a demo of the usual size has a vehicle that comes back to load, begun at %i', async (hour) => {
  world.clock.ms = at(hour, 40)
  const many = Array.from({ length: 70 }, (_, n) => ({ id: `demo-${n}`, name: `가상 ${n}` }))
  const done = keepDays(world.shop, many, { ...running(), seconds: 1 })
  await until(() => acceptedOf('2026-07-27') !== undefined)
  const { tours, unserved } = acceptedOf('2026-07-27')!
  expect(tours.filter(({ loads }) => loads?.length === 1).map(({ vehicle }) => vehicle)).toEqual(['demo-3'])
  expect(tours.flatMap(({ stops }) => stops).length + unserved.length).toBe(many.length)
  for (const { vehicle, stops } of tours) if (vehicle !== 'demo-3') expect(stops.length).toBeGreaterThan(10)
  ending.abort()
  await done
})

test('a demo that ended before its day was planned goes on with it, and leaves alone what a person decided', async () => {
  world.clock.ms = at(9)
  const { dispatch } = world.shop
  const cut = new AbortController()
  const begun = keepDays(world.shop, users, { ...running(), signal: cut.signal, everyMs: 10, seconds: 60 })
  await until(() => dispatch.plans('2026-07-27').solve !== undefined)
  cut.abort()
  await dispatch.endSolve(dispatch.plans('2026-07-27').solve!, false)
  await begun
  expect(dispatch.plans('2026-07-27').plans).toEqual([])
  const on = new AbortController()
  const done = keepDays(world.shop, users, { ...running(), signal: on.signal, everyMs: 10, seconds: 1 })
  await until(() => acceptedOf('2026-07-27') !== undefined)
  expect(acceptedOf('2026-07-27')!.tours.flatMap(({ stops }) => stops)).toHaveLength(users.length)
  await dispatch.withdrawPlan(acceptedOf('2026-07-27')!.plan)
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(dispatch.plans('2026-07-27')).toMatchObject({ plans: [{ state: 'withdrawn' }] })
  expect(dispatch.plans('2026-07-27').solve).toBeUndefined()
  on.abort()
  await done
})

test('what visitors order is brought, also of those who did not log in; what the town orders itself is not', async () => {
  world.clock.ms = at(9)
  const days = keepDays(world.shop, users, { ...running(), everyMs: 10, seconds: 1 })
  const bringing = bringOrders(world.shop, [{ id: 'kim', name: '김' }], running())
  await until(() => acceptedOf('2026-07-27') !== undefined)
  const lines = [{ product: 'p1' as ProductId, quantity: 1 }]
  const order = (name: string) => ({ kind: 'order.placed', order: name, lines, at: world.clock.ms })
  await world.shop.collect(
    [
      said({ user: 'kim' }, order('of-kim')),
      said({ anonymous: 'phone' }, order('of-a-phone')),
      said({ anonymous: 'demo-phone' }, order('of-the-town')),
      said({ user: 'somebody' }, order('of-somebody')),
    ],
    assumed,
  )
  const { dispatch } = world.shop
  const orders = async () =>
    (await dispatch.deliveries({ day: '2026-07-27', q: 'of-', offset: 0, count: 9 })).deliveries
  while ((await orders()).length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  expect((await orders()).map(({ delivery }) => delivery).sort()).toEqual(['of-a-phone', 'of-kim'])
  expect(await dispatch.arrivals({ type: 'anonymous', id: 'phone' })).toHaveLength(1)
  ending.abort()
  await Promise.allSettled([days, bringing])
  expect(warnings).toEqual([])
})
