import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type InMemory, openInMemory } from '@nunchi/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, createShopperClient, type NunchiError } from '../index.ts'

let nunchi: InMemory
let url: string
beforeAll(async () => {
  nunchi = await openInMemory()
  url = await nunchi.server.listen({ port: 0 })
  const client = createClient({ url, key: nunchi.secret })
  const product = { title: 'Earphones', categoryPath: ['Audio'], attributes: {}, inStock: true, priceMinor: 30_000 }
  await client.events([
    { kind: 'product.listed', id: 'l1', product: { id: 'p1', ...product } },
    { kind: 'product.listed', id: 'l2', product: { id: 'p2', ...product, title: 'Headphones' } },
    { kind: 'product.viewed', id: 'v1', user: 'kim', anonymous: 'device', product: 'p2' },
  ])
})
afterAll(() => nunchi.close())

test('every question about a shopper is answered, for the person of the client or of the call', async () => {
  const client = createShopperClient({ url, key: nunchi.publishable, person: { anonymous: 'device' }, lang: 'ko' })
  const home = await client.home({ items: 3 })
  expect(home.modules[0]?.items[0]?.product).toBe('p2')
  expect(home.modules[0]?.items[0]?.why.sentence).toMatch(/[가-힣]/)
  expect((await client.rank({ products: ['p1', 'p2', 'p3'] })).unknown).toEqual(['p3'])
  expect((await client.why({ product: 'p2', lang: 'en' })).sentence).toMatch(/[a-z]/)
  expect((await client.product('p1')).product).toMatchObject({ product: 'p1', categoryPath: ['Audio'] })
  expect((await client.next()).basis).toBe('person')
  expect((await client.interests()).interests.map(({ name }) => name)).toContain('Audio')
  const changed = await client.changePreferences({ hide: [{ what: 'product', product: 'p1' }] })
  expect(changed.hidden).toEqual([{ what: 'product', product: 'p1' }])
  expect(await client.preferences()).toMatchObject({ personalised: true, hidden: changed.hidden })
  expect(await client.preferences({ anonymous: 'another' })).toMatchObject({ hidden: [] })
  expect((await client.myData()).events.map(({ event }) => event.kind)).toContain('product.viewed')
  const none = { user: undefined, anonymous: undefined, lang: undefined }
  expect((await client.home(none)).modules[0]?.title).toMatch(/[가-힣]/) // undefined fields take nothing away
  const { erasure } = await client.forget()
  expect(erasure).toBeDefined()
  expect((await client.erasure(erasure!)).state).toMatch(/scrubbing|done/)
})

test('what runs a shop is answered to a secret key', async () => {
  const client = createClient({ url, key: nunchi.secret })
  expect(await client.ready()).toMatchObject({ ready: true })
  const { key, secret } = await client.makeKey({ name: 'page', scope: 'publishable' })
  expect(secret).toMatch(/^nk_/)
  await client.revokeKey(key.id)
  expect((await client.keys()).keys.map(({ id }) => id)).not.toContain(key.id)
  expect(await client.status()).toMatchObject({ ready: true, demo: false, currency: { code: 'KRW' } })
  expect(await client.alive()).toEqual({ alive: true })
  expect(await client.metrics()).toContain('nunchi_events_told_total')
  expect((await client.policies()).shares.individual).toBeGreaterThan(0)
  expect((await client.quality()).catalog.products).toBe(2)
  expect(await client.ranker()).toMatchObject({ versions: [] })
  expect(await client.cancelTraining()).toEqual({ cancelled: false })
  const tracked = { type: 'track', userId: 'lee', event: 'Product Viewed', properties: { product_id: 'p1' } }
  const messages = [{ ...tracked, messageId: 'm1', timestamp: Date.now() }]
  expect(await client.batch(messages)).toMatchObject({ accepted: 1 })
  expect((await client.shoppers({ sort: 'events' })).total).toBe(1)
  expect((await client.timeline({ user: 'lee' })).events.map(({ kind }) => kind)).toContain('product.viewed')
  expect(await client.importHistory(messages)).toMatchObject({ duplicates: 1 })
})

test('a refusal says code, place, reason, remedy and the number of the request', async () => {
  const failed = (call: Promise<unknown>) =>
    call.then(
      () => expect.unreachable(),
      (error: NunchiError) => error,
    )
  const page = createClient({ url, key: nunchi.publishable })
  expect(await failed(page.keys())).toMatchObject({ name: 'NunchiError', code: 'AUTH_SCOPE', status: 403 })
  expect(await failed(page.home({ user: 'kim' }))).toMatchObject({ code: 'IDENTITY_UNPROVEN', field: 'userHash' })
  const error = await failed(page.why({ product: 'none', anonymous: 'device' }))
  expect(error).toMatchObject({ code: 'PRODUCT_UNKNOWN', status: 404, message: expect.stringContaining('none') })
  expect(error.requestId).toBeTruthy()
  const nowhere = createClient({ url: 'http://127.0.0.1:9', key: 'k', retriesMax: 0 })
  expect(await failed(nowhere.home())).toMatchObject({ code: 'NETWORK', status: 0, remedy: expect.any(String) })
  const mistyped = createClient({ url, key: 'ㅜㅏ_sec' })
  expect(await failed(mistyped.keys())).toMatchObject({ code: 'AUTH_UNKNOWN', status: 401 })
  const cancelled = AbortSignal.abort(new Error('left the page'))
  await expect(page.home({}, { signal: cancelled })).rejects.toThrow('left the page')
})

/** A server that answers as told, in turn. */
async function answering(...answers: readonly (readonly [number, string, Record<string, string>?] | 'never')[]) {
  let asked = 0
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]
    if (answer === undefined || answer === 'never') return
    response.writeHead(answer[0], answer[2]).end(answer[1])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { client: createClient({ url: address, key: 'k', timeoutMs: 200 }), asked: () => asked, server }
}

test('reads are asked again after what may pass, writes never', async () => {
  const busy = [
    503,
    '{"error":{"code":"OVERLOADED","message":"busy","requestId":"r"}}',
    { 'retry-after': '0' },
  ] as const
  const patient = await answering(busy, busy, [200, '{"modules":[]}'])
  expect(await patient.client.home()).toEqual({ modules: [] })
  expect(patient.asked()).toBe(3)
  const writing = await answering(busy, [200, '{}'])
  await expect(writing.client.forget({ user: 'kim' })).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 0 })
  expect(writing.asked()).toBe(1)
  const late = await answering([503, '', { 'retry-after': '3600' }])
  await expect(late.client.home()).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE', status: 503 })
  expect(late.asked()).toBe(1)
  for (const { server } of [patient, writing, late]) server.close()
})

test('silence, and an answer that is not ours, have codes of their own', async () => {
  const silent = await answering('never')
  await expect(silent.client.forget({ user: 'kim' })).rejects.toMatchObject({ code: 'TIMEOUT', status: 0 })
  const stranger = await answering([200, '<html>'])
  await expect(stranger.client.home()).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE', status: 200 })
  for (const { server } of [silent, stranger]) {
    server.closeAllConnections()
    server.close()
  }
})
