import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
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
const sinkFor = (url: string, triesMax = 5) =>
  new HttpSink({ url, key: 'secret', triesMax, wait: async (ms) => void waits.push(ms) })

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
  waits.length = 0
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

test('a wrong key ends it at once with the words of the server; a server that is down ends it after the tries', async () => {
  const url = await serve((_, __, response) =>
    answer(response, 401, { error: { code: 'AUTH_UNKNOWN', message: 'This key is not known.' } }),
  )
  await expect(sinkFor(url).send(items(1))).rejects.toThrow('401 This key is not known.')
  await expect(sinkFor('http://127.0.0.1:1', 2).send(items(1))).rejects.toMatchObject({ code: 'IMPORT_SERVER' })
  const other = await serve((_, __, response) => answer(response, 200, { hello: 'world' }))
  await expect(sinkFor(other).send(items(1))).rejects.toThrow('its answer is not that of POST /v1/events')
})
