import { expect, test } from 'vitest'
import { parseMap } from './map.ts'
import { planImport } from './plan.ts'
import { readMap, shippedMapFor, shippedMapNames } from './shipped-maps.ts'
import { scratchFolder, testNow } from './testing-files.ts'

const file = scratchFolder()
const good = { kind: 'orders', columns: { order: 'o', product: 'p', at: { column: 't', format: 'yyyy-MM-dd' } } }

test('shipped maps are valid, and chosen by a header that has all their columns', () => {
  for (const name of shippedMapNames()) expect(readMap(name).name).toBe(name)
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',')
  expect(shippedMapFor('orders', header)?.name).toBe('online-retail')
  expect(shippedMapFor('events', header)).toBeUndefined()
  expect(shippedMapFor('orders', header.slice(1))).toBeUndefined()
})

test.each([
  [{ ...good, kind: 'order' }, 'kind must be one of catalog, orders, events'],
  [{ ...good, colums: {} }, 'unknown key "colums"; did you mean "columns"?'],
  [{ ...good, columns: { ...good.columns, quantitty: 'q' } }, 'unknown key "quantitty"; did you mean "quantity"?'],
  [{ ...good, columns: { order: 'o', product: 'p' } }, 'columns.at is missing'],
  [
    { ...good, columns: { ...good.columns, user: {} } },
    'columns.user needs exactly one of column, columns, template and value',
  ],
  [
    { ...good, columns: { ...good.columns, user: { column: 'u', remove: '(' } } },
    'columns.user.remove is not a regular expression',
  ],
  [
    { ...good, rules: [{ name: 'x', column: 'o', matches: '^C', action: 'drop' }] },
    'rules.0.action must be skip or refund',
  ],
  [
    { ...good, columns: { ...good.columns, at: { column: 't', format: 'yyyy-QQ' } } },
    'columns.at reads no time: time pattern "yyyy-QQ" has the unknown part "QQ"',
  ],
  [{ ...good, columns: { ...good.columns, at: { column: 't', zone: 'Mars' } } }, 'columns.at reads no time: '],
  [{ ...good, currency: 'WON' }, 'currency "WON" is none of ISO 4217: AED, '],
  [{ ...good, currencyDigits: 9 }, 'currencyDigits must be 0 to 3'],
  [[], 'the map must be an object'],
])('a bad map says what is wrong: %#', (json, reason) => {
  expect(() => parseMap('mine', json)).toThrow(reason)
})

test('the currency of a map may be written small', () => {
  expect(parseMap('mine', { ...good, currency: 'krw' }).currency).toBe('KRW')
})

test('a column that the file does not have is named, with the one that was meant', async () => {
  const path = file('o.csv', 'o,prod,t\n1,2,2024-01-01\n')
  const map = file('map.json', JSON.stringify({ ...good, columns: { ...good.columns, product: 'prd' } }))
  const plan = planImport({ kind: 'orders', file: path, map, now: testNow })
  await expect(plan).rejects.toThrow('the file has no column "prd"; did you mean "prod"?')
})

test('maps that are missing, for another kind, or not JSON are refused', async () => {
  const path = file('o.csv', 'o,prod,t\n')
  const plan = (map: string) => planImport({ kind: 'orders', file: path, map, now: testNow })
  await expect(plan('online-retial')).rejects.toThrow('did you mean "online-retail"?')
  await expect(plan('rees46')).rejects.toThrow('it is for events, not orders')
  await expect(plan(file('broken.json', '{'))).rejects.toThrow('it is not JSON')
})

test('formats that cannot be told are refused with what to do', async () => {
  const plan = (name: string, text: string, kind: 'catalog' | 'orders' = 'catalog') =>
    planImport({ kind, file: file(name, text), now: testNow })
  await expect(plan('a.json', '[{"id":1}]')).rejects.toThrow('write one object per line')
  await expect(plan('a.xml', '<html><body/></html>')).rejects.toThrow('neither an RSS 2.0 nor an Atom feed')
  await expect(plan('a.bin', '\0\0\0\0')).rejects.toThrow('a.bin is no text but a binary file')
  await expect(plan('a.csv', 'name,colour\nx,y\n')).rejects.toThrow('the file has no column id or product_id or sku')
  await expect(plan('f.xml', '<rss></rss>', 'orders')).rejects.toThrow('feed of products, not of orders')
})
