import { setImmediate } from 'node:timers/promises'
import { JsonBytes } from './json-bytes.ts'
import type { Rim } from './rim.ts'
import { writeHome, writeRanked } from './shopper/shown.ts'

/** Pages until the compiler has nothing left to gain, and the time that is given for them in a large shop. */
const pagesMax = 4_000
const msMax = 4_000
const pagesPerTurn = 25
const itemsPerModule = 20

/**
 * Makes the pages of shoppers from all over the shop and throws them away. A process that has just started runs its code
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
    if (n % pagesPerTurn === 0) await setImmediate() // the compiler works beside this thread, but hands over in it
  }
}
