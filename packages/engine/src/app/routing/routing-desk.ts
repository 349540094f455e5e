import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { RouteAsk } from '../../decide/route/ask.ts'
import type { RouteLine, RouteOutcome } from '../../decide/route/outcome.ts'
import type { VroomQuestion } from '../../decide/route/read-vroom.ts'
import { checkStart, type GivenPlan, givenPlan, startPlan } from '../../decide/route/start-plan.ts'
import { type RouteTask, routeTask } from '../../decide/route/task.ts'
import { Refusal } from '../../domain/refusal.ts'
import { heard, type Said } from '../../domain/said.ts'
import type { EpochMs } from '../../domain/units.ts'
import { runInWorker } from '../tasks.ts'
import { MatrixMemory } from './matrix-memory.ts'
import { routeLines } from './route-lines.ts'
import { type RoutingForm, RoutingSolve } from './routing-solve.ts'
import type { SolveBudget, SolveFound } from './solve.ts'
import { type Queued, SolveQueue } from './solve-queue.ts'
import { type TravelAsk, type TravelParts, travelled } from './travelled.ts'

/** A problem to plan, and how long to search. */
export type RoutingQuestion = {
  readonly ask: RouteAsk
  readonly form: RoutingForm
  /** How to travel where no matrix was sent. */
  readonly travel?: TravelAsk
  readonly budget: SolveBudget
  readonly seed: number
  readonly threads: number
  /** Whether the routes that were sent are the plan: nothing is searched, only times and broken rules are told. */
  readonly isGiven?: boolean
}

/** The sender's id of a question, and a digest of what was sent by it: the same id asks for nothing else. */
export type SentAs = { readonly id: string; readonly digest: string }

/** What begins a solve: the question, and what it was sent as if its sender gave it an id. */
export type SolveRead = { readonly question: RoutingQuestion; readonly sent?: SentAs }

/** A large body that begins a solve, unread, with the sender's id from a header. */
export type LargeSolve = { readonly bytes: Uint8Array; readonly sentId: string | undefined }

export type RoutingPlanned = SolveFound & {
  readonly task: RouteTask
  /** What it took, in ms: to find out how long ways are, and to search. */
  readonly routingMs: number
  readonly solvingMs: number
}

/** Plans routes that anybody asks for, beside everything that the shop does. */
export interface RoutingFace {
  /**
   * Reads a large problem in VROOM's form beside the event loop, one after another: a body of 32 MB takes 300 MB while it is read.
   * @throws Refusal BODY_INVALID, ROUTING_INPUT, ROUTING_TOO_LARGE, ROUTING_BUSY
   */
  read(bytes: Uint8Array): Promise<VroomQuestion>
  /** The same of a body that begins a solve, in either form. @throws the same */
  readSolve(body: LargeSolve): Promise<SolveRead>
  /**
   * Plans at once: resolves when the time is up, or with what was found when the signal says that nobody waits any more.
   * @throws Refusal ROUTING_INPUT, ROUTING_TRAVEL_NONE, ROUTING_BUSY
   */
  plan(question: RoutingQuestion, signal?: AbortSignal): Promise<RoutingPlanned>
  /** How the routes of a plan are drawn, in their order: straight where that was asked for. @throws Refusal TRAVEL_SERVICE, TRAVEL_OFF_ROAD */
  lines(outcome: RouteOutcome, { ask, travel }: Pick<RoutingQuestion, 'ask' | 'travel'>): Promise<readonly RouteLine[]>
  /** Begins to plan; sent again with the same id, it is the same solve. @throws the same, ROUTING_ID_USED */
  start(question: RoutingQuestion, sent?: SentAs): Promise<RoutingSolve>
  /** @throws Refusal ROUTING_SOLVE_UNKNOWN */
  get(id: string): RoutingSolve
  /** Newest first. */
  list(): readonly RoutingSolve[]
}

export type RoutingDeskOptions = TravelParts & {
  readonly now: () => EpochMs
  /** Threads that search at once; as many as there are cores when absent. */
  readonly threadsMax?: number
  readonly waitingMax?: number
  /** How long somebody who waits for their plan waits for it to be begun; 20 s when absent. */
  readonly startMsMax?: number
  /** Of the matrices of all problems that wait or are planned, in bytes; 3 GB when absent. */
  readonly matrixBytesMax?: number
}

const waitingMax = 50
const startMsMax = 20_000
/** Three problems of 10,000 places, or fifty of 2,700. */
const matrixBytesMax = 3_000_000_000
/** Routes that are given are timed here up to so many stops: 0.1 s where most are left out, for which a reason is looked for. */
const stopsHereMax = 100
/** Plans that are kept once they are done, and for how long. */
const keptMax = 200
const keptMsMax = 3_600_000

/** Keeps the solves of an hour in memory: a plan that is asked for later is planned anew. */
export class RoutingDesk implements RoutingFace {
  readonly #options: RoutingDeskOptions
  readonly #queue: SolveQueue
  readonly #memory: MatrixMemory
  readonly #solves = new Map<string, RoutingSolve>()
  /** By the sender's id; being read counts, so that the same one sent twice at once is one. */
  readonly #bySent = new Map<string, { readonly digest: string; readonly solve: Promise<RoutingSolve> }>()

  /** The last large problem that is being read or timed, and how many wait to be. */
  #apart: Promise<unknown> = Promise.resolve()
  #waitingApart = 0

  constructor(options: RoutingDeskOptions) {
    this.#options = options
    const { threadsMax = availableParallelism() } = options
    this.#queue = new SolveQueue({ threadsMax, waitingMax: options.waitingMax ?? waitingMax })
    this.#memory = new MatrixMemory(options.matrixBytesMax ?? matrixBytesMax)
  }

