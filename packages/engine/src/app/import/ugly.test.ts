import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { parsePlain } from '../collect/plain.ts'
import { plainOf } from './http-sink.ts'
import type { ImportKind } from './item.ts'
import { readMoney } from './money.ts'
import { planImport } from './plan.ts'
import { imported, scratchFolder, testNow } from './testing-files.ts'
import { cleanText, cutText } from './text.ts'

const file = scratchFolder()

/** Ids and titles of what was taken, and how often each code rejected. */
async function takenFrom(kind: ImportKind, path: string, options = {}) {
  const { items, summary } = await imported(kind, path, options)
  const products = items.flatMap((item) => ('event' in item ? [Object(item.event).product] : []))
  const codes = Object.entries(summary.counts.rejectedBy).map(([reason, count]) => [reason.split(':')[0], count])
  return { products, codes: Object.fromEntries(codes), summary, items }
}

describe('tables as shops export them', () => {
  test('a header with line ends in its names, blank lines before it, and a first column without a name', async () => {
    const quoted = file('quoted.csv', '\n  \n"id","title\n(상품명)","title",price\n1,x,차,"1,000원"\n')
    expect((await takenFrom('catalog', quoted)).products).toMatchObject([{ id: '1', title: '차', priceMinor: 1_000 }])
    const nameless = file('nameless.tsv', '\tid\ttitle\tprice\n0\t1\t차\t1,000원\n1\t2\t컵\t900원\n')
    expect((await takenFrom('catalog', nameless)).products).toMatchObject([{ id: '1' }, { id: '2', title: '컵' }])
  })

  test('two columns of one name, of which only one could be read, are refused with names, places and remedy', async () => {
    const plan = (header: string, options = {}) =>
      planImport({ kind: 'catalog', file: file('twice.csv', `${header}\n1,2,3,4\n`), now: testNow, ...options })
    const says = 'the header has the column id more than once (1 and 2); rename one of them, or take it out'
    await expect(plan('id,id,title,price')).rejects.toThrow(says)
    await expect(plan('id,id,title,price')).rejects.toMatchObject({ code: 'IMPORT_MAP' })
    await expect(plan('id,image link,g:image_link,title')).rejects.toThrow(
      'the header has the column image_link more than once (2 and 3, written image link and g:image_link)',
    )
    const map = file('twice.json', JSON.stringify({ kind: 'catalog', columns: { id: 'Nr', title: 'Name' } }))
    await expect(plan('Nr,Name,price,Name', { map })).rejects.toThrow('the column Name more than once (2 and 4)')
    expect((await plan('id,title,비고,비고')).format).toBe('csv') // nobody reads them
    expect((await plan('id,title,,')).format).toBe('csv')
    await expect(plan('id,title,비고,비고', { attributes: ['비고'] })).rejects.toThrow('비고 more than once (3 and 4)')
  })

  test('a stray quote in the header does not take the rows with it', async () => {
    const path = file('stray.csv', 'id,title,"size,price\n1,차,7,1000 KRW\n')
    expect((await takenFrom('catalog', path)).summary.counts.rows).toBe(1)
  })

  test('quotes with line ends inside, CP949 and lost characters together', async () => {
    const rows = ['1,"똠\r\n방",500원\r\n', '2,"뷁,""쀍""\n",600원\r\n', '3,"두\n', '줄",700원\r\n', '4,끝,800원\r\n']
    const [one, two, three, rest, four] = rows.map((row) => iconv.encode(row, 'cp949'))
    const bytes = [Buffer.from('id,title,price\r\n'), one, two, three, Buffer.from([0x80]), rest, four]
    const { products, codes } = await takenFrom('catalog', file('quotes.csv', Buffer.concat(bytes)))
    expect(products.map(({ id, title }) => [id, title])).toEqual([
      ['1', '똠 방'],
      ['2', '뷁,"쀍"'],
      ['4', '끝'],
    ])
    expect(codes).toEqual({ ENCODING_INVALID: 1 })
  })

  test('zero bytes: in an id they reject the row, in a title they go', async () => {
    const path = file('zero.csv', 'id,title,price\n1\0,a,1 KRW\n2,b\0c,1 KRW\n')
    const { products, codes } = await takenFrom('catalog', path)
    expect(products).toMatchObject([{ id: '2', title: 'b c' }])
    expect(codes).toEqual({ ID_INVALID: 1 })
  })

  test('fields of ten megabytes cost their row, and no more time than reading them', async () => {
    const big = 'x'.repeat(10_000_000)
    const spread = `"${'line\n'.repeat(20_000)}`
    const path = file(
      'big.csv',
      `id,title,price\n1,${big},1 KRW\n2,b,1 KRW\n3,c,${`1${' '.repeat(900_000)}won won`}\n4,${spread}5,e,1 KRW\n`,
    )
    const { products, codes } = await takenFrom('catalog', path, { rejectsMax: Number.POSITIVE_INFINITY })
    expect(products).toMatchObject([{ id: '2' }, { id: '5' }])
    expect(codes).toMatchObject({ LINE_TOO_LONG: 1, PRICE_INVALID: 1, QUOTE_UNCLOSED: 1 })
    expect(readMoney(`1${' '.repeat(900_000)}won won`)).toBeUndefined()
  }, 20_000)

  test('links that run as a script are dropped and counted, as they are refused over HTTP', async () => {
    const path = file(
      'links.csv',
      'id,title,price,link,image_link\n1,a,1 KRW,javascript:alert(1),data:text/html;x\n2,b,1 KRW,https://s/?a=1&amp;b=2,/b.jpg\n',
    )
    const { products, summary } = await takenFrom('catalog', path)
    expect(products[0]).not.toHaveProperty('url')
    expect(products[0]).not.toHaveProperty('imageUrl')
    expect(products[1]).toMatchObject({ url: 'https://s/?a=1&b=2', imageUrl: '/b.jpg' })
    expect(
      Object.keys(summary.counts.warnings)
        .sort()
        .map((text) => text.split(':')[0]),
    ).toEqual(['image dropped', 'link dropped'])
  })

  test('names of people, lists and coupons are bounded as over HTTP', async () => {
    const long = 'k'.repeat(5_000)
    const rows = [
      `product.viewed,2024-01-01,${long},,p,,`,
      `product.viewed,2024-01-01,,a\0b,p,,`,
      `list.viewed,2024-01-01,u,,p ${long},,`,
      `list.viewed,2024-01-01,u,,p q,${long},`,
      `coupon.entered,2024-01-01,u,,,,${long}`,
    ]
    const path = file('bounds.csv', `kind,at,user,anonymous,products,list,coupon\n${rows.join('\n')}\n`)
    const { items, codes } = await takenFrom('events', path)
    expect(JSON.stringify(items).length).toBeLessThan(2_000)
    expect(codes).toMatchObject({ ID_TOO_LONG: 2 })
  })
})

