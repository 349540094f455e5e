import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PlansBody } from '@nunchi/protocol'
import { afterAll, beforeAll, inject } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'packages/engine/dist/cli/main.js')
/** A town takes as long as the machine needs, and whoever else works on it. After this time one hangs. */
const readyMsMax = 400_000
const lookMs = 200

/** A server as `npm start` runs it, with pages as they are built, on a folder and a port of its own. */
export type Served = { readonly url: string; readonly publishable: string; readonly secret: string }

/** The whole town of the demo, or one that is there in a third of the time. */
export type Size = 'town' | 'tiny'

/** Serves the demo for the tests of a file, from a copy of the town of this run. `args` go to `nunchi serve`. */
export function serveDemo(size: Size, args: readonly string[] = []): () => Served & { stop(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-pages-'))
  let child: ChildProcess | undefined
  let served: Served | undefined
  beforeAll(async () => {
    for (const page of ['storefront', 'console'])
      if (!existsSync(join(root, 'packages', page, 'dist/index.html')))
        throw new Error(`packages/${page} is not built: run "npm run build" first.`)
    cpSync(await filledTown(size), dir, { recursive: true })
    child = serve(dir, size, args)
    served = await readyAt(child, dir)
  }, readyMsMax)
  const stop = () => stopped(child)
  afterAll(async () => {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return () => ({ ...(served as Served), stop })
}

/**
 * The folder of a town that was filled once for all files of this run, its day of deliveries planned: the first who asks
 * fills it, while others wait. It is there by its name only when it is whole.
 */
async function filledTown(size: Size): Promise<string> {
  const [town, begun, failed] = ['', '.begun', '.failed'].map((state) => join(inject('towns'), `${size}${state}`))
  if (existsSync(town!)) return town!
  try {
    mkdirSync(begun!)
  } catch {
    while (!existsSync(town!)) {
      if (existsSync(failed!)) throw new Error(`The town could not be filled: ${readFileSync(failed!, 'utf8')}`)
      await pause(lookMs)
    }
    return town!
  }
  try {
    await fill(begun!, size)
    renameSync(begun!, town!)
    return town!
  } catch (error) {
    writeFileSync(failed!, String(error))
    throw error
  }
}

async function fill(dir: string, size: Size): Promise<void> {
  const begun = Date.now()
  const child = serve(dir, size)
  try {
    const { url, secret } = await readyAt(child, dir)
    const headers = { authorization: `Bearer ${secret}` }
    const isPlanned = async (day: string) => {
      const answer = await fetch(`${url}/v1/dispatch/plans?day=${day}`, { headers })
      return ((await answer.json()) as PlansBody).plans.some(({ state }) => state === 'accepted')
    }
    // Midnight may pass meanwhile: the day that it made is one of these.
    while (!(await isPlanned(dayInSeoul(begun))) && !(await isPlanned(dayInSeoul(Date.now())))) await pause(lookMs)
  } finally {
    await stopped(child)
  }
}

/** Where the demo is. */
function dayInSeoul(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 10)
}

function serve(dir: string, size: Size, args: readonly string[] = []): ChildProcess {
  const demo = ['--demo', '--demo-size', size, '--demo-pace', '0']
  return spawn(process.execPath, [main, 'serve', ...demo, '--data', dir, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  })
}

/** Where it is and what opens it, as soon as it is ready. */
async function readyAt(child: ChildProcess, dir: string): Promise<Served> {
  const url = await addressOf(child)
  const keys = readFileSync(join(dir, 'demo-keys'), 'utf8')
  const key = (name: string) => new RegExp(`${name} (\\S+)`).exec(keys)![1]!
  return { url, publishable: key('publishable'), secret: key('secret') }
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
