import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Verdict } from '../../app/face.ts'
import { type TestingRim, testingRim } from '../testing-rim.ts'

const identitySecret = 'the shop and Nunchi alone know this'
const hashOf = (user: string) => createHmac('sha256', identitySecret).update(user).digest('hex')

let rim: TestingRim
const open = async (options: Parameters<typeof testingRim>[0] = {}) => {
  rim = await testingRim(options)
  const hint = { brand: 'Hasbro', priceMinor: 20_000 }
  await rim.call({
    url: '/v1/events',
    body: {
      events: [
        {
          kind: 'product.listed',
          product: { id: 'p1', title: 'Monopoly', brand: 'Hasbro', priceMinor: 1_999, url: '/p/1', attributes: {} },
        },
        { kind: 'product.viewed', product: 'p1', user: 'kim', hint },
        { kind: 'product.viewed', product: 'p1', anonymous: 'device-1', hint },
      ],
    },
  })
}
beforeEach(() => open())
afterEach(() => rim.server.stop())

const code = async (ask: Parameters<TestingRim['call']>[0]) => {
  const { status, body } = await rim.call(ask)
  return body.error?.code ?? status
}

describe('what is shown', () => {
  test('home has modules of items with a reason, in the language asked for', async () => {
    const { status, body, headers } = await rim.call({
      url: '/v1/home?user=kim&items=2&modules=for-you&lang=ko&policy=popular',
    })
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    const item = { product: 'p1', title: 'Monopoly', brand: 'Hasbro', priceMinor: 1_999, url: '/p/1' }
    expect(body).toMatchObject({ policy: 'popular', currency: { code: 'KRW', digits: 0 } })
    expect(body.modules).toEqual([
      {
        module: 'for-you',
        title: '인기 상품',
        items: [{ ...item, score: 1, why: { source: 'trend', sentence: '많은 분들이 찾는 상품이에요.' } }],
      },
    ])
  })

  test('a stranger is shown a page too; nonsense is refused by field', async () => {
    expect((await rim.call({ url: '/v1/home', key: 'publishable' })).status).toBe(200)
    const refused = await rim.call({ url: '/v1/home?items=1000' })
    expect([refused.status, refused.body.error?.field]).toEqual([400, 'querystring.items'])
    expect(await code({ url: '/v1/home?modules=for-you,nope' })).toBe('BODY_INVALID')
    expect(await code({ url: '/v1/home?policy=magic' })).toBe('BODY_INVALID')
    expect(await code({ url: '/v1/home', key: 'none' })).toBe('AUTH_MISSING')
  })

  test('rank orders what is known and names what is not', async () => {
    const { body } = await rim.call({ url: '/v1/rank', body: { user: 'kim', products: ['p1', 'nope'] } })
    expect(body).toMatchObject({ items: [{ product: 'p1', title: 'Monopoly' }], unknown: ['nope'] })
    expect(await code({ url: '/v1/rank', body: { products: 'p1' } })).toBe('BODY_INVALID')
  })

  test('why answers in words and points', async () => {
    const { body } = await rim.call({ url: '/v1/why?user=kim&product=p1&lang=ko' })
    const sentence = '지금 많은 분들이 찾는 상품이에요. 평균의 3.2배예요.'
    const evidence = { average: 3.21, period: 'now' }
    expect(body).toMatchObject({ product: 'p1', source: 'trend', sentence, score: 1, parameters: { trend: 1 } })
    expect(body.contributions).toEqual([{ source: 'trend', points: 1, sentence, evidence }])
    expect(await code({ url: '/v1/why?user=kim&product=nope' })).toBe('PRODUCT_UNKNOWN')
  })
})

