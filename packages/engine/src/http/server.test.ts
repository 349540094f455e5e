import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../domain/refusal.ts'
import { routes } from './routes.ts'
import { type TestingRim, testingRim } from './testing-rim.ts'

let rim: TestingRim
beforeEach(async () => {
  rim = await testingRim({ ratePerSecond: 50, rateBurst: 50, keylessPerSecond: 20 })
})
afterEach(() => rim.server.stop())

describe('keys', () => {
  test('are made, listed without their secret, and revoked', async () => {
    const made = await rim.call({ url: '/v1/keys', body: { name: 'app', scope: 'publishable' } })
    expect(made.status).toBe(201)
    expect(made.body.key).toMatchObject({ name: 'app', scope: 'publishable', consent: 'assumed' })
    const headers = { authorization: `Bearer ${String(made.body.secret)}` }
    expect((await rim.call({ url: '/v1/home', key: 'none', headers })).status).toBe(200)
    const listed = await rim.call({ url: '/v1/keys' })
    expect(listed.text).not.toContain(String(made.body.secret))
    expect((listed.body.keys as unknown[]).length).toBe(3)
    expect((await rim.call({ method: 'DELETE', url: '/v1/keys/key3' })).status).toBe(204)
    expect((await rim.call({ url: '/v1/home', key: 'none', headers })).body.error?.code).toBe('AUTH_UNKNOWN')
    expect((await rim.call({ method: 'DELETE', url: '/v1/keys/key3' })).body.error?.code).toBe('KEY_UNKNOWN')
  })

  test('of the browser may not', async () => {
    const asks = [{ url: '/v1/keys' }, { url: '/v1/keys', body: { name: 'x', scope: 'secret' } }, { url: '/metrics' }]
    for (const ask of asks) expect((await rim.call({ ...ask, key: 'publishable' })).body.error?.code).toBe('AUTH_SCOPE')
  })
})

describe('operation', () => {
  test('alive, ready, and stopping', async () => {
    expect((await rim.call({ url: '/healthz', key: 'none' })).body).toEqual({ alive: true })
    expect((await rim.call({ url: '/readyz', key: 'none' })).body).toMatchObject({ ready: true, waiting: 0 })
    rim.shop.health = () => ({ ready: false, position: 0, waiting: 0, reasons: [new Refusal('STOPPING')] })
    const busy = await rim.call({ url: '/readyz', key: 'none' })
    expect([busy.status, busy.body.reasons]).toMatchObject([503, [{ code: 'STOPPING' }]])
  })

  test('metrics tell requests, events and state', async () => {
    await rim.call({ url: '/v1/events', body: { events: [{ kind: 'product.viewed', product: 'p', user: 'u' }, {}] } })
    const { text } = await rim.call({ url: '/metrics' })
    expect(text).toContain('nunchi_events_total{kind="product.viewed",verdict="accepted"} 1')
    expect(text).toContain('nunchi_events_total{kind="unparsed",verdict="rejected"} 1')
    expect(text).toContain('nunchi_events_told_total{as="rejected",code="EVENT_INVALID"} 1')
    expect(text).toMatch(/nunchi_http_request_seconds_count\{method="POST",route="\/v1\/events",status="200"\} 1/)
    expect(text).toContain('nunchi_state{name="shoppers"} 1')
    expect(text).toContain('nunchi_log{name="ready"} 1')
    expect(text).toContain('nunchi_chores_total{chore="snapshot",outcome="done"} 2')
    expect(text).toContain('nunchi_chores_total{chore="erasure",outcome="failed"} 1')
    expect(text).toContain('nunchi_explored_pages_total 7')
    expect(text).toContain('nunchi_explored_slates_dropped_total 1')
    expect(text).toContain('nunchi_chore_last_success_timestamp_seconds{chore="snapshot"} 1760000000')
    expect(text).not.toContain('nunchi_chore_last_success_timestamp_seconds{chore="erasure"}')
    expect(text).toContain('process_cpu_user_seconds_total')
    expect((await rim.call({ url: '/metrics', key: 'none' })).status).toBe(401)
  })

  test('docs list every route, as JSON and as a page that loads nothing', async () => {
    const api = JSON.parse((await rim.call({ url: '/docs/json', key: 'none' })).text) as {
      openapi: string
      paths: object
    }
    expect(api.openapi).toBe('3.1.0')
    const listed = Object.keys(api.paths)
    for (const { path } of routes) expect(listed).toContain(path.replace(/:(\w+)/g, '{$1}'))
    const page = await rim.call({ url: '/docs', key: 'none' })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.text).not.toMatch(/<script|src=|@import|url\(/)
    for (const path of listed) expect(page.text).toContain(path)
  })
})

