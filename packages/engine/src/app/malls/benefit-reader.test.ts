import { expect, test } from 'vitest'
import { scratchFolder } from '../import/testing-files.ts'
import type { SaidOfRow } from '../said.ts'
import { openFeed } from './open-feed.ts'

const now = Date.UTC(2026, 0, 31)
const file = scratchFolder()

/** The benefits of each offer of a feed, and what is said of the rows. */
async function read(name: string, content: string, currency = 'KRW') {
  const feed = await openFeed({ mall: 'ganada', file: file(name, content), now, currency })
  const warnings: SaidOfRow[] = []
  const benefits: unknown[] = []
  for await (const block of feed.rows((what) => warnings.push(what)))
    for (const row of block) benefits.push('offer' in row ? row.offer.benefits : row)
  return { benefits, warnings, format: feed.format }
}

test("Naver's card prices: each card with the price by it, and no price that is rather what is taken off", async () => {
  const header = 'id\ttitle\tprice_pc\tlink\tcategory_name1\tcard_event'
  const of = (event: string) => `a\t원두 1kg\t10000\thttps://m.example/a\t식품\t${event}`
  const rows = [of('삼성카드^9000|현대카드^9,500원'), of('삼성카드^1000|신한카드^12000'), of('국민카드'), of('')]
  const { benefits, warnings, format } = await read('cards.tsv', `${[header, ...rows].join('\n')}\n`)
  expect(format).toBe('naver-ep')
  const cards = [
    { programme: '삼성카드', priceMinor: 9_000 },
    { programme: '현대카드', priceMinor: 9_500 },
  ]
  expect(benefits).toEqual([cards, undefined, undefined, undefined])
  expect(warnings).toEqual([
    "card_event: a benefit dropped whose price is above everybody's, or below half of it",
    "card_event: a benefit dropped whose price is above everybody's, or below half of it",
    'card_event: a benefit dropped that names no programme, or no amount',
  ])
})

test("Google's loyalty programmes in a table, by the parts that its header names, while they are in effect", async () => {
  const parts = 'program_label:tier_label:price:member_price_effective_date'
  const header = `id\ttitle\tlink\tprice\tavailability\tloyalty program(${parts})`
  const of = (member: string) => `a\tMug\thttps://m.example/a\t20.00 USD\tin_stock\t${member}`
  const during = '2026-01-01T00:00Z/2026-02-28T00:00Z'
  const rows = [
    of(`club:gold:15.50 USD:${during},club:silver:18 USD:`),
    of('club:gold:15 USD:2024-01-01T00:00Z/2024-02-01T00:00Z'),
    of('club:gold:15 EUR:'),
  ]
  const { benefits, warnings } = await read('google.tsv', `${[header, ...rows].join('\n')}\n`, 'USD')
  const both = [
    { programme: 'club:gold', priceMinor: 1_550 },
    { programme: 'club:silver', priceMinor: 1_800 },
  ]
  expect(benefits).toEqual([both, undefined, undefined])
  expect(warnings).toEqual(['loyalty_program: a benefit dropped that names no programme, or no amount'])
})

test("Google's loyalty programmes in XML; those that give points alone say nothing of the price", async () => {
  const program = (inner: string) => `<g:loyalty_program>${inner}</g:loyalty_program>`
  const silver = '<g:program_label>club</g:program_label> <g:tier_label>silver</g:tier_label>'
  const item = `<item><g:id>a</g:id><title>Mug</title><link>https://m.example/a</link><g:price>20 USD</g:price>
    <g:shipping><g:price>3 USD</g:price></g:shipping>
    ${program(`${silver} <g:price>17 USD</g:price>`)} ${program(`${silver} <g:loyalty_points>40</g:loyalty_points>`)}</item>`
  const xml = `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>${item}</channel></rss>`
  const { benefits, warnings } = await read('google.xml', xml, 'USD')
  expect(benefits).toEqual([[{ programme: 'club:silver', priceMinor: 1_700 }]])
  expect(warnings).toEqual([])
})

test('benefits of JSON Lines are taken as they are; what is none is told', async () => {
  const of = (benefits: unknown) => JSON.stringify({ id: 'a', title: 'Mug', priceMinor: 10_000, benefits })
  const good = [
    { programme: ' rocket ', shippingMinor: 0 },
    { programme: '삼성카드', price: '9,000원' },
  ]
  const lines = [
    of(good),
    of([{ programme: 'x', priceMinor: -5 }, { priceMinor: 9_000 }, { programme: 'y', priceMinor: 'much' }]),
    of(Array.from({ length: 25 }, (_, i) => ({ programme: `p${i}`, priceMinor: 9_000 }))),
    of('nonsense'),
  ]
  const { benefits, warnings } = await read('own.jsonl', `${lines.join('\n')}\n`)
  const [first, second, third, fourth] = benefits as unknown[][]
  expect(first).toEqual([
    { programme: 'rocket', shippingMinor: 0 },
    { programme: '삼성카드', priceMinor: 9_000 },
  ])
  expect([second, third!.length, fourth]).toEqual([undefined, 20, undefined])
  expect(warnings.filter((one) => one.startsWith('benefits:'))).toHaveLength(3)
  expect(warnings).toContain('benefits after the first 20 left out')
})
