import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { epochMs, type ProductId } from '../../domain/units.ts'
import { HttpSink } from './http-sink.ts'
import type { ImportItem } from './item.ts'

type Handle = (events: { id: string }[], request: IncomingMessage, response: ServerResponse) => void
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(handle: Handle): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { imported, events } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      expect(imported).toBe(true) // else the server would refuse what is more than 400 days old
      handle(events, request, response)
    })
  })
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An address where nobody listens any more. */
async function deserted(): Promise<string> {
  const url = await serve(() => {})
  closers.pop()?.()
  return url
}

const answer = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const allAccepted = (events: readonly object[]) => ({
  accepted: events.length,
  duplicates: 0,
  dropped: 0,
  rejected: [],
})

const items = (count: number): ImportItem[] =>
  Array.from({ length: count }, (_, i) => ({
    report: {
      id: `e${i}`,
      user: 'u',
      event: { kind: 'product.viewed', at: epochMs(i), id: `e${i}`, product: 'p' as ProductId },
    },
  }))
const waits: number[] = []
const told: string[] = []
let clock = 0
beforeEach(() => {
  waits.length = told.length = 0
})
const sinkFor = (url: string, signal?: AbortSignal) =>
  new HttpSink({
    url,
    key: 'secret',
    tell: (text) => void told.push(text),
    signal,
    now: () => clock,
    chance: () => 0.5,
    wait: async (ms) => {
      waits.push(ms)
      clock += ms
    },
  })

test('items go in the plain form with the key, and verdicts come back by index', async () => {
  const seen: object[] = []
  const url = await serve((events, request, response) => {
    seen.push(request.headers.authorization === 'Bearer secret' && request.url === '/v1/events' ? events : [])
    const rejected = [{ index: 1, code: 'EVENT_INVALID', field: 'at', reason: 'is no time', remedy: 'correct it' }]
    answer(response, 200, { accepted: 1, duplicates: 1, dropped: 1, rejected })
  })
  const verdicts = await sinkFor(`${url}/`).send(items(4))
  expect(seen[0]).toMatchObject([{ kind: 'product.viewed', at: 0, id: 'e0', user: 'u', product: 'p' }, {}, {}, {}])
  expect(verdicts[1]).toMatchObject({ status: 'rejected', field: 'at' })
  expect(verdicts.map(({ status }) => status).sort()).toEqual(['accepted', 'dropped', 'duplicate', 'rejected'])
})

test('429, 503 and lost connections are tried again, after as long as the server asks', async () => {
  let tries = 0
  const url = await serve((events, request, response) => {
    tries++
    if (tries === 1) answer(response, 429, {}, { 'retry-after': '7' })
    else if (tries === 2) request.socket.destroy()
    else if (tries === 3) answer(response, 503, {})
    else answer(response, 200, allAccepted(events))
  })
  expect(await sinkFor(url).send(items(2))).toEqual([{ status: 'accepted' }, { status: 'accepted' }])
  expect(waits).toHaveLength(3)
  expect(waits[0]).toBe(7_000)
  expect(waits[2]).toBeGreaterThan(waits[1])
  expect(told[0]).toBe(`${url}: 429 {}; trying again in 7 s, for 120 s more`)
  expect(told).toHaveLength(3)
})

test('a body that is too large is halved until it fits', async () => {
  const sizes: number[] = []
  const url = await serve((events, _, response) => {
    sizes.push(events.length)
    if (events.length > 3) answer(response, 413, {})
    else answer(response, 200, allAccepted(events))
  })
  expect(await sinkFor(url).send(items(10))).toHaveLength(10)
  expect(sizes).toEqual([10, 5, 2, 3, 5, 2, 3])
})

test('a wrong key, another path and a server that is none of ours end it at once, with words and remedy', async () => {
  const url = await serve((_, __, response) =>
    answer(response, 401, { error: { code: 'AUTH_UNKNOWN', message: 'This key is not known.' } }),
  )
  await expect(sinkFor(url).send(items(1))).rejects.toThrow(
    `The server at ${url} did not take the events: 401 This key is not known; give a secret key of that server with --key`,
  )
  const other = await serve((_, __, response) => answer(response, 200, { hello: 'world' }))
  await expect(sinkFor(other).send(items(1))).rejects.toThrow(
    'its answer is not that of POST /v1/events; check that --url',
  )
  const moved = await serve((_, __, response) =>
    answer(response, 301, {}, { location: 'https://shop.example/v1/events' }),
  )
  await expect(sinkFor(moved).send(items(1))).rejects.toThrow('301 it sends on to https://shop.example/v1/events')
  await expect(sinkFor('http://127.0.0.1:6000').send(items(1))).rejects.toThrow('serve it on another')
  expect(waits).toEqual([])
})

test('a server that is not there: each try is told, and after half a minute it is refused with address and remedy', async () => {
  const url = await deserted()
  const before = clock
  const refusal = await sinkFor(url)
    .send(items(1))
    .catch((error: unknown) => error)
  expect(clock - before).toBe(30_000)
  expect(waits.length).toBeGreaterThan(4)
  expect(told).toHaveLength(waits.length)
  const reason = `no answer, connect ECONNREFUSED ${url.slice('http://'.length)}`
  expect(told[0]).toMatch(new RegExp(`^${url}: ${reason}; trying again in 0\\.\\d s, for 30 s more$`))
  expect(refusal).toMatchObject({ code: 'IMPORT_SERVER' })
  expect(String(refusal)).toMatch(
    new RegExp(
      `The server at ${url} did not take the events: ${reason} \\(\\d tries in 30 s\\); check --url, and that`,
    ),
  )
})

test('a server that has answered before is waited for longer, and one that asks for too long is not waited for', async () => {
  let isDown = false
  const url = await serve((events, request, response) => {
    if (isDown) request.socket.destroy()
    else answer(response, 200, allAccepted(events))
  })
  const sink = sinkFor(url)
  await sink.send(items(1))
  isDown = true
  const before = clock
  await expect(sink.send(items(1))).rejects.toMatchObject({ code: 'IMPORT_SERVER' })
  expect(clock - before).toBe(120_000)
  let asked = 0
  const busy = await serve((_, __, response) => {
    asked++
    answer(
      response,
      503,
      { error: { message: 'The server is stopping; send again to the next one.' } },
      { 'retry-after': '50' },
    )
  })
  await expect(sinkFor(busy).send(items(1))).rejects.toThrow(
    /503 The server is stopping.* \(3 tries in 100 s\); see what its log says/,
  )
  expect(asked).toBe(3)
})

test('a stop request ends the waiting', async () => {
  const stop = new AbortController()
  const sink = new HttpSink({ url: await deserted(), key: 'k', tell: () => stop.abort(), signal: stop.signal })
  await expect(sink.send(items(1))).rejects.toThrow('the import was stopped')
})