describe('what comes next', () => {
  test('tags in words, products with titles, moments in ms, and nothing is cached', async () => {
    const { status, body, headers } = await rim.call({ url: '/v1/next?user=kim&days=14&lang=ko' })
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    expect(body).toMatchObject({
      basis: 'person',
      categories: [{ tag: 'category:Toys>Games', words: 'Toys > Games', probability: 0.3 }],
      repurchases: [{ product: 'p1', title: 'Monopoly', lastAt: 1_759_000_000_000, expectedAt: 1_761_000_000_000 }],
      churn: { days: 14, of: 'order', lastAt: 1_759_000_000_000 },
    })
  })

  test('a stranger gets the figures of everybody; nonsense is refused by field', async () => {
    expect((await rim.call({ url: '/v1/next', key: 'publishable' })).body).toMatchObject({ basis: 'everybody' })
    expect((await rim.call({ url: '/v1/next?anonymous=nobody', key: 'publishable' })).status).toBe(200)
    for (const field of ['days', 'count'])
      expect((await rim.call({ url: `/v1/next?${field}=0` })).body.error?.field).toBe(`querystring.${field}`)
    expect(await code({ url: '/v1/next?nope=1' })).toBe('BODY_INVALID')
    expect(await code({ url: '/v1/next', key: 'none' })).toBe('AUTH_MISSING')
  })
})

describe('what is kept', () => {
  test('interests, preferences, export and erasure', async () => {
    expect((await rim.call({ url: '/v1/interests?user=kim' })).body.interests).toMatchObject([
      { tag: 'brand:Hasbro' },
      {},
    ])
    const change = { user: 'kim', personalised: false, hide: [{ what: 'brand', brand: 'Hasbro' }] }
    const { body } = await rim.call({ method: 'PUT', url: '/v1/preferences', body: change })
    const now = { personalised: false, consent: true, hidden: [{ what: 'brand', brand: 'Hasbro' }] }
    expect(body).toEqual({ ...now, unknown: [] })
    expect((await rim.call({ url: '/v1/preferences?user=kim' })).body).toEqual(now)
    const mine = await rim.call({ url: '/v1/my-data?user=kim' })
    expect(mine.body).toMatchObject({ aliases: [{ type: 'user', id: 'kim' }], preferences: { personalised: false } })
    expect((mine.body.events as unknown[]).length).toBe(3)
    const forgotten = await rim.call({ url: '/v1/forget', body: { user: 'kim' } })
    expect([forgotten.status, forgotten.body]).toEqual([
      202,
      { erasure: 0, state: 'done', personalised: true, consent: true },
    ])
    const again = await rim.call({ url: '/v1/forget', body: { user: 'kim' } })
    expect([again.status, again.body]).toEqual([202, { state: 'done', personalised: true, consent: true }])
    expect((await rim.call({ url: '/v1/erasures/0' })).body.state).toBe('done')
    expect(await code({ url: '/v1/erasures/9' })).toBe('ERASURE_UNKNOWN')
    expect(await code({ url: '/v1/my-data?user=kim' })).toBe('SHOPPER_UNKNOWN')
  })

  test('an interest can be taken back: the fact is told to the shop under its tag', async () => {
    const body = { user: 'kim', removeInterests: ['brand:Hasbro'] }
    expect((await rim.call({ method: 'PUT', url: '/v1/preferences', body })).status).toBe(200)
    expect(rim.shop.reports.at(-1)?.event).toMatchObject({ kind: 'interest.removed', tag: 'brand:Hasbro' })
  })

  test('what is hidden is taken whatever it is called, and what nothing is called so far is told', async () => {
    const slips = [
      { what: 'brand', brand: 'Hazbro' },
      { what: 'product', product: 'p9' },
      { what: 'category', category: 'Games' },
    ]
    const hide = [{ what: 'brand', brand: 'Hasbro' }, { what: 'product', product: 'p1' }, ...slips]
    const { status, body } = await rim.call({ method: 'PUT', url: '/v1/preferences', body: { user: 'kim', hide } })
    expect([status, body.hidden, body.unknown]).toEqual([200, hide, slips])
    const events = hide.map((hidden) => ({ kind: 'shopper.hid', user: 'lee', hidden }))
    const told = await rim.call({ url: '/v1/events', body: { events } })
    expect(told.body).toMatchObject({
      accepted: 5,
      warnings: ['brand', 'product', 'category'].map((what, i) => ({
        index: i + 2,
        code: 'HIDDEN_UNKNOWN',
        field: `hidden.${what}`,
      })),
    })
  })

  test('a wish that is not taken is refused, not answered as if it were', async () => {
    const verdict = { status: 'rejected', code: 'TOO_MANY_NEW', field: 'anonymous', reason: 'is missing', remedy: '' }
    rim.shop.collect = async (reports) => reports.map(() => verdict as Verdict)
    const body = { anonymous: 'new', consent: false }
    const answer = await rim.call({ method: 'PUT', url: '/v1/preferences', key: 'publishable', body })
    expect([answer.status, answer.body.error?.code]).toEqual([429, 'TOO_MANY_NEW'])
  })

  test('an interest is given as the engine knows it and in words, a price band with its limits', async () => {
    const price = { fromMinor: 16_384, belowMinor: 23_171 }
    for (const [lang, words] of [
      ['en', 'about ₩16,000–23,000'],
      ['ko', '약 1.6만~2.3만 원'],
    ]) {
      const expected = [
        { tag: 'brand:Hasbro', words: 'Hasbro' },
        { tag: 'price:28', type: 'price', name: '28', words, price },
      ]
      expect((await rim.call({ url: `/v1/interests?user=kim&lang=${lang}` })).body.interests).toMatchObject(expected)
      expect((await rim.call({ url: `/v1/my-data?user=kim&lang=${lang}` })).body.interests).toMatchObject(expected)
    }
  })

  test('nobody named, nothing hidden by half', async () => {
    expect(await code({ url: '/v1/interests' })).toBe('BODY_INVALID')
    const half = { user: 'kim', hide: [{ what: 'brand' }] }
    expect(await code({ method: 'PUT', url: '/v1/preferences', body: half })).toBe('BODY_INVALID')
  })
})

