import type { VroomAnswer, VroomInput } from '@nunchi/protocol'
import { afterAll, expect, test } from 'vitest'
import { RoutingDesk } from '../../app/routing/routing-desk.ts'
import type { TravelParts } from '../../app/routing/travelled.ts'
import { noProblem } from '../../decide/route/read-vroom.ts'
import { matricesExample, planExample, shipmentsExample } from '../../decide/route/testing-vroom.ts'
import { polyline } from '../../domain/polyline.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs } from '../../domain/units.ts'
import { testingRim } from '../testing-rim.ts'
import { expectConsistent } from './testing-consistency.ts'

const routing = new RoutingDesk({ now: () => epochMs(Date.now()) })
const rim = await testingRim({}, { routing })
afterAll(() => routing.close())
const options = { iterations: 300 }
const ask = (body: object) => rim.call({ url: '/v1/route', body })
const answered = async (body: object) => (await ask(body)).body as unknown as VroomAnswer

test('the documented example with matrices gets the documented plan', async () => {
  const answer = await answered({ ...matricesExample, options })
  expect(answer.summary).toMatchObject({ cost: 5461, routes: 1, unassigned: 0, duration: 5461 })
  expect(answer.routes[0]!.steps.map(({ id, type, arrival }) => [type, id, arrival])).toEqual([
    ['start', undefined, 0],
    ['job', 1414, 2104],
    ['job', 1515, 4359],
    ['end', undefined, 5461],
  ])
  expectConsistent(matricesExample, answer)
})

test('jobs, shipments, skills, windows and breaks: the numbers of the answer add up', async () => {
  const answer = await answered({ ...shipmentsExample, options })
  expectConsistent(shipmentsExample as VroomInput, answer)
  expect(answer.summary).toMatchObject({ unassigned: 0, delivery: [4], amount: [4], pickup: [2], priority: 7 })
  const second = answer.routes.find(({ vehicle }) => vehicle === 2)!
  expect(second.steps.map(({ type }) => type)).toContain('break')
  const first = answer.routes.find(({ vehicle }) => vehicle === 1)!
  expect(first.description).toBe('the van')
  const job = first.steps.find(({ id, type }) => type === 'job' && id === 1)!
  expect(job.location).toEqual([1.98935, 48.701])
  expect(job.arrival + job.waiting_time).toBeGreaterThanOrEqual(1600419600)
  expect(job.arrival + job.waiting_time).toBeLessThanOrEqual(1600423200)
})

test('a task takes each vehicle as long as one of its type needs, and goes to who is done in time', async () => {
  const row = [0, 10, 20]
  const durations = row.map((_, from) => row.map((_, to) => 10 * Math.abs(from - to)))
  const vehicle = { start_index: 0, end_index: 0, time_window: [0, 100] }
  const vehicles = ['van', 'bike'].map((type, i) => ({ id: i + 1, type, ...vehicle }))
  const jobs = [
    { id: 1, location_index: 1, service: 90, service_per_type: { van: 60 }, setup_per_type: { van: 7 } },
    { id: 2, location_index: 2, service: 70, service_per_type: { bike: 40 } },
  ]
  const input = { vehicles, jobs, matrices: { car: { durations } } }
  const answer = await answered({ ...input, options })
  expect(answer.summary).toMatchObject({ unassigned: 0, service: 100, setup: 7, duration: 60 })
  expect(answer.routes.map(({ steps }) => steps.map(({ id, service, setup }) => [id, service, setup])[1])).toEqual([
    [1, 60, 7],
    [2, 40, 0],
  ])
  const vans = await answered({ ...input, vehicles: vehicles.map((one) => ({ ...one, type: 'van' })), options })
  expect(vans.unassigned).toMatchObject([{ id: 2, reason: { rule: 'shift', isProven: true, excess: 10 } }])
})

test('the same question with iterations gets the same answer', async () => {
  const plan = async () => {
    const { summary, ...rest } = await answered({ ...shipmentsExample, options: { ...options, seed: 5 } })
    return { ...rest, summary: { ...summary, computing_times: undefined } }
  }
  expect(await plan()).toEqual(await plan())
})

