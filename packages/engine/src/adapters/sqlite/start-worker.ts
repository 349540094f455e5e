import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Built code of thread entries, so that a test file which opens a hundred databases builds once. */
const built = new Map<string, string>()

/** Starts the thread `NAME.worker` of this folder: the built file, or in development its TypeScript source. */
export function startWorker(name: string, workerData: unknown): Worker {
  const options = { workerData, name: `nunchi-${name}` }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.worker.js`, import.meta.url), options)
  const code = built.get(name) ?? buildFromSource(fileURLToPath(new URL(`./${name}.worker.ts`, import.meta.url)))
  built.set(name, code)
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}

/** The part of esbuild that is used here. */
type Esbuild = { buildSync(options: Record<string, unknown>): { readonly outputFiles: readonly { text: string }[] } }

/**
 * Builds an entry in memory with the esbuild that tsx brings along: 30 ms once, then 30 ms a thread. A thread that loads
 * tsx itself takes 400 ms, every time (and on Node 20 `--import tsx` does nothing in a thread).
 */
function buildFromSource(entry: string): string {
  const tsx = createRequire(entry).resolve('tsx/package.json')
  const esbuild = createRequire(tsx)('esbuild') as Esbuild
  const result = esbuild.buildSync({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    conditions: ['source'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: `var require = require('node:module').createRequire(${JSON.stringify(entry)})` },
    sourcemap: 'inline',
    write: false,
  })
  return result.outputFiles[0].text
}
