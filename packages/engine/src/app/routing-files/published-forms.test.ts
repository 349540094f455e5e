import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readRoutingText, routingFormatOf, routingText } from './read-routing-file.ts'
import { hvrpSmall, liLimSmall, loggibudSmall, solomonSmall, vrplibSquare } from './testing-texts.ts'

const read = (text: string, wishes = {}) => readRoutingText({ file: 'small.txt', text }, wishes)

test.each([
  ['vrplib', vrplibSquare],
  ['solomon', solomonSmall],
  ['solomon', solomonSmall.replaceAll('\n', '\r\n')],
  ['lilim', liLimSmall],
  ['hvrp', hvrpSmall],
  ['loggibud', loggibudSmall],
  ['vroom', '{"vehicles": [], "jobs": []}'],
  ['csv', 'id,lat,lon\n1,2,3\n'],
  [undefined, 'Dear reader'],
])('%s is told by what it holds', (format, text) => {
  expect(routingFormatOf(text)).toBe(format)
})

test('Solomon: tenths that are cut off, as long as nobody wishes otherwise', () => {
  const { problem, scale } = read(solomonSmall)
  expect([...problem.profiles[0].distances.slice(0, 3)]).toEqual([0, 14, 20])
  expect(problem.stops[0]).toMatchObject({ delivery: [7], windows: [[100, 200]], service: 50 })
  expect(problem.vehicles).toMatchObject([{ count: 3, capacity: [20], shift: [0, 1000], cost: { fixed: 0 } }])
  expect(scale.cost).toBe(10)
  const real = read(solomonSmall, { rounding: 'real', objective: 'vehicles' })
  expect(real.problem.profiles[0].distances[1]).toBe(1414)
  expect(real.problem.stops[0].windows).toEqual([[10_000, 20_000]])
  expect(real.problem.vehicles[0].cost.fixed).toBe(200_000)
})

test('Li and Lim: pairs by the ids of their ends, a vehicle less before any detour', () => {
  const { problem, stops } = read(liLimSmall)
  expect(problem.shipments).toEqual([{ pickup: 0, delivery: 1, amount: [6] }])
  expect(problem.profiles[0].distances[2]).toBe(5_000)
  expect(problem.vehicles[0]).toMatchObject({ count: 2, capacity: [10], cost: { fixed: 500_000, perDistance: 1 } })
  expect(stops).toEqual(['1', '2'])
  expect(() => read(liLimSmall.replace('\t-6\t', '\t-5\t'))).toThrow('do not name each other with one amount')
  expect(() => read(liLimSmall.replace('\t1\t0\n', '\t9\t0\n'))).toThrow('line 3, pickup, delivery: task 1')
})

test('HVRP: kinds with their numbers, fixed costs and rates', () => {
  const { problem, scale } = read(hvrpSmall)
  expect(problem.vehicles.map(({ count, capacity, cost }) => [count, capacity, cost])).toEqual([
    [1, [10], { fixed: 5_000_000, perDistance: 100, perTravel: 0, perDuty: 0 }],
    [2, [20], { fixed: 8_000_000, perDistance: 125, perTravel: 0, perDuty: 0 }],
  ])
  expect(scale.cost).toBe(100_000)
  expect(problem.profiles[0].distances[1]).toBe(5_000)
  expect(() => read(hvrpSmall.replace(' 6 8 9\n', ''))).toThrow('customer 2: the file ends before it')
})

test('loggibud: great circles in metres', () => {
  const { problem, travel, map } = read(loggibudSmall)
  expect(problem.profiles[0].distances[1]).toBe(111_195) // a degree of a meridian
  expect(problem.profiles[0].distances[2]).toBe(88_804)
  expect(problem.vehicles[0]).toMatchObject({ count: 2, capacity: [10] })
  expect(travel).toContain('great circle')
  expect(map?.points[1]).toEqual([127, 38])
  expect(() => read(loggibudSmall.replace('38', '98'))).toThrow('deliveries/0/point: it is no point of the globe')
})

test.each([
  ['no vehicles', solomonSmall.replace('3         20', '0         20'), 'line 5, NUMBER: there is no vehicle'],
  ['a short line', solomonSmall.replace('         60          5', ''), 'DUE DATE: 7 numbers are needed'],
  [
    'a window that ends first',
    solomonSmall.replace('10         20', '20         10'),
    'it ends (10) before it begins (20)',
  ],
  ['no customers', solomonSmall.split('    1 ')[0], 'CUSTOMER: there are no customers'],
  ['nothing known', 'Dear reader', 'format: what it holds is in no known form'],
])('%s is refused with its place', (_, text, says) => {
  expect(() => read(text)).toThrow(says)
})

test('a packed file is read as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'routing-'))
  try {
    const file = join(folder, 'small.vrp.gz')
    writeFileSync(file, gzipSync(vrplibSquare))
    expect(readRoutingText({ file, text: await routingText(file) })).toMatchObject({ name: 'small', format: 'vrplib' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
