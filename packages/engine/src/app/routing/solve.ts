import type { Worker } from 'node:worker_threads'
import type { RoutePlan, RoutingProblem } from '@nunchi/kernel'
import { isBetterPlan } from '../../decide/route/plan-rank.ts'
import type {
  ExplainAsk,
  PlanExplained,
  SolveReport,
  SolveRound,
  SolveTask,
} from '../../decide/route/solve-messages.ts'
import { startWorker } from '../tasks.ts'
import { sharedProblem } from './shared-problem.ts'

/** How long to search. Iterations are of each thread; with them, and no seconds, the same seed gives the same plan. */
export type SolveBudget = { readonly seconds?: number; readonly iterations?: number }

export type SolveAsk = {
  readonly problem: RoutingProblem
  readonly budget: SolveBudget
  readonly seed: number
  /** Threads that search, each from a seed of its own, and exchange their best plans; 1 when absent. */
  readonly threads?: number
  readonly start?: RoutePlan
  /** Told of every better plan, at most some times a second. */
  readonly onBetter?: (found: SolveFound) => void
}

export type SolveFound = {
  readonly plan: RoutePlan
  /** Of all threads together. */
  readonly iterations: number
  /** What follows from it; of a plan on the way it is not said. */
  readonly explained?: PlanExplained
}

export type Solve = {
  /** The best plan once the time is up, or once it was stopped. Rejected only when a thread broke. */
  readonly done: Promise<SolveFound>
  /** Ends the search within some milliseconds; what was found so far is the answer. */
  stop(): void
}

/** Into how many rounds a search is cut. */
const rounds = 10
/**
 * From which on threads exchange their best plans. While searches are hot they look further apart: with exchanges from the first round on,
 * two threads found plans of 300 stops that were 0.3 % dearer than those of either alone.
 */
const exchangesFrom = 8

/**
 * Solves a routing problem beside the event loop. Threads meet at the end of every round; in the last ones, whoever has a worse plan
 * than the best goes on from that one. All meetings are at the same counts of iterations, so the answer hangs on no clock unless seconds are asked for.
 */
export function startSolve(ask: SolveAsk): Solve {
  const search = new ThreadedSearch(ask)
  return { done: search.run(), stop: () => search.stop() }
}

class ThreadedSearch {
  readonly #ask: SolveAsk
  readonly #threads: readonly SolveThread[]
  readonly #stop = new Int32Array(new SharedArrayBuffer(4))
  #best: RoutePlan | undefined

  constructor(ask: SolveAsk) {
    this.#ask = ask
    const { seed, start, threads = 1 } = ask
    const problem = sharedProblem(ask.problem)
    const better = (plan: RoutePlan) => this.#take(plan)
    this.#threads = Array.from({ length: threads }, (_, i) => {
      const task: SolveTask = { problem, seed: seed + i, stop: this.#stop, ...(start ? { start } : {}) }
      return new SolveThread(task, better)
    })
  }

  stop(): void {
    Atomics.store(this.#stop, 0, 1)
  }

  async run(): Promise<SolveFound> {
    try {
      const asked = performance.now()
      let plans = await this.#meet(() => undefined) // the plans that they begin with
      const begun = this.#begunAt(asked)
      for (let round = 0; round < rounds && Atomics.load(this.#stop, 0) === 0; round++) {
        const stretch = this.#stretch(round, performance.now() - begun)
        const best = this.#best!
        const before = plans
        plans = await this.#meet((i) => {
          const isWorse = round >= exchangesFrom && isBetterPlan(this.#ask.problem, best, before[i]!)
          return { ...stretch, ...(isWorse ? { adopt: best } : {}) }
        })
      }
      const found = this.#found()
      return { ...found, explained: await this.#threads[0]!.explain(found.plan) }
    } finally {
      await Promise.all(this.#threads.map((thread) => thread.end()))
    }
  }

  /** Since when the seconds count: since they were asked for, but half of them at least are for the search. */
  #begunAt(asked: number): number {
    const { seconds = 0 } = this.#ask.budget
    return Math.max(asked, performance.now() - seconds * 500)
  }

  /** Time that is left over or was overrun is shared by the rounds that are left. */
  #stretch(round: number, passedMs: number): SolveRound {
    const { seconds, iterations } = this.#ask.budget
    const left = rounds - round
    return {
      from: round / rounds,
      to: (round + 1) / rounds,
      ...(seconds === undefined ? {} : { ms: Math.max(0, seconds * 1_000 - passedMs) / left }),
      ...(iterations === undefined
        ? {}
        : { iterations: Math.floor((iterations * (round + 1)) / rounds) - Math.floor((iterations * round) / rounds) }),
    }
  }

  /** Lets every thread run a round, and waits for the last. */
  async #meet(roundOf: (thread: number) => SolveRound | undefined): Promise<RoutePlan[]> {
    const plans = await Promise.all(this.#threads.map((thread, i) => thread.round(roundOf(i))))
    for (const plan of plans) this.#take(plan)
    return plans
  }

  #take(plan: RoutePlan): void {
    if (this.#best && !isBetterPlan(this.#ask.problem, plan, this.#best)) return
    this.#best = plan
    this.#ask.onBetter?.(this.#found())
  }

  #found(): SolveFound {
    return { plan: this.#best!, iterations: this.#threads.reduce((sum, { iterations }) => sum + iterations, 0) }
  }
}

/** One thread that searches. */
class SolveThread {
  iterations = 0
  readonly #worker: Worker
  readonly #broken: Promise<never>
  #arrived: ((plan: RoutePlan) => void) | undefined
  #explained: ((explained: PlanExplained) => void) | undefined
  /** Of a round that nobody waits for yet: the first, which begins with the thread. */
  #early: RoutePlan | undefined

  constructor(task: SolveTask, better: (plan: RoutePlan) => void) {
    this.#worker = startWorker('solve-routes', task)
    this.#broken = new Promise((_, reject) => {
      this.#worker.once('error', reject)
      this.#worker.once('exit', (code) => reject(new Error(`a thread that solves ended with code ${code}`)))
    })
    this.#broken.catch(() => {}) // told to who waits for a round
    this.#worker.on('message', (report: SolveReport) => {
      if (report.kind === 'explained')
        return this.#explained?.({ schedules: report.schedules, reasons: report.reasons })
      const { kind, iterations, plan } = report
      this.iterations = iterations
      if (kind === 'better') return better(plan)
      if (this.#arrived) this.#arrived(plan)
      else this.#early = plan
      this.#arrived = undefined
    })
  }

  /** Its best plan at the end of a round; without one, the plan that it begins with. */
  round(round: SolveRound | undefined): Promise<RoutePlan> {
    const arrived = new Promise<RoutePlan>((resolve) => {
      if (this.#early) resolve(this.#early)
      else this.#arrived = resolve
      this.#early = undefined
    })
    if (round) this.#worker.postMessage(round)
    return Promise.race([arrived, this.#broken])
  }

  /** What follows from a plan; not while a round is under way. */
  explain(plan: RoutePlan): Promise<PlanExplained> {
    const explained = new Promise<PlanExplained>((resolve) => {
      this.#explained = resolve
    })
    this.#worker.postMessage({ explain: plan } satisfies ExplainAsk)
    return Promise.race([explained, this.#broken])
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
