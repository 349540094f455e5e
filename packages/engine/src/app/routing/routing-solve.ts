import type { RouteTask } from '../../decide/route/task.ts'
import { messageOf } from '../../domain/message.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { SolveBudget, SolveFound } from './solve.ts'
import type { Queued } from './solve-queue.ts'
import { type ToldPlan, toldPlan, withoutMatrices } from './told-plan.ts'

export type RoutingSolveState = 'waiting' | 'running' | 'done' | 'stopped' | 'failed'

/** How a problem was asked, and is to be answered. */
export type RoutingForm = 'vroom' | 'model'

type Made = {
  readonly id: string
  readonly form: RoutingForm
  readonly task: RouteTask
  readonly budget: SolveBudget
  readonly now: () => EpochMs
}

/** One solve as it stands: waiting, under way, or over with its plan. Whoever follows it is woken when something changes. */
export class RoutingSolve {
  readonly id: string
  readonly form: RoutingForm
  task: RouteTask
  readonly createdAt: EpochMs
  state: RoutingSolveState = 'waiting'
  startedAt?: EpochMs
  endedAt?: EpochMs
  found?: SolveFound
  #told: { readonly of: SolveFound; readonly plan: ToldPlan } | undefined
  /** Why it failed. */
  problem?: string
  /** Resolves once it is over. */
  over: Promise<void> = Promise.resolve()
  readonly #budget: SolveBudget
  readonly #now: () => EpochMs
  readonly #wakers = new Set<() => void>()
  #queued: Queued | undefined
  #isStopped = false

  constructor({ id, form, task, budget, now }: Made) {
    this.id = id
    this.form = form
    this.task = task
    this.#budget = budget
    this.#now = now
    this.createdAt = now()
  }

  get hasEnded(): boolean {
    return this.state !== 'waiting' && this.state !== 'running'
  }

  /** 0 to 1. */
  get progress(): number {
    if (this.hasEnded) return 1
    const { seconds, iterations } = this.#budget
    const shares = [
      seconds === undefined || this.startedAt === undefined ? 0 : (this.#now() - this.startedAt) / 1_000 / seconds,
      iterations === undefined ? 0 : (this.found?.iterations ?? 0) / iterations,
    ]
    return Math.min(0.99, Math.max(...shares))
  }

  /** The best plan so far in the words of who asked; told anew only where there is a better one. */
  get told(): ToldPlan | undefined {
    const { found } = this
    if (found && this.#told?.of !== found) this.#told = { of: found, plan: toldPlan(this.task, found) }
    return this.#told?.plan
  }

  begins(): void {
    this.state = 'running'
    this.startedAt = this.#now()
    this.#wake()
  }

  better(found: SolveFound): void {
    this.found = found
    this.#wake()
  }

  /** Follows what was queued to its end, however that is. */
  end(queued: Queued): void {
    this.#queued = queued
    this.over = this.#end(queued)
  }

  async #end(queued: Queued): Promise<void> {
    try {
      this.found = (await queued.done) ?? this.found
      this.state = this.#isStopped ? 'stopped' : 'done'
    } catch (error) {
      this.state = 'failed'
      this.problem = messageOf(error)
    }
    this.endedAt = this.#now()
    this.#queued = undefined
    if (!this.found || this.found.explained) this.task = withoutMatrices(this.task)
    this.#wake()
  }

  /** What was found so far is kept. Stopping what is over is no error. */
  stop(): void {
    this.#isStopped = true
    this.#queued?.stop()
  }

  /** Each change, beginning with how it stands, until it is over or the signal says so; at least one every `beatMs`. */
  async *follow(signal: AbortSignal, beatMs: number): AsyncGenerator<RoutingSolve> {
    for (;;) {
      yield this
      if (this.hasEnded || signal.aborted) return
      await this.#change(signal, beatMs)
    }
  }

  #change(signal: AbortSignal, beatMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#wakers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, beatMs)
      this.#wakers.add(wake)
      signal.addEventListener('abort', wake, { once: true })
      if (signal.aborted || this.hasEnded) wake()
    })
  }

  #wake(): void {
    for (const wake of [...this.#wakers]) wake()
  }
}
