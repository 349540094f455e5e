import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, delivery, depot, vehicle } from '../../app/dispatch/testing-dispatch.ts'
import { openMerchant } from '../merchant/testing-merchant.ts'

type Merchant = Awaited<ReturnType<typeof openMerchant>>
let world: Merchant
let drivers: Record<'van-1' | 'van-2', string>

const call = async (key: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${key}`, ...(payload && { 'content-type': 'application/json' }) }
  const answer = await world.server.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}
const secret = () => world.headers.authorization.slice('Bearer '.length)
const event = (id: string, kind: string, name?: string) => ({
  id,
  kind,
  at: world.clock.ms,
  ...(name && { delivery: name }),
})

beforeEach(async () => {
  world = await openMerchant({ options: { identitySecret: 'x'.repeat(40) } })
  world.clock.ms = Date.UTC(2026, 6, 27, 1)
  await call(secret(), 'PUT', '/v1/dispatch/depots/d', depot)
  for (const id of ['van-1', 'van-2']) await call(secret(), 'PUT', `/v1/dispatch/vehicles/${id}`, vehicle)
  const make = async (id: string) => {
    const { body } = await call(secret(), 'POST', '/v1/keys', { name: id, scope: 'driver', vehicle: id })
    return body.secret as string
  }
  drivers = { 'van-1': await make('van-1'), 'van-2': await make('van-2') }
})
afterEach(async () => {
  await world.server.stop()
  await world.shop.close()
})

/** A plan by which each vehicle brings one. */
async function planned(of = day): Promise<string> {
  const deliveries = [delivery('a', 1, { day: of, skills: [] }), delivery('b', 2, { day: of })]
  expect((await call(secret(), 'POST', '/v1/dispatch/deliveries', { deliveries })).body).toMatchObject({ added: 2 })
  const { body: solve } = await call(secret(), 'POST', '/v1/dispatch/solves', { day: of, seconds: 1 })
  const { body: done } = await call(secret(), 'DELETE', `/v1/dispatch/solves/${solve.solve}?keep=true`)
  const plan = `/v1/dispatch/plans/${done.plan}`
  for (const [name, to] of [
    ['a', 'van-1'],
    ['b', 'van-2'],
  ]) {
    const { version } = (await call(secret(), 'GET', plan)).body
    await call(secret(), 'POST', `${plan}/moves`, { version, delivery: name, vehicle: to })
  }
  expect((await call(secret(), 'POST', `${plan}/accept`)).body).toMatchObject({ state: 'accepted' })
  return plan
}

test("a driver's key sees the round of its own vehicle, and nothing else", async () => {
  const plan = await planned()
  const mine = await call(drivers['van-1'], 'GET', '/v1/floor/round')
  expect(mine.body.stops.map(({ delivery: name }: { delivery: string }) => name)).toEqual(['a'])
  expect(mine.body.depot.zone).toBe('Asia/Seoul')
  expect(JSON.stringify(mine.body)).not.toContain('비밀로 2')
  for (const url of [
    plan,
    '/v1/dispatch/vehicles',
    `/v1/dispatch/deliveries?day=${day}`,
    '/v1/arrivals?anonymous=x',
    '/v1/home',
  ]) {
    const { status, body } = await call(drivers['van-1'], 'GET', url)
    expect([url, status, body.error.code]).toEqual([url, 403, 'AUTH_SCOPE'])
  }
  const batch = { batch: [{ type: 'track', event: 'x', anonymousId: 'y' }], writeKey: drivers['van-1'] }
  expect((await world.server.inject({ method: 'POST', url: '/v1/batch', payload: batch })).statusCode).toBe(403)
  expect((await call(secret(), 'GET', '/v1/floor/round')).body.error.code).toBe('AUTH_DRIVER')
  expect((await world.server.inject({ url: '/v1/floor/round' })).statusCode).toBe(401)
})

test("what a driver says of somebody else's stop is refused, of their own it counts once", async () => {
  await planned()
  const events = [event('phone-0001', 'delivered', 'b'), event('phone-0002', 'delivered', 'a')]
  const { body } = await call(drivers['van-1'], 'POST', '/v1/floor/events', { day, events })
  expect(body.results).toMatchObject([{ status: 'rejected', code: 'DISPATCH_OTHER_ROUND' }, { status: 'accepted' }])
  expect(body.round.stops[0].state).toBe('delivered')
  const again = await call(drivers['van-1'], 'POST', '/v1/floor/events', { day, events: [events[1]] })
  expect(again.body.results).toMatchObject([{ status: 'duplicate' }])
  expect((await call(secret(), 'GET', '/v1/dispatch/deliveries/b')).body.state).toBe('planned')
})

test('what is said of a round of tomorrow is refused until its day begins', async () => {
  const tomorrow = '2026-07-28'
  await planned(tomorrow)
  const say = () => {
    const events = [event(`phone-${world.clock.ms}`, 'started')]
    return call(drivers['van-1'], 'POST', '/v1/floor/events', { day: tomorrow, clock: world.clock.ms, events })
  }
  expect((await say()).body.results).toMatchObject([{ status: 'rejected', code: 'DISPATCH_EARLY' }])
  expect((await call(secret(), 'GET', '/v1/dispatch/deliveries/a')).body.state).toBe('planned')
  world.clock.ms = Date.UTC(2026, 6, 27, 15) // midnight there
  expect((await say()).body.results).toMatchObject([{ status: 'accepted' }])
})

test('what is no event is rejected alone, with where it is wrong, and the others count', async () => {
  await planned()
  const bad = { ...event('phone-0001', 'failed', 'a'), reason: 'ate it' }
  const events = [bad, { id: 7 }, 'x', event('phone-0002', 'delivered', 'a'), event('phone-0003', 'flown', 'a')]
  const { status, body } = await call(drivers['van-1'], 'POST', '/v1/floor/events', { day, events })
  expect(status).toBe(200)
  const no = { status: 'rejected', code: 'BODY_INVALID' }
  expect(body.results).toMatchObject([
    { ...no, id: 'phone-0001', message: expect.stringContaining('reason') },
    { ...no, id: '' },
    { ...no, id: '' },
    { id: 'phone-0002', status: 'accepted' },
    { ...no, id: 'phone-0003' },
  ])
  expect(body.round.stops[0].state).toBe('delivered')
  const alone = await call(drivers['van-1'], 'POST', '/v1/floor/events', { day, events: [bad] })
  expect(alone.body.results).toMatchObject([no])
})

test('a key says whose round it is for, or is no key of a driver', async () => {
  const ask = (body: object) => call(secret(), 'POST', '/v1/keys', { name: 'k', ...body })
  expect((await ask({ scope: 'driver' })).body.error).toMatchObject({ code: 'BODY_INVALID', field: 'vehicle' })
  expect((await ask({ scope: 'secret', vehicle: 'van-1' })).body.error.code).toBe('BODY_INVALID')
  const before = world.keys.list().length
  const { status, body } = await ask({ scope: 'driver', vehicle: 'van-9' })
  expect([status, body.error.code, body.error.message]).toEqual([
    404,
    'DISPATCH_VEHICLE',
    expect.stringContaining('van-9'),
  ])
  expect(world.keys.list()).toHaveLength(before)
})

test('a shopper is told of their own alone, and only with proof', async () => {
  await planned()
  const { secret: page } = await world.keys.add({ name: 'page', scope: 'publishable', consent: 'assumed' }, 0)
  const own = await call(secret(), 'GET', '/v1/arrivals?user=user-a')
  expect(own.body.arrivals).toMatchObject([{ delivery: 'a', state: 'planned' }])
  expect(JSON.stringify(own.body)).not.toMatch(/비밀로|010-|37\.5/)
  const mine = await call(secret(), 'GET', '/v1/my-data?user=user-a')
  expect(mine.body.deliveries).toMatchObject([
    { delivery: 'a', place: { address: '서울 비밀로 1', phone: '010-1234-5678' } },
  ])
  expect((await call(page, 'GET', '/v1/arrivals?user=user-a')).body.error.code).toBe('IDENTITY_UNPROVEN')
  expect((await call(page, 'GET', '/v1/arrivals?anonymous=phone')).body.arrivals).toEqual([])
  expect((await call(page, 'GET', `/v1/dispatch/deliveries?day=${day}`)).body.error.code).toBe('AUTH_SCOPE')
})

test('entries that are wrong are named one by one, with where they are wrong', async () => {
  const { place, ...nowhere } = delivery('c', 1)
  const deliveries = [
    delivery('a', 1),
    { ...delivery('b', 1), day: '27.7.2026' },
    nowhere,
    { ...delivery('d', 1), day: '2026-02-31' },
  ]
  const { status, body } = await call(secret(), 'POST', '/v1/dispatch/deliveries', { deliveries })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    added: 1,
    rejected: [{ index: 1, field: 'day' }, { index: 2 }, { index: 3, code: 'DISPATCH_DAY' }],
  })
  expect(place.address).toBe('서울 비밀로 1')
})
