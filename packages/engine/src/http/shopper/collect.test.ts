import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestingRim, testingRim } from '../testing-rim.ts'

let rim: TestingRim
beforeEach(async () => {
  rim = await testingRim()
})
afterEach(() => rim.server.stop())

const view = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'Product Viewed',
  userId: 'u',
  messageId,
  properties: { product_id: 'p1' },
  ...more,
})

describe('a batch', () => {
  test('keeps its good events and says what is wrong with each bad one', async () => {
    const batch = [
      view('m1'),
      view('m1'),
      view('m2', { event: 'Promotion Viewed' }),
      view('m3', { context: { consent: { categoryPreferences: { Analytics: false } } } }),
      view('m4', { properties: {} }),
      'junk',
      view('m5', { event: 'Order Completed', properties: { order_id: 'o', products: [{ product_id: 'p1' }] } }),
    ]
    const { status, body } = await rim.call({ url: '/v1/batch', body: { batch } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, accepted: 2, duplicates: 1, dropped: 2 })
    expect(body.rejected).toMatchObject([
      { index: 4, code: 'EVENT_INVALID', field: 'properties.product_id' },
      { index: 5, code: 'EVENT_INVALID', reason: 'is not an object' },
    ])
    expect(rim.shop.reports.map(({ event }) => event?.kind)).toEqual(['product.viewed', 'order.placed'])
  })

  test('that cannot be read is refused whole', async () => {
    const refused = async (body: object | string | Buffer, headers = {}) => {
      const answer = await rim.call({ url: '/v1/batch', body, headers })
      return [answer.status, answer.body.error?.code]
    }
    expect(await refused('{"batch":[')).toEqual([400, 'BODY_INVALID'])
    expect(await refused(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toEqual([400, 'BODY_INVALID'])
    expect(await refused([])).toEqual([400, 'BODY_INVALID'])
    expect(await refused({ batch: {} })).toEqual([400, 'BODY_INVALID'])
    expect(await refused({ batch: new Array(5_001).fill(1) })).toEqual([400, 'BODY_INVALID'])
    expect(await refused('x'.repeat(5_000_000))).toEqual([413, 'BODY_TOO_LARGE'])
    expect(await refused(gzipSync('x'.repeat(5_000_000)), { 'content-encoding': 'gzip' })).toEqual([
      413,
      'BODY_TOO_LARGE',
    ])
    expect(await refused('junk', { 'content-encoding': 'gzip' })).toEqual([400, 'BODY_INVALID'])
    expect(await refused({}, { 'content-encoding': 'zip' })).toEqual([400, 'BODY_INVALID'])
    expect(await refused('['.repeat(3_000_000))).toEqual([400, 'BODY_INVALID'])
    expect(await refused(`{"batch":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`)).toEqual([200, undefined])
  })

  test('may hold one event that is too large beside good ones', async () => {
    const batch = [view('m1'), view('m2', { properties: { product_id: 'p', note: 'x'.repeat(200_000) } }), view('m3')]
    const { body } = await rim.call({ url: '/v1/batch', body: { batch } })
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: 'EVENT_TOO_LARGE' }] })
  })
})

