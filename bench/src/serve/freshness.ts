import { requestOf } from './bodies.ts'
import { Connection } from './connection.ts'
import { openLoad } from './load.ts'
import { type Figure, lineOf, type Setup } from './setup.ts'
import { startEvents } from './under-load.ts'

const pagesPerSecond = 500
const askers = 4

type Answer = { readonly status: number; readonly body: string }
type Counts = { checked: number; missed: number }

/**
 * Whether what was acknowledged is in the very next answer, while pages are asked for and events come in. Half of the
 * askers put a product into the cart and look for it in "pick up where you left", half hide a product of a page and look
 * whether it is gone; each time for another shopper.
 */
export async function measureFreshness(setup: Setup): Promise<Figure[]> {
  const seconds = setup.seconds * setup.repeats
  const counts: Counts = { checked: 0, missed: 0 }
  const load = [startEvents(setup, setup.port, seconds), startPages(setup, seconds)]
  const deadline = performance.now() + seconds * 1000
  await Promise.all([...load, ...Array.from({ length: askers }, (_, n) => ask(setup, { n, deadline, counts }))])
  const figures: Figure[] = [
    { set: 'freshness', variant: 'under-load', metric: 'checked', unit: '', runs: [counts.checked] },
    { set: 'freshness', variant: 'under-load', metric: 'missed', unit: '', runs: [counts.missed] },
  ]
  for (const figure of figures) setup.progress(lineOf(figure))
  return figures
}

async function startPages({ port, key, market }: Setup, seconds: number): Promise<void> {
  const requestAt = (n: number) =>
    requestOf('GET', { path: `/v1/home?user=${market.userOf((n * 7_919) % market.shoppers)}`, key })
  const { wrong } = await openLoad(port, requestAt, {
    perSecond: pagesPerSecond,
    seconds,
    connections: 32,
    isRight: (status) => status === 200,
  })
  if (wrong > 0) throw new Error(`${wrong} pages were not answered`)
}

async function ask(
  setup: Setup,
  { n, deadline, counts }: { n: number; deadline: number; counts: Counts },
): Promise<void> {
  let broken: Error | undefined
  const connection = await Connection.open(setup.port, (error) => {
    broken = error
  })
  const people = setup.market.shoppers - (setup.market.shoppers % askers)
  const check = n % 2 === 0 ? cartShows : hideHolds
  for (let shopper = n; performance.now() < deadline; shopper = (shopper + askers) % people) {
    const isVisible = await check(setup, connection, shopper)
    if (broken) throw broken
    if (isVisible === undefined) continue
    counts.checked += 1
    if (!isVisible) counts.missed += 1
  }
  connection.close()
}

/** Puts a product into the cart and looks for it among what was begun. */
async function cartShows(
  { market, key }: Setup,
  connection: Connection,
  shopper: number,
): Promise<boolean | undefined> {
  const user = market.userOf(shopper)
  const { id: product, inStock } = market.drawn(shopper).product
  if (!inStock) return undefined
  const event = { kind: 'cart.added', id: market.newId(), user, product, quantity: 1 }
  expectOk(await connection.ask(requestOf('POST', { path: '/v1/events', key }, JSON.stringify({ events: [event] }))))
  const path = `/v1/home?user=${user}&modules=pick-up`
  const page = expectOk(await connection.ask(requestOf('GET', { path, key })))
  return page.body.includes(`"product":"${product}"`)
}

/** Hides the first product of a page and looks whether it is still there. */
async function hideHolds(
  { market, key }: Setup,
  connection: Connection,
  shopper: number,
): Promise<boolean | undefined> {
  const user = market.userOf(shopper)
  const question = requestOf('GET', { path: `/v1/home?user=${user}`, key })
  const product = /"product":"([^"]+)"/.exec(expectOk(await connection.ask(question)).body)?.[1]
  if (product === undefined) return undefined
  const body = JSON.stringify({ user, hide: [{ what: 'product', product }] })
  expectOk(await connection.ask(requestOf('PUT', { path: '/v1/preferences', key }, body)))
  return !expectOk(await connection.ask(question)).body.includes(`"product":"${product}"`)
}

function expectOk(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body}`)
  return answer
}