test('what cannot be served is named with its kind', async () => {
  const heavy = { id: 9, location_index: 1, delivery: [50], description: 'a piano' }
  const answer = await answered({ ...shipmentsExample, jobs: [...shipmentsExample.jobs, heavy], options })
  expect(answer.unassigned).toMatchObject([
    {
      id: 9,
      type: 'job',
      location_index: 1,
      description: 'a piano',
      reason: { rule: 'capacity', isProven: true, excess: 46 },
    },
  ])
})

test('routes that are given are only timed, and rules that they break are told', async () => {
  const vehicles = [
    {
      ...matricesExample.vehicles[0],
      max_tasks: 1,
      steps: [
        { type: 'job', id: 1515 },
        { type: 'job', id: 1414 },
      ],
    },
  ]
  const answer = await answered({ ...matricesExample, vehicles, options: { c: true } })
  expect(answer.routes[0]!.steps.map(({ id }) => id)).toEqual([undefined, 1515, 1414, undefined])
  expect(answer.summary).toMatchObject({ duration: 197 + 2256 + 3152, violations: [{ cause: 'max_tasks' }] })
  const late = [{ ...vehicles[0], time_window: [0, 10] }]
  const jobs = matricesExample.jobs.map((job) => ({ ...job, time_windows: [[0, 100]] }))
  const delayed = await answered({ ...matricesExample, jobs, vehicles: late, options: { c: true } })
  expect(delayed.summary.violations.map(({ cause }) => cause).sort()).toEqual(['delay', 'max_tasks'])
  const started = await ask({ ...matricesExample, vehicles, options })
  expect([started.status, started.body.code]).toEqual([400, 2])
  expect(started.body).toMatchObject({
    error: 'Too many tasks for vehicle 0.',
    trouble: { field: 'vehicles[0]', remedy: expect.stringMatching(/max-stops is broken by 1/) },
  })
})

test('the documented example of the plan mode gets the documented times and violations', async () => {
  const answer = await answered({ ...planExample, options: { c: true } })
  expect(answer.summary).toMatchObject({ cost: 18711, service: 1800, duration: 18711, waiting_time: 0, delivery: [10] })
  expect(answer.summary.violations).toHaveLength(3)
  expect(answer.summary.violations).toEqual(
    expect.arrayContaining([
      { cause: 'load' },
      { cause: 'lead_time', duration: 800 },
      { cause: 'delay', duration: 2712 },
    ]),
  )
  const [first, second] = answer.routes
  expect(first!.steps.map(({ violations }) => violations)).toEqual([
    [{ cause: 'load' }],
    [{ cause: 'load' }],
    [],
    [],
    [],
  ])
  expect(second!.steps.map(({ arrival, violations }) => [arrival, violations])).toEqual([
    [1600415200, [{ cause: 'lead_time', duration: 800 }]],
    [1600418141, []],
    [1600422257, []],
    [1600424466, [{ cause: 'delay', duration: 1266 }]],
    [1600428246, [{ cause: 'delay', duration: 1446 }]],
  ])
  const steps = [{ type: 'job', id: 1, service_before: 5 }]
  const refused = await ask({ ...planExample, vehicles: [{ ...planExample.vehicles[0], steps }], options: { c: true } })
  expect([refused.status, refused.body.error]).toEqual([400, 'Infeasible route for vehicle 1.'])
})

test('a vehicle that starts or ends anywhere has steps for it where its first and last task are', async () => {
  const vehicles = [
    { id: 3, end_index: 0 },
    { id: 4, start_index: 0, max_tasks: 1 },
  ]
  const answer = await answered({ ...matricesExample, vehicles, options })
  for (const { steps } of answer.routes) {
    expect([steps[0]!.type, steps.at(-1)!.type]).toEqual(['start', 'end'])
    expect(steps.every(({ location_index }) => location_index !== undefined)).toBe(true)
  }
})

