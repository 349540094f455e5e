import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from './problem.ts'
import { type TestingRim, testingRim } from './testing-rim.ts'

let rim: TestingRim
beforeAll(async () => {
  rim = await testingRim()
})
afterAll(() => rim.server.stop())

const refused = async (ask: Parameters<TestingRim['call']>[0]) => {
  const { status, body } = await rim.call(ask)
  return `${status} ${body.error?.field}: ${body.error?.message.slice(`At ${body.error.field}: `.length)}`
}
const preferences = (body: object) => ({ method: 'PUT' as const, url: '/v1/preferences', body: { user: 'u', ...body } })

describe('a refusal names what is allowed', () => {
  test.each([
    [{ url: '/v1/home?policy=magic' }, '400 querystring.policy: is not one of: individual, cluster, popular.'],
    [{ url: '/v1/home?lang=fr' }, '400 querystring.lang: is not one of: ko, en.'],
    [
      { url: '/v1/home?modules=for-you,nope' },
      '400 querystring.modules: is not one of: for-you, deals, pick-up, again, new-in-your-brands.',
    ],
    [
      { url: '/v1/keys', body: { name: 'x', scope: 'admin' } },
      '400 body.scope: is not one of: publishable, secret, driver.',
    ],
    [{ url: '/v1/keys', body: { name: 'x' } }, '400 body.scope: is missing.'],
    [preferences({ hide: [{ what: 'shop' }] }), '400 body.hide.0.what: is not one of: product, brand, category.'],
    [preferences({ hide: [{ what: 'brand' }] }), '400 body.hide.0.brand: is missing.'],
    [
      preferences({
        unhide: [
          { what: 'product', product: 'p' },
          { what: 'category', category: 'c', a: 1, b: 2, c: 3 },
        ],
      }),
      '400 body.unhide.1.a: is not known here; known are: what, category.',
    ],
    [preferences({ hide: ['brand'] }), '400 body.hide.0: must be object.'],
    [
      { url: '/v1/forget', body: { usr: 'u' } },
      '400 body.usr: is not known here; known are: user, anonymous, userHash.',
    ],
    [{ url: '/v1/rank', body: { products: 'p1' } }, '400 body.products: must be array.'],
  ])('%j', async (ask, expected) => {
    expect(await refused(ask)).toBe(expected)
  })
})

test('a problem has a place in any schema, also in a choice between things that have nothing in common', () => {
  const schema = Type.Object({ a: Type.Array(Type.Union([Type.String(), Type.Integer()])) })
  expect(problemOf(schema, { a: ['x', true] })).toEqual({ path: '/a/1', reason: 'must be string' })
  const name = Type.String()
  const verdict = Type.Union([Type.Literal('right'), Type.Literal('wrong')])
  const either = Type.Union([Type.Object({ mall: name, key: name, verdict }), Type.Object({ product: name, verdict })])
  expect(problemOf(either, { product: 'p', verdict: 'maybe' })).toEqual({
    path: '/verdict',
    reason: 'is not one of: right, wrong',
  })
  expect(problemOf(Type.Literal('mall'), 'shop')).toEqual({ path: '', reason: 'is not one of: mall' })
  expect(problemOf(schema, { a: [] })).toEqual({ path: '', reason: 'is not as described' })
})

test('a content type without a body, as clients send it with DELETE, is no error', async () => {
  const made = await rim.call({ url: '/v1/keys', body: { name: 'app', scope: 'publishable' } })
  const headers = { 'content-type': 'application/json' }
  const url = `/v1/keys/${(made.body.key as { id: string }).id}`
  expect((await rim.call({ method: 'DELETE', url, headers })).status).toBe(204)
  expect(await refused({ method: 'POST', url: '/v1/forget', headers })).toBe('400 body: must be object.')
  expect(await refused({ method: 'POST', url: '/v1/batch', headers })).toBe('400 body: is not an object.')
})
