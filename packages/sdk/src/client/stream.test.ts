import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openInMemory } from '@nunchi/engine'
import type { StreamEvent } from '@nunchi/protocol'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { createClient } from '../index.ts'
import { blocksIn } from './stream.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const block = (position: number) => `id: ${position}\ndata: {"position":${position},"at":1,"kind":"page.viewed"}\n\n`

/** A server that lets each connection be answered by the next of these; tells what was asked. */
async function streaming(...answers: readonly ((response: ServerResponse) => void)[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const answer = answers[asked.length] ?? (() => {})
    asked.push(request.url ?? '')
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { client: createClient({ url, key: 'k' }), asked }
}

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })

test('a stream goes on after breaks and silence where it was, and ends when it is told to', async () => {
  const { client, asked } = await streaming(
    (response) =>
      begin(response).write(`: hello\n\n${block(4)}${block(7)}`, () => setTimeout(() => response.destroy(), 20)),
    (response) => response.writeHead(503).end(),
    (response) => begin(response).write(block(8)), // and then nothing more
    (response) => begin(response).write(`event: gap\ndata: {"skipped":3,"from":9}\n\n${block(12)}`),
  )
  const stop = new AbortController()
  const seen: StreamEvent[] = []
  const states: string[] = []
  const gaps: number[] = []
  const stream = client.stream(
    { kinds: 'page.' },
    {
      signal: stop.signal,
      silenceMsMax: 200,
      onState: (state) => states.push(state),
      onGap: ({ skipped }) => gaps.push(skipped),
    },
  )
  for await (const event of stream) {
    seen.push(event)
    if (event.position === 12) stop.abort()
  }
  expect(seen.map(({ position }) => position)).toEqual([4, 7, 8, 12])
  expect(asked).toEqual([
    '/v1/stream?kinds=page.',
    '/v1/stream?kinds=page.&from=8',
    '/v1/stream?kinds=page.&from=8',
    '/v1/stream?kinds=page.&from=9',
  ])
  expect(states).toEqual(['open', 'waiting', 'waiting', 'open', 'waiting', 'open'])
  expect(gaps).toEqual([3])
})

test('a stream that broke off before anything came goes on where it began', async () => {
  const { client, asked } = await streaming(
    (response) => begin(response).end(': Nunchi\nretry: 2000\nid: 41\n\n'),
    (response) => begin(response).write(block(42)),
  )
  const stream = client.stream({ last: 8 })
  expect((await stream.next()).value?.position).toBe(42)
  expect(asked).toEqual(['/v1/stream?last=8', '/v1/stream?from=42'])
  await stream.return()
})

test('a real server is followed from where one wants, as it happens, until the key is revoked', async () => {
  const nunchi = await openInMemory()
  closing.push(() => void nunchi.close())
  const url = await nunchi.server.listen({ port: 0 })
  const own = createClient({ url, key: nunchi.secret })
  const { key, secret } = await own.makeKey({ name: 'console', scope: 'secret' })
  const look = (id: string) => own.events([{ kind: 'product.viewed', id, user: 'kim', product: id }])
  await look('p1')
  const seen: (string | undefined)[] = []
  const reading = (async () => {
    for await (const { product } of createClient({ url, key: secret }).stream({ from: 0, kinds: 'product.' })) {
      seen.push(product)
      if (product === 'p2') await own.revokeKey(key.id).then(() => look('p3'))
      else await look('p2')
    }
  })()
  await expect(reading).rejects.toMatchObject({ code: 'AUTH_UNKNOWN', status: 401 })
  expect(seen).toEqual(['p1', 'p2'])
})

test('a log that was put back from a copy is followed from its end', async () => {
  const beyond = '{"error":{"code":"BODY_INVALID","message":"beyond","field":"querystring.from","requestId":"r"}}'
  const { client, asked } = await streaming(
    (response) =>
      begin(response).end(`${block(900)}event: end\ndata: {"error":{"code":"STOPPING","message":"bye"}}\n\n`),
    (response) => response.writeHead(400).end(beyond),
    (response) => begin(response).write(block(7)),
  )
  const stream = client.stream()
  expect([(await stream.next()).value?.position, (await stream.next()).value?.position]).toEqual([900, 7])
  expect(asked).toEqual(['/v1/stream', '/v1/stream?from=901', '/v1/stream'])
  await stream.return()
})

test('a key that may not read is told so, and is not tried again', async () => {
  const { client, asked } = await streaming((response) =>
    response.writeHead(403).end('{"error":{"code":"AUTH_SCOPE","message":"no","requestId":"r"}}'),
  )
  await expect(client.stream().next()).rejects.toMatchObject({ code: 'AUTH_SCOPE', status: 403 })
  expect(asked).toHaveLength(1)
})

test('wherever the network cuts the text, the same blocks come out', () => {
  const text = `: beat\n\nid: 1\nevent: gap\ndata: {"a":\ndata: 1}\n\n\r\n${block(2).replaceAll('\n', '\r\n')}data:{"b":2}\n\n`
  const whole = blocksIn(text).blocks
  expect(whole.map(({ event, data }) => [event, data])).toEqual([
    ['gap', '{"a":\n1}'],
    ['message', '{"position":2,"at":1,"kind":"page.viewed"}'],
    ['message', '{"b":2}'],
  ])
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(text.length)), (cuts) => {
      let rest = ''
      const blocks = [0, ...cuts.sort((a, b) => a - b)].flatMap((from, i, all) => {
        const next = blocksIn(rest + text.slice(from, all[i + 1] ?? text.length))
        rest = next.left
        return next.blocks
      })
      expect(blocks).toEqual(whole)
    }),
    { seed: 11, numRuns: 300 },
  )
})

test("a person's alerts go on behind the last one that came, and end where the person is unknown", async () => {
  const alert = (id: string) => `id: ${encodeURIComponent(id)}\ndata: {"id":"${id}"}\n\n`
  const { client, asked } = await streaming(
    (response) => begin(response).end(': Nunchi\nretry: 2000\nid: 7\n\n'),
    (response) => begin(response).end(`${alert('s:p:9')}: still here\n\n${alert('s:컵:9')}`),
    (response) => begin(response).end('event: end\ndata: {"error":{"code":"SHOPPER_UNKNOWN","message":"gone"}}\n\n'),
  )
  const seen: string[] = []
  const listen = async () => {
    for await (const { id } of client.alertStream({ user: 'kim' })) seen.push(id)
  }
  await expect(listen()).rejects.toMatchObject({ code: 'SHOPPER_UNKNOWN', status: 404 })
  expect(seen).toEqual(['s:p:9', 's:컵:9'])
  const cup = encodeURIComponent(encodeURIComponent('s:컵:9'))
  expect(asked).toEqual(['', '&after=7', `&after=${cup}`].map((more) => `/v1/alerts/stream?user=kim${more}`))
})

test('a state is read whole whenever it comes, sought again after a break, and over when the server says so', async () => {
  const state = (iterations: number) => `data: {"solve":"s","iterations":${iterations}}\n\n`
  const { client, asked } = await streaming(
    (response) => begin(response).write(state(1), () => setTimeout(() => response.destroy(), 20)),
    (response) => begin(response).end(`${state(2)}${state(3)}event: done\ndata: {}\n\n`),
  )
  const seen: number[] = []
  for await (const { iterations } of client.solveStream('s')) seen.push(iterations)
  expect(seen).toEqual([1, 2, 3])
  expect(asked).toEqual(['/v1/dispatch/solves/s/stream', '/v1/dispatch/solves/s/stream'])
})
