import { afterEach, expect, test } from 'vitest'
import { type AlertReading, alertLines } from './alert-lines.ts'
import { openTestingShopper } from './testing-subscriber.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Block = { readonly id?: string; readonly event?: string; readonly data: Record<string, never> }

function blocksIn(text: string): Block[] {
  const of = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.includes('data: '))
    .map((block) => ({ id: of(block, 'id'), event: of(block, 'event'), data: JSON.parse(of(block, 'data')!) }))
}

/** A shop on a port with a product that kim and lee wait for, and readers of their alerts. */
async function open(options: object = {}) {
  const opened = await openTestingShopper({ options: { streamBeatMs: 50, ...options } })
  closing.push(opened.close)
  await opened.list('컵: 1', 10_000)
  const wait = (user: string) => {
    const wanted = { what: 'products', products: ['컵: 1'] }
    const conditions = [{ when: 'drop', since: 'alert', byMinor: 100 }]
    return opened.call('POST', '/v1/subscriptions', { user, wanted, conditions })
  }
  await wait('kim')
  await wait('lee')
  const read = async (query = 'user=kim', more: Record<string, string> = {}) => {
    const address = await opened.server.listen({ port: 0 }).catch(() => undefined)
    const { port } = addressOf(address)
    const gone = new AbortController()
    closing.unshift(() => gone.abort())
    const headers = { authorization: `Bearer ${opened.secret}`, ...more }
    const answer = await fetch(`http://127.0.0.1:${port}/v1/alerts/stream?${query}`, { headers, signal: gone.signal })
    const lines = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (done: (text: string) => boolean): Promise<string> => {
      while (!done(text)) {
        const { value, done: isOver } = await lines.read()
        if (isOver) break
        text += value
      }
      return text
    }
    const alerts = async (count: number) => blocksIn(await until((all) => blocksIn(all).length >= count))
    return { answer, until, alerts, leave: () => gone.abort() }
  }
  let known = 0
  const addressOf = (address: string | undefined) => {
    if (address !== undefined) known = Number(new URL(address).port)
    return { port: known }
  }
  const prices = (blocks: readonly Block[]) => blocks.map(({ data }) => data.priceMinor as number)
  return { ...opened, opened, read, prices }
}

