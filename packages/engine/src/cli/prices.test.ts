import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { epochMs, type ProductId } from '../domain/units.ts'
import { openMerchant } from '../http/merchant/testing-merchant.ts'
import { pricesCommand } from './prices.ts'
import { runHere } from './testing-command.ts'

let dir = ''
const closing: (() => unknown)[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-prices-cli-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(dir, { recursive: true, force: true })
})

async function open() {
  const opened = await openMerchant()
  const { shop, server, headers, clock, tell } = opened
  await shop.malls.put({ id: 'ganada', name: '가나다몰', consent: { by: '김대표', at: epochMs(0) } })
  const feed = join(dir, 'feed.csv')
  writeFileSync(
    feed,
    'id,title,price,brand,shipping\n1,제주 생수 2L,9900,맑은샘,3000\n2,탁상 다이어리,9000,하루한장,0\n',
  )
  await shop.malls.read({ mall: 'ganada', file: feed, source: 'test', currency: 'KRW' })
  const mug = { id: 'mug', title: '머그', priceMinor: 10_000, categoryPath: [], attributes: {}, inStock: true }
  await tell({ kind: 'product.listed', id: 'e1', product: mug, timestamp: new Date(clock.ms).toISOString() })
  const listedMs = clock.ms
  clock.ms += 30 * 86_400_000
  const url = await server.listen({ port: 0 })
  closing.push(() => server.stop())
  const prices = (file: string, ...more: string[]) =>
    runHere(pricesCommand(), [
      'import',
      file,
      '--url',
      url,
      '--key',
      headers.authorization.slice('Bearer '.length),
      ...more,
    ])
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  return { ...opened, prices, write, listedMs, url }
}

test('a table of offers and products: good rows are applied, the others listed with line, reason and remedy', async () => {
  const { prices, write, shop } = await open()
  const file = write(
    'prices.csv',
    `mall,key,product,price,shipping,in_stock,list_price
ganada,1,,"8,900원",2500,,9900
ganada,2,,9000,,no,
,,mug,12000,3000,,
ganada,9,,1000,,,
ganada,2,,-5,,,
ganada,2,,$5,,,
nobody,1,,100,,,
ganada,1,,,,,
`,
  )
  const { code, out, err } = await prices(file)
  expect(code).toBe(3)
  expect(out).toContain('applied 3, unchanged 0, late 0, unknown 1, rejected 4')
  expect(err).toContain('line 5 (ganada/9, key): OFFER_UNKNOWN: the mall has no such offer')
  const rejected = readFileSync(`${file}.rejected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rejected.map(({ line, code }) => [line, code]).sort()).toEqual([
    [5, 'OFFER_UNKNOWN'],
    [6, 'PRICE_NEGATIVE'],
    [7, 'CURRENCY_OTHER'],
    [8, 'MALL_UNKNOWN'],
    [9, 'FIELD_MISSING'],
  ])
  expect(rejected.find(({ code }) => code === 'CURRENCY_OTHER').remedy).not.toContain('--currency') // it has none
  expect(rejected.every(({ reason, remedy }) => reason !== '' && remedy !== '')).toBe(true)
  const { offers } = shop.views.market
  expect(offers.termsOf(offers.find({ mall: 'ganada', key: '1' }))).toMatchObject({
    priceMinor: 8_900,
    shippingMinor: 2_500,
  })
  expect(shop.canBeBought('np-1' as ProductId)).toBe(false)
  expect(shop.product('mug' as ProductId)?.priceMinor).toBe(12_000)
})

test('rows with times build the history of prices; what is older than known is late, by line', async () => {
  const { prices, write, shop, listedMs } = await open()
  const day = (n: number) => new Date(listedMs + n * 86_400_000).toISOString().slice(0, 10)
  const lines = [-3, 1, 2, 3, 40].map((n) => JSON.stringify({ product: 'mug', price_minor: 9_000 + n, at: day(n) }))
  const { code, err } = await prices(write('past.jsonl.gz', gzipSync(`${lines.join('\n')}\n`)))
  expect(code).toBe(3)
  expect(err).toContain('line 1 (mug, at): TIME_LATE')
  expect(err).toContain('line 5 (mug, at): TIME_AHEAD')
  const {
    times,
    prices: steps,
    count,
  } = shop.views.watched.prices.stepsOf(shop.views.catalog.find('mug' as ProductId), 2 ** 32 - 1)
  expect(Array.from(steps).slice(0, count)).toEqual([10_000, 9_001, 9_002, 9_003])
  expect(Array.from(times).slice(1, count)).toEqual([1, 2, 3].map((n) => Date.parse(day(n)) / 1_000))
})

test('a mall for rows that name none; no key, no file and no such format are told with what to do', async () => {
  const { prices, write } = await open()
  expect(await prices(write('a.tsv', 'key\tprice\n1\t5000\n'), '--mall', 'ganada')).toMatchObject({ code: 0 })
  expect(await prices(join(dir, 'none.csv'))).toMatchObject({ code: 1, err: expect.stringContaining('IMPORT_FILE') })
  expect(await prices(write('ko.csv', '상품,가격\n1,5000\n'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('The column map prices does not fit: the file has no column "key or product"; it has'),
  })
  expect(await prices(write('b.json', '[{}]'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('IMPORT_FORMAT'),
  })
  expect(await prices(write('c.csv', 'key,price\n1,5\n'), '--key', 'nk_sec_wrong')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--key or in NUNCHI_KEY'),
  })
})

test('rows whose answer was lost are not sent as others, and are no failure', async () => {
  const { prices, write, shop, url } = await open()
  let taken = 0
  const lossy = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
    const { authorization = '', 'content-type': type = '' } = request.headers
    const headers = { authorization, ...(type && { 'content-type': type }) }
    const answer = await fetch(url + request.url, { method: request.method!, headers, ...(body && { body }) })
    const text = await answer.text()
    if (body?.includes('mug') && taken++ === 0) return request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  })
  await new Promise<void>((resolve) => lossy.listen(0, resolve))
  closing.push(() => lossy.close())
  const { port } = lossy.address() as AddressInfo
  const { code, out } = await prices(
    write('mug.csv', 'product,price\nmug,11000\n'),
    '--url',
    `http://localhost:${port}`,
  )
  expect(out).toContain('applied 0, unchanged 1')
  expect([code, taken]).toEqual([0, 2])
  expect(shop.product('mug' as ProductId)?.priceMinor).toBe(11_000)
})
