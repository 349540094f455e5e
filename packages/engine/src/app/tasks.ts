import type { Transferable, Worker } from 'node:worker_threads'
import { startThread } from '../threads/start-thread.ts'

/** Starts a thread of `workers/NAME`. */
export function startWorker(name: string, workerData: unknown, transferList?: Transferable[]): Worker {
  return startThread(`../workers/${name}.ts`, { workerData, transferList })
}

/** Runs one task in a thread of its own: the worker posts its result and ends. */
export async function runInWorker<Result>(name: string, workerData: unknown): Promise<Result> {
  return startTask<Result>(name, workerData).done
}

/** The same with a way to end it where it stands: `done` is then rejected. */
export function startTask<Result>(name: string, workerData: unknown): { done: Promise<Result>; cancel: () => void } {
  const worker = startWorker(name, workerData)
  const done = new Promise<Result>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`worker ${name} ended with code ${code} and no result`)))
  })
  return { done, cancel: () => void worker.terminate() }
}
