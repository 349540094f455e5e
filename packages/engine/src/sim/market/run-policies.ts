import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { startThread } from '../../threads/start-thread.ts'
import type { MarketAsk, MarketRun } from './run-policy.ts'

type Message = { readonly day?: number; readonly run?: MarketRun }

/** Told after each day of a run: which run, counted from 0, and how many of its days are over. */
export type OnDay = (nth: number, day: number) => void

/** Runs markets, each in a thread of its own and as many at a time as there are cores. Cancelling ends them where they stand. */
export function runPolicies(
  asks: readonly MarketAsk[],
  onDay: OnDay,
): { readonly done: Promise<readonly MarketRun[]>; cancel(): void } {
  const running = new Set<Worker>()
  let isCancelled = false
  const waiting = [...asks.keys()]
  const runs: MarketRun[] = []
  const takeTurns = async (): Promise<void> => {
    for (let nth = waiting.shift(); nth !== undefined && !isCancelled; nth = waiting.shift()) {
      const at = nth
      runs[at] = await runInThread(asks[at]!, { running, onDay: (day) => onDay(at, day) })
    }
  }
  const threads = Math.min(asks.length, availableParallelism())
  const cancel = () => {
    isCancelled = true
    for (const worker of running) void worker.terminate()
  }
  const done = Promise.all(Array.from({ length: threads }, takeTurns)).then(() => runs)
  done.catch(cancel)
  return { done, cancel }
}

function runInThread(
  ask: MarketAsk,
  { running, onDay }: { running: Set<Worker>; onDay: (day: number) => void },
): Promise<MarketRun> {
  const worker = startThread('../../sim/market/policy.worker.ts', { workerData: ask })
  running.add(worker)
  return new Promise<MarketRun>((resolve, reject) => {
    worker.on('message', ({ day, run }: Message) => {
      if (day !== undefined) onDay(day)
      if (run) resolve(run)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the simulation ended with code ${code} and no result`)))
  }).finally(() => running.delete(worker))
}
