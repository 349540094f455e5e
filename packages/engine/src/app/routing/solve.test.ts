import { plainStop, plainVehicle, planCost, Random, type RoutePlan, type RoutingProblem } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { sharedProblem } from './shared-problem.ts'
import { startSolve } from './solve.ts'

/** Stops in two rows, 30 m apart, of which a vehicle holds ten. */
function rows(count: number): RoutingProblem {
  const at = (place: number) => [(place % 15) * 30, place < 15 ? 0 : 40] as const
  const metres = new Int32Array((count + 1) ** 2)
  for (let i = 0; i <= count; i++)
    for (let j = 0; j <= count; j++)
      metres[i * (count + 1) + j] = Math.round(Math.hypot(at(i)[0] - at(j)[0], at(i)[1] - at(j)[1]))
  return {
    places: count + 1,
    profiles: [{ durations: metres, distances: metres }],
    dimensions: 1,
    stops: Array.from({ length: count }, (_, i) => plainStop(i + 1, { delivery: [1] })),
    shipments: [],
    vehicles: [plainVehicle(0, [10], { count: 5 })],
  }
}

/** Stops at random places of a square kilometre, of which a vehicle holds twelve. */
function scatteredCity(count: number): RoutingProblem {
  const random = new Random(1)
  const points = Array.from({ length: count + 1 }, () => [random.below(1_000), random.below(1_000)] as const)
  const metres = Int32Array.from(
    points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.round(Math.hypot(x - toX, y - toY)))),
  )
  return {
    ...rows(count),
    profiles: [{ durations: metres, distances: metres }],
    vehicles: [plainVehicle(0, [12], { count: 40 })],
  }
}

const servedBy = ({ routes }: RoutePlan) => routes.flatMap(({ trips }) => trips.flat()).sort((a, b) => a - b)
const problem = rows(29)

test('the same seed and iterations give the same plan, also of several threads', async () => {
  const solve = async (threads: number) => startSolve({ problem, budget: { iterations: 600 }, seed: 7, threads }).done
  for (const threads of [1, 2]) {
    const [one, again] = await Promise.all([solve(threads), solve(threads)])
    expect(again).toEqual(one)
    expect(one.iterations).toBe(600 * threads)
    expect(servedBy(one.plan)).toEqual(problem.stops.map((_, i) => i))
    expect(one.plan.unserved).toEqual([])
  }
})

test('several threads that plan a region each: the same plan again, all served, and no dearer than one thread finds in as many iterations', async () => {
  const city = scatteredCity(300)
  const solve = async (threads: number) =>
    startSolve({ problem: city, budget: { iterations: 12_000 / threads }, seed: 7, threads }).done
  const [two, again, one] = await Promise.all([solve(2), solve(2), solve(1)])
  expect(again).toEqual(two)
  expect(two.iterations).toBe(12_000)
  expect(servedBy(two.plan)).toEqual(city.stops.map((_, i) => i))
  expect(two.plan.cost).toBe(planCost(city, two.plan))
  expect(two.plan.cost).toBeLessThan(1.02 * one.plan.cost)
})

test('a search that is stopped answers with what it has, and better plans are told on the way', async () => {
  const told: number[] = []
  const solve = startSolve({
    problem,
    budget: { seconds: 600 },
    seed: 1,
    onBetter: ({ plan }) => {
      told.push(plan.cost)
      solve.stop()
    },
  })
  const { plan } = await solve.done
  expect(plan.cost).toBe(told.at(-1))
  expect(servedBy(plan)).toHaveLength(29)
})

test('it goes on from a plan that it is given, which can only become better', async () => {
  const first = await startSolve({ problem, budget: { iterations: 500 }, seed: 3 }).done
  const { plan } = await startSolve({ problem, budget: { iterations: 10 }, seed: 4, start: first.plan }).done
  expect(plan.cost).toBeLessThanOrEqual(first.plan.cost)
})

test('matrices that are one stay one where they are shared', () => {
  const { profiles } = sharedProblem(problem)
  expect(profiles[0]!.durations.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(profiles[0]!.distances).toBe(profiles[0]!.durations)
  expect([...profiles[0]!.durations]).toEqual([...problem.profiles[0]!.durations])
})

test('a thread that breaks is told to who waits', async () => {
  const wrong = { ...problem, vehicles: undefined } as unknown as RoutingProblem
  await expect(startSolve({ problem: wrong, budget: { iterations: 1 }, seed: 1 }).done).rejects.toThrow()
})
