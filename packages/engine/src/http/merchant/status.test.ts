import { expect, test } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { testingRim } from '../testing-rim.ts'
import { day, openMerchant } from './testing-merchant.ts'

test('the status tells how the server does', async () => {
  const demo = { config: {} }
  const policies = { individual: 0.5, cluster: 0.25, popular: 0.25 }
  const { get, tell, clock, server } = await openMerchant({ policies, options: { demo, version: '9.9.9' } })
  await server.listen({ port: 0 })
  await tell({ kind: 'product.viewed', user: 'kim', product: 'p1' })
  clock.ms += 5_000
  const status = await get('/v1/status')
  expect(status).toMatchObject({
    version: '9.9.9',
    demo: true,
    startedAt: 20_000 * day,
    now: 20_000 * day + 5_000,
    ready: true,
    reasons: [],
    position: 1,
    waiting: 0,
    streams: 0,
    counts: { shoppers: 1, events: 1 },
    policies,
    explore: { share: 0, pages: 0, dropped: 0 },
    currency: { code: 'KRW', digits: 0 },
    log: {},
  })
  expect(status.ranker).toBeUndefined()
  expect(status.memory.rssBytes).toBeGreaterThan(status.memory.heapBytes)
  expect(status.memory.heapLimitBytes).toBeGreaterThan(0)
  expect(status.rates.overSeconds).toBe(0)
  expect(status.chores.map(({ name }: { name: string }) => name)).toContain('snapshot')
  await server.stop()
})

test('it is answered when the server is not ready, and says why and what failed', async () => {
  const rim = await testingRim()
  const full = new Refusal('LOG_UNAVAILABLE', { reason: 'disk full' })
  rim.shop.health = () => ({ ready: false, position: 7, waiting: 3, reasons: [full] })
  const lastFailure = { at: rim.shop.time, reason: 'disk full' }
  rim.shop.chores = () => [{ name: 'snapshot', done: 0, failed: 1, lastDoneAt: undefined, lastFailure }]
  const { status, body } = await rim.call({ url: '/v1/status' })
  expect([status, body]).toMatchObject([
    200,
    {
      ready: false,
      reasons: [{ code: full.code, message: full.message, details: full.details }],
      position: 7,
      waiting: 3,
      demo: false,
      log: { place: 'memory' },
    },
  ])
  expect(body.chores).toEqual([{ name: 'snapshot', done: 0, failed: 1, lastFailure }])
  expect((await rim.call({ url: '/v1/status', key: 'publishable' })).body.error?.code).toBe('AUTH_SCOPE')
  expect((await rim.call({ url: '/v1/status', key: 'none' })).body.error?.code).toBe('AUTH_MISSING')
})
