import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { FakeTables } from '../adapters/web/testing-table-servers.ts'
import { liLimSmall, loggibudSmall, solomonSmall, vrplibSquare } from '../app/routing-files/testing-texts.ts'
import { matricesExample } from '../decide/route/testing-vroom.ts'
import { polyline } from '../domain/polyline.ts'
import { routeCommand } from './route.ts'
import { cellsOf, runHere, scratch, start, writer } from './testing-command.ts'

const path = scratch()
const written = writer(path)
/** A search that is over as soon as it began: these problems are small. */
const here = (...args: string[]) => runHere(routeCommand(), [...args, '--iterations', '200', '--threads', '1'])

const day = `주문번호,위도,경도,수량,배송시간,하차시간(분),조건,구분
,37.5665,126.978,,,,,차고지
1001,37.55,126.99,3,09:00-12:00,5,,
1002,37.57,126.95,4,,5,,
1003,37.58,127.02,5,10:00-10:30,5,냉장,
1004,37.50,127.0,9,,5,,
1005,north,127.0,9,,5,,
`
const fleet = ['--speed', '25', '--capacity', '16', '--shift', '08:00-18:00', '--vehicles', '2']

test('stops of a Korean export: a table, why a stop is left out, and which row cannot be used', async () => {
  const file = written('day.csv', iconv.encode(day, 'cp949'))
  const { code, out, err } = await here(file, ...fleet)
  expect(code).toBe(3)
  expect(out).toContain('day (csv; ways: great circle at 25 km/h)')
  expect(out).toContain('3 of 4 stops on 1 route, cost ')
  expect(out).toContain('left out: 1 stop\n  1003: No vehicle has all the skills that it needs.')
  expect(err).toContain('cannot be used: 1 row\n  line 7, lat "north": it is no number from -90 to 90')
})

test('headings and names in quotes run over lines, as spreadsheets write them', async () => {
  const file = written(
    'lines.csv',
    day.replace('주문번호', '"주문\n번호"').replace('1001', '"서울\n강남"').replaceAll('\n', '\r\n'),
  )
  const { code, out, err } = await here(file, ...fleet, '--skills', '냉장', '--write', 'csv')
  expect([code, err]).toEqual([3, expect.stringContaining('cannot be used: 1 row\n  line 9, lat "north"')])
  expect(
    cellsOf(out)
      .flat()
      .filter((cell) => /^100\d$|서울/.test(cell))
      .sort(),
  ).toEqual(['1002', '1003', '1004', '서울 강남'])
})

test('with the skill that is needed, all are served; as CSV with times of the day', async () => {
  const file = written('day.csv', day.replace('1005,north,127.0,9,,5,,\n', ''))
  const out = path('plan.csv')
  const { code } = await here(file, ...fleet, '--skills', '냉장', '--out', out)
  expect(code).toBe(0)
  const [head, ...rows] = cellsOf(readFileSync(out, 'utf8'))
  const column = (name: string) => rows.map((row) => row[head!.indexOf(name)])
  expect(
    column('stop')
      .filter((stop) => stop !== '')
      .sort(),
  ).toEqual(['1001', '1002', '1003', '1004'])
  const third = rows[column('stop').indexOf('1003')]!
  expect(third[head!.indexOf('begin')]! >= '10:00' && third[head!.indexOf('begin')]! <= '10:30').toBe(true)
  expect(third[head!.indexOf('x')]).toBe('127.02')
})

test('CSV says why a stop is left out in the words of the summary', async () => {
  const { out } = await here(written('day.csv', day), ...fleet, '--write', 'csv', '--quiet')
  const [head, ...rows] = cellsOf(out)
  const left = rows.find((row) => row[head!.indexOf('kind')] === 'unserved')!
  expect(left[head!.indexOf('reason')]).toBe('No vehicle has all the skills that it needs.')
})

test('GeoJSON: a line for each route, a point for each stop, and those that are left out', async () => {
  const file = written('day.csv', day)
  const { out } = await here(file, ...fleet, '--write', 'geojson', '--quiet')
  const { type, features, travel } = JSON.parse(out)
  expect([type, travel]).toEqual(['FeatureCollection', 'great circle at 25 km/h'])
  const kinds = features.map(
    ({ geometry, properties }: { geometry: { type: string }; properties: { kind?: string } }) => {
      return `${geometry.type} ${properties.kind ?? ''}`.trim()
    },
  )
  expect(kinds).toEqual([
    'LineString',
    'Point start',
    'Point stop',
    'Point stop',
    'Point stop',
    'Point end',
    'Point unserved',
  ])
  expect(features[0].geometry.coordinates[0]).toEqual([126.978, 37.5665])
  expect(features[0].properties.route).toBe(1)
})

