import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainStop, plainVehicle, type RoutingProblem } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { bench } from './index.ts'
import { assertRight, leftOut, WrongPlan } from './solve-instance.ts'

const square = `NAME : square
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 30 0
3 0 40
4 30 40
DEMAND_SECTION
1 0
2 3
3 3
4 3
DEPOT_SECTION
1
-1
EOF
`

test('a folder of instances is measured against what lies beside it', async () => {
  const data = mkdtempSync(join(tmpdir(), 'route-'))
  try {
    writeFileSync(join(data, 'square.vrp'), square)
    writeFileSync(join(data, 'square.sol'), 'Route #1: 1 3 2\nCost 140\n')
    writeFileSync(join(data, 'README.md'), 'no instance')
    const own = { seconds: '0.05', seeds: '2' }
    const { rows } = await bench.run({ data, seed: 1, own, progress: () => {} })
    const value = (set: string, metric: string) => rows.find((row) => row.set === set && row.metric === metric)?.value
    expect(value('square', 'cost')).toBe(140)
    expect(value('square', 'gap')).toBe(0)
    expect(value('mean of 1', 'gap')).toBe(0)
    expect(value('square', 'vehicles')).toBe(1)
  } finally {
    rmSync(data, { recursive: true })
  }
})

test('a wrong answer ends the bench', () => {
  const ways = Int32Array.from([0, 5, 5, 0])
  const problem: RoutingProblem = {
    places: 2,
    profiles: [{ durations: ways, distances: ways }],
    dimensions: 1,
    stops: [plainStop(1, { delivery: [2] })],
    shipments: [],
    vehicles: [plainVehicle(0, [3])],
  }
  const check =
    (cost: number, trips: number[][], unserved: number[] = []) =>
    () => {
      const routes = trips.length > 0 ? [{ vehicle: 0, trips, reloads: [] }] : []
      assertRight({ name: 'pair', problem }, { plan: { routes, unserved, cost }, what: '1 s' })
    }
  expect(check(10, [[0]])).not.toThrow()
  expect(check(9, [[0]])).toThrow(WrongPlan)
  expect(check(9, [[0]])).toThrow('pair after 1 s: cost: it says 9; it is 10')
  expect(check(0, [], [0])).not.toThrow() // it says so itself
  expect(leftOut(problem, { routes: [], unserved: [0], cost: 0 })).toEqual([0])
})
