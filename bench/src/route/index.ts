import type { NamedProblem, ReadWishes } from '@nunchi/engine'
import type { Bench, BenchRow } from '../bench.ts'
import { mean } from '../metrics.ts'
import { type BestKnown, bestKnown } from './best-known.ts'
import { instanceFiles, readInstance } from './instances.ts'
import { type Incumbent, leftOut, solveInstance, solveThreaded } from './solve-instance.ts'

/** Routes for published instances: cost after some seconds of processor time, and the gap to the best known. */
export const bench: Bench = {
  name: 'route',
  says: 'delivery routes for published instances: cost and gap to the best known after seconds of processor time',
  reads: 'an instance, or a folder of them: VRPLIB, Solomon, Li & Lim, HVRP, loggibud; also .gz',
  options: {
    seconds: 'of processor time for an instance (10)',
    seeds: 'runs, each with a seed of its own, from --seed on (1)',
    threads: 'that search; with more than one, seconds are wall clock (1)',
    rounding:
      'truncated, real or whole: of distances from coordinates (what the costs of each format are counted with)',
    objective: 'cost, or vehicles: as few as can be, first (what the costs of each format are counted with)',
  },
  run: async ({ data, seed, own, progress }) => {
    const threads = positive('threads', own.threads ?? '1')
    const seconds = positive('seconds', own.seconds ?? '10')
    const seeds = Array.from({ length: positive('seeds', own.seeds ?? '1') }, (_, i) => seed + i)
    const marks = [...[1, 2, 5, 10, 30].filter((mark) => mark < seconds), seconds]
    const wishes: ReadWishes = {
      ...(own.rounding ? { rounding: oneOf('rounding', own.rounding, ['truncated', 'real', 'whole'] as const) } : {}),
      ...(own.objective ? { objective: oneOf('objective', own.objective, ['cost', 'vehicles'] as const) } : {}),
    }
    const rows: BenchRow[] = []
    for (const file of instanceFiles(data)) {
      const named = await readInstance(file, wishes)
      const known = bestKnown(file, named, wishes)
      const runs: Incumbent[][] = []
      for (const one of seeds) {
        const found =
          threads === 1
            ? solveInstance(named, { marks, seed: one })
            : await solveThreaded(named, { marks, seed: one, threads })
        progress(`${named.name}, seed ${one}: ${found.map((at) => spoken(named, at, known)).join(', ')}`)
        runs.push(found)
      }
      rows.push(...rowsOf(named, runs, known))
    }
    return { rows: [...rows, ...meansOf(rows)], notes }
  },
}

const notes = [
  'Every plan was checked by rules that share nothing with the solver. Seconds are processor time of the whole process (wall clock with',
  'several threads), from the first look at the matrix on; the search cools towards the last mark, so that a run of 2 s is better than the',
  'mark of 2 s in a run of 10 s.',
]

/** What a plan costs without what makes vehicles come first, in the unit of the file; no number if it leaves stops out. */
function costOf({ problem, scale, ranking }: NamedProblem, { plan }: Incumbent): number {
  if (leftOut(problem, plan).length > 0) return Number.NaN
  return (plan.cost - ranking * plan.routes.length) / scale.cost
}

function gapOf(named: NamedProblem, at: Incumbent, { cost }: BestKnown): number {
  return 100 * (costOf(named, at) / cost - 1)
}

function spoken(named: NamedProblem, at: Incumbent, known: BestKnown | undefined): string {
  const gap = known ? ` (${gapOf(named, at, known).toFixed(2)} %)` : ''
  return `${at.seconds} s ${costOf(named, at)}${gap}`
}

/** Of one instance, at each mark, as means over the seeds. */
function rowsOf(
  named: NamedProblem,
  runs: readonly (readonly Incumbent[])[],
  known: BestKnown | undefined,
): BenchRow[] {
  return runs[0].flatMap(({ seconds }, mark) => {
    const at = runs.map((run) => run[mark])
    const row = (metric: string, value: number, unit = ''): BenchRow => {
      return { set: named.name, variant: `${seconds} s`, metric, value, unit }
    }
    return [
      row('cost', mean(at.map((one) => costOf(named, one)))),
      ...(known ? [row('gap', mean(at.map((one) => gapOf(named, one, known))), '%')] : []),
      row('vehicles', mean(at.map(({ plan }) => plan.routes.length))),
      ...(known?.vehicles === undefined ? [] : [row('vehicles of the best known', known.vehicles)]),
      row('left out', mean(at.map(({ plan }) => leftOut(named.problem, plan).length))),
      row('iterations', mean(at.map(({ iterations }) => iterations))),
    ]
  })
}

/** Gaps, and costs where there is nothing to compare with, as means over the instances. */
function meansOf(rows: readonly BenchRow[]): BenchRow[] {
  const variants = [...new Set(rows.map(({ variant }) => variant))]
  return variants.flatMap((variant) =>
    ['gap', 'cost'].flatMap((metric) => {
      const own = rows.filter((row) => row.variant === variant && row.metric === metric)
      if (own.length === 0) return []
      return [
        {
          set: `mean of ${own.length}`,
          variant,
          metric,
          value: mean(own.map(({ value }) => value)),
          unit: own[0].unit,
        },
      ]
    }),
  )
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} ${text} is no number above 0.`)
  return value
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const name = names.find((one) => one === text)
  if (name === undefined) throw new Error(`--${option} ${text} is none of ${names.join(', ')}.`)
  return name
}
