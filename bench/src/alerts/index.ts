import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchRow } from '../bench.ts'
import { entryOf, runChild } from '../serve/child.ts'
import type { FillAsk, Filled } from './fill.ts'
import { type MarketSize, PriceMarket } from './market.ts'
import { Receivers } from './receiver.ts'
import { startServer, untilIdle } from './server.ts'
import { measureLatency, measureThroughput } from './speed.ts'
import { measureStorm } from './storm.ts'

const full = {
  products: 100_000,
  subscriptions: '10000,100000,1000000',
  watchers: 100,
  seconds: 20,
  steady: 5_000,
  alerts: 100_000,
  kills: 20,
  receivers: 100,
}
const smoke: typeof full = {
  products: 600,
  subscriptions: '300',
  watchers: 5,
  seconds: 1,
  steady: 1_000,
  alerts: 60,
  kills: 1,
  receivers: 5,
}
const livesMs = { full: { least: 1_000, most: 6_000 }, smoke: { least: 300, most: 900 } } as const
const malls = 10
const watchedEach = 20
/** Share of the receivers that hang, and of the calls that the others fail. */
const hanging = 0.04
const failing = 0.2

/** Prices in, alerts out: the server as users run it, in a process of its own, over HTTP. */
export const bench: Bench = {
  name: 'alerts',
  says: 'price updates over HTTP and the alerts they raise: updates a second, time to the shopper, and what kills and bad receivers do to them',
  options: {
    sets: 'what to measure, of speed,storm (both)',
    products: `products, of twice as many offers (${full.products})`,
    subscriptions: `how many wait for prices that do not come, a run for each (${full.subscriptions})`,
    watchers: `shoppers whose stream of alerts is open (${full.watchers})`,
    seconds: `length of a run (${full.seconds})`,
    steady: `updates a second of the steady load (${full.steady})`,
    alerts: `alerts of the storm (${full.alerts})`,
    kills: `how often the server is killed (${full.kills})`,
    receivers: `servers that are told (${full.receivers})`,
    profile: 'folder for a CPU profile of the server, of the runs of speed (none)',
  },
  flags: { smoke: 'few of everything: whether it works, not how fast' },
  run: async (options) => {
    const base = options.own.smoke ? smoke : full
    const of = (name: Exclude<keyof typeof full, 'subscriptions'>) => Number(options.own[name] ?? base[name])
    const counts = (options.own.subscriptions ?? base.subscriptions).split(',').map(Number)
    const sets = (options.own.sets ?? 'speed,storm').split(',')
    const loadBefore = loadavg()[0]!
    const rows: BenchRow[] = []
    for (const waiting of sets.includes('speed') ? counts : []) rows.push(...(await measureSpeed(options, of, waiting)))
    if (sets.includes('storm')) rows.push(...(await storm(options, of)))
    const load = `Load average of the machine before and after: ${loadBefore.toFixed(2)}, ${loadavg()[0]!.toFixed(2)}.`
    return { rows, notes: [...notes, load] }
  },
}

type Of = (name: Exclude<keyof typeof full, 'subscriptions'>) => number

async function measureSpeed({ seed, own, progress }: BenchOptions, of: Of, waiting: number): Promise<BenchRow[]> {
  const size: MarketSize = {
    seed,
    malls,
    products: of('products'),
    watchers: of('watchers'),
    watchedEach,
    waiting,
    told: 0,
  }
  const market = new PriceMarket(size)
  return inFolder(async (dir) => {
    const { key } = await filled({ dir, size, servers: [] }, progress)
    const server = await startServer(dir, { profile: own.profile })
    try {
      const shape = { key, seconds: of('seconds'), steady: of('steady'), seed }
      progress('waiting until the server has read all offers')
      await untilIdle(server)
      progress('a steady load')
      const latency = await measureLatency(market, server, shape)
      progress('as fast as it takes')
      return [...(await measureThroughput(market, server, shape)), ...latency]
    } finally {
      await server.stop()
    }
  })
}

async function storm({ seed, own, progress }: BenchOptions, of: Of): Promise<BenchRow[]> {
  const size: MarketSize = {
    seed,
    malls,
    products: of('products'),
    watchers: 0,
    watchedEach,
    waiting: 0,
    told: of('alerts'),
  }
  const receivers = new Receivers({ seed, failing, hanging: Math.ceil(of('receivers') * hanging) })
  const servers = await receivers.open(of('receivers'))
  try {
    return await inFolder(async (dir) => {
      const { key } = await filled({ dir, size, servers }, progress)
      const hosts = servers.map((url) => new URL(url).host)
      const shape = {
        dir,
        key,
        hosts,
        kills: of('kills'),
        livesMs: livesMs[own.smoke ? 'smoke' : 'full'],
        seed,
        progress,
      }
      return measureStorm(new PriceMarket(size), receivers, shape)
    })
  } finally {
    await receivers.close()
  }
}

async function filled(ask: FillAsk, progress: (text: string) => void): Promise<Filled> {
  const { products, waiting, told } = ask.size
  progress(`filling a shop: ${products} synthetic products, ${waiting + told} synthetic subscriptions`)
  const filled = await runChild<Filled>(entryOf('./fill.ts', import.meta.url), [JSON.stringify(ask)])
  progress(`${filled.events} events in the log after ${filled.seconds.toFixed(1)} s`)
  return filled
}

async function inFolder<Result>(use: (dir: string) => Promise<Result>): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-alerts-'))
  try {
    return await use(join(dir, 'data'))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const notes = [
  'Synthetic: made-up malls, offers, prices, shoppers and wishes, never to be mixed with public data. The server is `nunchi serve` on a folder on',
  'disk, every update durable and folded before its answer; this driver and the receivers share the machine with it. Update to alert: from when',
  'the update was due to be sent (open loop) until the server-sent event is read, so that a stalled server is charged for all who wait.',
]