describe('JSON Lines', () => {
  test('nesting without end, halves of characters and zero bytes reject their row, and the next is read', async () => {
    const deep = (open: string, close: string) => `{"id":"d","title":${open.repeat(50_000)}1${close.repeat(50_000)}}`
    const rows = [
      deep('[', ']'),
      deep('{"a":', '}'),
      '{"id":"h","title":"x\\ud800y"}',
      '{"id":"z\\u0000","title":"z"}',
      '{"id":"p","title":"\\ud83d\\ude00 \\\\ud800"}',
    ]
    const { products, codes } = await takenFrom('catalog', file('deep.jsonl', rows.join('\n')))
    expect(products).toMatchObject([{ id: 'p', title: '😀 \\ud800' }])
    expect(codes).toEqual({ JSON_INVALID: 1, ID_INVALID: 1 })
    const event = `{"kind":"product.viewed","at":1,"user":"u","product":"p","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    expect((await takenFrom('events', file('deep-events.jsonl', `${event}\n`))).codes).toEqual({ JSON_INVALID: 1 })
  })
})

test('whatever a file makes of a product, the server takes over HTTP too', async () => {
  const long = '가'.repeat(400)
  const attributes = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`${i}${long}`, long]))
  const row = {
    id: 'x'.repeat(256),
    title: `${'한😀'.repeat(400)}`,
    brand: long,
    categoryPath: Array(12).fill(long),
    attributes,
  }
  const { items } = await takenFrom(
    'catalog',
    file('long.jsonl', JSON.stringify({ ...row, link: `https://s/${long}`, gtin: '8801234567893' })),
  )
  const origin = {
    receivedAt: epochMs(testNow()),
    skewMs: 0,
    imported: true,
    trusted: true,
    currencyDigits: 0,
    weigh: true,
  }
  const [taken] = items.map((item) => parsePlain(JSON.parse(JSON.stringify(plainOf(item))), 0, origin))
  expect(taken).toMatchObject({ kind: 'product.listed', product: { id: row.id } })
})

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

function tarOf(text: string): Buffer {
  const archive = Buffer.alloc(1_024)
  archive.write('table.csv', 0)
  archive.write('ustar', 257)
  archive.write(text, 512)
  return archive
}

describe('files that are something else', () => {
  test.each([
    ['book.xlsx', bytes('504b030414000600'), 'no text but an XLSX workbook; save it as CSV'],
    ['book.bin', Buffer.concat([bytes('504b030414000600'), Buffer.from('xl/workbook.xml')]), 'an XLSX workbook'],
    ['book.xls', bytes('d0cf11e0a1b11ae10000'), 'no text but an XLS workbook'],
    ['files.zip', bytes('504b03041400060061'), 'no text but a ZIP archive; unpack it'],
    ['photo.csv', bytes('89504e470d0a1a0a0000000d'), 'no text but a PNG picture'],
    ['files.tar.gz', gzipSync(tarOf('id,title\n1,a\n')), 'no text but a TAR archive'],
    ['book.xlsx.gz', gzipSync(bytes('504b030414000600')), 'no text but an XLSX workbook'],
    ['model.bin', Buffer.from(Array.from({ length: 9_000 }, (_, i) => (i * 7919 + (i >> 3)) & 255)), 'a binary file'],
    ['table.xls', Buffer.from('<html><table></table></html>'), 'it is XML or HTML'],
  ])('%s is refused with what to do', async (name, bytes, reason) => {
    await expect(planImport({ kind: 'catalog', file: file(name, bytes), now: testNow })).rejects.toThrow(reason)
  })

  test('a packed file that breaks off gives the rows that were whole, however small it is', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, i) => `${i},${(i * 7919) % 1009} ${(i * 104_729) % 7_907},${i} KRW\n`,
    )
    const packed = gzipSync(`id,title,price\n${rows.join('')}`)
    for (const share of [0.3, 0.6, 0.99]) {
      const path = file(`torn-${share}.csv.gz`, packed.subarray(0, packed.length * share))
      const { summary } = await takenFrom('catalog', path)
      expect(summary.end).toBe('source-broken')
      expect(summary.counts.accepted).toBeGreaterThan(2_000 * share)
    }
  })
})

