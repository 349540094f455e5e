import { Random } from '@nunchi/kernel'
import { percentile } from '../metrics.ts'
import { requestOf } from './bodies.ts'
import { entryOf, startChild } from './child.ts'
import { Connection } from './connection.ts'
import type { OpenLoad } from './load.ts'
import { type Figure, lineOf, type Setup } from './setup.ts'
import { underLoad } from './under-load.ts'

const perSecond = 1_000
const pagesLookedAt = 200
const productsRanked = 100
const questionsKept = 20_000

type Question = 'home' | 'rank'

/**
 * Pages under load: 1,000 a second at a constant rate, each for another warm shopper, while 2,000 events a second come
 * in. Beside it the empty route under the very same load, with an answer of the same size.
 */
export async function measureHome(setup: Setup): Promise<Figure[]> {
  const figures = [...(await lookAtPages(setup))]
  const bytes = figures.find(({ metric }) => metric === 'bytes')?.runs[0] ?? 0
  const script = entryOf('./empty-route.ts', import.meta.url)
  const empty = await startChild(script, [String(Math.round(bytes))], { until: /serves \S+:(\d+) now/ })
  try {
    for (const question of ['home', 'rank'] as const)
      figures.push(...(await measureQuestion(setup, question, Number(empty.said[1]))))
  } finally {
    await empty.stop()
  }
  return figures
}

async function measureQuestion(setup: Setup, question: Question, emptyPort: number): Promise<Figure[]> {
  const server: OpenLoad[] = []
  const yardstick: OpenLoad[] = []
  const ask = { port: setup.port, questions: questionsFor(setup, question), perSecond }
  await underLoad(setup, ask) // warms up: code is compiled, caches are filled
  for (let run = 0; run < setup.repeats; run++) {
    server.push(await underLoad(setup, ask))
    yardstick.push(await underLoad(setup, { ...ask, port: emptyPort }))
  }
  const at = (loads: readonly OpenLoad[], p: number) => loads.map(({ latenciesMs }) => percentile(latenciesMs, p))
  const row = (variant: string, metric: string, runs: number[]): Figure => {
    return { set: 'home', variant, metric, unit: metric.startsWith('p') || metric === 'max' ? 'ms' : '', runs }
  }
  const own = [
    row(question, 'p50', at(server, 50)),
    row(question, 'p99', at(server, 99)),
    row(question, 'p99.9', at(server, 99.9)),
    row(question, 'max', at(server, 100)),
    row(question, 'errors', [server.reduce((sum, { wrong }) => sum + wrong, 0)]),
    row(`yardstick-http of ${question}`, 'p50', at(yardstick, 50)),
    row(`yardstick-http of ${question}`, 'p99', at(yardstick, 99)),
    row(
      question,
      'ratio-to-http',
      at(server, 99).map((value, run) => value / at(yardstick, 99)[run]),
    ),
  ]
  const late = server.map(({ lateMs }) => percentile(lateMs, 99))
  for (const figure of own) setup.progress(lineOf(figure))
  setup.progress(`(of which the client sent late, p99: ${late.map((ms) => ms.toFixed(2)).join(', ')} ms)`)
  return own
}

/** Questions about random shoppers; more than the server could remember by chance. */
function questionsFor({ market, key }: Setup, question: Question): Buffer[] {
  const random = new Random(market.shoppers)
  return Array.from({ length: questionsKept }, () => {
    const shopper = random.below(market.shoppers)
    const user = market.userOf(shopper)
    if (question === 'home') return requestOf('GET', { path: `/v1/home?user=${user}&items=20`, key })
    const products = Array.from({ length: productsRanked }, () => market.drawn(shopper).product.id)
    return requestOf('POST', { path: '/v1/rank', key }, JSON.stringify({ user, products }))
  })
}

type Page = { readonly modules: readonly { readonly items: readonly unknown[] }[] }

/** What the pages hold that the latencies are of. */
async function lookAtPages(setup: Setup): Promise<Figure[]> {
  const broken: Error[] = []
  const connection = await Connection.open(setup.port, (error) => broken.push(error))
  const sums = { modules: 0, items: 0, bytes: 0 }
  for (const question of questionsFor(setup, 'home').slice(0, pagesLookedAt)) {
    const { status, body } = await connection.ask(question)
    if (status !== 200) throw new Error(`home answered ${status}: ${body}`)
    const page = JSON.parse(body) as Page
    sums.modules += page.modules.length
    for (const { items } of page.modules) sums.items += items.length
    sums.bytes += Buffer.byteLength(body)
  }
  connection.close()
  const figures = Object.entries(sums).map(([metric, sum]): Figure => {
    return { set: 'home', variant: 'home', metric, unit: 'mean of a page', runs: [sum / pagesLookedAt] }
  })
  for (const figure of figures) setup.progress(lineOf(figure))
  return figures
}
