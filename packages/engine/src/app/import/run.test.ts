import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { ImportKind } from './item.ts'
import { type ImportOptions, planImport } from './plan.ts'
import { imported, scratchFolder, testNow } from './testing-files.ts'
import { MemorySink } from './testing-sink.ts'

const file = scratchFolder()

/** Products with a broken row now and then; every 97th refused by the shop. */
const products = (count: number) =>
  `id,title,price\n${Array.from({ length: count }, (_, i) => (i % 50 === 7 ? `${i},bad,free\n` : `${i},제품 ${i},${i} KRW\n`)).join('')}`
/** ASCII for longer than the head that is looked at, then CP949, with a byte now and then that is none. */
const lateKorean = (count: number) => {
  const row = (i: number) =>
    `${i},${i < count / 2 ? 'plain' : `뷁 제품${i % 50 === 7 ? ' \ufffd' : ''}`} ${'x'.repeat(200)},${i} KRW\n`
  const text = `id,title,price\n${Array.from({ length: count }, (_, i) => row(i)).join('')}`
  return Buffer.concat(
    text
      .split('\ufffd')
      .flatMap((part) => [iconv.encode(part, 'cp949'), Buffer.from([0xff])])
      .slice(0, -1),
  )
}
/** Orders of three lines; each tenth order comes back at the end; some lines have no time. */
const orders = (count: number) => {
  const line = (order: number, i: number) =>
    `${order},p${(order + i) % 40},${order % 31 === 5 ? '?' : '2024-01-01'},u${order % 9},T,1 KRW\n`
  const rows = Array.from({ length: count }, (_, order) => [0, 1, 2].map((i) => line(order, i)).join(''))
  const back = Array.from({ length: count / 10 }, (_, i) => line(i * 10, 3))
  return `order,product,at,user,title,price\n${rows.join('')}${back.join('')}`
}
const feed = (count: number) =>
  `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${Array.from({ length: count }, (_, i) => `<item><g:id>${i}</g:id><title>t</title><g:price>${i % 60 === 3 ? 'free' : '1 KRW'}</g:price></item>`).join('')}</channel></rss>`

const refuse97 = () => {
  let count = 0
  return () => {
    count++
    const refusal = {
      status: 'rejected',
      code: 'EVENT_INVALID',
      field: 'x',
      reason: 'is missing',
      remedy: 'none',
    } as const
    return count % 97 === 0 ? refusal : undefined
  }
}

/** A shop that goes down in the middle of the given batch. */
class FailingSink extends MemorySink {
  failAtBatch = Number.POSITIVE_INFINITY
  override async send(batch: Parameters<MemorySink['send']>[0]) {
    await new Promise((resolve) => setImmediate(resolve))
    const verdicts = await super.send(batch)
    if (this.batchSizes.length === this.failAtBatch) throw new Error('the shop is down')
    return verdicts
  }
}

const cases: readonly [string, ImportKind, string, string | Uint8Array][] = [
  ['a plain table, entered midway', 'catalog', 'plain.csv', products(3_000)],
  ['a packed table', 'catalog', 'packed.csv.gz', gzipSync(products(3_000))],
  ['a table that turns out to be CP949 late', 'catalog', 'late.csv', lateKorean(3_000)],
  ['a feed', 'catalog', 'feed.xml', feed(2_500)],
  ['orders, which remember', 'orders', 'orders.csv', orders(2_000)],
]

test.each(cases)(
  'broken off after any batch, resumed: as if it had run through: %s',
  async (_, kind, name, content) => {
    const path = file(name, content)
    const whole = await imported(kind, path, {}, new MemorySink())
    const rejectedWhole = readFileSync(`${path}.rejected.jsonl`, 'utf8')
    expect(existsSync(`${path}.checkpoint.json`)).toBe(false)
    const batches = Math.ceil(whole.items.length / 500)
    expect(batches).toBeGreaterThan(3)
    for (let failAt = 1; failAt <= batches; failAt++) {
      const shop = new FailingSink()
      shop.failAtBatch = failAt
      const first = await imported(kind, path, {}, shop)
      expect(first.summary).toMatchObject({ end: 'sink-failed', reason: 'the shop is down' })
      const plan = await planImport({ kind, file: path, now: testNow })
      expect(plan.resumedAtRow > 0).toBe(failAt > 1)
      const second = await plan.run(shop)
      expect(shop.items).toEqual(whole.items)
      const { accepted, duplicates, ...counts } = second.counts
      expect(counts).toEqual((({ accepted: _a, duplicates: _d, ...rest }) => rest)(whole.summary.counts))
      expect(accepted + duplicates).toBe(whole.summary.counts.accepted) // the batch that was lost on its way back is a duplicate
      expect(readFileSync(`${path}.rejected.jsonl`, 'utf8')).toBe(rejectedWhole)
    }
  },
)

test('a stop request ends after the batch in flight, and the next run goes on', async () => {
  const path = file('stop.csv', products(4_000))
  const shop = new MemorySink()
  const stop = new AbortController()
  const plan = await planImport({ kind: 'catalog', file: path, now: testNow, signal: stop.signal })
  const summary = await plan.run({
    send: async (batch) => {
      stop.abort()
      return shop.send(batch)
    },
    close: async () => {},
  })
  expect(summary.end).toBe('interrupted')
  expect(shop.items.length).toBeGreaterThan(0)
  expect(shop.items.length).toBeLessThan(2_000)
  const { summary: rest } = await imported('catalog', path, {}, shop)
  expect(rest.counts).toMatchObject({ rows: 4_000, accepted: 3_920, duplicates: 0, rejected: 80 })
})

