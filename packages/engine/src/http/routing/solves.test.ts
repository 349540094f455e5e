import type { RoutingSolveBody } from '@nunchi/protocol'
import { afterAll, expect, test } from 'vitest'
import { RoutingDesk } from '../../app/routing/routing-desk.ts'
import { matricesExample } from '../../decide/route/testing-vroom.ts'
import { epochMs } from '../../domain/units.ts'
import { testingRim } from '../testing-rim.ts'

let now = 1_800_000_000_000
const routing = new RoutingDesk({ now: () => epochMs(now), threadsMax: 1 })
const rim = await testingRim({}, { routing })
afterAll(() => routing.close())
const base = '/v1/routing/solves'
const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) => {
  const answer = await rim.call({ method, url, ...(body ? { body } : {}) })
  return { ...answer, solve: answer.body as unknown as RoutingSolveBody }
}
async function ended(id: string): Promise<RoutingSolveBody> {
  const text = await rim.call({ url: `${base}/${id}/stream` }) // ends with the solve
  expect(text.text).toContain('event: done')
  return (await call('GET', `${base}/${id}`)).solve
}

const at = (day: string) => Date.parse(`${day}Z`)
/** Two vans, a bicycle shop, and a parcel that goes from door to door. */
const problem = {
  places: [
    { id: 'depot', lat: 37.5, lon: 127 },
    { id: 'north', lat: 37.52, lon: 127 },
    { id: 'east', lat: 37.5, lon: 127.02 },
  ],
  stops: [
    {
      id: 'order-1',
      place: 'north',
      serviceSeconds: 120,
      delivery: { parcels: 2 },
      windows: [{ from: at('2026-07-27T09:30'), until: at('2026-07-27T10:00') }],
    },
    { id: 'order-2', place: 'east', serviceSeconds: 120, delivery: { parcels: 1 }, skills: ['cold'] },
    { id: 'order-3', place: 'east', delivery: { parcels: 50 } },
  ],
  shipments: [
    { pickup: { id: 'fetch', place: 'east' }, delivery: { id: 'bring', place: 'north' }, amounts: { grams: 900 } },
  ],
  vehicles: [
    {
      id: 'van',
      count: 2,
      start: 'depot',
      end: 'depot',
      capacity: { parcels: 10, grams: 5_000 },
      skills: ['cold'],
      shift: { from: at('2026-07-27T09:00'), until: at('2026-07-27T12:00') },
      costs: { fixed: 1_000, perHour: 3_600, perKm: 100 },
    },
  ],
}
const travel = { by: 'great-circle', kmPerHour: 30, detourPercent: 130 }

test('a problem in our own words is planned beside the answers, and told in its own names', async () => {
  const begun = await call('POST', base, { problem, travel, iterations: 400, seed: 2 })
  expect([begun.status, begun.solve.stops]).toEqual([202, 5])
  const solve = await ended(begun.solve.id)
  expect(solve).toMatchObject({ state: 'done', progress: 1, iterations: 400, unserved: 1 })
  const plan = solve.plan!
  expect(plan.unserved).toMatchObject([{ id: 'order-3', reason: { rule: 'capacity', vehicle: 'van/1', excess: 40 } }])
  expect(plan.routes.map(({ vehicle }) => vehicle)).toEqual(['van/1'])
  const steps = plan.routes[0]!.steps
  expect(steps.map(({ kind }) => kind).sort()).toEqual(['delivery', 'end', 'pickup', 'start', 'stop', 'stop'])
  const order = steps.find(({ id }) => id === 'order-1')!
  expect(order.arrivesAt + order.waitingSeconds * 1_000).toBeGreaterThanOrEqual(at('2026-07-27T09:30'))
  expect(order.place).toBe('north')
  expect(steps[0]!.load).toEqual({ grams: 0, parcels: 3 })
  expect(plan.routes[0]!.cost).toBe(Math.round(1_000 + plan.travelSeconds + plan.metres! / 10))
  expect([plan.cost, solve.cost]).toEqual([plan.routes[0]!.cost, plan.routes[0]!.cost])
})

