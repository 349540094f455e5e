import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { openMerchant } from './testing-merchant.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-offers-http-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const feeds = {
  ganada: [
    'w/1,맑은샘 제주 생수 2L x 12개,9900,맑은샘,3000,식품>생수,투명',
    'd,하루한장 탁상 다이어리 데일리,9000,하루한장,0,문구,',
  ],
  marabas: [
    'x1,[무료배송] 맑은샘 제주생수 2리터*12개,11500,맑은샘,0,,',
    'd,하루한장 다이어리 휴대용,9000,하루한장,0,,',
  ],
}

async function open() {
  const opened = await openMerchant()
  const { shop, server, keys, headers } = opened
  for (const [mall, rows] of Object.entries(feeds)) {
    await shop.malls.put({ id: mall, name: `${mall}몰`, consent: { by: '김대표', at: epochMs(0) } })
    const file = join(dir, `${mall}.csv`)
    writeFileSync(file, ['id,title,price,brand,shipping,category,color', ...rows, ''].join('\n'))
    await shop.malls.read({ mall, file, source: 'test', currency: 'KRW' })
  }
  const { secret: page } = await keys.add({ name: 'page', scope: 'publishable', consent: 'assumed' }, 0)
  const call = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object, key?: string) => {
    const own = key === undefined ? headers : { ...headers, authorization: `Bearer ${key}` }
    const answer = await server.inject({ method, url, headers: own, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...opened, call, page }
}

test('a page of the shop compares the prices of a product; all else is for a secret key', async () => {
  const { call, page } = await open()
  const url = '/v1/products/np-0/offers'
  const { status, body } = await call('GET', url, undefined, page)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    currency: { code: 'KRW' },
    product: 'np-0',
    title: '맑은샘 제주 생수 2L x 12개',
    totalMinor: 11_500,
    unitPrice: { minor: 48, per: '100 ml' },
    total: 2,
    offers: [
      { mall: 'marabas', key: 'x1', totalMinor: 11_500, matched: { with: { mall: 'ganada', key: 'w/1' } } },
      { mall: 'ganada', mallName: 'ganada몰', attributes: { color: '투명' }, categoryPath: ['식품', '생수'] },
    ],
  })
  expect(body.attributes.find(({ name }: { name: string }) => name === 'packCount')).toEqual({
    name: 'packCount',
    votes: [{ value: '12', weight: expect.closeTo(1.9, 0), offers: 2, isSaid: false }],
  })
  expect((await call('GET', `${url}?offset=1&count=1`, undefined, page)).body).toMatchObject({
    total: 2,
    offers: [{ key: 'w/1' }],
  })
  expect((await call('GET', '/v1/products/np-77/offers', undefined, page)).body.error.code).toBe('PRODUCT_UNKNOWN')
  const forSecretKeys = [
    ['GET', '/v1/offers'],
    ['GET', '/v1/offers/marabas/x1'],
    ['GET', '/v1/reviews'],
    ['GET', '/v1/attributes/coverage'],
  ] as const
  for (const [method, path] of forSecretKeys)
    expect((await call(method, path, undefined, page)).body.error.code).toBe('AUTH_SCOPE')
  const value = await call('PUT', '/v1/offers/marabas/x1/values/color', { value: 'black' }, page)
  const verdict = { one: { mall: 'ganada', key: 'd' }, other: { mall: 'marabas', key: 'd' }, verdict: 'same' }
  const back = ['values/color', 'verdicts/ganada/d'].map((path) =>
    call('DELETE', `/v1/offers/marabas/x1/${path}`, undefined, page),
  )
  for (const { body } of [value, await call('POST', '/v1/reviews', verdict, page), ...(await Promise.all(back))])
    expect(body.error.code).toBe('AUTH_SCOPE')
})

