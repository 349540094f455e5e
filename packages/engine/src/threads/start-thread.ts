import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** `src/`, or `dist/` of the build: whichever this code is from, also within what is built from source below. */
const root = /^.*\/(?:src|dist)\//.exec(import.meta.url)![0]
const isSource = import.meta.url.endsWith('.ts')

/** Built code of thread entries, so that a test file which opens a hundred databases builds once. */
const built = new Map<string, string>()

/**
 * Starts the thread that begins at a file of ours: the built one, or in development its TypeScript source.
 * @param path  of the source, as an import would name it that goes up to `src/` first: '../workers/k-means.ts'
 */
export function startThread(
  path: string,
  options: Pick<WorkerOptions, 'workerData' | 'transferList' | 'name'>,
): Worker {
  const source = new URL(path.replace(/^(\.\.\/)+/, ''), root)
  const url = isSource ? source : new URL(source.href.replace(/ts$/, 'js'))
  if (!existsSync(url)) throw new Error(`no thread begins at ${url.pathname}`)
  if (!isSource) return new Worker(url, options)
  const code = built.get(url.href) ?? buildFromSource(url)
  built.set(url.href, code)
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}

/** The part of esbuild that is used here. */
type Esbuild = { buildSync(options: Record<string, unknown>): { readonly outputFiles: readonly { text: string }[] } }

/**
 * Builds an entry in memory with the esbuild that tsx brings along: some 100 ms once, then 100 ms of a processor for every
 * thread. A thread that loads tsx itself takes more than a second, every time (and on Node 20 `--import tsx` does nothing in
 * a thread). What is of this repository goes into it, other packages are required.
 */
function buildFromSource(url: URL): string {
  const entry = fileURLToPath(url)
  const tsx = createRequire(entry).resolve('tsx/package.json')
  const esbuild = createRequire(tsx)('esbuild') as Esbuild
  const ours = (name: string) => [`@nunchi/${name}`, fileURLToPath(new URL(`../../${name}/src/index.ts`, root))]
  const result = esbuild.buildSync({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    alias: Object.fromEntries(['kernel', 'protocol'].map(ours)),
    define: { 'import.meta.url': JSON.stringify(url.href) },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: `var require = require('node:module').createRequire(${JSON.stringify(entry)})` },
    sourcemap: 'inline',
    write: false,
  })
  return result.outputFiles[0].text
}
