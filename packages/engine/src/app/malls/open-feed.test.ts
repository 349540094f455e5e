import { describe, expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import { scratchFolder } from '../import/testing-files.ts'
import type { SaidOfRow } from '../said.ts'
import { type FeedRow, openFeed } from './open-feed.ts'

const now = Date.UTC(2026, 0, 31)
const file = scratchFolder()

async function read(name: string, content: string | Buffer, more: { currency?: string } = {}) {
  const feed = await openFeed({ mall: 'ganada', file: file(name, content), now, ...more })
  const rows: FeedRow[] = []
  const warnings: SaidOfRow[] = []
  for await (const block of feed.rows((what) => warnings.push(what))) rows.push(...block)
  return { feed, rows, warnings, offers: rows.flatMap((row) => ('offer' in row ? [row.offer] : [])) }
}
const naver = (...rows: readonly string[][]) => {
  const header =
    'id\ttitle\tprice_pc\tlink\timage_link\tcategory_name1\tcategory_name2\tbrand\tmaker\tbarcode\tmanufacture_define_number\tcondition\tshipping\tcoupon'
  return `${[header, ...rows.map((row) => row.join('\t'))].join('\n')}\n`
}
const water = [
  'w1',
  '맑은샘 생수 2L x 12개',
  '9,900',
  'https://m.example/w1',
  '',
  '식품',
  '생수',
  '맑은샘',
  '',
  '8801234567893',
  'MS-2L',
  '신상품',
  '3000',
  '10%',
]

describe('feeds of offers', () => {
  test("Naver's: price, shipping, coupon, model number and condition; the rest as a product of a catalogue", async () => {
    const { offers, feed, warnings } = await read('naver.tsv', naver(water))
    expect([feed.format, feed.scope, warnings]).toEqual(['naver-ep', 'full', []])
    const expected: Offer = {
      mall: 'ganada',
      key: 'w1',
      title: '맑은샘 생수 2L x 12개',
      brand: '맑은샘',
      categoryPath: ['식품', '생수'],
      attributes: { condition: '신상품' },
      priceMinor: 9_900 as Offer['priceMinor'],
      inStock: true,
      url: 'https://m.example/w1',
      gtin: '8801234567893',
      mpn: 'MS-2L',
      condition: 'new',
      shippingMinor: 3_000 as Offer['priceMinor'],
      couponMinor: 990 as Offer['priceMinor'],
    }
    expect(offers).toEqual([expected])
  })

  test('shipping paid on delivery is unknown, free shipping is nothing; a coupon without an amount, or of all that is paid, says none', async () => {
    const of = (shipping: string, coupon: string) => [...water.slice(0, -2), shipping, coupon]
    const feed = naver(of('-1', '첫구매 쿠폰'), of('0', '1,000원'), of('', ''), of('0', '9900'))
    const { offers, warnings } = await read('ways.tsv', feed)
    expect(offers.map(({ shippingMinor, couponMinor }) => [shippingMinor, couponMinor])).toEqual([
      [undefined, undefined],
      [0, 1_000],
      [undefined, undefined],
      [0, undefined],
    ])
    expect(warnings).toContain('coupon dropped: it takes off all that is paid')
  })

  test('an incremental feed says what is new, changed and gone', async () => {
    const text =
      'id\ttitle\tprice_pc\tclass\tupdate_time\na\t양말\t1000\tI\t2026-01-30 10:00:00\nb\t장갑\t2000\tU\t2026-01-30 10:00:00\nc\t\t\tD\t2026-01-30 10:00:00\n'
    const { rows, feed } = await read('summary.tsv', text)
    expect(feed.scope).toBe('changes')
    expect(
      rows.map((row) => ('offer' in row ? row.offer.key : 'withdrawn' in row ? `-${row.withdrawn}` : row.fault.code)),
    ).toEqual(['a', 'b', '-c'])
  })

  test("Google's XML and tables: the cheapest way of shipping, condition, description as it stands", async () => {
    const xml = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id><title>Phone &lt;b&gt;case&lt;/b&gt;</title>
      <description><![CDATA[<p>Hard & clear</p>]]></description><g:price>15.00 USD</g:price><g:mpn>PC-1</g:mpn><g:condition>refurbished</g:condition>
      <g:shipping><g:country>US</g:country><g:price>6.95 USD</g:price></g:shipping><g:shipping><g:country>US</g:country><g:price>4.95 USD</g:price></g:shipping></item></channel></rss>`
    const [one] = (await read('google.xml', xml)).offers
    expect(one).toMatchObject({
      title: 'Phone case',
      description: '<p>Hard & clear</p>',
      mpn: 'PC-1',
      condition: 'refurbished',
      shippingMinor: 495,
    })
    const tsv =
      'id\ttitle\tprice\tshipping\tcondition\n1\tMug\t5.00 USD\tUS:CA:Ground:6.49 USD,US::Standard:4.49 USD\tnew\n2\tCup\t5.00 USD\tUS:::free\tused\n'
    const both = (await read('google.txt', tsv)).offers
    expect(both.map(({ shippingMinor, condition }) => [shippingMinor, condition])).toEqual([
      [449, 'new'],
      [0, 'used'],
    ])
  })

  test('JSON Lines in our own names, minor units and all', async () => {
    const line = {
      id: 'j',
      title: '텀블러',
      priceMinor: 12_000,
      shippingMinor: 0,
      couponMinor: 500,
      condition: 'used',
      mpn: 'T-1',
      attributes: { color: '검정' },
    }
    const { offers } = await read('own.jsonl', `${JSON.stringify(line)}\n`, { currency: 'KRW' })
    expect(offers[0]).toMatchObject({
      key: 'j',
      priceMinor: 12_000,
      shippingMinor: 0,
      couponMinor: 500,
      condition: 'used',
      mpn: 'T-1',
    })
  })
})

describe('bad feeds', () => {
  test('a bad row is a fault with its line; the good ones are kept', async () => {
    const { rows, offers } = await read(
      'bad.tsv',
      naver(
        water,
        ['x', '', '1', ...water.slice(3)],
        ['y', '비누', '-', ...water.slice(3)],
        ['z', '비누', '8801234567893', ...water.slice(3)],
      ),
    )
    expect(offers.map(({ key }) => key)).toEqual(['w1'])
    const faults = rows.flatMap((row) => ('fault' in row ? [[row.line, row.fault.code, row.fault.field]] : []))
    expect(faults).toEqual([
      [3, 'FIELD_MISSING', 'title'],
      [4, 'PRICE_INVALID', 'price'],
      [5, 'PRICE_INVALID', 'price'], // a bar code
    ])
  })

  test('a feed that breaks off throws where it does, after the rows before', async () => {
    const xml = '<rss><channel><item><id>1</id><title>a</title></item><item><id>2</id>'
    const feed = await openFeed({ mall: 'ganada', file: file('cut.xml', xml), now })
    const rows: FeedRow[] = []
    const all = async () => {
      for await (const block of feed.rows(() => {})) rows.push(...block)
    }
    await expect(all()).rejects.toThrow(/ends after item 1/)
    expect(rows.filter((row) => 'offer' in row)).toHaveLength(1)
  })

  test('CP949 is found out', async () => {
    const text = Buffer.from('6964097469746c650a3109bec8b3e70a', 'hex')
    const { offers } = await read('cp949.tsv', text)
    expect(offers[0]?.title).toBe('안녕')
  })

  test('a map for something else is refused', async () => {
    const ask = {
      mall: 'ganada',
      file: file('m.csv', 'a,b\n1,2\n'),
      now,
      map: { name: 'm', kind: 'orders', columns: {} },
    } as const
    await expect(openFeed(ask)).rejects.toThrow('it is for orders')
  })
})