describe('bodies', () => {
  const text = JSON.stringify({ batch: [view('m1')] })
  test.each([
    ['gzip', gzipSync(text), { 'content-encoding': 'gzip' }],
    ['deflate', deflateSync(text), { 'content-encoding': 'deflate' }],
    ['brotli', brotliCompressSync(text), { 'content-encoding': 'br' }],
    ['gzip called a form', gzipSync(text), { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', text, { 'content-type': 'text/plain;charset=UTF-8' }],
    ['a form that is JSON', text, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form field', `data=${encodeURIComponent(text)}`, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type at all, with a byte order mark', Buffer.from(`\ufeff${text}`), {}],
  ])('%s', async (_name, body, headers) => {
    const { status, body: answer } = await rim.call({ url: '/v1/batch', body, headers })
    expect([status, answer.accepted]).toEqual([200, 1])
  })
})

describe('keys', () => {
  const body = { batch: [view('m1')] }
  const basic = (name: string) => ({ authorization: `Basic ${Buffer.from(`${name}:`).toString('base64')}` })

  test('come as basic auth, bearer, or in the body', async () => {
    expect((await rim.call({ url: '/v1/batch', key: 'none', headers: basic(rim.publishable), body })).status).toBe(200)
    expect((await rim.call({ url: '/v1/batch', key: 'publishable', body })).status).toBe(200)
    const inside = { writeKey: rim.publishable, ...view('m2', { userId: undefined, anonymousId: 'a' }) }
    expect((await rim.call({ url: '/v1/t', key: 'none', body: inside })).body.accepted).toBe(1)
  })

  test('are needed, and history needs a secret one', async () => {
    const refused = async (ask: Parameters<TestingRim['call']>[0]) => (await rim.call(ask)).body.error?.code
    expect(await refused({ url: '/v1/batch', key: 'none', body })).toBe('AUTH_MISSING')
    expect(await refused({ url: '/v1/batch', key: 'none', headers: basic('no'), body })).toBe('AUTH_UNKNOWN')
    expect(await refused({ url: '/v1/t', key: 'none', body: { ...view('m'), writeKey: 'no' } })).toBe('AUTH_UNKNOWN')
    expect(await refused({ url: '/v1/import', key: 'publishable', body })).toBe('AUTH_SCOPE')
    const large = { batch: [], pad: 'x'.repeat(600_000), writeKey: rim.publishable }
    expect(await refused({ url: '/v1/batch', key: 'none', body: large })).toBe('BODY_TOO_LARGE')
  })

  test('that require consent drop what says nothing of it', async () => {
    const made = await rim.call({ url: '/v1/keys', body: { name: 'eu', scope: 'publishable', consent: 'required' } })
    const headers = { authorization: `Bearer ${String(made.body.secret)}` }
    const device = { userId: undefined, anonymousId: 'a' }
    const consented = { context: { consent: { categoryPreferences: { Analytics: true } } } }
    const batch = [view('m1', device), view('m2', { ...device, ...consented })]
    expect((await rim.call({ url: '/v1/batch', key: 'none', headers, body: { batch } })).body).toMatchObject({
      accepted: 1,
      dropped: 1,
    })
  })
})

test('history is taken as it is written', async () => {
  const batch = [view('m1', { timestamp: '2011-11-01T00:00:00Z' })]
  expect((await rim.call({ url: '/v1/batch', body: { batch } })).body.rejected).toMatchObject([
    { code: 'EVENT_TOO_OLD' },
  ])
  expect((await rim.call({ url: '/v1/import', body: { batch } })).body.accepted).toBe(1)
  expect(rim.shop.reports[0]?.event?.at).toBe(Date.parse('2011-11-01T00:00:00Z'))
})

test('plain events: the catalogue first, then people, each with its verdict', async () => {
  const events = [
    { kind: 'product.viewed', product: 'p1', anonymous: 'a', id: 'e1' },
    { kind: 'product.listed', id: 'c1', product: { id: 'p1', title: 'Tea', attributes: {} } },
    { kind: 'product.vieed', product: 'p1', user: 'u' },
  ]
  const { body } = await rim.call({ url: '/v1/events', body: { events } })
  expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 2, code: 'EVENT_UNKNOWN' }] })
  expect([rim.shop.facts.length, rim.shop.reports.length]).toEqual([1, 1])
  const again = await rim.call({ url: '/v1/events', key: 'publishable', body: { events } })
  expect(again.body).toMatchObject({ duplicates: 1, rejected: [{ index: 1, code: 'EVENT_SCOPE' }, { index: 2 }] })
})

test('what was taken, but not as it was said, is told in warnings', async () => {
  const events = [
    { kind: 'product.viewed', product: 'p1', user: 'kim', anonymous: 'mine', dwellMs: 900 },
    { kind: 'product.disliked', product: 'p1', user: 'kim' },
  ]
  const { body } = await rim.call({ url: '/v1/events', key: 'publishable', body: { events } })
  expect(body).toMatchObject({
    accepted: 1,
    rejected: [{ index: 1, code: 'IDENTITY_UNPROVEN', field: 'user' }],
    warnings: [
      { index: 0, count: 1, code: 'FIELD_UNKNOWN', field: 'dwellMs' },
      { index: 0, count: 1, code: 'USER_UNPROVEN', field: 'user' },
    ],
  })
  expect(rim.shop.reports).toMatchObject([{ user: undefined, anonymous: 'mine' }])
  expect((await rim.call({ url: '/v1/batch', body: { batch: [view('m', { anything: 1 })] } })).body.warnings).toEqual(
    [],
  )
})

test('too many waiting events: told to come again', async () => {
  rim.shop.waiting = 1_000_000
  const { status, body, headers } = await rim.call({ url: '/v1/batch', body: { batch: [view('m')] } })
  expect([status, body.error?.code, headers['retry-after']]).toEqual([503, 'OVERLOADED', '1'])
})

test('no body brings the server down or is answered outside the one shape', async () => {
  const paths = ['/v1/batch', '/v1/track', '/v1/identify', '/v1/alias', '/v1/events', '/v1/rank', '/v1/forget']
  const bodies = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.json().map((json) => `{"batch":[${json}],"events":[${json}]}`),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), bodies, async (url, body) => {
      const answer = await rim.call({ url, body: Buffer.from(body) })
      expect([200, 202, 400, 404, 413]).toContain(answer.status)
      if (answer.status >= 400) expect(answer.body.error?.code).toMatch(/^[A-Z_]+$/)
    }),
    { seed: 11, numRuns: 200 },
  )
})

describe('history', () => {
  const long = { kind: 'product.viewed', id: 'old', user: 'u', product: 'p1', at: '2010-12-01T08:26:00Z' }

  test('in the plain form is taken as it is when a secret key says that it is imported', async () => {
    const { body } = await rim.call({ url: '/v1/events', body: { events: [long] } })
    expect(body.rejected).toMatchObject([{ code: 'EVENT_TOO_OLD' }])
    expect((await rim.call({ url: '/v1/events', body: { imported: true, events: [long] } })).body.accepted).toBe(1)
    expect(rim.shop.reports[0]!.event?.at).toBe(Date.parse(long.at))
  })

  test('is nothing that a page may bring', async () => {
    const body = { imported: true, events: [long] }
    const answer = await rim.call({ url: '/v1/events', key: 'publishable', body })
    expect([answer.status, answer.body.error?.code]).toEqual([403, 'AUTH_SCOPE'])
  })
})