describe('the rim', () => {
  test('answers what it does not know in the one shape', async () => {
    const { status, body } = await rim.call({ url: '/v1/nope?secret=x' })
    expect(status).toBe(404)
    expect(body.error).toMatchObject({
      code: 'ROUTE_UNKNOWN',
      message: 'There is no GET /v1/nope; the calls are listed at /docs.',
    })
    expect(body.error?.requestId).toBeTruthy()
    expect((await rim.call({ url: '/%E0%A4%A' })).body.error?.code).toBe('ROUTE_UNKNOWN')
  })

  test('answers HEAD wherever it answers GET, under the same conditions, with no body', async () => {
    for (const path of ['/healthz', '/readyz', '/docs', '/docs/json']) {
      const [head, get] = [await rim.call({ method: 'HEAD', url: path, key: 'none' }), await rim.call({ url: path })]
      expect([path, head.status, head.text]).toEqual([path, 200, ''])
      expect(head.headers['content-length']).toBe(String(Buffer.byteLength(get.text)))
    }
    expect((await rim.call({ method: 'HEAD', url: '/v1/home' })).status).toBe(200)
    expect((await rim.call({ method: 'HEAD', url: '/v1/home', key: 'none' })).status).toBe(401)
    expect((await rim.call({ method: 'HEAD', url: '/v1/keys', key: 'publishable' })).status).toBe(403)
    expect((await rim.call({ method: 'HEAD', url: '/v1/nope' })).status).toBe(404)
    expect((await rim.call({ url: '/docs/json' })).text).not.toContain('"head"')
  })

  test('leads who opens the bare address to the docs', async () => {
    const { status, headers } = await rim.call({ url: '/', key: 'none' })
    expect([status, headers.location]).toEqual([302, '/docs'])
  })

  test('names its own faults without telling them', async () => {
    rim.shop.home = () => {
      throw new Error('a detail of the inside')
    }
    const { status, body, text } = await rim.call({ url: '/v1/home' })
    expect([status, body.error?.code]).toEqual([500, 'INTERNAL'])
    expect(text).not.toContain('a detail')
    expect(rim.logged.join('')).toContain('a detail of the inside')
    expect(rim.logged.join('')).toContain(String(body.error?.requestId))
  })

  test('limits the rate by key, and by address where no key is known', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => rim.call({ url: '/v1/home', key: 'publishable' })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers['retry-after']).toBe('1')
    expect((await rim.call({ url: '/v1/home' })).status).toBe(200)
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        rim.call({ url: '/v1/home', key: 'none', headers: { authorization: `Bearer ${i}` } }),
      ),
    )
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]))
  })

  test('lets pages of any origin call, or of those named', async () => {
    const headers = { origin: 'https://shop.example' }
    expect((await rim.call({ url: '/v1/home', headers })).headers['access-control-allow-origin']).toBe('*')
    const preflight = await rim.server.inject({ method: 'OPTIONS', url: '/v1/batch', headers })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization')
    const strict = await testingRim({ corsOrigins: ['https://shop.example'] })
    const allowed = (origin: string) => strict.call({ url: '/v1/home', headers: { origin } })
    expect((await allowed('https://shop.example')).headers['access-control-allow-origin']).toBe('https://shop.example')
    expect((await allowed('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined()
    await strict.server.stop()
  })

  test('logs no key, wherever it came', async () => {
    const { secret } = rim
    const basic = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
    rim.shop.collect = () => Promise.reject(Object.assign(new Error('disk'), { secret, writeKey: secret }))
    const body = { writeKey: secret, event: 'Product Viewed', userId: 'u', properties: { product_id: 'p' } }
    expect((await rim.call({ url: '/v1/track', body })).status).toBe(500)
    await rim.call({ url: '/v1/track', key: 'none', body })
    await rim.call({ url: `/v1/home?writeKey=${secret}`, headers: { authorization: basic } })
    await rim.call({ url: `/nope/${secret}`, body: `{"writeKey":"${secret}"` })
    const lines = rim.logged.join('')
    expect(lines).toContain('disk')
    expect(lines).toContain('[redacted]')
    expect(lines).not.toContain(secret)
    expect(lines).not.toContain(basic.slice(6))
  })
})

describe('a port', () => {
  const open = async () => {
    const address = await rim.server.listen({ port: 0 })
    return { address, port: Number(new URL(address).port) }
  }
  const headers = () => ({ authorization: `Bearer ${rim.secret}`, 'content-type': 'application/json' })

  test('stop answers what is under way and refuses what comes', async () => {
    const { address } = await open()
    let finish = () => {}
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    let started = () => {}
    const reached = new Promise<void>((resolve) => {
      started = resolve
    })
    const { shop } = rim
    const collect = shop.collect.bind(shop)
    shop.collect = async (reports, from) => {
      started()
      await held
      return collect(reports, from)
    }
    const body = JSON.stringify({ event: 'Product Viewed', userId: 'u', properties: { product_id: 'p' } })
    const underWay = fetch(`${address}/v1/track`, { method: 'POST', headers: headers(), body })
    await reached
    const stopped = rim.server.stop()
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    finish()
    expect(await (await underWay).json()).toMatchObject({ accepted: 1 })
    await stopped
  })

  test('stop does not wait for connections that were opened in advance', async () => {
    const patient = await testingRim({ stopMsMax: 60_000 })
    const address = await patient.server.listen({ port: 0 })
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    await Promise.all([patient.server.stop(), closed])
  })

  test('stop does not wait for who never finishes asking', async () => {
    const hasty = await testingRim({ stopMsMax: 100 })
    const address = new URL(await hasty.server.listen({ port: 0 }))
    const socket = connect(Number(address.port), address.hostname)
    socket.on('error', () => {})
    const head = 'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n'
    socket.write(`${head}expect: 100-continue\r\n\r\n{`)
    await once(socket, 'data') // it has begun to listen
    const cut = new Promise((resolve) => socket.once('close', resolve))
    const started = performance.now()
    await Promise.all([hasty.server.stop(), cut])
    expect(performance.now() - started).toBeLessThan(9_000) // it would be 10 s if nothing had been said
  })

  test('what is not HTTP gets an answer in the one shape', async () => {
    const { port } = await open()
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'))
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString()
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect(answer).toContain('"code":"BODY_INVALID"')
  })
})
