// Your shop's server: proves to the page who is logged in, and tells of orders, which pages should not be believed about.
// Run: NUNCHI_SECRET=... NUNCHI_PUBLISHABLE=... NUNCHI_IDENTITY_SECRET=... node examples/order-from-server.mjs
import { createHmac } from 'node:crypto'
import { Collector, createShopperClient } from '@nunchi/sdk'

const { NUNCHI_URL: url = 'http://localhost:4747', NUNCHI_SECRET, NUNCHI_PUBLISHABLE } = process.env
const { NUNCHI_IDENTITY_SECRET } = process.env // the text of DATA/identity-secret; never in a page
if (!NUNCHI_SECRET || !NUNCHI_PUBLISHABLE || !NUNCHI_IDENTITY_SECRET)
  throw new Error('Set NUNCHI_SECRET, NUNCHI_PUBLISHABLE and NUNCHI_IDENTITY_SECRET.')

/** What the page hands to `collector.identify(user, { userHash })`. */
export const userHashOf = (user) => createHmac('sha256', NUNCHI_IDENTITY_SECRET).update(user, 'utf8').digest('hex')

// One collector for the whole server; `for` says whose event it is. It gathers, sends, and tries again by itself.
const collector = new Collector({ url, key: NUNCHI_SECRET })
const user = 'example-lee'
collector.for({ user }).orderCompleted({
  id: `example-order-${Date.now()}`,
  lines: [
    { product: { id: 'example-kettle', name: '전기 주전자', category: '예제 > 주방' }, quantity: 1, price: 39_000 },
    { product: 'example-toaster', quantity: 2, price: 49_000 },
  ],
})
const left = await collector.close() // at the end of the process; else nothing need be done
console.log(left === 0 ? 'The order arrived. / 주문이 전달되었습니다.' : `${left} wait. / ${left}건 대기 중.`)

// And what a page could ask with a publishable key, for this user alone.
const page = createShopperClient({ url, key: NUNCHI_PUBLISHABLE, person: { user, userHash: userHashOf(user) } })
const { interests } = await page.interests({ lang: 'ko' })
for (const { words, score } of interests.slice(0, 5)) console.log(`  ${words} ${score.toFixed(2)}`)
