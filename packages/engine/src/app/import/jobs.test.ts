import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { durableFiles } from '../../adapters/files/durable-file.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Verdict } from '../report.ts'
import type { ImportAsk } from './job.ts'
import { ImportJobs, type ImportJobsOptions } from './jobs.ts'
import type { ImportTaker } from './shop-sink.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nunchi-jobs-'))
  folders.push(folder)
  return join(folder, 'uploads')
}

/** A shop of products that takes a while, or fails, as it is told. */
class SlowShop implements ImportTaker {
  readonly ids = new Set<string>()
  batches = 0
  before: (batch: number) => Promise<void> = async () => {}

  async record(events: readonly CatalogEvent[]): Promise<readonly Verdict[]> {
    await this.before(this.batches++)
    return events.map(({ id }) => {
      if (this.ids.has(id)) return { status: 'duplicate' }
      this.ids.add(id)
      return { status: 'accepted' }
    })
  }

  async collect(): Promise<readonly Verdict[]> {
    return []
  }
}

function promiseOf() {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
}

const start = 1_700_000_000_000
const ask = (change: Partial<ImportAsk> = {}): ImportAsk => ({
  name: '상품 목록.csv',
  kind: 'catalog',
  requestId: 'req-1',
  ...change,
})
const csv = (rows: number): Readable =>
  Readable.from(['id,title,price\n', ...Array.from({ length: rows }, (_, n) => `p${n},상품 ${n},${n + 100}\n`)])

async function open(options: Partial<ImportJobsOptions> = {}) {
  const shop = (options.shop ?? new SlowShop()) as SlowShop
  const dir = options.dir ?? scratch()
  const jobs = await ImportJobs.open({ files: durableFiles, currency: 'KRW', now: () => start, ...options, dir, shop })
  return { shop, dir, jobs }
}

test('a file is taken in, read, and let go of; what is known of it stays over a restart', async () => {
  const { shop, dir, jobs } = await open()
  const job = await jobs.take(ask(), csv(1_200))
  expect(job).toMatchObject({ format: 'csv', foundEncoding: 'utf-8', mapName: expect.any(String) })
  await jobs.settled()
  expect(job).toMatchObject({ state: 'done', bytesRead: job.bytes, problem: undefined, endedAt: start })
  expect(job.counts).toMatchObject({ rows: 1_200, accepted: 1_200, rejected: 0 })
  expect(shop.ids.size).toBe(1_200)
  expect(readdirSync(join(dir, job.id))).toEqual(['job.json'])
  const { jobs: again } = await open({ dir, shop })
  expect(again.list()).toEqual([JSON.parse(JSON.stringify(job))])
})

test('what is answered for is on the disk: the file, what is known of it, and the names that lead there', async () => {
  const { shop, dir } = await open()
  const synced: string[] = []
  const syncFolder = async (folder: string) => {
    const names = readdirSync(folder).filter((name) => !name.startsWith('checkpoint'))
    await durableFiles.syncFolder(folder)
    synced.push(...names.map((name) => join(folder, name)))
  }
  const write = async (path: string, text: string) => {
    await durableFiles.write(path, text)
    await syncFolder(dirname(path))
  }
  const place = join(dir, 'new', 'uploads')
  const jobs = await ImportJobs.open({
    dir: place,
    files: { write, syncFolder },
    shop,
    currency: 'KRW',
    now: () => start,
  })
  expect(synced).toContain(join(dir, 'new'))
  const gate = promiseOf()
  shop.before = () => gate.promise
  const { id } = await jobs.take(ask({ name: 'p.csv' }), csv(600))
  for (const name of ['', 'file-p.csv', 'job.json']) expect(synced).toContain(join(place, id, name).replace(/[/]$/, ''))
  gate.resolve()
  await jobs.settled()
})

test('one at a time, in the order in which they came; of too many the last is refused', async () => {
  const { shop, jobs } = await open({ waitingMax: 2 })
  let running = 0
  let most = 0
  const gate = promiseOf()
  shop.before = async () => {
    most = Math.max(most, ++running)
    await gate.promise
    running -= 1
  }
  const taken = [await jobs.take(ask({ name: 'a' }), csv(600)), await jobs.take(ask({ name: 'b' }), csv(600))]
  await jobs.take(ask({ name: 'c' }), csv(600))
  await expect(jobs.take(ask({ name: 'd' }), csv(6))).rejects.toMatchObject({ code: 'IMPORTS_WAITING' })
  gate.resolve()
  while (jobs.list().some(({ state }) => state === 'waiting' || state === 'running')) await jobs.settled()
  expect([most, ...taken.map(({ state }) => state)]).toEqual([1, 'done', 'done'])
  expect(jobs.list().map(({ ask: { name } }) => name)).toEqual(['c', 'b', 'a'])
})