test('coordinates are never made into distances silently', async () => {
  const away = {
    vehicles: [{ id: 1, start: [127, 37.5], end: [127, 37.5] }],
    jobs: [{ id: 1, location: [127.1, 37.5] }],
  }
  const refused = await ask(away)
  expect([refused.status, refused.body.code]).toEqual([400, 2])
  expect(refused.body).toMatchObject({ trouble: { code: 'ROUTING_TRAVEL_NONE', details: { profile: 'car' } } })
  const straight = { travel: 'great-circle', speed_kmh: 36, g: true, iterations: 10 }
  const answer = await answered({ ...away, options: straight })
  expect(answer.summary.distance).toBeGreaterThan(2 * 8_800)
  expect(answer.summary.distance).toBeLessThan(2 * 8_850)
  expect(answer.summary.duration).toBe(Math.round(answer.summary.distance! / 10))
  expect(answer.routes[0]).toMatchObject({
    geometry_source: 'straight lines',
    geometry: expect.any(String),
  })
  expect((await ask({ ...away, options: { travel: 'great-circle' } })).body.error).toBe('Missing speed_kmh.')
  const [first] = away.jobs
  const slanting = { ...away, jobs: [{ ...first, location: [127.1, 37.6] }] }
  const around = await answered({ ...slanting, options: { ...straight, travel: 'manhattan' } })
  expect(around.summary.distance).toBeGreaterThan(2 * (8_800 + 11_100))
  expect(around.summary.distance).toBeLessThan(2 * (8_850 + 11_150))
  const undrawn = await ask({ ...matricesExample, options: { g: true } })
  expect([undrawn.status, undrawn.body.error]).toEqual([400, 'Route geometry request with missing coordinates.'])
})

test('a road service is asked by profile, and what it cannot say has the code of a routing error', async () => {
  const asked: unknown[] = []
  const roads: TravelParts['roads'] = async (profile, points) => {
    asked.push([profile, points])
    if (profile === 'bike') return undefined
    if (profile === 'boat') {
      const none = 2 ** 30 - 1
      const all = { durations: Int32Array.of(0, none, 70, 0), distances: Int32Array.of(0, none, 700, 0) }
      return { ...all, noWays: { count: 1, pairs: [[0, 1]] } }
    }
    if (profile === 'truck') throw new Refusal('TRAVEL_SERVICE', { service: 'OSRM', reason: 'no answer' })
    return { durations: Int32Array.of(0, 60, 70, 0), distances: Int32Array.of(0, 600, 700, 0) }
  }
  const own = new RoutingDesk({ now: () => epochMs(Date.now()), roads })
  const other = await testingRim({}, { routing: own })
  const by = (profile: string) => ({
    vehicles: [{ id: 1, profile, start: [127, 37.5], end: [127, 37.5] }],
    jobs: [{ id: 1, location: [127.1, 37.5] }],
    options: { iterations: 5 },
  })
  const post = (profile: string) => other.call({ url: '/v1/route', body: by(profile) })
  expect((await post('car')).body).toMatchObject({ code: 0, summary: { duration: 130, distance: 1_300 } })
  expect(asked).toEqual([
    [
      'car',
      [
        [127, 37.5],
        [127.1, 37.5],
      ],
    ],
  ])
  expect((await post('boat')).body).toMatchObject({
    unassigned: [{ id: 1, reason: { rule: 'unreachable', isProven: true } }],
    no_ways: [{ profile: 'boat', count: 1, pairs: [{ from: [127, 37.5], to: [127.1, 37.5] }] }],
  })
  const [bike, truck] = [await post('bike'), await post('truck')]
  expect([bike.status, bike.body.code]).toEqual([400, 2])
  expect([truck.status, truck.body.code]).toEqual([502, 3])
  await own.close()
})

