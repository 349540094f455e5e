import { expect, test } from 'vitest'
import { vrplibSquare, vrplibWindows } from './testing-texts.ts'
import { TextLines } from './text-lines.ts'
import { readVrplib } from './vrplib.ts'

const read = (text: string) => readVrplib(new TextLines('folder/square.vrp', text))

test('coordinates become whole distances, and demands deliveries', () => {
  const { name, problem, stops } = read(vrplibSquare)
  expect(name).toBe('square')
  expect(stops).toEqual(['1', '2', '3'])
  expect([...problem.profiles[0].distances.slice(0, 4)]).toEqual([0, 3, 4, 5])
  expect(problem.stops.map(({ place, delivery }) => [place, delivery])).toEqual([
    [1, [4]],
    [2, [5]],
    [3, [6]],
  ])
  expect(problem.vehicles).toMatchObject([{ count: 3, start: 0, end: 0, capacity: [10] }])
})

test('half a unit is rounded up by EUC_2D, and all of it by CEIL_2D', () => {
  const far = vrplibSquare.replace('2 3 0', '2 1 1')
  expect(read(far).problem.profiles[0].distances[1]).toBe(1)
  expect(read(far.replace('EUC_2D', 'CEIL_2D')).problem.profiles[0].distances[1]).toBe(2)
})

test('a matrix may differ by direction, and there are service times, windows and a number of vehicles', () => {
  const { problem, map } = read(vrplibWindows)
  expect([...problem.profiles[0].durations]).toEqual([0, 10, 20, 11, 0, 5, 21, 6, 0])
  expect(problem.stops.map(({ service, windows }) => [service, windows])).toEqual([
    [60, [[100, 200]]],
    [90, [[150, 400]]],
  ])
  expect(problem.vehicles).toMatchObject([{ count: 2, shift: [0, 1000] }])
  expect(map).toBeUndefined()
})

test.each([
  ['LOWER_ROW', '1 2 3'],
  ['UPPER_ROW', '1 2 3'],
  ['LOWER_DIAG_ROW', '0 1 0 2 3 0'],
  ['UPPER_DIAG_ROW', '0 1 2 0 3 0'],
  ['UPPER_COL', '1 2 3'],
  ['LOWER_COL', '1 2 3'],
  ['FULL_MATRIX', '0 1 2 1 0 3 2 3 0'],
])('%s lists the cells in its own order', (format, weights) => {
  const text = vrplibWindows
    .replace('FULL_MATRIX', format)
    .replace('0 10 20\n11 0 5\n21 6 0', weights.replace(/^(\S+)/, '$1\n'))
  expect([...read(text).problem.profiles[0].distances]).toEqual([0, 1, 2, 1, 0, 3, 2, 3, 0])
})

test('a limit of the length counts service, as in the instances of Christofides, Mingozzi and Toth', () => {
  const { problem } = read(vrplibSquare.replace('CAPACITY', 'DISTANCE : 30\nSERVICE_TIME : 4\nCAPACITY'))
  expect(problem.vehicles[0].maxDuration).toBe(30)
  expect(problem.stops[0].service).toBe(4)
})

test.each([
  ['no number', vrplibSquare.replace('2 3 0', '2 x 0'), 'square.vrp, line 8, x: "x" is no number'],
  ['a node without a row', vrplibSquare.replace('3 5\n', ''), 'DEMAND_SECTION: node 3 has no row'],
  ['a node twice', vrplibSquare.replace('3 0 4', '2 0 4'), 'line 9, node: node 2 is there twice'],
  ['a demand below 0', vrplibSquare.replace('3 5', '3 -5'), 'line 14, demand: -5 is below 0'],
  ['half a demand', vrplibSquare.replace('3 5', '3 5.5'), 'demand: 5.5 is no whole number'],
  ['no capacity', vrplibSquare.replace('CAPACITY : 10\n', ''), 'CAPACITY: "" is no number'],
  ['another kind of distances', vrplibSquare.replace('EUC_2D', 'XRAY1'), 'EDGE_WEIGHT_TYPE: "XRAY1" cannot be read'],
  ['a short matrix', vrplibWindows.replace('21 6 0', '21 6'), 'EDGE_WEIGHT_SECTION: 9 numbers are needed, there are 8'],
  [
    'a window that ends first',
    vrplibWindows.replace('100 200', '200 100'),
    'a window ends (100) before it begins (200)',
  ],
  ['no vehicles', vrplibWindows.replace('VEHICLES : 2', 'VEHICLES : 0'), 'VEHICLES: there is no vehicle'],
  ['two depots', vrplibSquare.replace(' 1\n -1', ' 1\n 2\n -1'), 'DEPOT_SECTION: there are 2 depots'],
  ['an unknown section', vrplibSquare.replace('DEMAND_SECTION', 'WISH_SECTION'), 'WISH_SECTION: no such section'],
])('%s is refused with its place', (_, text, says) => {
  expect(() => read(text)).toThrow(says)
})

test('more nodes than any memory holds a matrix for are refused by DIMENSION alone', () => {
  expect(() => read(vrplibWindows.replace('DIMENSION : 3', 'DIMENSION : 1000000'))).toThrow('1000000 places')
})