test('a stop takes each kind of vehicle as long as it says', async () => {
  const perKind = { bicycle: { serviceSeconds: 30 }, lorry: { serviceSeconds: 900, setupSeconds: 60 } }
  const stops = [{ id: 'gate', place: 'north', serviceSeconds: 120, setupSeconds: 20, perKind }]
  const spot = async (kind?: string) => {
    const vehicles = [{ id: 'one', start: 'depot', end: 'depot', ...(kind ? { kind } : {}) }]
    const own = { places: problem.places, stops, vehicles }
    const { id, kindsUnused } = (await call('POST', base, { problem: own, travel, iterations: 5 })).solve
    expect(kindsUnused).toEqual(['bicycle', 'lorry'].filter((one) => one !== kind))
    const { serviceSeconds, setupSeconds } = (await ended(id)).plan!.routes[0]!.steps[1]!
    return [serviceSeconds, setupSeconds]
  }
  expect([await spot(), await spot('bicycle'), await spot('lorry')]).toEqual([
    [120, 20],
    [30, 20],
    [900, 60],
  ])
})

test('a long solve tells how far it is, and ends with its best plan when it is told to', async () => {
  const { solve } = await call('POST', base, { vroom: matricesExample, seconds: 600 })
  const follow = routing.get(solve.id).follow(new AbortController().signal, 1_000)
  for await (const { found } of follow) if (found) break
  now += 60_000
  const meanwhile = (await call('GET', `${base}/${solve.id}`)).solve
  expect(meanwhile).toMatchObject({ state: 'running', cost: 5461, unserved: 0 })
  expect(meanwhile.progress).toBeCloseTo(0.1)
  const waiting = (await call('POST', base, { vroom: matricesExample, seconds: 600 })).solve
  expect(waiting.state).toBe('waiting')
  expect((await call('DELETE', `${base}/${waiting.id}`)).solve).toMatchObject({ state: 'stopped' })
  const stopped = (await call('DELETE', `${base}/${solve.id}`)).solve
  expect(stopped).toMatchObject({ state: 'stopped', vroom: { code: 0, summary: { cost: 5461 } } })
  expect((await call('DELETE', `${base}/${solve.id}`)).status).toBe(200)
})

test('the same id is the same solve, and plans are forgotten after an hour', async () => {
  const body = { vroom: matricesExample, iterations: 5, id: 'monday' }
  const [one, other] = await Promise.all([call('POST', base, body), call('POST', base, body)])
  expect(other.solve.id).toBe(one.solve.id)
  const another = await call('POST', base, { ...body, iterations: 6 })
  expect([another.status, another.body.error?.code]).toEqual([409, 'ROUTING_ID_USED'])
  await ended(one.solve.id)
  const list = (await call('GET', `${base}?count=1`)).body as unknown as { total: number; solves: { id: string }[] }
  expect(list.solves).toMatchObject([{ id: one.solve.id, state: 'done' }])
  now += 3_600_001
  const gone = await call('GET', `${base}/${one.solve.id}`)
  expect([gone.status, gone.body.error?.code]).toEqual([404, 'ROUTING_SOLVE_UNKNOWN'])
  const anew = await call('POST', base, body)
  expect(anew.solve.id).not.toBe(one.solve.id)
  await ended(anew.solve.id)
})

/** More than is read beside the answers. */
const description = 'x'.repeat(400)
const refused = async (body: object) => {
  const { status, body: answer } = await call('POST', base, body)
  return `${status} ${answer.error?.code} ${answer.error?.field}`
}

test('a large body is read in a thread, and the same id is the same solve, however it is written', async () => {
  const places = Array.from({ length: 500 }, (_, i) => ({ id: `p${i}` }))
  const durationSeconds = places.map((_, from) => places.map((_, to) => (from === to ? 0 : 1_000 + to)))
  const vehicles = [{ id: 'van', start: 'p0', end: 'p0' }]
  const stops = [{ id: 'far', place: 'p499' }]
  const large = { problem: { places, stops, vehicles, profiles: [{ id: 'car', durationSeconds }] }, iterations: 5 }
  const begun = await call('POST', base, { ...large, id: 'large' })
  expect([begun.status, begun.solve.stops]).toEqual([202, 1])
  const again = { headers: { 'idempotency-key': 'large' }, body: JSON.stringify(large, null, 1) }
  expect((await rim.call({ url: base, method: 'POST', ...again })).body.id).toBe(begun.solve.id)
  expect(await refused({ vroom: matricesExample, id: 'large' })).toBe('409 ROUTING_ID_USED undefined')
  expect((await ended(begun.solve.id)).plan).toMatchObject({ travelSeconds: 1_499 + 1_000, unserved: [] })
})