test("a shopper's alerts come at once, each once, and nobody else's", async () => {
  const { read, reprice, prices, call } = await open()
  const kim = await read()
  expect(kim.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await kim.until((text) => text.includes('id: '))
  await call('POST', '/v1/subscriptions', {
    user: 'lee',
    wanted: { what: 'query', words: '컵' },
    conditions: [{ when: 'at-most', minor: 9_500 }],
  })
  await reprice('컵: 1', 9_900)
  await reprice('컵: 1', 9_850)
  await reprice('컵: 1', 9_700)
  const told = await kim.alerts(2)
  expect(prices(told)).toEqual([9_900, 9_700])
  expect(told[0]!.data).toMatchObject({ product: '컵: 1', title: '컵: 1', beforeMinor: 10_000 })
  expect(await kim.until((text) => /\n: still here\n\n$/.test(text))).not.toContain('query')
})

test('who comes back is told what came meanwhile, and nothing twice; also after a restart, from a snapshot and from the log', async () => {
  const { opened, read, reprice, prices } = await open()
  const first = await read()
  const beginning = /^id: (.*)$/m.exec(await first.until((text) => text.includes('id: ')))![1]!
  await reprice('컵: 1', 9_000)
  const [one] = await first.alerts(1)
  first.leave()
  await reprice('컵: 1', 8_000)
  for (const [after, expected] of [
    [one!.id!, [8_000]],
    [beginning, [9_000, 8_000]],
  ] as const) {
    expect(prices(await (await read('user=kim', { 'last-event-id': after })).alerts(expected.length))).toEqual(expected)
    const byQuery = await read(`user=kim&after=${encodeURIComponent(after)}`)
    expect(prices(await byQuery.alerts(expected.length))).toEqual(expected)
  }
  for (const snapshot of [true, false]) {
    await opened.restart({ snapshot })
    const again = await read('user=kim', { 'last-event-id': one!.id! })
    await reprice('컵: 1', snapshot ? 7_000 : 6_000)
    const all = snapshot ? [8_000, 7_000] : [8_000, 7_000, 6_000]
    expect(prices(await again.alerts(all.length))).toEqual(all)
  }
})

test('a device that turns out to be somebody is told what they are told, and who is forgotten nothing more', async () => {
  const { read, reprice, prices, call } = await open()
  const device = {
    anonymous: 'device-1',
    wanted: { what: 'products', products: ['컵: 1'] },
    conditions: [{ when: 'at-most', minor: 1 }],
  }
  await call('POST', '/v1/subscriptions', device)
  const reader = await read('anonymous=device-1')
  await reader.until((text) => text.includes('id: '))
  await call('POST', '/v1/events', { events: [{ kind: 'identify', user: 'kim', anonymous: 'device-1' }] })
  await reprice('컵: 1', 9_000)
  expect(prices(await reader.alerts(1))).toEqual([9_000])
  await call('POST', '/v1/forget', { user: 'kim' })
  await reprice('컵: 1', 8_000)
  const all = blocksIn(await reader.until(() => false))
  expect(all.map(({ event, data }) => event ?? data.priceMinor)).toEqual([9_000, 'end'])
  expect(all[1]!.data).toMatchObject({ error: { code: 'SHOPPER_UNKNOWN' } })
})

test('streams are bounded by shopper and in all, and a place that is none is refused', async () => {
  const { read, keys } = await open({ alertStreamsPerShopperMax: 2, alertStreamsMax: 3 })
  const refused = async (query: string) => {
    const { answer, until } = await read(query)
    return JSON.parse(await until(() => false)).error.code + answer.status
  }
  const [one] = [await read(), await read()]
  expect(await refused('user=kim')).toBe('SUBSCRIPTION_STREAMS429')
  const lee = await read('user=lee')
  expect(await refused('user=lee')).toBe('SUBSCRIPTION_STREAMS429')
  lee.leave()
  one!.leave()
  await expect.poll(() => refused('user=kim&after=nonsense')).toBe('BODY_INVALID400')
  const last = await read()
  expect(last.answer.status).toBe(200)
  await keys.revoke(keys.list().find(({ scope }) => scope === 'secret')!.id)
  expect(await last.until(() => false)).toContain('AUTH_UNKNOWN')
})

test('a stranger waits, nothing is kept of it, and what they subscribe to meanwhile is told', async () => {
  const { opened, call, read, reprice, prices } = await open({ streamBeatMs: 60_000, alertStreamsPerShopperMax: 1 })
  const before = opened.shop.counts()
  const reader = await read('anonymous=device-9')
  await reader.until((text) => text.includes('id: '))
  expect((await read('anonymous=device-9')).answer.status).toBe(429)
  expect(opened.shop.counts()).toEqual(before)
  const wanted = { what: 'products', products: ['컵: 1'] }
  await call('POST', '/v1/subscriptions', {
    anonymous: 'device-9',
    wanted,
    conditions: [{ when: 'at-most', minor: 9_000 }],
  })
  await reprice('컵: 1', 8_900)
  expect(prices(await reader.alerts(1))).toEqual([8_900])
  reader.leave()
})

test('who takes what comes stays, however little there is, until the server stops', async () => {
  const { server, read, reprice } = await open({ alertStallMsMax: 20 })
  const reader = await read()
  await reader.until((text) => text.includes('id: '))
  await reprice('컵: 1', 9_000)
  await reader.until((text) => text.split(': still here').length > 3)
  expect(await reader.alerts(1)).toHaveLength(1)
  await server.stop()
  expect(await reader.until(() => false)).toContain('STOPPING')
})

test('who leaves what is there untaken is cut off, and who takes it is not', async () => {
  let cut = 0
  const step = { alerts: [], places: [], place: '1' }
  const told = (async function* () {
    yield step
    yield step
  })()
  const reading = { beginning: step, told, signal: new AbortController().signal, mayRead: () => true, stallMsMax: 10 }
  const lines = alertLines({ ...reading, request: { id: 'r' }, onStall: () => (cut += 1) } as unknown as AlertReading)
  expect((await lines.next()).value).toContain('id: 1')
  expect((await lines.next()).value).toBe(': still here\n\n')
  await expect.poll(() => cut).toBe(1)
  await lines.return(undefined)
  await expect(told.next()).resolves.toMatchObject({ done: true })
})
