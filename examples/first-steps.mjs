// A program of your own: tells what happened, and asks for one shopper's home before and after.
// Run: NUNCHI_SECRET=... node examples/first-steps.mjs
import { createClient } from '@nunchi/sdk'

const { NUNCHI_URL: url = 'http://localhost:4747', NUNCHI_SECRET: key } = process.env
if (!key) throw new Error('Set NUNCHI_SECRET to a secret key: npm start prints one.')

const nunchi = createClient({ url, key, person: { user: 'example-kim' }, lang: 'ko' })

// The catalogue first. A real one comes as a file: POST /v1/imports, or "nunchi import".
const product = (id, title, category, priceMinor) => ({
  kind: 'product.listed',
  id: `example-list-${id}`,
  product: { id, title, categoryPath: ['예제', category], attributes: {}, inStock: true, priceMinor },
})
await nunchi.events([
  product('example-earphones', '무선 이어폰', '음향', 59_000),
  product('example-speaker', '블루투스 스피커', '음향', 89_000),
  product('example-kettle', '전기 주전자', '주방', 39_000),
  product('example-toaster', '토스터', '주방', 49_000),
])

const show = async (when) => {
  // The demo deals its people out to policies, to compare them; here the page is to be theirs alone.
  const { modules } = await nunchi.home({ items: 3, policy: 'individual' })
  console.log(when)
  for (const { title, items } of modules)
    for (const item of items) console.log(`  ${title}: ${item.title} (${item.why.sentence})`)
}

await show('Before / 전')
const { accepted, rejected } = await nunchi.events([
  { kind: 'products.searched', user: 'example-kim', query: '이어폰' },
  { kind: 'product.viewed', user: 'example-kim', product: 'example-earphones' },
  { kind: 'cart.added', user: 'example-kim', product: 'example-earphones' },
])
console.log(`${accepted} taken, ${rejected.length} rejected / ${accepted}건 수집, ${rejected.length}건 거절`)
await show('After / 후')

const why = await nunchi.why({ product: 'example-speaker' })
for (const { points, sentence } of why.contributions) console.log(`  ${points.toFixed(2)} ${sentence}`)
