import type { Worker } from 'node:worker_threads'
import { canPart, fleetShare, partPlan, planOf, Random, type RoutePlan, type RoutingProblem } from '@nunchi/kernel'
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
const rounds = 40
/**
 * From which on threads that plan all exchange their best plans. While searches are hot they look further apart: with exchanges from the
 * first round on, two threads found plans of 300 stops that were 0.3 % dearer than those of either alone.
 */
const exchangesFrom = 32

/**
 * Solves a routing problem beside the event loop. Several threads plan a region each of one plan; at the end of every round their parts
 * are put together, and parted elsewhere. Where there are too few stops for that, each plans all of them, and at the end who has a
 * worse plan than the best goes on from that one. All meetings are at the same counts of iterations, so the answer hangs on no clock
 * unless seconds are asked for.
 * Source: concurrent annealing of parts of a plan, as in Taillard (1993), DOI 10.1002/net.3230230804; regions are drawn anew each time.
 */
export function startSolve(ask: SolveAsk): Solve {
  const search = new ThreadedSearch(ask)
  return { done: search.run(), stop: () => search.stop() }
}

type RoundReport = Extract<SolveReport, { readonly kind: 'round' }>

class ThreadedSearch {
  readonly #ask: SolveAsk
  readonly #threads: readonly SolveThread[]
  readonly #stop = new Int32Array(new SharedArrayBuffer(4))
  readonly #random: Random
  #best: RoutePlan | undefined
  /** The routes that are planned in parts; nothing as long as every thread plans all. */
  #parted: RoutePlan['routes'] | undefined

  constructor(ask: SolveAsk) {
    this.#ask = ask
    const { seed, start, threads = 1 } = ask
    this.#random = new Random(seed)
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
      let plans: readonly RoutePlan[] = (await this.#meet(() => undefined)).map(({ plan }) => plan) // that they begin with
      for (const plan of plans) this.#take(plan)
      const begun = this.#begunAt(asked)
      for (let round = 0; round < rounds && Atomics.load(this.#stop, 0) === 0; round++) {
        plans = await this.#round(round, this.#stretch(round, performance.now() - begun), plans)
      }
      const found = this.#found()
      return { ...found, explained: await this.#threads[0]!.explain(found.plan) }
    } finally {
      await Promise.all(this.#threads.map((thread) => thread.end()))
    }
  }

  /** @param plans  where the threads were at the end of the round before. @returns where they are at the end of this one */
  async #round(round: number, stretch: SolveRound, plans: readonly RoutePlan[]): Promise<readonly RoutePlan[]> {
    const { problem } = this.#ask
    const best = this.#best!
    // As long as fewer vehicles are sought, every thread plans all.
    const isForCosts = round >= fleetShare * rounds || problem.vehicles.every(({ cost }) => cost.fixed === 0)
    if (isForCosts && canPart(problem, best.routes, this.#threads.length)) this.#parted ??= best.routes
    if (this.#parted) return this.#planParts(this.#parted, stretch)
    const found = await this.#meet((i) => {
      const isWorse = round >= exchangesFrom && isBetterPlan(problem, best, plans[i])
      return { ...stretch, ...(isWorse ? { adopt: best } : {}) }
    })
    for (const { plan } of found) this.#take(plan)
    return found.map(({ plan }) => plan)
  }

  /** Goes on from where the searches of the parts are, be that dearer than the best: while they are hot it is. */
  async #planParts(routes: RoutePlan['routes'], stretch: SolveRound): Promise<readonly RoutePlan[]> {
    const { problem } = this.#ask
    const parts = partPlan(problem, routes, this.#threads.length, this.#random)
    const found = await this.#meet((i) => ({ ...stretch, part: parts[i] }))
    const best = found.flatMap(({ plan }) => plan.routes)
    this.#take(planOf(problem, best))
    this.#parted = found.flatMap(({ current }) => current!.routes)
    return []
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
  #meet(roundOf: (thread: number) => SolveRound | undefined): Promise<RoundReport[]> {
    return Promise.all(this.#threads.map((thread, i) => thread.round(roundOf(i))))
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
  #arrived: ((report: RoundReport) => void) | undefined
  #explained: ((explained: PlanExplained) => void) | undefined
  /** Of a round that nobody waits for yet: the first, which begins with the thread. */
  #early: RoundReport | undefined

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
      this.iterations = report.iterations
      if (report.kind === 'better') return better(report.plan)
      if (this.#arrived) this.#arrived(report)
      else this.#early = report
      this.#arrived = undefined
    })
  }

  /** Its best plan at the end of a round; without one, the plan that it begins with. */
  round(round: SolveRound | undefined): Promise<RoundReport> {
    const arrived = new Promise<RoundReport>((resolve) => {
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