test('a torn checkpoint, one of another file, and --restart begin anew and lose nothing', async () => {
  const path = file('torn.csv', products(2_000))
  const shop = new FailingSink()
  shop.failAtBatch = 3
  await imported('catalog', path, {}, shop)
  const checkpoint = readFileSync(`${path}.checkpoint.json`, 'utf8')
  const resumed = async (options: Partial<ImportOptions> = {}) =>
    (await planImport({ kind: 'catalog', file: path, now: testNow, ...options })).resumedAtRow
  expect(await resumed()).toBeGreaterThan(0)
  expect(await resumed({ restart: true })).toBe(0)
  expect(await resumed({ currency: 'KRW' })).toBe(0)
  writeFileSync(`${path}.checkpoint.json`, checkpoint.slice(0, 100))
  expect(await resumed()).toBe(0)
  writeFileSync(`${path}.checkpoint.json`, checkpoint.replace('"headHash":"', '"headHash":"x'))
  const { summary } = await imported('catalog', path, {}, shop)
  expect(summary.counts).toMatchObject({ rows: 2_000, rejected: 40 })
  expect(summary.counts.accepted + summary.counts.duplicates).toBe(1_960)
  expect(shop.items).toHaveLength(1_960)
})

test('without a checkpoint file none is written, and the import runs all the same', async () => {
  const path = file('none.csv', products(2_000))
  const shop = new FailingSink()
  shop.failAtBatch = 2
  await imported('catalog', path, { checkpoint: '' }, shop)
  expect(existsSync(`${path}.checkpoint.json`) || existsSync('.next')).toBe(false)
  const { summary } = await imported('catalog', path, { checkpoint: '' }, shop)
  expect(summary).toMatchObject({ end: 'done', counts: { rows: 2_000, accepted: 960, duplicates: 1_000 } })
})

test('what the shop refuses is in the file of rejects with its line', async () => {
  const path = file('refused.csv', products(200))
  const { summary } = await imported('catalog', path, {}, new MemorySink(refuse97()))
  const rejected = readFileSync(`${path}.rejected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(summary.counts).toMatchObject({ accepted: 194, rejected: 6 })
  expect(rejected.filter(({ code }) => code === 'EVENT_INVALID').map(({ line }) => line)).toEqual([100, 199])
  expect(rejected.find(({ code }) => code === 'PRICE_INVALID')).toEqual({
    line: 9,
    code: 'PRICE_INVALID',
    field: 'price',
    value: 'free',
    reason: 'this is no amount of money of at least 0',
    remedy: "write it like 15000, '15,000 KRW', '1만 5천원' or '12.50 GBP'",
  })
})

test('a wrong map is noticed after a thousand rows; a bound on rejects is kept', async () => {
  const bad = `id,title,price\n${'1,x,free\n'.repeat(20_000)}`
  const hopeless = await imported('catalog', file('hopeless.csv', bad))
  expect(hopeless.summary.end).toBe('all-rejected')
  expect(hopeless.summary.counts.rows).toBeLessThan(5_000)
  const bounded = await imported('catalog', file('bounded.csv', products(3_000)), { rejectsMax: 10 })
  expect(bounded.summary.end).toBe('rejects-max')
  const within = await imported('catalog', file('within.csv', products(3_000)), { rejectsMax: 60 })
  expect(within.summary.end).toBe('done')
  const refused = await imported(
    'catalog',
    file('refusing.csv', products(9_000)),
    {},
    new MemorySink(() => ({ status: 'rejected', code: 'EVENT_INVALID', field: '', reason: 'is missing', remedy: '' })),
  )
  expect(refused.summary.end).toBe('all-rejected')
})

test('rows that are no JSON, no XML or not decodable are counted together, and told apart in the file of rejects', async () => {
  const junk = (i: number) => `{"id": "${i}", ${'x'.repeat(i % 40)}\n`
  const lines = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? junk(i) : `{"id":"${i}","title":"t"}\n`))
  const path = file(
    'junk.jsonl',
    Buffer.concat([...lines.map((line) => Buffer.from(line)), Buffer.from('[1]\n"\xff"\n', 'latin1')]),
  )
  const { summary } = await imported('catalog', path)
  expect(summary.counts.rejectedBy).toEqual({
    'JSON_INVALID: the line is not JSON': 100,
    'JSON_INVALID: the line is JSON, but no object': 1,
    'ENCODING_INVALID: a character of the line cannot be decoded': 1,
  })
  const rejected = readFileSync(`${path}.rejected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(new Set(rejected.map(({ detail }) => detail)).size).toBeGreaterThan(2)
  const items = Array.from({ length: 40 }, (_, i) => `<item><id>${i}</id><title>a</x${i}></title></item>`)
  const xml = await imported('catalog', file('junk.xml', `<rss><channel>${items.join('\n')}</channel></rss>`))
  expect(xml.summary.counts.rejectedBy).toEqual({ 'XML_INVALID: the item is no well-formed XML': 40 })
})

test('a file that breaks off gives what was whole', async () => {
  const packed = gzipSync(products(20_000))
  const { summary, items } = await imported('catalog', file('cut.csv.gz', packed.subarray(0, packed.length - 500)))
  expect(summary.end).toBe('source-broken')
  expect(items.length).toBeGreaterThan(1_000)
})

test('a slow shop slows the reading: never more than two batches are held', async () => {
  const path = file('slow.csv', products(5_000))
  let given = 0
  let read = 0
  const plan = await planImport({ kind: 'catalog', file: path, now: testNow })
  await plan.run(
    {
      send: async (batch) => {
        await new Promise((resolve) => setTimeout(resolve, 2))
        expect(read - given).toBeLessThanOrEqual(1_000)
        given += batch.length
        return batch.map(() => ({ status: 'accepted' }))
      },
      close: async () => {},
    },
    ({ items }) => {
      read = items
    },
  )
  expect(given).toBe(4_900)
})
