import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type RoutePlan, RouteSearch } from '@nunchi/kernel'
import { explainPlan } from '../decide/route/explain-plan.ts'
import type { ExplainAsk, SolveReport, SolveRound, SolveTask } from '../decide/route/solve-messages.ts'

/** Iterations between looks at the clock and at whether to stop: some milliseconds. */
const slice = 64
/** Better plans are told no more often. */
const toldMsMin = 250

/**
 * Searches for a plan of routes, a round at a time as it is told: so several threads can exchange what they found in between.
 * With rounds of iterations, the clock decides only when a better plan is told, not what is found.
 */
class Solver {
  readonly #search: RouteSearch
  readonly #stop: Int32Array
  #toldCost = Number.POSITIVE_INFINITY
  #toldAt = Number.NEGATIVE_INFINITY

  constructor({ problem, seed, start, stop }: SolveTask) {
    this.#search = new RouteSearch(problem, { seed, ...(start ? { start } : {}) })
    this.#stop = stop
    this.#tell({ kind: 'round' })
  }

  run({
    iterations = Number.POSITIVE_INFINITY,
    ms = Number.POSITIVE_INFINITY,
    from,
    to,
    adopt,
    part,
  }: SolveRound): void {
    const search = this.#search
    if (adopt) search.adopt(adopt)
    if (part) search.confine(part)
    const [begun, before] = [performance.now(), search.iterations]
    for (;;) {
      const done = search.iterations - before
      const share = Math.max(done / iterations, (performance.now() - begun) / ms)
      if (!(share < 1) || Atomics.load(this.#stop, 0) === 1) break // a round of nothing is over
      search.run(Math.min(slice, iterations - done), from + (to - from) * share)
      if (part || search.bestCost === this.#toldCost || performance.now() - this.#toldAt <= toldMsMin) continue
      this.#tell({ kind: 'better' })
    }
    this.#tell({ kind: 'round', ...(part ? { current: search.current() } : {}) })
  }

  #tell(report: { kind: 'better' } | { kind: 'round'; current?: RoutePlan }): void {
    const { iterations, bestCost } = this.#search
    this.#toldCost = bestCost
    this.#toldAt = performance.now()
    parentPort!.postMessage({ ...report, iterations, plan: this.#search.best() } satisfies SolveReport)
  }
}

// Who asks for a page goes first. On Linux this is the priority of the thread; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(5)

const task = workerData as SolveTask
const solver = new Solver(task)
parentPort!.on('message', (ask: SolveRound | ExplainAsk) => {
  if (!('explain' in ask)) return solver.run(ask)
  parentPort!.postMessage({ kind: 'explained', ...explainPlan(task.problem, ask.explain) } satisfies SolveReport)
})
