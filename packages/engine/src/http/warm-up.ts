import { setImmediate } from 'node:timers/promises'
import type { ProductId, ShopperKey } from '../domain/units.ts'
import { JsonBytes } from './json-bytes.ts'
import type { Rim } from './rim.ts'
import { writeFound } from './shopper/search.ts'
import { writeHome, writeRanked } from './shopper/shown.ts'

/** Pages until the compiler has nothing left to gain, and the time that is given for them in a large shop. */
const pagesMax = 4_000
const msMax = 4_000
const pagesPerTurn = 25
const itemsPerModule = 20

/**
 * Makes the pages of shoppers from all over the shop, and some searches, and throws them away. A process that has just started runs its code
 * five times slower than one that has been compiled under load: under 1,000 requests a second its first ones pile up. This
 * takes a third off that: p99 of the first 5 s was 253 ms instead of 392. What is compiled with requests only, HTTP and
 * collecting, stays slow at first. A few milliseconds in a small shop, at most 4 s in a large one.
 */
export async function warmUp(rim: Rim): Promise<void> {
  const end = performance.now() + msMax
  const shoppers = rim.shop.someShoppers(pagesMax)
  const json = new JsonBytes()
  for (let n = 0; n < shoppers.length && performance.now() < end; n++) {
    const shopper = shoppers[n]!
    const home = rim.shop.home({ shopper, itemsPerModule, isRehearsal: true })
    writeHome(json.begin(), rim, home, n % 2 === 0 ? 'ko' : 'en')
    const products = home.modules.flatMap(({ items }) => items.map(({ product }) => product))
    if (n % 4 === 0) writeRanked(json.begin(), rim, rim.shop.rank({ shopper, products, isRehearsal: true }), 'ko')
    if (n % 16 === 0 && products[0] !== undefined) await searchFor(rim, shopper, products[0], json)
    if (n % pagesPerTurn === 0) await setImmediate() // the compiler works beside this thread, but hands over in it
  }
}

/** Searches for a product by its title, by the first word of it as it is typed, and in its category. */
async function searchFor(rim: Rim, shopper: ShopperKey, product: ProductId, json: JsonBytes): Promise<void> {
  const known = rim.shop.product(product)
  if (known === undefined) return
  const category = known.categoryPath.length > 0 ? known.categoryPath.join('>') : undefined
  const page = { shopper, sort: 'best', offset: 0, count: itemsPerModule, isRehearsal: true } as const
  for (const ask of [
    { query: known.title, filters: {} },
    { query: '', filters: { category } },
  ]) {
    const found = await rim.shop.finding.search({ ...page, ...ask })
    writeFound(json.begin(), rim, { found, offset: 0, lang: 'ko' })
  }
  await rim.shop.finding.suggest({ shopper, query: known.title.split(' ', 1)[0]!, count: 8 })
}
