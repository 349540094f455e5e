import { readFileSync, utimesSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { imported, scratchFolder } from './testing-files.ts'
import { MemorySink } from './testing-sink.ts'

const file = scratchFolder()

async function productsIn(path: string, options = {}) {
  const { summary, items } = await imported('catalog', path, options)
  const events = items.flatMap((item) => ('event' in item ? [item.event] : []))
  return {
    summary,
    events,
    products: events.flatMap((event) => ('title' in Object(event.product) ? [Object(event.product)] : [])),
  }
}

test('a Google feed as TSV: sale price, stock, attributes, check digit, dirty titles', async () => {
  const header =
    'id\ttitle\tlink\timage link\tprice\tsale_price\tavailability\tbrand\tgtin\tproduct_type\tcolor\titem_group_id\tlabel'
  const path = file(
    'google.txt',
    `${header}
A1\tTea &amp; <b>Cup</b>\thttps://s/a?x=1&amp;y=2\thttps://s/a.jpg\t15,000 KRW\t12,000 KRW\tin stock\tBo\t8801234567893\tHome > Kitchen\tblack\tG\tnew
A2\tPot\thttps://s/b\t\t20000 KRW\t\tout_of_stock\tBo\t8801234567890\t\t\t\t
A3\tPan\thttps://s/c\t\t20.00 USD\t\tin_stock\t\t\t\t\t\t
\tNo id\thttps://s/d\t\t1 KRW\t\tin_stock\t\t\t\t\t\t
`,
  )
  const { products, summary } = await productsIn(path, { attributes: ['label'] })
  expect(products).toEqual([
    {
      id: 'A1',
      title: 'Tea & Cup',
      brand: 'Bo',
      categoryPath: ['Home', 'Kitchen'],
      attributes: { item_group_id: 'G', color: 'black', label: 'new' },
      priceMinor: 12_000,
      listPriceMinor: 15_000,
      inStock: true,
      url: 'https://s/a?x=1&y=2',
      imageUrl: 'https://s/a.jpg',
      gtin: '8801234567893',
    },
    {
      id: 'A2',
      title: 'Pot',
      brand: 'Bo',
      categoryPath: [],
      attributes: {},
      priceMinor: 20_000,
      inStock: false,
      url: 'https://s/b',
    },
  ])
  expect(Object.keys(summary.counts.rejectedBy)).toEqual([
    "CURRENCY_OTHER: the amount is in USD, the shop's currency is KRW",
    'FIELD_MISSING: id is empty',
  ])
  expect(summary.counts.warnings).toEqual({ 'gtin dropped: wrong check digit or length': 1 })
})

test('the same feed as RSS gives the same products; a sale that is over is none', async () => {
  const item = (sale: string) => `<item><g:id>A1</g:id><title>Tea &amp; Cup</title><link>https://s/a</link>
    <g:price>150.00 EUR</g:price><g:sale_price>120.00 EUR</g:sale_price>${sale}<g:availability>preorder</g:availability></item>`
  const dates =
    '<g:sale_price_effective_date>2020-01-01T00:00+00:00/2020-02-01T00:00+00:00</g:sale_price_effective_date>'
  const feed = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${item('')}${item(dates)}</channel></rss>`
  const { products, summary } = await productsIn(file('feed.xml', feed))
  const common = { id: 'A1', title: 'Tea & Cup', categoryPath: [], attributes: {}, inStock: false, url: 'https://s/a' }
  expect(products).toEqual([
    { ...common, priceMinor: 12_000, listPriceMinor: 15_000 },
    { ...common, priceMinor: 15_000 },
  ])
  expect(summary.counts.warnings).toEqual({ 'product again in the same file: the later row wins': 1 })
})

test('a day of a sale that is in no calendar is counted, and bounds nothing', async () => {
  const path = file(
    'sale.csv',
    'id,title,price,sale_price,sale_price_effective_date\n1,a,9 EUR,5 EUR,2026-02-30/2026-03-01\n2,b,9 EUR,5 EUR,/2026-03-01\n',
  )
  const { products, summary } = await productsIn(path)
  expect(products.map(({ priceMinor }) => priceMinor)).toEqual([900, 900]) // both ended before the tests' day
  expect(summary.counts.warnings).toEqual({ 'a day of the sale not understood, taken as open': 1 })
})

test('a Naver EP: levels, prices, options, and the rows of the summary feed that take products away', async () => {
  const header =
    'id\ttitle\tprice_pc\tprice_mobile\tnormal_price\tlink\timage_link\tcategory_name1\tcategory_name2\tcategory_name3\tcategory_name4\tbrand\tmaker\tattribute\toption_detail\tclass\tupdate_time'
  const path = file(
    'ep.txt',
    `${header}
P1\t린넨 셔츠 "여름"\t29000\t28500\t39000\thttps://s/1\thttps://s/1.jpg\t의류\t남성\t셔츠\t\t눈치\t\t소재:린넨^여름용\t색상:검정, 크기:L^0|색상:흰색, 크기:L^1000\tU\t2024-05-01 09:00:00
P2\t모자\t\t\t\t\t\t\t\t\t\t\t\t\t\tD\t2024-05-01 09:30:00
`,
  )
  const { events } = await productsIn(path)
  expect(events).toEqual([
    {
      kind: 'product.listed',
      at: Date.UTC(2024, 4, 1),
      id: expect.stringMatching(/^listed:P1:1714521600000:/),
      product: {
        id: 'P1',
        title: '린넨 셔츠 "여름"',
        brand: '눈치',
        categoryPath: ['의류', '남성', '셔츠'],
        attributes: { 소재: '린넨', 'feature 1': '여름용', 색상: '검정, 흰색', 크기: 'L' },
        priceMinor: 29_000,
        listPriceMinor: 39_000,
        inStock: true,
        url: 'https://s/1',
        imageUrl: 'https://s/1.jpg',
      },
    },
    { kind: 'product.delisted', at: Date.UTC(2024, 4, 1, 0, 30), id: 'delisted:P2:1714523400000', product: 'P2' },
  ])
})

test('JSON Lines in our own form are taken as they are', async () => {
  const product = {
    id: 'p',
    title: 'Lamp',
    brand: 'Bo',
    categoryPath: ['Home', 'Light'],
    attributes: { color: 'red' },
    priceMinor: 1999,
    listPriceMinor: 2500,
    inStock: false,
    url: 'https://s/p',
    imageUrl: 'https://s/p.png',
    availableFrom: 1_700_000_000_000,
  }
  const { products, summary } = await productsIn(file('p.jsonl', `${JSON.stringify(product)}\n[1]\n{"id":\n`))
  expect(products).toEqual([product])
  expect(summary.counts.rejected).toBe(2)
})

test('the same file twice says nothing new; A, then B, then A again is three facts', async () => {
  const shop = new MemorySink()
  const list = async (title: string, second: number) => {
    const path = file('catalog.csv', `id,title,price\n1,${title},5 EUR\n2,Same,5 EUR\n`)
    utimesSync(path, second, second)
    return (await imported('catalog', path, {}, shop)).summary.counts
  }
  expect(await list('A', 1_700_000_000)).toMatchObject({ accepted: 2, duplicates: 0 })
  expect(await list('A', 1_700_000_000)).toMatchObject({ accepted: 0, duplicates: 2 })
  expect(await list('B', 1_700_000_100)).toMatchObject({ accepted: 2 })
  expect(await list('A', 1_700_000_200)).toMatchObject({ accepted: 2 })
  const titles = shop
    .events()
    .flatMap((event) => (event.kind === 'product.listed' && event.product.id === '1' ? [event.product.title] : []))
  expect(titles).toEqual(['A', 'B', 'A'])
})

test('amounts without a currency are refused until the shop names its own', async () => {
  const path = file('bare.csv', 'id,title,price\n1,A,5\n')
  expect((await productsIn(path)).summary.counts.rejectedBy).toMatchObject({
    'CURRENCY_MISSING: the amount names no currency, and none is known for the shop': 1,
  })
  expect((await productsIn(path, { currency: 'KRW' })).products[0].priceMinor).toBe(5)
  expect((await productsIn(path, { currency: 'EUR' })).products[0].priceMinor).toBe(500)
})

test.each([
  [
    'a CSV',
    'cp949.csv',
    'id,title,price\n',
    ['1,똠방각하 쀍,"15,000원"\n', '2,펲시 ', '3,뷁 햏자,900원\n'],
    ',100원\n',
  ],
  [
    'a Naver EP',
    'cp949-ep.txt',
    'id\ttitle\tprice_pc\tcategory_name1\n',
    ['1\t똠방각하 쀍\t15000\t패션\n', '2\t펲시 ', '3\t뷁 햏자\t900\t패션\n'],
    '\t100\t패션\n',
  ],
])(
  '%s in CP949: rare syllables come through, a broken one costs its row',
  async (_, name, header, [one, two, three], rest) => {
    const broken = Buffer.concat([iconv.encode(two, 'cp949'), Buffer.from([0xc9, 0xa1]), iconv.encode(rest, 'cp949')])
    const whole = Buffer.concat([Buffer.from(header), iconv.encode(one, 'cp949'), broken, iconv.encode(three, 'cp949')])
    const path = file(name, whole)
    const { products } = await productsIn(path)
    expect(products.map(({ id, title, priceMinor }) => [id, title, priceMinor])).toEqual([
      ['1', '똠방각하 쀍', 15_000],
      ['3', '뷁 햏자', 900],
    ])
    expect(JSON.parse(readFileSync(`${path}.rejected.jsonl`, 'utf8'))).toEqual({
      line: 3,
      code: 'ENCODING_INVALID',
      field: '',
      value: expect.stringMatching(/^2.펲시 \ufffd/),
      reason: 'a character of the line cannot be decoded',
      remedy: 'correct it, save the file as UTF-8, or name its encoding with --encoding',
    })
  },
)