test('a published problem, packed: VRPLIB in, and a solution in its form out', async () => {
  const file = written('square.vrp.gz', gzipSync(vrplibSquare))
  const out = path('square.sol')
  const { code, out: said } = await here(file, '--out', out)
  expect(code).toBe(0)
  expect(said).toContain('3 of 3 stops on 2 routes, cost ')
  const solution = readFileSync(out, 'utf8')
  expect(solution.match(/^Route #\d+:/gm)).toHaveLength(2)
  expect(solution).toMatch(/^Cost (18|20)$/m)
})

test('Solomon and Li & Lim: JSON with what the file counts in', async () => {
  const solomon = JSON.parse((await here(written('small.txt', solomonSmall), '--write', 'json', '--quiet')).out)
  expect(solomon).toMatchObject({ name: 'small', format: 'solomon', cost: 4.8, unserved: [] })
  const pairs = JSON.parse(
    (await here(written('pairs.txt', liLimSmall), '--write', 'json', '--objective', 'cost', '--quiet')).out,
  )
  expect(pairs.routes[0].steps.map(({ kind, stop }: { kind: string; stop?: string }) => stop ?? kind)).toEqual([
    'start',
    '1',
    '2',
    'end',
  ])
})

test('what ranks vehicles first is no cost: neither in what is said nor in a solution', async () => {
  const file = written('pairs.txt', liLimSmall)
  const out = path('pairs.sol')
  const { code, out: said } = await here(file, '--out', out, '--seed', '0')
  const { cost, routes } = JSON.parse((await here(file, '--write', 'json', '--objective', 'cost', '--quiet')).out)
  expect([code, routes.length, cost]).toEqual([0, 1, routes[0].cost])
  expect(said).toContain(`on 1 route, cost ${cost}`)
  expect(readFileSync(out, 'utf8')).toContain(`\nCost ${cost}\n`)
})

test('VROOM in, VROOM out', async () => {
  const problem = {
    vehicles: [{ id: 7, start_index: 0, end_index: 0 }],
    jobs: [{ id: 21, location_index: 1 }],
    matrices: {
      car: {
        durations: [
          [0, 10],
          [12, 0],
        ],
      },
    },
  }
  const { code, out } = await here(written('problem.json', JSON.stringify(problem)), '--write', 'json', '--quiet')
  expect(code).toBe(0)
  const answer = JSON.parse(out)
  expect(answer).toMatchObject({ code: 0, summary: { cost: 22, unassigned: 0 }, routes: [{ vehicle: 7 }] })
  expect(answer.routes[0].steps.map(({ type }: { type: string }) => type)).toEqual(['start', 'job', 'end'])
})

test('VROOM with steps: as the plan they are timed and broken rules told, to begin with they keep all rules', async () => {
  const steps = [
    { type: 'job', id: 1 },
    { type: 'job', id: 2 },
  ]
  const problem = {
    vehicles: [{ id: 1, start_index: 0, end_index: 0, capacity: [1], steps }],
    jobs: [1, 2].map((id) => ({ id, location_index: id, delivery: [1] })),
    matrices: {
      car: {
        durations: [
          [0, 5, 6],
          [5, 0, 7],
          [6, 7, 0],
        ],
      },
    },
  }
  const begun = await here(written('begun.json', JSON.stringify(problem)))
  expect([begun.code, begun.err]).toEqual([
    1,
    expect.stringContaining('Route over capacity for vehicle 1. To mend it,'),
  ])
  const given = JSON.stringify({ ...problem, options: { c: true } })
  const { code, out, err } = await here(written('given.json', given), '--write', 'json', '--quiet')
  expect([code, err]).toEqual([
    0,
    expect.stringMatching(/^--iterations, --threads: not used, as the file gives the routes/),
  ])
  expect(JSON.parse(out)).toMatchObject({
    summary: { cost: 18, violations: [{ cause: 'load' }], unassigned: 0 },
    routes: [
      { steps: [{ type: 'start' }, { id: 1, arrival: 5 }, { id: 2, arrival: 12 }, { type: 'end', arrival: 18 }] },
    ],
  })
})

test('our own words in, and out', async () => {
  const problem = {
    places: [
      { id: 'shop', lat: 37.5, lon: 127 },
      { id: 'door', lat: 37.51, lon: 127 },
    ],
    stops: [{ id: 'order 1', place: 'door', delivery: { boxes: 2 } }],
    vehicles: [{ id: 'van', start: 'shop', end: 'shop', capacity: { boxes: 5 } }],
  }
  const file = written('model.json', JSON.stringify(problem))
  expect((await here(file)).err).toContain('ROUTING_SPEED')
  const { code, out, err } = await here(file, '--speed', '30', '--write', 'json', '--quiet')
  expect([code, err]).toEqual([0, expect.stringContaining('1 of 1 stops on 1 route')])
  expect(JSON.parse(out)).toMatchObject({ stops: 1, routes: [{ vehicle: 'van' }], unserved: [] })
  const broken = written('broken.json', JSON.stringify({ ...problem, vehicles: [{ id: 7 }] }))
  expect((await here(broken, '--speed', '30')).err).toContain('line 1, /vehicles/0/id: ')
})

const twice = { ...matricesExample, jobs: [matricesExample.jobs[0], matricesExample.jobs[0]] }

test('stops of CSV by road, and how the file wants to be searched', async () => {
  const roads = await FakeTables.start('osrm')
  const table = written('day.csv', 'id,lat,lon,kind\n,37.5,127,depot\na,37.51,127,\n')
  const byRoad = await here(table, '--osrm', `truck=${roads.url}`, '--write', 'json', '--quiet')
  expect([byRoad.code, JSON.parse(byRoad.out).travel]).toEqual([0, 'by road'])
  const vehicle = { id: 1, start: [127, 37.5], end: [127, 37.5] }
  const asked = { vehicles: [vehicle], jobs: [{ id: 1, location: [127.1, 37.6] }], options: { g: true, iterations: 3 } }
  const drawnOf = async (name: string, problem: object) => {
    const args = [written(name, JSON.stringify(problem)), '--osrm', roads.url, '--write', 'json']
    return JSON.parse((await runHere(routeCommand(), args)).out).routes
  }
  // There and back, with a corner on each way.
  const corners = [
    [127, 37.5],
    [127.1, 37.5],
    [127.1, 37.6],
    [127, 37.6],
    [127, 37.5],
  ] as const
  const route = { geometry: polyline(corners), geometry_source: 'roads' }
  expect(await drawnOf('drawn.json', asked)).toMatchObject([route])
  const car = {
    durations: [
      [0, 9],
      [9, 0],
    ],
  }
  const sent = { ...asked, vehicles: [{ ...vehicle, start_index: 0, end_index: 0 }], matrices: { car } }
  const jobs = [{ ...asked.jobs[0], location_index: 1 }]
  expect(await drawnOf('sent.json', { ...sent, jobs })).toMatchObject([{ ...route, duration: 18 }])
  await roads.close()
  const vroom = { ...matricesExample, options: { iterations: 3, seed: 4, t: 1 } }
  const request = written('request.json', JSON.stringify({ vroom, iterations: 7, threads: 1 }))
  const { code, out } = await runHere(routeCommand(), [request, '--write', 'json'])
  expect([code, JSON.parse(out).summary.cost]).toEqual([0, 5461])
})

test.each([
  ['straight lines that nobody asked for', 'day.csv', day, [], 'ROUTING_SPEED'],
  ['a map of a plane', 'square.vrp', vrplibSquare, ['--write', 'geojson'], 'its coordinates are of a plane'],
  ['an ending of no form', 'square.vrp', vrplibSquare, ['--out', 'plan.xyz'], 'is the ending of none of'],
  ['a broken file', 'square.vrp', vrplibSquare.replace('2 3 0', '2 x 0'), [], 'line 8, x: "x" is no number'],
  ['what is no problem', 'letter.txt', 'Dear reader', [], 'line 1, format: what it holds is in no known form'],
  ['a solution', 'a.sol', 'Route #1: 1 2\nCost 3\n', [], 'line 1, format: what it holds is in no known form'],
  ['half of a JSON file', 'half.json', '{\n"vehicles": [', [], 'check that the file is whole'],
  ['nothing but blanks', 'a.csv', '\n \n', [], 'it holds nothing but blanks'],
  ['CSV as VROOM', 'day.csv', day, ['--format', 'vroom'], 'line 1, JSON: Unexpected token'],
  ['JSON of no form', 'a.json', '{"vehicles":[],"stops":[]}', [], 'VROOM\'s form (here without "jobs" or "shipments")'],
  ['JSON that is a list', 'a.json', '[{"lat": 1, "lon": 2}]', [], 'its JSON is no object'],
  ['null as loggibud', 'a.json', 'null', ['--format', 'loggibud'], 'deliveries: it lists none'],
  [
    'a speed for what says its distances',
    'a.json',
    loggibudSmall,
    ['--speed', '25'],
    'ROUTING_FLAG: --speed cannot be',
  ],
  ['a speed beside matrices', 'a.json', JSON.stringify(matricesExample), ['--speed', '25'], 'the file has matrices'],
  ['a VROOM job twice', 'a.json', JSON.stringify(twice), [], 'a.json: At jobs[1]: Duplicate job id: 1414.'],
])('%s: a refusal, and no file', async (_, name, text, args, says) => {
  const out = path('plan')
  const { code, err } = await here(written(name, text), '--out', out, ...args)
  expect([code, err]).toEqual([1, expect.stringContaining(says)])
  expect(existsSync(out)).toBe(false)
})

test('Ctrl-C gives the best plan so far', async () => {
  const file = written('square.vrp', vrplibSquare)
  const running = start(['route', file, '--seconds', '600', '--threads', '1'])
  await running.says(/cost \d+/)
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(0)
  expect(running.out).toContain('3 of 3 stops on 2 routes')
})
