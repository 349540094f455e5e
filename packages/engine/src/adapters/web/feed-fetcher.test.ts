import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import type { LookupFunction } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { WebFeedFetcher, type WebFeedFetcherOptions } from './feed-fetcher.ts'
import { feed, hungUp, Malls } from './testing-malls.ts'

const malls = new Malls()

const fetcher = (from: { readonly host: string }, options: WebFeedFetcherOptions = {}): WebFeedFetcher =>
  new WebFeedFetcher({ privateHosts: [from.host], ...options })

test('a feed comes whole, with what to ask with the next time', async () => {
  const from = await malls.open((_, response) => {
    const mark = { etag: '"7"', 'last-modified': 'Sat, 01 Aug 2026 00:00:00 GMT' }
    response.writeHead(200, { ...mark, 'content-length': Buffer.byteLength(feed) }).end(feed)
  })
  const seen: (number | undefined)[][] = []
  const fetched = await fetcher(from).fetch({
    url: from.url,
    file: malls.file,
    onProgress: (...told) => seen.push(told),
  })
  const bytes = Buffer.byteLength(feed)
  expect(fetched).toEqual({
    kind: 'fetched',
    bytes,
    mark: { etag: '"7"', lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT' },
  })
  expect(readFileSync(malls.file, 'utf8')).toBe(feed)
  expect(readdirSync(malls.dir)).toEqual(['feed'])
  expect(statSync(malls.file).mode & 0o077).toBe(0)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.at(-1)).toEqual([bytes, bytes])
  expect(from.asked[0].headers).toMatchObject({ 'accept-encoding': 'gzip', host: from.host })
})

test('what is unchanged is not fetched again, and the file that is there stays', async () => {
  const from = await malls.open(({ headers }, response) => {
    const isKnown =
      headers['if-none-match'] === '"7"' && headers['if-modified-since'] === 'Sat, 01 Aug 2026 00:00:00 GMT'
    response.writeHead(isKnown ? 304 : 200).end(isKnown ? undefined : feed)
  })
  writeFileSync(malls.file, 'before')
  const known = { etag: '"7"', lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT' }
  expect(await fetcher(from).fetch({ url: from.url, file: malls.file, known })).toEqual({ kind: 'unchanged' })
  expect(readFileSync(malls.file, 'utf8')).toBe('before')
  expect((await fetcher(from).fetch({ url: from.url, file: malls.file, known: { etag: '"6"' } })).kind).toBe('fetched')
  expect(readFileSync(malls.file, 'utf8')).toBe(feed)
})

test('nor from a server that looks at no conditions, but names the same version', async () => {
  const from = await malls.open((_, response) => {
    response.writeHead(200, { etag: 'W/"7"' }).write(feed) // and never ends
  })
  expect(await fetcher(from).fetch({ url: from.url, file: malls.file, known: { etag: 'W/"7"' } })).toEqual({
    kind: 'unchanged',
  })
})

test('"unchanged" to somebody who asked for the first time is no feed', async () => {
  const from = await malls.open((_, response) => response.writeHead(304).end())
  expect(await malls.refusal(fetcher(from), from.url)).toMatchObject({ code: 'FEED_STATUS', details: { status: 304 } })
})

test.each([
  ['packed on the way', { 'content-encoding': 'gzip' }, gzipSync(feed)],
  ['a packed file', { 'content-type': 'application/gzip' }, gzipSync(feed)],
  ['a packed file, packed on the way', { 'content-encoding': 'x-gzip' }, gzipSync(gzipSync(feed))],
  ['packed in several parts', {}, Buffer.concat([gzipSync(feed.slice(0, 1_000)), gzipSync(feed.slice(1_000))])],
  ['plain, but said to be packed', { 'content-encoding': 'gzip' }, Buffer.from(feed)],
])('the file is plain: %s', async (_, headers, body) => {
  const from = await malls.open((_, response) => response.writeHead(200, headers).end(body))
  expect(await fetcher(from).fetch({ url: from.url, file: malls.file })).toMatchObject({
    bytes: Buffer.byteLength(feed),
  })
  expect(readFileSync(malls.file, 'utf8')).toBe(feed)
})

test.each(['', 'x'])('a body of %j is fetched, for the reader to say what it is', async (body) => {
  const from = await malls.open((_, response) => response.end(body))
  expect(await fetcher(from).fetch({ url: from.url, file: malls.file })).toEqual({
    kind: 'fetched',
    bytes: body.length,
    mark: {},
  })
  expect(readFileSync(malls.file, 'utf8')).toBe(body)
})

test.each([
  ['cut short', gzipSync(feed).subarray(0, -20)],
  ['damaged', Buffer.concat([gzipSync(feed).subarray(0, 500), randomBytes(500)])],
])('a packed feed that is %s is refused whole', async (_, body) => {
  const from = await malls.open((_, response) => response.end(body))
  const { code, details } = await malls.refusal(fetcher(from), from.url)
  expect({ code, reason: details.reason }).toEqual({ code: 'FEED_INCOMPLETE', reason: 'it is packed and damaged' })
})

test('a packing that was not asked for is refused', async () => {
  const from = await malls.open((_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('abc'))
  expect((await malls.refusal(fetcher(from), from.url)).details.reason).toBe(
    'it is packed in a way that was not asked for',
  )
})

test.each<[what: string, answer: string, reason: string, hangsUp?: boolean]>([
  ['fewer bytes than announced', 'content-length: 900\r\n\r\nabc', 'its connection ended before it did'],
  ['an unfinished chunk', 'transfer-encoding: chunked\r\n\r\n9\r\nabc', 'its connection ended before it did'],
  ['no last chunk', 'transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n', 'its connection ended before it did'],
  ['more bytes than announced', 'content-length: 2\r\n\r\nabc', 'it is longer or shorter than its server says'],
  [
    'chunks of nonsense',
    'transfer-encoding: chunked\r\n\r\n3\r\nabc\r\nzz',
    'it is longer or shorter than its server says',
    false, // else it may be noticed first that the server hangs up behind them
  ],
])('a feed with %s is refused, and what was there stays', async (_, answer, reason, hangsUp = true) => {
  const from = await malls.raw(`HTTP/1.1 200 OK\r\n${answer}`, hangsUp)
  expect(await malls.refusal(fetcher(from), from.url)).toMatchObject({ code: 'FEED_INCOMPLETE', details: { reason } })
  writeFileSync(malls.file, 'before')
  await expect(fetcher(from).fetch({ url: from.url, file: malls.file })).rejects.toThrow(reason)
  expect(readFileSync(malls.file, 'utf8')).toBe('before')
})

test('a feed of which nothing says where it ends is taken as it comes', async () => {
  const from = await malls.raw('HTTP/1.0 200 OK\r\n\r\nabc')
  expect(await fetcher(from).fetch({ url: from.url, file: malls.file })).toMatchObject({ bytes: 3 })
})

test.each([
  ['SSH-2.0-OpenSSH_9.6\r\n', 'what answers there does not speak HTTP'],
  ['', 'its connection was closed before an answer came'],
])('a server that says %j is none of a feed', async (answer, reason) => {
  const from = await malls.raw(answer)
  expect(await malls.refusal(fetcher(from), from.url)).toMatchObject({ code: 'FEED_UNREACHABLE', details: { reason } })
})

test('a port where nobody listens, and a name that nobody has', async () => {
  const gone = await malls.raw('')
  malls.close()
  expect((await malls.refusal(fetcher(gone), gone.url)).details.reason).toBe('no server listens there')
  const resolve: LookupFunction = (_, __, callback) =>
    callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), '')
  const { details } = await malls.refusal(new WebFeedFetcher({ resolve }), 'http://mall.example/')
  expect(details.reason).toBe('there is no server of this name')
})

