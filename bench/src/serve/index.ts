import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchResult } from '../bench.ts'
import { type Child, entryOf, nunchiEntry, runChild, startChild } from './child.ts'
import { measureCollect } from './collect.ts'
import type { FillAsk, Filled } from './fill.ts'
import { measureFreshness } from './freshness.ts'
import { measureHome } from './home.ts'
import { Market } from './market.ts'
import { measureSearch } from './search.ts'
import { type Figure, lineOf, rowOf, type Setup } from './setup.ts'

const eventsEach = 20
const defaults = { seconds: 5, repeats: 5, shoppers: 100_000, products: 100_000 }
const smoke = { seconds: 0.1, repeats: 1, shoppers: 400, products: 600 }
const sets = {
  home: measureHome,
  search: measureSearch,
  freshness: measureFreshness,
  collect: measureCollect,
} as const

/** The server as users run it, in a process of its own, measured from outside over HTTP. */
export const bench: Bench = {
  name: 'serve',
  says: 'speed of the server: collecting, pages and search under load, freshness; beside raw SQLite and an empty route',
  options: {
    seconds: `length of a run (${defaults.seconds})`,
    repeats: `runs of each figure, of which the median is given (${defaults.repeats})`,
    shoppers: `warm shoppers, with ${eventsEach} events each (${defaults.shoppers})`,
    products: `products of the catalogue (${defaults.products})`,
    sets: `what to measure, of ${Object.keys(sets).join(',')} (all)`,
    profile: 'folder for a CPU profile of the server (none)',
  },
  flags: { smoke: 'a tiny market and short runs: whether it works, not how fast' },
  run: async (options) => {
    const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-serve-'))
    try {
      return await measure(dir, options)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

async function measure(dir: string, { seed, own, progress }: BenchOptions): Promise<BenchResult> {
  const base = own.smoke ? smoke : defaults
  const [seconds, repeats, shoppers, products] = (['seconds', 'repeats', 'shoppers', 'products'] as const).map((name) =>
    Number(own[name] ?? base[name]),
  )
  const loadBefore = loadavg()[0]
  const data = join(dir, 'data')
  const ask: FillAsk = { dir: data, seed, products, shoppers, eventsEach, withSnapshot: true }
  progress(`filling a shop with ${products} synthetic products and ${shoppers} synthetic shoppers`)
  const filled = await runChild<Filled>(entryOf('./fill.ts', import.meta.url), [JSON.stringify(ask)])
  progress(`${filled.events} events in the log after ${filled.seconds.toFixed(1)} s`)
  const server = await startServer(data, own.profile)
  const figures: Figure[] = []
  try {
    const market = new Market({ seed, products, shoppers, firstId: filled.events })
    const { key } = filled
    const setup: Setup = { port: Number(server.said[1]), key, market, seconds, repeats, dir, progress }
    for (const name of chosen(own.sets)) figures.push(...(await sets[name](setup)))
  } finally {
    await server.stop()
  }
  const load = `Load average of the machine before and after: ${loadBefore.toFixed(2)}, ${loadavg()[0].toFixed(2)}.`
  return { rows: figures.map(rowOf), notes: [...figures.map(lineOf), '', ...notes, load] }
}

/** Starts `nunchi serve` on any free port. */
function startServer(data: string, profile: string | undefined): Promise<Child> {
  return startChild(nunchiEntry(), ['serve', '--data', data, '--port', '0'], {
    until: /serves http:\/\/\S+:(\d+) /,
    nodeArgs: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  })
}

type SetName = keyof typeof sets

function chosen(names: string | undefined): SetName[] {
  const all = Object.keys(sets) as SetName[]
  return names === undefined ? all : all.filter((name) => names.split(',').includes(name))
}

const notes = [
  'The market is the simulated one (made up, seeded). Client and server are two processes on this machine and share',
  'its cores. Collecting: closed loop, 8 connections of batches of 100 or 64 of single events, every event accepted,',
  'durable and folded before its answer. Home: 1,000 requests/s at a constant rate, latency counted from when a request',
  'was due, while 2,000 events/s come in by tens. Search: the same with 200 requests/s of one sort. Yardsticks: rows inserted by better-sqlite3 in transactions of the same',
  'batches (WAL, synchronous FULL); routes of the same HTTP framework that only parse the body, or answer a ready text.',
]