test('a large body is refused in the words of a small one, in both forms', async () => {
  const stop = { place: 'east', description }
  const stops = Array.from({ length: 2_600 }, (_, i) => ({ id: `s${i}`, ...stop }))
  const wrong = { ...problem, stops: [...stops, { id: 'wrong', ...stop, serviceSeconds: -1 }] }
  expect(await refused({ problem: wrong, travel })).toBe('400 BODY_INVALID body.problem.stops.2600.serviceSeconds')
  const jobs = Array.from({ length: 2_600 }, (_, id) => ({ id, location_index: 1, description }))
  const vroom = { ...matricesExample, jobs: [...jobs, jobs[0]] }
  expect(await refused({ vroom })).toBe('400 ROUTING_INPUT jobs[2600]')
})

test('who waits for a plan while all threads are taken is told so in time', async () => {
  const own = new RoutingDesk({ now: () => epochMs(now), threadsMax: 1, startMsMax: 50 })
  const other = await testingRim({}, { routing: own })
  await other.call({ url: base, body: { vroom: matricesExample, seconds: 600 } })
  const { status, body, headers } = await other.call({ url: '/v1/route', body: matricesExample })
  expect([status, body.code, headers['retry-after']]).toEqual([503, 1, '5'])
  await own.close()
})

test('what contradicts itself is refused with where it stands', async () => {
  const changed = async (change: object) => {
    const { status, body } = await call('POST', base, { problem: { ...problem, ...change }, travel, iterations: 1 })
    return `${status} ${body.error?.field}: ${body.error?.message}`
  }
  const [stop] = problem.stops
  expect(await changed({ stops: [stop, stop] })).toMatch(/^400 stops\[1\].id: .*another stop with the id order-1/)
  expect(await changed({ stops: [{ ...stop, place: 'moon' }] })).toMatch(/^400 stops\[0\].place: .*no place moon/)
  expect(await changed({ stops: [{ ...stop, windows: [{ from: 9, until: 1 }] }] })).toMatch(/ends before it begins/)
  expect(await changed({ vehicles: [] })).toMatch(/^400 vehicles: .*no vehicle/)
  expect(await changed({ vehicles: [{ ...problem.vehicles[0], count: 1, route: ['nothing'] }] })).toMatch(
    /no stop nothing/,
  )
  expect(await changed({ stops: [{ ...stop, serviceSeconds: -1 }] })).toMatch(
    /^400 body.problem.stops.0.serviceSeconds/,
  )
  expect((await call('POST', base, { iterations: 1 })).body.error?.code).toBe('BODY_INVALID')
  expect((await call('POST', base, { problem, iterations: 1 })).body.error?.code).toBe('ROUTING_TRAVEL_NONE')
  const alone = await testingRim()
  expect((await alone.call({ url: base })).body.error?.code).toBe('ROUTING_NONE')
})

test('a server that stops ends what is under way and what waits, with what there is', async () => {
  const own = new RoutingDesk({ now: () => epochMs(now), threadsMax: 1 })
  const other = await testingRim({}, { routing: own })
  const post = () => other.call({ url: base, body: { vroom: matricesExample, seconds: 600 } })
  const ids = [(await post()).body.id, (await post()).body.id] as string[]
  const waiting = other.call({ url: '/v1/route', body: { ...matricesExample, options: { seconds: 30 } } })
  for await (const { found } of own.get(ids[0]!).follow(new AbortController().signal, 1_000)) if (found) break
  await own.close()
  expect(ids.map((id) => own.get(id).state)).toEqual(['done', 'done'])
  expect(own.get(ids[0]!).found?.plan.cost).toBe(5461)
  expect((await waiting).status).toBe(503)
})