test.each([
  [401, /user and password/],
  [404, /right address/],
  [204, /right address/],
  [206, /right address/],
  [429, /next reading/],
  [503, /next reading/],
])('an answer of %i is no feed', async (status, remedy) => {
  const from = await malls.open((_, response) => response.writeHead(status).end())
  const found = await malls.refusal(fetcher(from), from.url)
  expect(found).toMatchObject({ code: 'FEED_STATUS', details: { status, url: from.url } })
  expect(found.message).toMatch(remedy)
})

test('more bytes than allowed are not stored: announced, sent, or unpacked out of a few', async () => {
  const bytesMax = 50_000
  const bomb = gzipSync(gzipSync(Buffer.alloc(40_000_000)))
  expect(bomb.length).toBeLessThan(bytesMax / 10)
  const answers: RequestListener[] = [
    (_, response) => response.writeHead(200, { 'content-length': bytesMax + 1 }).flushHeaders(),
    (_, response) => response.end('x'.repeat(bytesMax + 1)),
    (_, response) => {
      const more = () => response.write('x'.repeat(10_000), more) // endless
      more()
    },
    (_, response) => response.end(bomb),
  ]
  for (const answer of answers) {
    const from = await malls.open(answer)
    expect(await malls.refusal(fetcher(from, { bytesMax }), from.url)).toMatchObject({ code: 'FEED_TOO_LARGE' })
  }
  const from = await malls.open((_, response) => response.end('x'.repeat(bytesMax)))
  expect(await fetcher(from, { bytesMax }).fetch({ url: from.url, file: malls.file })).toMatchObject({
    bytes: bytesMax,
  })
})

test('who is silent is hung up on, before the answer and within it', async () => {
  const quietMsMax = 200
  const answers: RequestListener[] = [() => {}, (_, response) => response.write('id\ttitle\n')]
  for (const answer of answers) {
    const from = await malls.open(answer)
    const { code, details } = await malls.refusal(fetcher(from, { quietMsMax }), from.url)
    expect({ code, ...details }).toEqual({ code: 'FEED_TOO_SLOW', url: from.url, reason: 'no byte came for 0.2 s' })
    await hungUp(from)
  }
})

test('who drips is hung up on when the time is over', async () => {
  const from = await malls.open((_, response) => {
    const drip = setInterval(() => response.write('x'), 5)
    response.on('close', () => clearInterval(drip))
  })
  const by = fetcher(from, { msMax: 200, quietMsMax: 60_000 })
  expect((await malls.refusal(by, from.url)).details.reason).toBe('it was not through after 0.2 s')
  await hungUp(from)
})

test('a fetch that is no longer wanted ends with the reason, and leaves nothing', async () => {
  const stop = new AbortController()
  const from = await malls.open((_, response) => response.write('id\ttitle\n'))
  const ended = fetcher(from).fetch({
    url: from.url,
    file: malls.file,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('cancelled by its owner')),
  })
  await expect(ended).rejects.toThrow('cancelled by its owner')
  expect(readdirSync(malls.dir)).toEqual([])
  await hungUp(from)
  const again = fetcher(from).fetch({ url: from.url, file: malls.file, signal: stop.signal })
  await expect(again).rejects.toThrow('cancelled by its owner')
  expect(from.asked.length).toBe(1)
})

test('a disk that takes nothing is said so, and no feed to blame', async () => {
  const from = await malls.open((_, response) => response.end(feed))
  const missing = join(malls.dir, 'no', 'feed')
  expect(await malls.refusal(fetcher(from), from.url, { file: missing })).toMatchObject({ code: 'FEED_UNSTORED' })
  expect(existsSync(missing)).toBe(false)
})
