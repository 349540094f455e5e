import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'packages/engine/dist/cli/main.js')
const readyMsMax = 90_000

/** A server as `npm start` runs it, with pages as they are built, on a folder and a port of its own. */
export type Served = { readonly url: string; readonly publishable: string; readonly secret: string }

/** Serves the demo for the tests of a file. `args` go to `nunchi serve`. */
export function serveDemo(args: readonly string[] = []): () => Served & { stop(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-pages-'))
  let child: ChildProcess | undefined
  let served: Served | undefined
  beforeAll(async () => {
    for (const page of ['storefront', 'console'])
      if (!existsSync(join(root, 'packages', page, 'dist/index.html')))
        throw new Error(`packages/${page} is not built: run "npm run build" first.`)
    child = spawn(process.execPath, [main, 'serve', '--demo', '--data', dir, '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    const url = await addressOf(child)
    const keys = readFileSync(join(dir, 'demo-keys'), 'utf8')
    const key = (name: string) => new RegExp(`${name} (\\S+)`).exec(keys)![1]
    served = { url, publishable: key('publishable'), secret: key('secret') }
  }, readyMsMax)
  const stop = () => stopped(child)
  afterAll(async () => {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return () => ({ ...(served as Served), stop })
}

/** What it says when it is ready: "serves http://127.0.0.1:4747"; the keys are written by then. */
function addressOf(child: ChildProcess): Promise<string> {
  let out = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk
      const url = /serves (http:\S+)/.exec(out)?.[1]
      if (url && /nk_sec_\S+/.test(out)) resolve(url)
    })
    child.once('exit', () => reject(new Error(`The server ended before it was ready: ${out}`)))
  })
}

function stopped(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  child.kill('SIGTERM')
  return new Promise((resolve) => child.once('exit', () => resolve()))
}
