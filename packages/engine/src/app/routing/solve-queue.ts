import { Refusal } from '../../domain/refusal.ts'
import { type SolveAsk, type SolveFound, startSolve } from './solve.ts'

export type QueueOptions = {
  /** Threads that search at once, of all solves together. */
  readonly threadsMax: number
  /** Solves that may wait for threads. */
  readonly waitingMax: number
}

/** A solve that is waiting or running. */
export type Queued = {
  readonly done: Promise<SolveFound | undefined>
  /** Ends it with what it has; one that still waits never begins, and its answer is undefined. */
  stop(): void
}

type Entry = {
  readonly ask: SolveAsk
  readonly onStart: () => void
  readonly resolve: (found: SolveFound | undefined) => void
  readonly reject: (error: unknown) => void
  stop: () => void
}

/** Solves in the order in which they were asked for, with so many threads at once. */
export class SolveQueue {
  readonly #options: QueueOptions
  readonly #waiting: Entry[] = []
  readonly #running = new Set<Entry>()
  #threads = 0

  constructor(options: QueueOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** @throws Refusal ROUTING_BUSY */
  add(ask: SolveAsk, onStart: () => void = () => {}): Queued {
    if (this.#waiting.length >= this.#options.waitingMax)
      throw new Refusal('ROUTING_BUSY', { waiting: this.#waiting.length })
    const threads = Math.min(ask.threads ?? 1, this.#options.threadsMax)
    let entry!: Entry
    const done = new Promise<SolveFound | undefined>((resolve, reject) => {
      entry = { ask: { ...ask, threads }, onStart, resolve, reject, stop: () => this.#drop(entry) }
    })
    this.#waiting.push(entry)
    this.#next()
    return { done, stop: () => entry.stop() }
  }

  /** Stops all; resolves once no thread is left. */
  async close(): Promise<void> {
    for (const entry of [...this.#waiting, ...this.#running]) entry.stop()
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  #drop(entry: Entry): void {
    const at = this.#waiting.indexOf(entry)
    if (at < 0) return
    this.#waiting.splice(at, 1)
    entry.resolve(undefined)
    this.#next()
  }

  /** First come, first served: a solve that wants many threads is not overtaken by one that wants few. */
  #next(): void {
    const first = this.#waiting[0]
    if (first === undefined || this.#threads + first.ask.threads! > this.#options.threadsMax) return
    this.#waiting.shift()
    void this.#run(first)
    this.#next()
  }

  async #run(entry: Entry): Promise<void> {
    const threads = entry.ask.threads!
    this.#threads += threads
    this.#running.add(entry)
    try {
      entry.onStart()
      const solve = startSolve(entry.ask)
      entry.stop = solve.stop
      entry.resolve(await solve.done)
    } catch (error) {
      entry.reject(error)
    } finally {
      this.#threads -= threads
      this.#running.delete(entry)
      this.#next()
    }
  }
}
