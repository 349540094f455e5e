import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { imported, scratchFolder } from './testing-files.ts'
import { MemorySink } from './testing-sink.ts'

const file = scratchFolder()

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
const retail = `${header}536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom
536365,71053,"LANTERN, METAL",2,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom
536415,22139,TEA SET,3,2010-12-01 11:53:00,4.95,,United Kingdom
536416,22139,TEA SET,-3,2010-12-01 11:54:00,4.95,,United Kingdom
C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom
C536383,85123A,WHITE HANGING HEART,-1,2010-12-01 09:49:00,2.55,15311.0,United Kingdom
536365,22139,TEA SET,1,2010-12-01 08:27:00,4.95,17850.0,United Kingdom
536417,22139,TEA SET,one,2010-12-01 11:54:00,4.95,,United Kingdom
`

test('the UCI map: cancellations, guests, service lines and adjustments, each handled and counted', async () => {
  const { summary, items } = await imported('orders', file('online-retail.csv.gz', gzipSync(retail)))
  expect(items).toEqual([
    { event: sighted('85123A', 'WHITE HANGING HEART', 255, '08:26') },
    { event: sighted('71053', 'LANTERN, METAL', 339, '08:26') },
    {
      report: {
        id: 'order:536365',
        user: '17850',
        event: {
          kind: 'order.placed',
          at: at('08:26'),
          id: 'order:536365',
          order: '536365',
          lines: [
            { product: '85123A', quantity: 6, priceMinor: 255 },
            { product: '71053', quantity: 2, priceMinor: 339 },
          ],
        },
      },
    },
    { event: sighted('22139', 'TEA SET', 495, '11:53') },
    { report: report('order', '536415', '11:53', [{ product: '22139', quantity: 3, priceMinor: 495 }]) },
    { report: report('refund', 'C536383', '09:49', [{ product: '85123A', quantity: 1, priceMinor: 255 }], '15311') },
    {
      report: {
        ...report('order', '536365', '08:27', [{ product: '22139', quantity: 1, priceMinor: 495 }], '17850', ':2'),
      },
    },
  ])
  expect(summary.end).toBe('done')
  expect(summary.counts).toMatchObject({
    rows: 10,
    accepted: 7,
    rejected: 1,
    skippedBy: {
      'service line (postage, fees, gifts)': 2,
      'stock adjustment (no price)': 1,
      'stock adjustment (no quantity)': 1,
    },
    warnings: { 'order came back later in the file: its lines are a further event': 1 },
    kinds: { 'product.sighted': 3, 'order.placed': 3, 'order.refunded': 1 },
  })
})

const at = (time: string) => Date.parse(`2010-12-01T${time}:00Z`)

function sighted(id: string, title: string, priceMinor: number, time: string) {
  const product = { id, title, categoryPath: [], attributes: {}, priceMinor, inStock: true }
  return { kind: 'product.sighted', at: at(time), id: `sighted:${id}`, product }
}

function report(what: 'order' | 'refund', order: string, time: string, lines: object[], user?: string, part = '') {
  const id = what === 'order' ? `order:${order}${part}` : expect.stringMatching(`^refund:${order}:.{22}$`)
  const kind = what === 'order' ? 'order.placed' : 'order.refunded'
  return { id, event: { kind, at: at(time), id, order, lines }, ...(user === undefined ? {} : { user }) }
}

test('a second run says nothing new', async () => {
  const shop = new MemorySink()
  const path = file('again.csv', retail)
  await imported('orders', path, {}, shop)
  const { summary } = await imported('orders', path, {}, shop)
  expect(summary.counts).toMatchObject({ accepted: 0, duplicates: 7 })
})

test('an order beyond the limit of lines goes on in a further event, and no line is lost', async () => {
  const lines = Array.from({ length: 4_500 }, (_, i) => `1,${1_000 + i},x,1,2010-12-01 08:26:00,1,5.0,UK\n`)
  const { items } = await imported('orders', file('long.csv', header + lines.join('')))
  const orders = items.flatMap((item) =>
    'report' in item && item.report.event?.kind === 'order.placed' ? [item.report.event] : [],
  )
  expect(orders.map(({ id, lines }) => [id, lines.length])).toEqual([
    ['order:1', 2_000],
    ['order:1:2', 2_000],
    ['order:1:3', 500],
  ])
})

test('orders as JSON Lines: one order a row, money as text or in minor units, refunds by their kind', async () => {
  const rows = [
    {
      order_id: 7,
      at: '2024-01-02T03:04:05Z',
      user: 'u',
      lines: [
        { product_id: 'a', quantity: 2, price: '1,000원', title: 'A' },
        { product: 'b', priceMinor: 5 },
      ],
    },
    { kind: 'order.refunded', order: 7, at: 1_704_164_645_000, user: 'u', products: [{ id: 'a' }] },
    { order: 8, at: '2024-01-02', lines: [] },
    { order: 9, at: 'soon', lines: [{ id: 'a' }] },
  ]
  const { items, summary } = await imported(
    'orders',
    file('o.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')),
  )
  expect(items.slice(1)).toEqual([
    {
      report: {
        id: 'order:7',
        user: 'u',
        event: {
          kind: 'order.placed',
          at: 1_704_164_645_000,
          id: 'order:7',
          order: '7',
          lines: [
            { product: 'a', quantity: 2, priceMinor: 1000 },
            { product: 'b', quantity: 1, priceMinor: 5 },
          ],
        },
      },
    },
    {
      report: {
        id: expect.stringMatching(/^refund:7:.{22}$/),
        user: 'u',
        event: {
          kind: 'order.refunded',
          at: 1_704_164_645_000,
          id: expect.stringMatching(/^refund:7:.{22}$/),
          order: '7',
          lines: [{ product: 'a', quantity: 1 }],
        },
      },
    },
  ])
  expect(Object.keys(summary.counts.rejectedBy)).toEqual([
    'ORDER_EMPTY: the order has no lines',
    'TIME_INVALID: the time cannot be read, or is in no calendar',
  ])
})
