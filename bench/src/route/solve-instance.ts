import { type NamedProblem, startSolve } from '@nunchi/engine'
import { type RoutePlan, RouteSearch, type RoutingProblem } from '@nunchi/kernel'
import { checkPlan } from './check-plan.ts'
import { CpuClock } from './cpu-clock.ts'

/** The best plan that was there after so many seconds. */
export type Incumbent = { readonly seconds: number; readonly plan: RoutePlan; readonly iterations: number }

/** An answer of the solver that is no answer. */
export class WrongPlan extends Error {}

/**
 * Solves an instance for as many seconds of processor time, from reading the problem on, and gives the incumbents at the marks.
 * Every one of them is checked. @throws WrongPlan
 */
export function solveInstance(
  { name, problem }: Pick<NamedProblem, 'name' | 'problem'>,
  { marks, seed }: { readonly marks: readonly number[]; readonly seed: number },
): Incumbent[] {
  const limit = marks[marks.length - 1]
  const clock = new CpuClock()
  const search = new RouteSearch(problem, { seed })
  const incumbents: Incumbent[] = []
  let slice = 8
  for (let seconds = clock.seconds; incumbents.length < marks.length; ) {
    search.run(slice, seconds / limit)
    const now = clock.seconds
    // Long enough that looking at the clock costs nothing, short enough to hit the marks.
    if (now - seconds < 0.002) slice *= 2
    else if (now - seconds > 0.01) slice = Math.max(1, slice >> 1)
    seconds = now
    while (incumbents.length < marks.length && seconds >= marks[incumbents.length])
      incumbents.push({
        seconds: marks[incumbents.length],
        plan: clock.without(() => search.best()),
        iterations: search.iterations,
      })
  }
  for (const { plan, seconds } of incumbents)
    assertRight({ name, problem }, { plan, what: `${seconds} s, seed ${seed}` })
  return incumbents
}

/**
 * The same by several threads that exchange what they find; seconds are wall clock then, from the start of the threads on.
 * @throws WrongPlan
 */
export async function solveThreaded(
  { name, problem }: Pick<NamedProblem, 'name' | 'problem'>,
  { marks, seed, threads }: { readonly marks: readonly number[]; readonly seed: number; readonly threads: number },
): Promise<Incumbent[]> {
  const begun = performance.now()
  const found: Incumbent[] = []
  const took = () => (performance.now() - begun) / 1_000
  const onBetter = ({ plan, iterations }: { readonly plan: RoutePlan; readonly iterations: number }) => {
    found.push({ seconds: took(), plan, iterations })
  }
  const last = await startSolve({ problem, budget: { seconds: marks[marks.length - 1] }, seed, threads, onBetter }).done
  const incumbents = marks.map((seconds, i): Incumbent => {
    const known = found.filter((one) => one.seconds <= seconds)
    const { plan, iterations } = i === marks.length - 1 ? last : (known[known.length - 1] ?? found[0])
    return { seconds, plan, iterations }
  })
  for (const { plan, seconds } of incumbents)
    assertRight({ name, problem }, { plan, what: `${seconds} s, seed ${seed}, ${threads} threads` })
  return incumbents
}

/** Stops that are not optional, and that a plan leaves out. */
export function leftOut({ stops }: RoutingProblem, { unserved }: RoutePlan): number[] {
  return unserved.filter((stop) => stops[stop].prize === undefined)
}

/** @throws WrongPlan when a rule is broken, or a cost is not true */
export function assertRight(
  { name, problem }: Pick<NamedProblem, 'name' | 'problem'>,
  { plan, what }: { readonly plan: RoutePlan; readonly what: string },
): void {
  const faults = checkPlan(problem, plan).map(({ rule, says }) => `${rule}: ${says}`)
  if (faults.length > 0) throw new WrongPlan(`${name} after ${what}: ${faults.slice(0, 5).join('; ')}`)
}
