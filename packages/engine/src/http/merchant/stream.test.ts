import { afterEach, expect, test } from 'vitest'
import { openMerchant } from './testing-merchant.ts'

const viewed = (n: number) => ({ kind: 'product.viewed', user: 'kim', product: `p${n}` })
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Block = { readonly id?: number; readonly event?: string; readonly data: Record<string, unknown> }

/** A whole shop on a port, and readers of its stream. */
async function open(options: { readonly streamBeatMs?: number } = {}) {
  // A client may hold a connection ready on which it never asks: it is cut off at the stop.
  const opened = await openMerchant({ options: { stopMsMax: 300, ...options } })
  const address = await opened.server.listen({ port: 0 })
  closing.push(() => opened.server.stop())
  const read = async (query = '', more: Record<string, string> = {}) => {
    const gone = new AbortController()
    const headers = { ...opened.headers, ...more }
    const answer = await fetch(`${address}/v1/stream${query}`, { headers, signal: gone.signal })
    closing.unshift(async () => gone.abort())
    const lines = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    /** Reads on until the text is as asked, or over. */
    const until = async (done: (blocks: readonly Block[], text: string) => boolean): Promise<readonly Block[]> => {
      while (!done(blocksIn(text), text)) {
        const { value, done: isOver } = await lines.read()
        if (isOver) break
        text += value
      }
      return blocksIn(text)
    }
    const rest = () => until(() => false)
    return { answer, until, rest, leave: () => gone.abort() }
  }
  return { ...opened, address, read }
}