test('routes are drawn along roads where these are known, and straight where that was asked for', async () => {
  const asked: unknown[] = []
  const lines: TravelParts['lines'] = async (profile, points) => {
    asked.push(points)
    if (profile === 'truck') throw new Refusal('TRAVEL_SERVICE', { url: 'http://roads/', reason: 'no answer' })
    return profile === 'car' ? [points[0]!, [127.05, 37.6], points.at(-1)!] : undefined
  }
  const own = new RoutingDesk({ now: () => epochMs(Date.now()), lines })
  const other = await testingRim({}, { routing: own })
  const ways = {
    durations: [
      [0, 60],
      [70, 0],
    ],
  }
  const drawn = (profile: string, options: object = {}) => {
    const isSent = !('travel' in options)
    const job = (id: number) => ({ id, location: [127.1, 37.5], ...(isSent && { location_index: 1 }) })
    const body = {
      vehicles: [{ id: 1, profile, start: [127, 37.5], ...(isSent && { start_index: 0 }) }],
      jobs: [job(1), job(2)],
      ...(isSent && { matrices: { [profile]: ways } }),
      options: { g: true, iterations: 5, ...options },
    }
    return other.call({ url: '/v1/route', body })
  }
  const [from, to] = [
    [127, 37.5],
    [127.1, 37.5],
  ] as const
  const [road, straight] = [polyline([from, [127.05, 37.6], to]), polyline([from, to])]
  expect((await drawn('car')).body.routes).toMatchObject([{ geometry: road, geometry_source: 'roads' }])
  expect((await drawn('bike')).body.routes).toMatchObject([{ geometry: straight, geometry_source: 'straight lines' }])
  expect(asked).toEqual([
    [from, to],
    [from, to],
  ])
  const asTheCrowFlies = await drawn('car', { travel: 'great-circle', speed_kmh: 36 })
  expect(asTheCrowFlies.body.routes).toMatchObject([{ geometry: straight, geometry_source: 'straight lines' }])
  const truck = await drawn('truck')
  expect([truck.status, truck.body.code]).toEqual([502, 3])
  expect(asked).toHaveLength(3)
  await own.close()
})

test('refusals have the codes and statuses of vroom-express, and what to do beside them', async () => {
  const duplicate = await ask({ ...matricesExample, jobs: [matricesExample.jobs[0], matricesExample.jobs[0]] })
  expect(duplicate.status).toBe(400)
  expect(duplicate.body).toMatchObject({
    code: 2,
    error: 'Duplicate job id: 1414.',
    trouble: { code: 'ROUTING_INPUT', field: 'jobs[1]', remedy: 'give each job an id of its own' },
  })
  const large = await ask({
    ...matricesExample,
    jobs: Array.from({ length: 10_001 }, (_, id) => ({ id, location_index: 1 })),
  })
  expect([large.status, large.body.code]).toEqual([413, 4])
  expect(large.body.error).toBe('Too many locations ( 10001 ) in query, maximum is set to 10000')
  const broken = await rim.call({ url: '/v1/route', method: 'POST', body: '{"vehicles":' })
  expect([broken.status, broken.body.code, broken.body.error]).toEqual([400, 2, noProblem])
  expect(broken.body).toMatchObject({
    trouble: { code: 'BODY_INVALID', message: expect.stringMatching(/^At body: is not valid JSON: .+/) },
  })
  const noKey = await rim.call({ url: '/v1/route', body: matricesExample, key: 'none' })
  expect([noKey.status, noKey.body.code]).toEqual([401, 2])
  const browser = await rim.call({ url: '/v1/route', body: matricesExample, key: 'publishable' })
  expect([browser.status, (browser.body as { trouble?: { code: string } }).trouble?.code]).toEqual([403, 'AUTH_SCOPE'])
})

test('clients of vroom-express post to the address alone, and ask for its health', async () => {
  const { status, body } = await rim.call({ url: '/', body: { ...matricesExample, options } })
  expect([status, body.code]).toEqual([200, 0])
  const refused = await rim.call({ url: '/', body: { jobs: [] } })
  expect([refused.status, refused.body.code, refused.body.error]).toEqual([400, 2, noProblem])
  const health = await rim.call({ url: '/health', key: 'none' })
  expect([health.status, health.body]).toEqual([200, { healthy: true }])
  expect((await (await testingRim()).call({ url: '/health', key: 'none' })).status).toBe(409)
})

