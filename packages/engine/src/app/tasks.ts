import { existsSync } from 'node:fs'
import { type Transferable, Worker } from 'node:worker_threads'

/** Starts a thread of `workers/NAME`, from source or from the build, whichever this file itself is. */
export function startWorker(name: string, workerData: unknown, transferList?: Transferable[]): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return startThread(new URL(`../workers/${name}.${ending}`, import.meta.url), workerData, transferList)
}

/** Starts a thread from the file at `url`, of the source or of the build. */
export function startThread(url: URL, workerData: unknown, transferList?: Transferable[]): Worker {
  const isSource = url.href.endsWith('.ts')
  if (!existsSync(url)) throw new Error(`no thread begins at ${url.pathname}`)
  if (!isSource) return new Worker(url, { workerData, transferList })
  return new Worker(loadSource(url), { workerData, transferList, eval: true, execArgv: ['--conditions=source'] })
}

/** On Node 20 a thread ignores `--import tsx`: it has to ask for it itself. */
function loadSource(url: URL): string {
  const tsx = import.meta.resolve('tsx/esm/api')
  return `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}) })`
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