function blocksIn(text: string): Block[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.includes('data: '))
    .map((block) => {
      const of = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      return { id: Number(of('id')), event: of('event'), data: JSON.parse(of('data')!) }
    })
}
const ids = (blocks: readonly Block[]) => blocks.map(({ id }) => id)
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('what is folded is told at once, by name; a reader who comes back goes on where it was', async () => {
  const { tell, read } = await open()
  await tell(viewed(0))
  const first = await read()
  expect(first.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await tell(viewed(1), viewed(2))
  const blocks = await first.until(({ length }) => length === 2)
  expect(ids(blocks)).toEqual([1, 2])
  expect(blocks[0]!.data).toMatchObject({ position: 1, kind: 'product.viewed', person: { user: 'kim' }, product: 'p1' })
  first.leave()
  await tell(viewed(3))
  const second = await read('?from=0', { 'last-event-id': '1' })
  await tell(viewed(4))
  expect(ids(await second.until(({ length }) => length === 3))).toEqual([2, 3, 4])
  const third = await read('?from=0&kinds=order.,product.viewed')
  expect(ids(await third.until(({ length }) => length === 5))).toEqual([0, 1, 2, 3, 4])
})

test('a reader who comes back before anything was told goes on where it would have begun', async () => {
  const { tell, read } = await open()
  const opening = async (query = '', more: Record<string, string> = {}) => {
    const reader = await read(query, more)
    let id = ''
    await reader.until((_, text) => {
      id = /^id: (.*)$/m.exec(text)?.[1] ?? ''
      return text.includes('\n\n')
    })
    reader.leave()
    return id
  }
  expect(await opening()).toBe('-1')
  await tell(viewed(0), viewed(1))
  expect([await opening(), await opening('?from=0'), await opening('?last=1')]).toEqual(['1', '-1', '0'])
  expect(await opening('', { 'last-event-id': '0' })).toBe('0')
  await tell(viewed(2))
  const late = await read('', { 'last-event-id': '1' })
  expect(ids(await late.until(({ length }) => length === 1))).toEqual([2])
  const first = await read('', { 'last-event-id': '-1' })
  expect(ids(await first.until(({ length }) => length === 3))).toEqual([0, 1, 2])
})

test('the latest of some kinds are told, and no more of the past than these', async () => {
  const { tell, read } = await open()
  const added = (n: number) => ({ kind: 'cart.added', user: 'kim', product: `p${n}`, quantity: 1 })
  await tell(added(0), ...Array.from({ length: 700 }, (_, n) => viewed(n)), added(1), viewed(1), added(2), viewed(2))
  let comes = 10
  const toldTo = async (query: string) => {
    const reader = await read(query)
    const last = `p${comes}`
    await tell(added(comes++))
    const blocks = await reader.until((all) => all.at(-1)?.data.product === last)
    reader.leave()
    return blocks.map(({ data }) => data.product)
  }
  expect(await toldTo('?last=2&kinds=cart.')).toEqual(['p1', 'p2', 'p10'])
  expect(await toldTo('?last=9&kinds=cart.')).toEqual(['p0', 'p1', 'p2', 'p10', 'p11'])
  expect(await toldTo('?last=1')).toEqual(['p11', 'p12'])
  expect(await toldTo('?last=0&kinds=cart.')).toEqual(['p13'])
  expect(await toldTo('?last=500&from=704')).toEqual(['p2', 'p10', 'p11', 'p12', 'p13', 'p14'])
})

test('of many events told while others collect none is lost and none comes twice', async () => {
  const { tell, read } = await open()
  const readers = [await read('?from=0'), await read('?from=0')]
  let told = 0
  for (let n = 0; n < 40; n++) {
    await Promise.all([1, 2, 3].map(() => tell(...Array.from({ length: 20 }, () => viewed(told++)))))
    if (n % 10 === 0) readers.push(await read('?from=0'))
  }
  for (const reader of readers)
    expect(ids(await reader.until(({ length }) => length >= 2_400))).toEqual(Array.from({ length: 2_400 }, (_, n) => n))
})

test('beats come when nothing does; a filtered reader gets them too', async () => {
  const { tell, read } = await open({ streamBeatMs: 30 })
  const idle = await read('?kinds=order.')
  for (let n = 0; n < 4; n++) {
    await tell(viewed(n))
    await soon(30)
  }
  await idle.until((_, text) => text.split(': still here').length > 2)
  expect(await idle.until(() => true)).toEqual([])
})

test('it ends when the key is revoked and when the server stops, and says why', async () => {
  const { server, read, headers, address, keys } = await open()
  const { key, secret } = await keys.add({ name: 'other', scope: 'secret', consent: 'assumed' }, 0)
  const other = await read('', { authorization: `Bearer ${secret}` })
  const mine = await read()
  expect(
    (
      await fetch(`${address}/v1/keys/${key.id}`, {
        method: 'DELETE',
        headers: { authorization: headers.authorization },
      })
    ).status,
  ).toBe(204)
  expect(await other.rest()).toMatchObject([{ event: 'end', data: { error: { code: 'AUTH_UNKNOWN' } } }])
  const stopped = server.stop()
  expect(await mine.rest()).toMatchObject([{ event: 'end', data: { error: { code: 'STOPPING' } } }])
  await stopped
})

test('a key has so many open and no more, until one is closed', async () => {
  const { read, get } = await open()
  const readers = await Promise.all(Array.from({ length: 10 }, () => read()))
  const refused = await get('/v1/stream')
  expect(refused.error).toMatchObject({ code: 'STREAMS_TOO_MANY', message: expect.stringContaining('10 streams') })
  readers[3]!.leave()
  for (let tries = 0; tries < 50; tries++) {
    const again = await read()
    if (again.answer.status === 200) return
    await soon(20)
  }
  expect.fail('a closed stream still counts')
})

test('what cannot be begun with is refused, HEAD is answered, and keys that may not are refused', async () => {
  const { get, server, headers, tell } = await open()
  await tell(viewed(0))
  for (const [query, field] of [
    ['from=2', 'querystring.from'],
    ['from=-1', 'querystring.from'],
    ['from=x', 'querystring.from'],
    ['kinds=cart', 'querystring.kinds'],
    ['kinds=cart.,;', 'querystring.kinds'],
    ['other=1', 'querystring.other'],
  ])
    expect([query, (await get(`/v1/stream?${query}`)).error]).toMatchObject([query, { code: 'BODY_INVALID', field }])
  const wrong = { ...headers, 'last-event-id': 'x' }
  expect((await server.inject({ url: '/v1/stream', headers: wrong })).json().error.field).toBe('headers.last-event-id')
  expect((await server.inject({ method: 'HEAD', url: '/v1/stream', headers })).statusCode).toBe(200)
  expect((await server.inject({ url: '/v1/stream' })).json().error.code).toBe('AUTH_MISSING')
})