test('a table whose last line has no line end may have been cut: its row is taken with a note', async () => {
  const note = 'the last line has no line end: was the file cut?'
  const rows = 'id,title,price\n1,차,500 KRW\n2,컵,150'
  const warned = async (name: string, text: string | Buffer) => {
    const { summary } = await takenFrom('catalog', file(name, text), { currency: 'KRW' })
    return [summary.counts.accepted, summary.counts.rejected, summary.counts.warnings[note] ?? 0]
  }
  expect(await warned('open.csv', rows)).toEqual([2, 0, 1])
  expect(await warned('open-cr.csv', rows.replaceAll('\n', '\r'))).toEqual([2, 0, 1])
  expect(await warned('open-utf16.csv', iconv.encode(rows, 'utf-16le', { addBOM: true }))).toEqual([2, 0, 1])
  expect(await warned('few.csv', `${rows}\n3,x`)).toEqual([2, 1, 1])
  expect(await warned('quoted.csv', `${rows}\n3,"x\ny",7`)).toEqual([3, 0, 1])
  for (const end of ['\n', '\r\n', '\n\n', '\n  '])
    expect(await warned(`closed${end.length}.csv`, `${rows}${end}`)).toEqual([2, 0, 0])
})

test('what is taken, but not as it is written, is counted: prices that are rounded, times of the future', async () => {
  const rounded = (field: string) => `${field} rounded: it has more decimals than the currency`
  const ahead = 'time in the future, taken as the moment of the import'
  const prices =
    'id,title,price,sale_price\n1,차,1299.50원,900.5\n2,컵,"1,299.00원",\n3,잔,1만 2천원,\n4,솥,-,\n5,접시,１２，０００원,\n'
  const products = await takenFrom('catalog', file('rounded.csv', prices))
  expect(products.products.map(({ priceMinor }) => priceMinor)).toEqual([901, 1_299, 12_000, 12_000])
  expect(products.codes).toEqual({ PRICE_INVALID: 1 })
  expect(products.summary.counts.warnings).toEqual({ [rounded('price')]: 1, [rounded('salePrice')]: 1 })
  const orders =
    'order,product,title,at,price,user\no,p,차,2041-01-01,1.5,u\no,q,컵,2041-01-01,2,u\no2,q,컵,2039-01-01,2,u\n'
  const placed = await takenFrom('orders', file('ahead.csv', orders), { currency: 'KRW' })
  expect(placed.summary.counts.warnings).toEqual({ [rounded('price')]: 1, [ahead]: 3 }) // two products, one order
  const json = [
    { kind: 'product.viewed', at: '2041-01-01T00:00:00Z', user: 'u', product: 'p' },
    {
      type: 'track',
      event: 'Product Viewed',
      userId: 'u',
      timestamp: 2_300_000_000,
      properties: { id: 'p', price: 1.5 },
    },
    {
      type: 'track',
      event: 'Product Viewed',
      userId: 'u',
      timestamp: 1_700_000_000,
      properties: { id: 'p', price: 2 },
    },
  ]
  const lines = json.map((one) => JSON.stringify(one)).join('\n')
  const seen = await takenFrom('events', file('ahead.jsonl', `${lines}\n`), { currency: 'KRW' })
  expect(seen.summary.counts).toMatchObject({ accepted: 3, warnings: { [rounded('price')]: 1, [ahead]: 2 } })
})

test('text is never cut inside a character, and an entity is never half of one', () => {
  expect(cutText('가😀', 2)).toBe('가')
  expect(cutText('가😀', 3)).toBe('가😀')
  expect(cleanText('&#xD83D;&#55357;')).toBe('&#xD83D;&#55357;')
})

test('the file of rejects is JSON, line by line, whatever stood in the rows', async () => {
  const path = file(
    'weird.csv',
    `id,title,price\n"a\u2028\n",b,x\n\u0007,${'"'.repeat(7)},1\n1,\u{1f600}${'y'.repeat(100)},?\n`,
  )
  await imported('catalog', path)
  const lines = readFileSync(`${path}.rejected.jsonl`, 'utf8').trim().split('\n')
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ code: expect.any(String), remedy: expect.any(String) })
})
