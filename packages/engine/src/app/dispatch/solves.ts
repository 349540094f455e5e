import { randomBytes } from 'node:crypto'
import type { RoutePlan } from '@nunchi/kernel'
import { costParts, type DayProblem } from '../../decide/dispatch/day-problem.ts'
import { type Decided, reasonsOf, wayNow } from '../../decide/dispatch/reconcile.ts'
import { tripsOfTour } from '../../decide/dispatch/way.ts'
import type { PlannedTour } from '../../domain/dispatch.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { startSolve } from '../routing/solve.ts'
import type { SolveAsk, SolveTold } from './answers.ts'
import type { Board } from './board.ts'
import type { Plans } from './plans.ts'

const keptMs = 3_600_000
const curveMax = 200
const toldMsMin = 500

type Running = {
  told: SolveTold
  readonly begun: number
  isCancelled: boolean
  keeps: boolean
  stop: () => void
  readonly listeners: Set<() => void>
}

/** Plannings of days, each in a thread of its own beside the answers. */
export class Solves {
  readonly #board: Board
  readonly #plans: Plans
  readonly #all = new Map<string, Running>()
  #work: Promise<unknown> = Promise.resolve()

  constructor(board: Board, plans: Plans) {
    this.#board = board
    this.#plans = plans
  }

  /** The one of a day that is under way. */
  ofDay(day: string): string | undefined {
    for (const { told } of this.#all.values()) if (told.day === day && isUnderWay(told)) return told.solve
    return undefined
  }

  /** @throws Refusal DISPATCH_DAY, DISPATCH_PAST, DISPATCH_NOTHING, DISPATCH_PLAN, DISPATCH_SOLVING */
  start({ day, seconds, seed, from }: SolveAsk): SolveTold {
    this.#board.checkNotOver(day)
    this.#board.day(day)
    if (from !== undefined) this.#board.plan(from)
    if (this.ofDay(day) !== undefined) throw new Refusal('DISPATCH_SOLVING', { day })
    const now = this.#board.now()
    for (const [id, { told }] of this.#all) if (!isUnderWay(told) && told.startedAt < now - keptMs) this.#all.delete(id)
    const solve = `solve_${randomBytes(9).toString('base64url')}`
    const counts = { elapsedMs: 0, iterations: 0, stops: 0, vehicles: 0 }
    const running: Running = {
      told: { solve, day, state: 'preparing', startedAt: now, limitMs: seconds * 1_000, ...counts, curve: [] },
      begun: performance.now(),
      isCancelled: false,
      keeps: false,
      stop: () => {},
      listeners: new Set(),
    }
    this.#all.set(solve, running)
    const work = this.#run(running, { day, seconds, seed, from })
    this.#work = Promise.all([this.#work, work])
    return running.told
  }

  /** @throws Refusal DISPATCH_SOLVE */
  one(solve: string): SolveTold {
    return this.#told(this.#find(solve))
  }

  /** How far one is, as it goes; ends with it. @throws Refusal DISPATCH_SOLVE */
  async *follow(solve: string, signal: AbortSignal): AsyncGenerator<SolveTold, void, undefined> {
    const running = this.#find(solve)
    while (!signal.aborted) {
      const told = this.#told(running)
      yield told
      if (!isUnderWay(told)) return
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          running.listeners.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, toldMsMin)
        running.listeners.add(done)
        signal.addEventListener('abort', done, { once: true })
      })
    }
  }

  /** Ends one; what it found so far is proposed if it is to be kept. @throws Refusal DISPATCH_SOLVE */
  async end(solve: string, keep: boolean): Promise<SolveTold> {
    const running = this.#find(solve)
    if (isUnderWay(running.told)) {
      running.isCancelled = true
      running.keeps = keep
      running.stop()
      await new Promise<void>((resolve) => {
        if (!isUnderWay(running.told)) return resolve()
        running.listeners.add(() => !isUnderWay(running.told) && resolve())
      })
    }
    return this.#told(running)
  }

  /** Ends all and resolves when none is under way. */
  async close(): Promise<void> {
    for (const { told } of this.#all.values()) await this.end(told.solve, false)
    await this.#work
  }

  async #run(running: Running, { day, seconds, seed, from }: SolveAsk): Promise<void> {
    const set = (change: Partial<SolveTold>) => {
      running.told = { ...running.told, elapsedMs: Math.round(performance.now() - running.begun), ...change }
      if (!isUnderWay(running.told)) for (const listener of running.listeners) listener()
    }
    try {
      const of = this.#board.day(day)
      const loaded = await this.#plans.load(of, { isCut: true })
      const problem = loaded.day
      if (problem.stops.length === 0) throw new Refusal('DISPATCH_NOTHING', { what: 'delivery' })
      set({ state: 'searching', stops: problem.stops.length, vehicles: problem.vehicles.length })
      if (running.isCancelled && !running.keeps) return set({ state: 'cancelled' })
      const start = from === undefined ? undefined : startOf(problem, this.#board.plan(from).state.tours)
      const solving = startSolve({
        problem: problem.problem,
        budget: { seconds },
        seed,
        ...(start === undefined ? {} : { start }),
        onBetter: ({ plan, iterations }) => {
          const costMinor = Math.round(plan.cost / costParts)
          const { curve } = running.told
          const ms = Math.round(performance.now() - running.begun)
          const longer = [...curve, { ms, costMinor }]
          const shorter = longer.length > curveMax ? longer.filter((_, n) => n % 2 === 0) : longer
          set({ iterations, costMinor, unserved: unservedOf(problem, plan), curve: shorter })
        },
      })
      running.stop = () => solving.stop()
      if (running.isCancelled) solving.stop()
      const { plan, iterations } = await solving.done
      if (running.isCancelled && !running.keeps) return set({ state: 'cancelled', iterations })
      const decided = decidedOf(problem, plan)
      const proposed = await this.#plans.propose(day, decided, { basedOn: loaded.basedOn, by: 'solver' })
      set({ state: 'done', iterations, plan: proposed, unserved: unservedOf(problem, plan) })
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'INTERNAL'
      set({ state: 'failed', problem: { code, message: messageOf(error) } })
    }
  }

  #told(running: Running): SolveTold {
    if (!isUnderWay(running.told)) return running.told
    return { ...running.told, elapsedMs: Math.round(performance.now() - running.begun) }
  }

  #find(solve: string): Running {
    const running = this.#all.get(solve)
    if (!running) throw new Refusal('DISPATCH_SOLVE', { solve })
    return running
  }
}