test('offers are found, told one by one and corrected; a slash in a key is no trouble', async () => {
  const { call } = await open()
  const found = await call('GET', `/v1/offers?q=${encodeURIComponent('생수')}&count=1`)
  expect(found.body).toMatchObject({ total: 2, offers: [{ mall: 'marabas', key: 'x1' }] })
  expect((await call('GET', '/v1/offers?mall=ganada')).body.offers.map(({ key }: { key: string }) => key)).toEqual([
    'd',
    'w/1',
  ])
  expect((await call('GET', '/v1/offers?mall=nobody')).body.error.code).toBe('MALL_UNKNOWN')
  const path = `/v1/offers/ganada/${encodeURIComponent('w/1')}`
  const read = await call('GET', path)
  expect(read.body).toMatchObject({ key: 'w/1', priceMinor: 9_900, shippingMinor: 3_000 })
  const corrected = await call('PUT', `${path}/values/color`, { value: '블루' })
  expect(corrected.body.values.filter(({ name }: { name: string }) => name === 'color')).toEqual([
    { name: 'color', value: 'blue', field: 'attributes', start: 0, end: 0, confidence: 1, by: 'person' },
  ])
  expect((await call('PUT', `${path}/values/color`, { value: null })).body.saidNone).toEqual(['color'])
  const back = await call('DELETE', `${path}/values/color`)
  expect([back.status, back.body.saidNone]).toEqual([200, undefined])
  expect(back.body.values).toEqual(read.body.values)
  expect((await call('DELETE', `${path}/values/color`)).body.error).toMatchObject({
    code: 'CORRECTION_UNKNOWN',
    details: { mall: 'ganada', key: 'w/1', name: 'color' },
  })
  const refused = await call('PUT', `${path}/values/colour`, { value: '블루' })
  expect([refused.status, refused.body.error.code]).toEqual([400, 'ATTRIBUTE_UNKNOWN'])
  expect((await call('PUT', `${path}/values/color`, {})).body.error.code).toBe('BODY_INVALID')
  expect((await call('GET', '/v1/offers/ganada/none')).body.error).toMatchObject({
    code: 'OFFER_UNKNOWN',
    details: { mall: 'ganada', key: 'none' },
  })
})

test('pairs are reviewed and judged, and coverage is told level by level', async () => {
  const { call } = await open()
  const { body } = await call('GET', '/v1/reviews?count=5')
  expect(body).toMatchObject({ judged: 0, reviews: [{ isTogether: false, vetoes: [], offers: 2 }] })
  const [{ one, other, shared, words, weights }] = body.reviews
  expect([one.title, other.title]).toEqual(['하루한장 탁상 다이어리 데일리', '하루한장 다이어리 휴대용'])
  expect(shared).toContainEqual(expect.objectContaining({ name: 'brand', one: expect.objectContaining({ end: 4 }) }))
  expect(words.shared).toContain('다이어리')
  expect(weights[0]).toMatchObject({ kind: expect.any(String), logOdds: expect.any(Number) })
  const refs = { one: { mall: one.mall, key: one.key }, other: { mall: other.mall, key: other.key } }
  const judged = await call('POST', '/v1/reviews', { ...refs, verdict: 'same' })
  expect(judged.body.products.one).toBe(judged.body.products.other)
  expect(judged.body.moved).toBe(1)
  expect((await call('GET', '/v1/reviews')).body).toMatchObject({ judged: 1, reviews: [] })
  const path = `/v1/offers/${other.mall}/${other.key}/verdicts/${one.mall}/${one.key}`
  expect((await call('DELETE', path)).body).toMatchObject({ moved: 1 })
  expect((await call('GET', '/v1/reviews')).body).toMatchObject({ judged: 0, waiting: 1, reviews: [{}] })
  const none = await call('DELETE', path)
  expect([none.status, none.body.error.code]).toEqual([404, 'VERDICT_UNKNOWN'])
  const gone = { ...refs, other: { mall: 'marabas', key: 'none' }, verdict: 'same' }
  expect((await call('POST', '/v1/reviews', gone)).status).toBe(404)
  expect((await call('GET', '/v1/attributes/coverage?category=')).body.offers).toBe(4)
  const coverage = await call('GET', `/v1/attributes/coverage?category=${encodeURIComponent('식품')}`)
  expect(coverage.body).toMatchObject({
    offers: 1,
    categories: [{ path: ['식품', '생수'], offers: 1, hasMore: false }],
  })
  expect(coverage.body.categories[0].shares).toHaveLength(coverage.body.attributes.length)
})
