import { plainStop, plainVehicle, type RoutePlan, type RoutingProblem } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { isBetterPlan } from './plan-rank.ts'

const ways = new Int32Array(9)
const problem: RoutingProblem = {
  places: 3,
  profiles: [{ durations: ways, distances: ways }],
  dimensions: 0,
  stops: [plainStop(1, { prize: 5 }), plainStop(2), plainStop(1, { priority: 1 }), plainStop(2), plainStop(2)],
  shipments: [{ pickup: 0, delivery: 1, amount: [] }],
  vehicles: [plainVehicle(0, [])],
}
const without = (unserved: number[], cost = 0): RoutePlan => ({ routes: [], unserved, cost })

test('who serves more is better, whatever it costs; of those that serve as much, who costs less', () => {
  expect(isBetterPlan(problem, without([3], 99), without([3, 4], 1))).toBe(true)
  expect(isBetterPlan(problem, without([3, 4]), without([2]))).toBe(true)
  expect(isBetterPlan(problem, without([3], 1), without([4], 2))).toBe(true)
  expect(isBetterPlan(problem, without([3], 2), without([4], 2))).toBe(false)
})

test('an optional shipment counts by its prize alone, though only its pickup has one', () => {
  expect(isBetterPlan(problem, without([0, 1], 5), without([], 6))).toBe(true)
})
