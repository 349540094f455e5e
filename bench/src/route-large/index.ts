import type { Bench } from '../bench.ts'
import { madeUpCity } from '../route/made-up-city.ts'
import { solveInstance } from '../route/solve-instance.ts'

/** How much ten minutes are better than one where there are ten thousand stops, and what memory it takes. */
export const bench: Bench = {
  name: 'route-large',
  says: 'delivery routes for 10,000 made-up stops: a short search against a long one, and memory',
  options: {
    stops: 'how many (10000)',
    seconds: 'of processor time of the short search (60)',
    long: 'of the long one, 0 for none (600)',
  },
  run: async ({ seed, own, progress }) => {
    const stops = above(0, 'stops', own.stops ?? '10000')
    const seconds = above(0, 'seconds', own.seconds ?? '60')
    const long = above(-1, 'long', own.long ?? '600')
    const { problem } = madeUpCity({ stops, seed })
    const set = `${stops} made-up stops`
    const found = [seconds, ...(long > 0 ? [long] : [])].map((limit) => {
      const [last] = solveInstance({ name: set, problem }, { marks: [limit], seed })
      progress(`${limit} s: ${last.plan.cost}, ${last.plan.routes.length} routes, ${last.iterations} iterations`)
      return last
    })
    const best = found[found.length - 1].plan.cost
    const row = (variant: string, metric: string, value: number, unit = '') => ({ set, variant, metric, value, unit })
    const rows = found.flatMap(({ seconds: limit, plan, iterations }) => [
      row(`${limit} s`, 'cost', plan.cost),
      row(`${limit} s`, 'above the longest search', 100 * (plan.cost / best - 1), '%'),
      row(`${limit} s`, 'routes', plan.routes.length),
      row(`${limit} s`, 'iterations', iterations),
    ])
    return { rows: [...rows, row('all', 'memory, most', process.resourceUsage().maxRSS * 1_024, 'bytes')], notes }
  },
}

const notes = [
  'A city that we made up: half of the stops in dense quarters, two in five with a window of some hours. Costs are metres. Seconds are',
  'processor time. Memory is the most that the whole process ever had, with both matrices (places^2 * 8 bytes) and the checks.',
]

function above(least: number, name: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= least) throw new Error(`--${name} ${text} is no number above ${least}.`)
  return value
}