  read(bytes: Uint8Array): Promise<VroomQuestion> {
    return this.#doApart<VroomQuestion>('read-routes', bytes)
  }

  readSolve(body: LargeSolve): Promise<SolveRead> {
    return this.#doApart<SolveRead>('read-solve', body)
  }

  async plan(question: RoutingQuestion, signal?: AbortSignal): Promise<RoutingPlanned> {
    const release = this.#memory.take(question.ask)
    try {
      return await this.#plan(question, signal)
    } finally {
      release()
    }
  }

  async #plan(question: RoutingQuestion, signal?: AbortSignal): Promise<RoutingPlanned> {
    const [task, routingMs] = await this.#prepared(question)
    if (question.isGiven) return { task, routingMs, ...(await this.#given(task)), iterations: 0, solvingMs: 0 }
    const toSolve = asked(task, question) // refuses before any clock runs
    let begun = performance.now()
    let queued: Queued | undefined
    const stop = () => queued?.stop()
    const tooLong = setTimeout(stop, this.#options.startMsMax ?? startMsMax)
    try {
      queued = this.#queue.add(toSolve, () => {
        clearTimeout(tooLong)
        begun = performance.now()
      })
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted) stop()
      const found = await queued.done
      if (found === undefined) throw new Refusal('ROUTING_BUSY', { waiting: this.#queue.waiting })
      return { ...found, task, routingMs, solvingMs: Math.round(performance.now() - begun) }
    } finally {
      clearTimeout(tooLong) // also where the queue is full
    }
  }

  lines(
    outcome: RouteOutcome,
    { ask, travel }: Pick<RoutingQuestion, 'ask' | 'travel'>,
  ): Promise<readonly RouteLine[]> {
    return routeLines(outcome, ask, travel ? {} : this.#options)
  }

  async start(question: RoutingQuestion, sent?: SentAs): Promise<RoutingSolve> {
    if (sent === undefined) return this.#begin(question)
    const { id, digest } = sent
    const known = this.#bySent.get(id)
    if (known && known.digest !== digest) throw new Refusal('ROUTING_ID_USED', { id })
    if (known) return known.solve
    const solve = this.#begin(question)
    this.#bySent.set(id, { digest, solve })
    const forget = () => this.#bySent.delete(id)
    solve.then(({ id: own }) => this.#solves.has(own) || forget(), forget)
    return solve
  }

  get(id: string): RoutingSolve {
    this.#tidy()
    const solve = this.#solves.get(id)
    if (solve === undefined) throw new Refusal('ROUTING_SOLVE_UNKNOWN', { id })
    return solve
  }

  list(): readonly RoutingSolve[] {
    this.#tidy()
    return [...this.#solves.values()].reverse()
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#queue.close()
  }

  async #begin(question: RoutingQuestion): Promise<RoutingSolve> {
    const release = this.#memory.take(question.ask)
    try {
      const solve = await this.#queued(question)
      void solve.over.then(release)
      return solve
    } catch (error) {
      release()
      throw error
    }
  }

  async #queued(question: RoutingQuestion): Promise<RoutingSolve> {
    const [task] = await this.#prepared(question)
    const { form, budget } = question
    const solve = new RoutingSolve({ id: randomUUID(), form, task, budget, now: this.#options.now })
    const ask = { ...asked(task, question), onBetter: (found: SolveFound) => solve.better(found) }
    const queued = this.#queue.add(ask, () => solve.begins())
    this.#tidy()
    this.#solves.set(solve.id, solve)
    solve.end(queued)
    return solve
  }

  #given(task: RouteTask): GivenPlan | Promise<GivenPlan> {
    return task.problem.stops.length > stopsHereMax ? this.#doApart('time-routes', task.ask) : givenPlan(task)
  }

  /** Beside the event loop, one after another: what is large fills memory. */
  async #doApart<Answer extends object>(
    worker: 'read-routes' | 'read-solve' | 'time-routes',
    data: unknown,
  ): Promise<Answer> {
    const waiting = this.#waitingApart
    if (waiting > (this.#options.waitingMax ?? waitingMax)) throw new Refusal('ROUTING_BUSY', { waiting })
    this.#waitingApart += 1
    const work = this.#apart.then(async () => heard(await runInWorker<Said<Answer>>(worker, data)))
    this.#apart = work.catch(() => {}).finally(() => (this.#waitingApart -= 1))
    return work
  }

  async #prepared({ ask, travel }: RoutingQuestion): Promise<[task: RouteTask, routingMs: number]> {
    const begun = performance.now()
    const known = await travelled(ask, travel, this.#options)
    const routingMs = Math.round(performance.now() - begun)
    return [routeTask(known), routingMs]
  }

  /** Forgets what is long over, and the oldest of what is over where there is too much. */
  #tidy(): void {
    const now = this.#options.now()
    let tooMany = this.#solves.size - keptMax
    for (const [id, { endedAt }] of this.#solves) {
      if (endedAt === undefined || (tooMany <= 0 && now - endedAt < keptMsMax)) continue
      this.#solves.delete(id)
      tooMany -= 1
    }
    if (this.#bySent.size === 0) return
    for (const [id, { solve }] of this.#bySent)
      void solve.then((one) => this.#solves.has(one.id) || this.#bySent.delete(id))
  }
}

/** Where routes were sent, the search begins with them. */
function asked(task: RouteTask, { budget, seed, threads }: RoutingQuestion) {
  const ask = { problem: task.problem, budget, seed, threads }
  if (task.start.length === 0) return ask
  checkStart(task)
  return { ...ask, start: startPlan(task) }
}