test('all files that are not through have so many bytes and no more; what is told is refused before it is sent', async () => {
  const { shop, dir, jobs } = await open({ waitingBytesMax: 2_000 })
  const gate = promiseOf()
  shop.before = () => gate.promise
  const bytes = (count: number) => Readable.from(['id,title\n', Buffer.alloc(count - 9, 'p,t\n')])
  await jobs.take(ask({ name: 'a' }), bytes(900))
  const [b, c] = await Promise.allSettled([jobs.take(ask(), bytes(700)), jobs.take(ask(), bytes(700))])
  expect([b, c].map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const untouched = bytes(800)
  await expect(jobs.take(ask(), untouched, 800)).rejects.toMatchObject({
    code: 'IMPORTS_FULL',
    details: { bytes: 1_600, bytesMax: 2_000 },
  })
  expect(untouched.readableDidRead).toBe(false)
  await expect(jobs.take(ask(), bytes(800))).rejects.toMatchObject({ code: 'IMPORTS_FULL', details: { bytes: 1_600 } })
  await expect(jobs.take(ask(), bytes(2_001))).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  expect(readdirSync(dir)).toHaveLength(2)
  gate.resolve()
  while (jobs.list().some(({ endedAt }) => endedAt === undefined)) await jobs.settled()
  expect((await jobs.take(ask(), bytes(1_900))).bytes).toBe(1_900)
  await jobs.settled()
})

test('what cannot be read is refused at once, by its own name, and nothing is kept', async () => {
  const { dir, jobs } = await open({ bytesMax: 100 })
  const take = (body: Readable, change: Partial<ImportAsk> = {}) =>
    jobs.take(ask(change), body).catch((e: Refusal) => e)
  const refused = [
    await take(Readable.from(['{"a":']), { format: 'csv', kind: 'catalog' }),
    await take(Readable.from(['<html><p>Not found</p></html>'])),
    await take(Readable.from([])),
    await take(Readable.from(['PK\u0003\u0004 an xlsx'])),
    await take(csv(2), { map: '{"kind":"orders"}' }),
    await take(csv(2), { map: 'online-retale' }),
    await take(csv(2), { map: 'online-retail' }),
    await take(csv(99)),
    await take(Readable.from(['sku;price\n1;5\n'])),
  ] as Refusal[]
  expect(refused.map(({ code }) => code)).toEqual([
    'IMPORT_MAP',
    'IMPORT_FORMAT',
    'IMPORT_FILE',
    'IMPORT_BINARY',
    'IMPORT_MAP',
    'IMPORT_MAP',
    'IMPORT_MAP',
    'BODY_TOO_LARGE',
    'IMPORT_MAP',
  ])
  for (const { message } of refused) expect(message).not.toContain(dir)
  expect(refused[1]!.message).toContain('상품 목록.csv')
  expect(refused[5]!.message).toContain('did you mean "online-retail"?')
  expect([readdirSync(dir), jobs.list()]).toEqual([[], []])
})

test('a map whose amounts are in another currency than the shop is refused', async () => {
  const { jobs } = await open()
  const map = { kind: 'catalog', currency: 'GBP', columns: { id: 'id', title: 'title', price: 'price' } }
  const base64 = Buffer.from(JSON.stringify(map)).toString('base64')
  await expect(jobs.take(ask({ map: base64 }), csv(1))).rejects.toThrow(
    "amounts are in GBP, and the shop's currency is KRW",
  )
  const job = await jobs.take(ask({ map: JSON.stringify({ ...map, currency: 'KRW' }) }), csv(1))
  await jobs.settled()
  expect(job).toMatchObject({ state: 'done', mapName: 'your own' })
})

test('a broken upload leaves nothing', async () => {
  const { dir, jobs } = await open()
  const broken = new Readable({
    read() {
      this.push('id,title\n')
      this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  await expect(jobs.take(ask(), broken)).rejects.toThrow('the connection ended before the file did')
  expect(readdirSync(dir)).toEqual([])
})

test('rejected rows are told with line, field, reason and remedy; a feed that breaks off says what was taken', async () => {
  const { jobs } = await open()
  const item = (n: number) =>
    `<item><g:id>p${n}</g:id><title>One</title><link>/p</link><g:price>100 KRW</g:price></item>`
  const good = Array.from({ length: 700 }, (_, n) => item(n)).join('\n')
  const feed = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${good}<item><title>No id</title></item><item><g:id>cu`
  const job = await jobs.take(ask({ name: 'feed.xml' }), Readable.from([feed]))
  await jobs.settled()
  expect(job).toMatchObject({ state: 'failed', format: 'google-xml', counts: { accepted: 700 } })
  expect(job.problem).toMatchObject({ code: 'IMPORT_STOPPED' })
  expect(job.problem!.message).toMatch(
    /^The import of feed\.xml stopped: the file is broken after row .*\. 700 of its facts/,
  )
  const [first] = await jobs.firstRejects(job.id)
  expect(first).toMatchObject({ line: 700, code: 'FIELD_MISSING', field: 'id', reason: 'id is empty' })
  expect(typeof first!.remedy).toBe('string')
})

test('of people nothing is kept once a file is through, whatever was wrong with their rows', async () => {
  const { dir, jobs } = await open()
  const of = (what: string) => ({ ...JSON.parse(what), user: 'kim@example.com', anonymous: '010-2345-6789' })
  const rows = [
    JSON.stringify(of('{"kind":"product.viewed","at":"2026/13/45","product":"p1"}')),
    JSON.stringify(of('{"kind":"products.searched","at":"2025-01-01T00:00:00Z","query":{"김철수":1}}')),
    JSON.stringify({ ...of('{"kind":"product.viewed","at":1735689600000,"product":"p1"}'), user: 'kim'.repeat(99) }),
    '{"user":"kim@example.com",',
    '"kim@example.com"',
  ]
  const json = await jobs.take(ask({ kind: 'events', name: 'e.jsonl' }), Readable.from([rows.join('\n')]))
  const line = 'o1,p1,2025-01-01T00:00:00Z,kim@example.com'
  const table = `order,product,at,user,quantity\n${line},1,too many\n${line},김철수\n`
  const orders = await jobs.take(ask({ kind: 'orders', name: 'o.csv' }), Readable.from([table]))
  while (jobs.list().some(({ endedAt }) => endedAt === undefined)) await jobs.settled()
  expect([json.counts!.rejected, orders.counts!.rejected]).toEqual([5, 2])
  const [time] = await jobs.firstRejects(json.id)
  expect(time).toMatchObject({ line: 1, code: 'TIME_INVALID', field: 'at', value: '9999/99/99' })
  expect(await jobs.firstRejects(orders.id)).toMatchObject([
    { line: 2, code: 'COLUMN_COUNT', detail: 'the row has 6 cells where the header has 5' },
    { line: 3, code: 'QUANTITY_INVALID', value: '가가가' },
  ])
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name).sort()).toEqual(['job.json', 'job.json', 'rejected.jsonl', 'rejected.jsonl'])
  const kept = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('')
  expect(kept).not.toMatch(/kim|example|2345|김철수/)
})

test('a file that outlived its import, as the process ended just then, goes at the next start', async () => {
  const { dir, jobs } = await open()
  const job = await jobs.take(ask({ name: 'p.csv' }), csv(5))
  await jobs.settled()
  writeFileSync(join(dir, job.id, 'file-p.csv'), 'kim@example.com')
  await open({ dir })
  expect(readdirSync(join(dir, job.id))).toEqual(['job.json'])
})

test('all rows wrong, and a file without rows', async () => {
  const { jobs } = await open()
  const wrong = await jobs.take(ask(), Readable.from(['id,title\n', ',\n'.repeat(1_100)]))
  const empty = await jobs.take(ask(), Readable.from(['id,title\n']))
  while (jobs.list().some(({ endedAt }) => endedAt === undefined)) await jobs.settled()
  expect(wrong).toMatchObject({ state: 'failed', problem: { code: 'IMPORT_NOTHING_USABLE' } })
  expect(wrong.problem!.message).toMatch(
    /^None of the rows read of .* \(1,\d+\) could be used; look at the rejected rows/,
  )
  expect(await jobs.firstRejects(wrong.id)).toHaveLength(100)
  expect(empty).toMatchObject({ state: 'failed', problem: { code: 'IMPORT_FILE' } })
})

test('what was sent as something else fails, and says what it looks like', async () => {
  const { jobs } = await open()
  const event = '{"kind":"product.viewed","at":1735689600000,"user":"u1","product":"p1"}\n'
  const order = '{"order":"7","at":"2024-01-02T03:04:05Z","user":"u1","lines":[{"product":"p1","price":"1,000 KRW"}]}\n'
  const product = '{"id":"p1","title":"원피스","price":"1,000 KRW"}\n'
  const message = '{"type":"track","event":"Product Viewed","userId":"u1","timestamp":"2024-01-02T03:04:05Z"}\n'
  const sent: readonly (readonly [ImportAsk['kind'], string, string])[] = [
    ['catalog', event, 'events'],
    ['catalog', order, 'orders'],
    ['orders', message, 'events'],
    ['events', product, 'catalog'],
  ]
  const ended = []
  for (const [kind, text, looksLike] of sent) {
    const job = await jobs.take(ask({ kind, name: 'f.jsonl' }), Readable.from([text.repeat(3)]))
    ended.push([job, looksLike] as const)
  }
  while (jobs.list().some(({ endedAt }) => endedAt === undefined)) await jobs.settled()
  for (const [job, looksLike] of ended) {
    expect(job).toMatchObject({ state: 'failed', looksLike, counts: { rows: 3, accepted: 0 } })
    const says = `None of the rows read of f.jsonl (3) could be used; it looks like ${looksLike}, so import it as ${looksLike}.`
    expect(job.problem).toMatchObject({ code: 'IMPORT_NOTHING_USABLE', message: says })
  }
  const table = 'kind,at,user,product\nproduct.viewed,2024-01-01,u1,p1\n'
  await expect(jobs.take(ask(), Readable.from([table]))).rejects.toThrow('It looks like events: import it as events')
  const plain = await jobs.take(
    ask({ kind: 'events', name: 'e.csv' }),
    Readable.from([table.replace('.viewed', '.eyed')]),
  )
  await jobs.settled()
  expect(plain).toMatchObject({ state: 'failed', looksLike: undefined })
})

test('cancelling ends a running job after its batch, and a waiting one at once', async () => {
  const { shop, dir, jobs } = await open()
  const third = promiseOf()
  shop.before = async (batch) => {
    if (batch === 2) third.resolve()
    await pause(1)
  }
  const job = await jobs.take(ask(), csv(50_000))
  const next = await jobs.take(ask(), csv(10))
  await third.promise
  await jobs.cancel(next.id)
  expect((await jobs.cancel(job.id)).state).toBe('cancelled')
  expect(next.state).toBe('cancelled')
  expect(shop.ids.size).toBeGreaterThan(0)
  expect(shop.ids.size).toBeLessThan(10_000)
  expect(job.counts!.accepted).toBe(shop.ids.size)
  expect(existsSync(join(dir, job.id, 'checkpoint.json'))).toBe(false)
  expect((await jobs.cancel(job.id)).state).toBe('cancelled')
  await expect(jobs.cancel('none')).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN' })
})

test('a job that was under way at a stop goes on from there at the next start', async () => {
  const { shop, dir, jobs } = await open()
  const fourth = promiseOf()
  shop.before = async (batch) => {
    if (batch === 3) fourth.resolve()
    await pause(1)
  }
  const { id } = await jobs.take(ask(), csv(20_000))
  await fourth.promise
  await jobs.close()
  const before = shop.ids.size
  expect(jobs.get(id).state).toBe('waiting')
  expect(before).toBeLessThan(20_000)
  shop.before = async () => {}
  const { jobs: next } = await open({ dir, shop })
  await next.settled()
  expect(next.get(id)).toMatchObject({
    state: 'done',
    resumed: 1,
    counts: { rows: 20_000, accepted: 20_000, duplicates: 0 },
  })
  expect(shop.ids.size).toBe(20_000)
})

test('a file at which the server keeps ending is given up, and junk in the folder is cleared away', async () => {
  const { dir, jobs } = await open()
  const job = await jobs.take(ask(), csv(5))
  await jobs.settled()
  const crashed = { ...job, state: 'running', crashes: 3, endedAt: undefined }
  writeFileSync(join(dir, job.id, 'job.json'), JSON.stringify(crashed))
  writeFileSync(join(dir, 'half-an-upload'), 'junk')
  const { jobs: next } = await open({ dir })
  expect(next.get(job.id).state).toBe('failed')
  expect(next.get(job.id).problem!.message).toContain('the server ended 4 times while it was read')
  expect(readdirSync(dir)).toEqual([job.id])
})

test('a log that hiccups is waited for, and one that says no for good ends the import', async () => {
  const { shop, jobs } = await open()
  shop.before = async (batch) => {
    if (batch === 1) throw new Refusal('LOG_UNAVAILABLE', { reason: 'busy' })
  }
  const job = await jobs.take(ask(), csv(1_500))
  await jobs.settled()
  expect([job.state, shop.ids.size]).toEqual(['done', 1_500])
  shop.before = async () => {
    throw new Refusal('LOG_OTHER', { known: 'a', found: 'b' })
  }
  const failed = await jobs.take(ask(), csv(10))
  await jobs.settled()
  expect(failed).toMatchObject({ state: 'failed', problem: { code: 'IMPORT_STOPPED' } })
})