/** Every call that bares, changes or erases what is known of a person. */
const ownCalls = (person: Record<string, string>) => {
  const query = new URLSearchParams(person).toString()
  return [
    { url: `/v1/interests?${query}` },
    { url: `/v1/preferences?${query}` },
    { url: `/v1/my-data?${query}` },
    { url: `/v1/why?product=p1&${query}` },
    { url: `/v1/next?${query}` },
    { method: 'PUT' as const, url: '/v1/preferences', body: { ...person, personalised: false } },
    { url: '/v1/forget', body: person },
  ]
}

describe('a publishable key', () => {
  test('names a device by its id, but no user without proof', async () => {
    for (const ask of ownCalls({ anonymous: 'device-1' }))
      expect(await code({ ...ask, key: 'publishable' })).toBeLessThan(300)
    for (const ask of [...ownCalls({ user: 'kim' }), { url: '/v1/home?user=kim' }])
      expect(await code({ ...ask, key: 'publishable' })).toBe('IDENTITY_UNPROVEN')
  })

  test('names a user with the hash that the shop made, and with no other', async () => {
    await rim.server.stop()
    await open({ identitySecret })
    const proof = { user: 'kim', userHash: hashOf('kim') }
    for (const ask of ownCalls(proof)) expect(await code({ ...ask, key: 'publishable' })).toBeLessThan(300)
    for (const userHash of [hashOf('lee'), hashOf('kim').slice(1), '', 'zz'])
      for (const ask of ownCalls({ user: 'kim', userHash }))
        expect(await code({ ...ask, key: 'publishable' })).toBe('IDENTITY_UNPROVEN')
  })

  test('does not reach another person by tying its own device to their login', async () => {
    const tie = { url: '/v1/identify', key: 'publishable' as const, body: { userId: 'kim', anonymousId: 'thief' } }
    for (const options of [{}, { identitySecret }]) {
      await rim.server.stop()
      await open(options)
      expect((await rim.call(tie)).body).toMatchObject({ accepted: 1, warnings: [{ code: 'USER_UNPROVEN' }] })
      const mine = await rim.call({ url: '/v1/my-data?anonymous=thief', key: 'publishable' })
      expect(mine.body.aliases).toEqual([{ type: 'anonymous', id: 'thief' }])
    }
  })
})
