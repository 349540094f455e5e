import { Random } from '@nunchi/kernel'
import { type Damage, damaged, damages } from '../damage.ts'
import { mean, percentile } from '../metrics.ts'
import { requestOf } from './bodies.ts'
import { Connection } from './connection.ts'
import type { OpenLoad } from './load.ts'
import { type Figure, lineOf, type Setup } from './setup.ts'
import { underLoad } from './under-load.ts'

const perSecond = 200
const questionsKept = 2_000
/** Products that are looked for by their titles. */
const soughtMax = 400
const foundAmong = 10

/** What shoppers ask of a search box, by how much it finds. */
const asks = {
  /** The words of a whole title: some products. */
  title: ({ market }, shopper) => `/v1/search?q=${encodeURIComponent(market.drawn(shopper).product.title)}`,
  /** The word for a kind of thing: about one in a hundred products. */
  kind: ({ market }, shopper) => `/v1/search?q=${encodeURIComponent(market.words(shopper))}`,
  /** No words: a broad category to browse in. */
  category: ({ market }, shopper) =>
    `/v1/search?category=${encodeURIComponent(market.drawn(shopper).product.categoryPath[0])}`,
  /** No words at all: everything there is, in this person's order. */
  everything: () => '/v1/search?sort=best',
  /** The last page that can be asked for. */
  'last-page': () => '/v1/search?offset=9976',
  /** One letter to a whole word, as they are typed. */
  suggest: ({ market }, shopper) => {
    const words = market.words(shopper)
    return `/v1/suggest?q=${encodeURIComponent(words.slice(0, 1 + (shopper % words.length)))}`
  },
} satisfies Record<string, (setup: Setup, shopper: number) => string>

/**
 * Finding under load: 200 questions of a sort a second, each for another shopper, while 2,000 events a second come in; and
 * whether what is sought by its title is found, the title being whole or damaged as people do.
 */
export async function measureSearch(setup: Setup): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [variant, pathOf] of Object.entries(asks)) {
    const ask = { port: setup.port, questions: questionsOf(setup, pathOf), perSecond }
    await underLoad(setup, ask) // warms up
    const loads: OpenLoad[] = []
    for (let run = 0; run < setup.repeats; run++) loads.push(await underLoad(setup, ask))
    const at = (p: number) => loads.map(({ latenciesMs }) => percentile(latenciesMs, p))
    const wrong = loads.reduce((sum, load) => sum + load.wrong, 0)
    const own: Figure[] = [
      { set: 'search', variant, metric: 'p50', unit: 'ms', runs: at(50) },
      { set: 'search', variant, metric: 'p99', unit: 'ms', runs: at(99) },
      { set: 'search', variant, metric: 'errors', unit: '', runs: [wrong] },
    ]
    for (const figure of own) setup.progress(lineOf(figure))
    figures.push(...own)
  }
  return [...figures, ...(await seek(setup))]
}

function questionsOf(setup: Setup, pathOf: (setup: Setup, shopper: number) => string): Buffer[] {
  const { market, key } = setup
  const random = new Random(market.shoppers)
  return Array.from({ length: questionsKept }, () => {
    const shopper = random.below(market.shoppers)
    const path = pathOf(setup, shopper)
    return requestOf('GET', { path: `${path}&user=${market.userOf(shopper)}`, key })
  })
}

/** Looks for products by their titles: how many stand among the first ten, and the mean of 1 / place. */
async function seek(setup: Setup): Promise<Figure[]> {
  const broken: Error[] = []
  const connection = await Connection.open(setup.port, (error) => broken.push(error))
  const figures: Figure[] = []
  for (const damage of damages) {
    const places = await placesOf(setup, connection, damage)
    const row = (metric: string, value: number): Figure => ({
      set: 'search',
      variant: `known-item ${damage}`,
      metric,
      unit: '',
      runs: [value],
    })
    figures.push(
      row(`success@${foundAmong}`, mean(places.map((place) => Number(place > 0)))),
      row(`MRR@${foundAmong}`, mean(places.map((place) => (place > 0 ? 1 / place : 0)))),
    )
  }
  connection.close()
  for (const figure of figures) setup.progress(lineOf(figure))
  return figures
}

/** The place of each sought product, from 1; 0 where it is not among the first. A title may be that of twins: any will do. */
async function placesOf({ market, key }: Setup, connection: Connection, damage: Damage): Promise<number[]> {
  const random = new Random(market.shoppers + 1)
  const places: number[] = []
  for (let n = 0; n < Math.min(soughtMax, market.shelf.size); n++) {
    const { title } = market.shelf.product(random.below(market.shelf.size)).product
    const query = encodeURIComponent(damaged(title, damage, random))
    const path = `/v1/search?q=${query}&count=${foundAmong}&policy=popular&anonymous=synthetic-seeker`
    const { status, body } = await connection.ask(requestOf('GET', { path, key }))
    if (status !== 200) throw new Error(`search answered ${status}: ${body}`)
    const { items } = JSON.parse(body) as { items: { title: string }[] }
    places.push(items.findIndex((item) => item.title === title) + 1)
  }
  return places
}
