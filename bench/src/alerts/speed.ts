import type { BenchRow } from '../bench.ts'
import { percentile } from '../metrics.ts'
import { closedLoad, openLoad } from '../serve/load.ts'
import type { PriceMarket } from './market.ts'
import { type Server, takenBy } from './server.ts'
import { isTaken, Traffic } from './traffic.ts'
import { Watchers } from './watchers.ts'

export type SpeedShape = {
  readonly key: string
  readonly seconds: number
  /** Updates a second of the steady load. */
  readonly steady: number
  readonly seed: number
}

/** Updates in a request: of malls that send many at once, and of the steady load. */
const each = { many: 1_000, steady: 100 } as const
const connections = 8
/** More than any server takes. */
const updatesPerSecondMax = 250_000
/** Of 100 updates of the steady load, so many tell somebody. */
const fallsEach = 4
/** After the last update, before an alert counts as missed. */
const lastAlertMs = 5_000

type Cost = { readonly server: number; readonly driver: number }

/** Updates a second over HTTP, as fast as they are accepted: each durable and folded before its answer. */
export async function measureThroughput(market: PriceMarket, server: Server, shape: SpeedShape): Promise<BenchRow[]> {
  const { key, seconds, seed } = shape
  const traffic = new Traffic(market, { key, each: each.many, falls: 0 }, seed)
  const count = Math.ceil((updatesPerSecondMax * seconds) / each.many)
  const requests = Array.from({ length: count }, () => traffic.next().request)
  const isRight = isTaken
  const cost = costs(server.pid)
  const {
    answers,
    seconds: took,
    wrong,
  } = await closedLoad(server.port, requests, { connections, secondsMax: seconds, isRight })
  if (wrong > 0) throw new Error(`${wrong} of ${answers} batches of prices were not accepted`)
  const row = rowsFor(market, 'as fast as it takes')
  const perSecond = (answers * each.many) / took
  const busy = cost()
  return [
    row('updates a second', perSecond, '/s'),
    row('server busy an update', (busy.server / perSecond) * 1e6, 'us'),
    row('server busy', busy.server, 'cores'),
    row('driver busy', busy.driver, 'cores'),
  ]
}

/** From when an update was due to be sent until its alert is at the shopper, while a steady load comes in. */
export async function measureLatency(market: PriceMarket, server: Server, shape: SpeedShape): Promise<BenchRow[]> {
  const { key, seconds, steady, seed } = shape
  const watchers = new Watchers()
  const users = Array.from({ length: market.size.watchers }, (_, n) => market.userOf(n))
  await watchers.open(users, { port: server.port, key })
  const traffic = new Traffic(market, { key, each: each.steady, falls: fallsEach }, seed + 1)
  const perSecond = steady / each.steady
  const batches = Array.from({ length: Math.floor(perSecond * seconds) }, () => traffic.next())
  /** By product and price: which batch tells of it. */
  const batchOf = new Map(
    batches.flatMap(({ falls }, n) => falls.map(({ product, priceMinor }) => [`np-${product} ${priceMinor}`, n])),
  )
  const sentAt = new Float64Array(batches.length)
  const told: { readonly batch: number; readonly at: number }[] = []
  let strange = 0
  watchers.onAlert = ({ product, priceMinor }) => {
    const name = `${product} ${priceMinor}`
    const batch = batchOf.get(name)
    if (batch === undefined) strange += 1
    else told.push({ batch, at: performance.now() })
    batchOf.delete(name)
  }
  const cost = costs(server.pid)
  const { latenciesMs, lateMs, wrong } = await openLoad(
    server.port,
    (n) => {
      sentAt[n] = performance.now()
      return batches[n]!.request
    },
    { perSecond, seconds, connections: connections * 4, isRight: isTaken },
  )
  const busy = cost()
  const deadline = performance.now() + lastAlertMs
  while (batchOf.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
  watchers.close()
  if (wrong > 0) throw new Error(`${wrong} batches of prices were not accepted`)
  const alertMs = Float64Array.from(told, ({ batch, at }) => at - sentAt[batch]! + lateMs[batch]!)
  const row = rowsFor(market, `${steady.toLocaleString('en')} updates/s`)
  return [
    ...spread(alertMs, (name, value) => row(`update to alert, ${name}`, value, 'ms')),
    ...spread(latenciesMs, (name, value) => row(`update to answer, ${name}`, value, 'ms')),
    row('driver late, p99', percentile(lateMs, 99), 'ms'),
    row('alerts', told.length),
    row('alerts missed', batchOf.size),
    row('alerts told twice or of nothing', strange),
    row('streams broken', watchers.broken),
    row('server busy', busy.server, 'cores'),
    row('driver busy', busy.driver, 'cores'),
  ]
}

function rowsFor({ size }: PriceMarket, variant: string) {
  const set = `synthetic, ${size.waiting.toLocaleString('en')} subscriptions`
  return (metric: string, value: number, unit = ''): BenchRow => ({ set, variant, metric, value, unit })
}

function spread(ms: Float64Array, row: (name: string, value: number) => BenchRow): BenchRow[] {
  return [row('p50', percentile(ms, 50)), row('p99', percentile(ms, 99)), row('max', percentile(ms, 100))]
}

/** Begins to count; what it returns says how many cores each side kept busy since. */
function costs(pid: number): () => Cost {
  const [server, driver, begin] = [takenBy(pid).cpuSeconds, process.cpuUsage(), performance.now()]
  return () => {
    const seconds = (performance.now() - begin) / 1_000
    const { user, system } = process.cpuUsage(driver)
    return { server: (takenBy(pid).cpuSeconds - server) / seconds, driver: (user + system) / 1e6 / seconds }
  }
}
