import { expect, test } from 'vitest'
import { testingRim } from '../testing-rim.ts'

const training = '/v1/ranker/training'

test('operators see, choose and train with a secret key, and nobody else', async () => {
  const rim = await testingRim()
  expect((await rim.call({ url: '/v1/ranker' })).body).toEqual({ versions: [] })
  const chosen = await rim.call({ method: 'PUT', url: '/v1/ranker', body: { version: 'v1' } })
  expect([chosen.status, chosen.body]).toEqual([200, { inUse: 'v1', versions: [] }])
  const off = await rim.call({ method: 'PUT', url: '/v1/ranker', body: { version: null } })
  expect([off.status, off.body]).toEqual([200, { versions: [] }])
  for (const ask of [
    { url: '/v1/ranker' },
    { method: 'PUT', url: '/v1/ranker', body: { version: null } },
    { method: 'POST', url: training },
    { method: 'DELETE', url: training },
  ] as const) {
    expect((await rim.call({ ...ask, key: 'publishable' })).body.error?.code).toBe('AUTH_SCOPE')
    expect((await rim.call({ ...ask, key: 'none' })).body.error?.code).toBe('AUTH_MISSING')
  }
})

test('what cannot be chosen or trained is refused with its code', async () => {
  const rim = await testingRim()
  const put = (body: object) => rim.call({ method: 'PUT', url: '/v1/ranker', body })
  expect((await put({ version: 'v9' })).body.error?.code).toBe('MODEL_UNKNOWN')
  for (const wrong of [{}, { version: '' }, { version: 7 }, { version: null, more: 1 }])
    expect((await put(wrong)).body.error?.code).toBe('BODY_INVALID')
  const busy = await rim.call({ method: 'POST', url: training })
  expect([busy.status, busy.body.error?.code]).toEqual([409, 'TRAINING_RUNNING'])
  expect((await rim.call({ method: 'DELETE', url: training })).body).toEqual({ cancelled: true })
})
