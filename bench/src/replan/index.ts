import { type RoutePlan, type RoutingProblem, replan, type Stop, solveRoutes } from '@nunchi/kernel'
import type { Bench } from '../bench.ts'
import { percentile } from '../metrics.ts'
import { CpuClock } from '../route/cpu-clock.ts'
import { madeUpCity } from '../route/made-up-city.ts'
import { assertRight, leftOut, WrongPlan } from '../route/solve-instance.ts'

/** Stops at the start of every route that its driver is on the way to already. */
const fixedStops = 3

/** How long it takes to put a new order into routes that are being driven. */
export const bench: Bench = {
  name: 'replan',
  says: 'a new order into the running plan of 1,000 made-up stops: ms of processor time, and what it costs',
  options: {
    stops: 'in the plan (1000)',
    orders: 'new ones, each into the same plan (100)',
    iterations: 'of the search that makes the plan (200000)',
  },
  run: async ({ seed, own, progress }) => {
    const [stops, orders, iterations] = [own.stops ?? '1000', own.orders ?? '100', own.iterations ?? '200000'].map(
      Number,
    )
    const { problem, later } = madeUpCity({ stops, spare: orders, seed })
    const plan = solveRoutes(problem, { seed, iterations })
    progress(`${plan.routes.length} routes, ${plan.unserved.length} stops left out`)
    const running = underWay(problem, plan)
    for (const order of later.slice(0, 10)) replanned(running, order) // the compiler has its turn
    const found = later.map((order) => replanned(running, order))
    const set = `${stops} made-up stops, ${plan.routes.length} vehicles on the road`
    const ms = found.map((one) => one.ms)
    const row = (metric: string, value: number, unit: string) => ({
      set,
      variant: 'one new order',
      metric,
      value,
      unit,
    })
    const metres = found.filter(({ isServed }) => isServed).map(({ cost }) => cost)
    return {
      rows: [
        row('p50', percentile(ms, 50), 'ms'),
        row('p99', percentile(ms, 99), 'ms'),
        row('slowest', Math.max(...ms), 'ms'),
        row('served', (100 * metres.length) / found.length, '%'),
        row('costs, median', percentile(metres, 50), 'm'),
      ],
      notes: [
        `Each new order by itself into the same plan, of which every vehicle has its first ${fixedStops} stops before it and keeps them;`,
        'processor time with that of the compiler and of collecting garbage, one thread, ways known. A city that we made up. Every plan',
        'was checked by rules that share nothing with the solver.',
      ],
    }
  },
}

type Running = { readonly problem: RoutingProblem; readonly plan: RoutePlan }

/** Every route by a vehicle of its own, which goes on as it began. */
function underWay(problem: RoutingProblem, plan: RoutePlan): Running {
  const vehicles = plan.routes.map(({ vehicle, trips }) => ({
    ...problem.vehicles[vehicle],
    count: 1,
    fixed: trips.flat().slice(0, fixedStops),
  }))
  return {
    problem: { ...problem, vehicles },
    plan: { ...plan, routes: plan.routes.map((route, i) => ({ ...route, vehicle: i })) },
  }
}

function replanned({ problem, plan }: Running, order: Stop) {
  const asked = { ...problem, stops: [...problem.stops, order] }
  const clock = new CpuClock()
  const { plan: found, inserted, costDifference: cost } = replan({ problem: asked, plan })
  const ms = 1000 * clock.seconds
  const isServed = inserted.includes(problem.stops.length)
  assertRight({ name: 'a new order', problem: asked }, { plan: found, what: 'replanning' })
  // It may find no place; no other stop may lose its own.
  if (leftOut(problem, { ...found, unserved: found.unserved.filter((stop) => stop < problem.stops.length) }).length > 0)
    throw new WrongPlan('A stop of the running plan was dropped for a new order.')
  return { ms, isServed, cost }
}