function isUnderWay({ state }: SolveTold): boolean {
  return state === 'preparing' || state === 'searching'
}

/** How many deliveries a plan brings to nobody; what vehicles have that are held is brought beside it. */
function unservedOf(day: DayProblem, { unserved }: RoutePlan): number {
  return unserved.filter((stop) => !day.isHeldStop(stop)).length
}

/** What a plan of the solver says, by the names that a day knows. */
function decidedOf(day: DayProblem, plan: RoutePlan): Decided {
  const byVehicle = day.vehicles.map((_, v) => plan.routes.find(({ vehicle }) => vehicle === v)?.trips ?? [])
  const keys = (trip: readonly number[]) => trip.map((stop) => day.stops[stop]!.key)
  return {
    tours: new Map(byVehicle.map((trips, v) => [day.vehicles[v]!.vehicle.id, trips.map(keys)])),
    unserved: reasonsOf(day, { ...plan, unserved: plan.unserved.filter((stop) => !day.isHeldStop(stop)) }),
  }
}

function startOf(day: DayProblem, tours: readonly PlannedTour[]): RoutePlan {
  return day.planOf(
    new Map(
      tours.flatMap((tour) => {
        const v = day.vehicleOf(tour.vehicle)
        return v < 0 ? [] : [[v, wayNow(day, v, day.stopsBy(tripsOfTour(tour)))] as const]
      }),
    ),
  )
}
