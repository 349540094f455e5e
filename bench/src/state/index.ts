import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchResult, BenchRow } from '../bench.ts'
import { entryOf, runChild } from '../serve/child.ts'
import type { FillAsk, Filled } from '../serve/fill.ts'
import { parseRate } from '../serve/sqlite.ts'
import type { Started } from './measure.ts'

const defaults = { shoppers: 1_000_000, eventsEach: 20, products: 100_000 }
const smoke = { shoppers: 300, eventsEach: 20, products: 400 }
const gigabyte = 2 ** 30

/** How much memory a whole market takes, and how long a start takes: from the log alone, and from a snapshot. */
export const bench: Bench = {
  name: 'state',
  says: 'memory, restart and rebuild with a million shoppers; beside reading the same rows from SQLite',
  options: {
    shoppers: `how many (${defaults.shoppers})`,
    'events-each': `events of each shopper, rounded up to fives (${defaults.eventsEach})`,
    products: `products of the catalogue (${defaults.products})`,
  },
  flags: { smoke: 'a tiny market: whether it works, not how fast' },
  run: async (options) => {
    const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-state-'))
    try {
      return await measure(dir, options)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

async function measure(dir: string, { seed, own, progress }: BenchOptions): Promise<BenchResult> {
  const base = own.smoke ? smoke : defaults
  const ask: FillAsk = {
    dir,
    seed,
    shoppers: Number(own.shoppers ?? base.shoppers),
    eventsEach: Number(own['events-each'] ?? base.eventsEach),
    products: Number(own.products ?? base.products),
    withSnapshot: false,
  }
  const loadBefore = loadavg()[0]
  progress(`filling a log with ${ask.shoppers} synthetic shoppers of ${ask.eventsEach} events each`)
  const filled = await runChild<Filled>(entryOf('../serve/fill.ts', import.meta.url), [JSON.stringify(ask)])
  progress(`${filled.events} events in the log after ${filled.seconds.toFixed(1)} s; rebuilding`)
  const rebuilt = await startShop(dir)
  progress(
    `rebuilt in ${rebuilt.stateSeconds.toFixed(1)} s, snapshot in ${rebuilt.closeSeconds.toFixed(1)} s; restarting`,
  )
  const restarted = await startShop(dir)
  const differing = Object.keys(rebuilt.hashes).filter((view) => rebuilt.hashes[view] !== restarted.hashes[view])
  if (differing.length > 0)
    throw new Error(`the restored state differs from the rebuilt one in ${differing.join(', ')}`)
  progress('restarted; reading and parsing the same rows')
  const parsed = parseRate(join(dir, 'log.db'))
  const set = `${ask.shoppers}x${ask.eventsEach}`
  return {
    rows: rowsOf(set, { rebuilt, restarted, parsed, snapshotBytes: bytesIn(join(dir, 'snapshots')) }),
    notes: [
      ...notes,
      `Load average of the machine before and after: ${loadBefore.toFixed(2)}, ${loadavg()[0].toFixed(2)}.`,
    ],
  }
}

function startShop(dir: string): Promise<Started> {
  return runChild<Started>(entryOf('./measure.ts', import.meta.url), [dir], { nodeArgs: ['--expose-gc'] })
}

function rowsOf(
  set: string,
  found: { rebuilt: Started; restarted: Started; parsed: number; snapshotBytes: number },
): BenchRow[] {
  const { rebuilt, restarted, parsed, snapshotBytes } = found
  const rebuild = rebuilt.events / rebuilt.stateSeconds
  const restart = restarted.foldersSeconds + restarted.stateSeconds
  const row = (variant: string, metric: string, value: number, unit: string): BenchRow => {
    return { set, variant, metric, value, unit }
  }
  return [
    row('from-log', 'events', rebuilt.events, ''),
    row('from-log', 'rebuild', rebuild, 'events/s'),
    row('yardstick-sqlite', 'rebuild', parsed, 'events/s'),
    row('from-log', 'ratio-to-sqlite', rebuild / parsed, ''),
    row('from-log', 'rss', rebuilt.rssBytes / gigabyte, 'GB'),
    row('from-snapshot', 'rss', restarted.rssBytes / gigabyte, 'GB'),
    row('from-snapshot', 'restart', restart, 's'),
    row('from-snapshot', 'restart-vault', restarted.foldersSeconds, 's'),
    row('from-snapshot', 'ratio-to-sqlite', restart / (rebuilt.events / parsed), ''),
    row('snapshot', 'write', rebuilt.closeSeconds, 's'),
    row('snapshot', 'size', snapshotBytes / gigabyte, 'GB'),
    row('profile', 'median-bytes', restarted.profileMedianBytes, 'bytes'),
  ]
}

function bytesIn(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

const notes = [
  'The market is synthetic, seeded and made by the bench; its events are appended to the log and its shoppers to the vault',
  'directly. Each start is a process of its own. Rebuild: state folded from the log alone. Restart: from the start of the',
  'process until the state is there, from the snapshot that the first process left; both states hash alike. rss: resident',
  'memory of the process after garbage collection, vault included. Yardstick: reading the same rows with better-sqlite3',
  'and JSON.parse, nothing else; the ratio of a restart is its time to the time of that.',
]