test('a large problem is read in a thread, and answered or refused as a small one', async () => {
  const description = 'x'.repeat(1_000)
  const jobs = Array.from({ length: 1_200 }, (_, id) => ({ id, location_index: 1, description }))
  const vehicles = [{ ...matricesExample.vehicles[0], steps: jobs.map(({ id }) => ({ type: 'job', id })) }]
  const large = { ...matricesExample, vehicles, jobs, options: { c: true } }
  const answer = await answered(large)
  expect(answer.summary).toMatchObject({ routes: 1, unassigned: 0, duration: 2104 + 3152 })
  expect(answer.routes[0]!.steps).toHaveLength(1_202)
  const duplicate = await ask({ ...large, jobs: [...jobs, jobs[0]] })
  expect([duplicate.status, duplicate.body.error]).toEqual([400, 'Duplicate job id: 0.'])
  expect(duplicate.body).toMatchObject({ trouble: { code: 'ROUTING_INPUT', field: 'jobs[1200]' } })
  const broken = await rim.call({ url: '/v1/route', method: 'POST', body: `${JSON.stringify(large)}}` })
  expect([broken.status, broken.body.code]).toEqual([400, 2])
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const data = new URLSearchParams({ data: JSON.stringify(large) }).toString()
  const sent = await rim.call({ url: '/v1/route', method: 'POST', headers: form, body: data })
  expect(sent.status).toBe(200)
})

test('routes of many tasks are timed in a thread, and answered or refused as those of few', async () => {
  const jobs = Array.from({ length: 120 }, (_, id) => ({ id, location_index: 1, time_windows: [[0, 5_000]] }))
  const steps = jobs.slice(0, 110).map(({ id }) => ({ type: 'job', id }))
  const [vehicle] = matricesExample.vehicles
  const given = { ...matricesExample, vehicles: [{ ...vehicle, steps }], jobs, options: { c: true } }
  const answer = await answered(given)
  expect(answer.summary).toMatchObject({ routes: 1, unassigned: 10, duration: 2104 + 3152 })
  const few = { ...given, vehicles: [{ ...vehicle, steps: steps.slice(0, 80) }], jobs: jobs.slice(0, 90) }
  expect((await answered(few)).routes[0]!.steps.at(-1)).toMatchObject(answer.routes[0]!.steps.at(-1)!)
  const timed = [{ ...steps[0], service_at: 9_000 }, { ...steps[1], service_before: 8_000 }, ...steps.slice(2)]
  const refused = await ask({ ...given, vehicles: [{ ...vehicle, steps: timed }] })
  expect([refused.status, refused.body.error]).toEqual([400, 'Infeasible route for vehicle 0.'])
  expect(refused.body).toMatchObject({ trouble: { code: 'ROUTING_INPUT', field: 'vehicles[0]' } })
})

test('a window that is over before any shift leaves its task out, with the reason', async () => {
  const car = {
    durations: [
      [0, 5],
      [7, 0],
    ],
  }
  const shift = { id: 1, start_index: 0, time_window: [1600416000, 1600430400] }
  for (const window of [
    [1500000000, 1500000100],
    [0, 100],
  ]) {
    const jobs = [
      { id: 1, location_index: 0, time_windows: [window] },
      { id: 2, location_index: 1 },
    ]
    const answer = await answered({ vehicles: [shift], jobs, matrices: { car }, options: { iterations: 20 } })
    expect(answer.unassigned).toMatchObject([{ id: 1, reason: { rule: 'window', isProven: true } }])
    expect(answer.routes[0]!.steps.map(({ id }) => id)).toContain(2)
    expect(answer.routes[0]!.steps[0]!.arrival).toBeGreaterThanOrEqual(1600416000)
  }
})

test('a client that knows only a URL may put the key into it', async () => {
  const authorization = `Basic ${Buffer.from(`${rim.secret}:`).toString('base64')}`
  const answer = await rim.call({
    url: '/v1/route',
    key: 'none',
    headers: { authorization },
    body: { ...matricesExample, options },
  })
  expect(answer.status).toBe(200)
})
