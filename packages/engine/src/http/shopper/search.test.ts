import { SearchBody, SuggestBody } from '@nunchi/protocol'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { MemoryKeyStore } from '../../adapters/memory/key-store.ts'
import { openTestingShop, said } from '../../app/testing-shop.ts'
import { minor, type ProductId } from '../../domain/units.ts'
import { buildServer } from '../server.ts'

const brands = ['봄날', 'MOA']

async function open() {
  const { shop, log } = await openTestingShop()
  await shop.record(
    Array.from({ length: 60 }, (_, n) => ({
      kind: 'product.listed',
      at: shop.now(),
      id: `l${n}`,
      product: {
        id: `p${n}` as ProductId,
        title: `무선 이어폰 ${n}`,
        brand: brands[n % 2]!,
        categoryPath: ['가전', '음향'],
        attributes: {},
        priceMinor: minor(10_000 + 100 * n),
        inStock: n !== 7,
      },
    })),
  )
  for (const [user, rest] of [
    ['kim', 0],
    ['lee', 1],
  ] as const)
    await shop.collect(
      [2, 4, 6].map((n) => said({ user }, { kind: 'product.viewed', product: `p${n + rest}` })),
      { consent: 'assumed' },
    )
  const keys = new MemoryKeyStore()
  const { secret } = await keys.add({ name: 'page', scope: 'secret', consent: 'assumed' }, 0)
  const { secret: publishable } = await keys.add({ name: 'page', scope: 'publishable', consent: 'assumed' }, 0)
  const server = buildServer({ shop, keys, options: { logLevel: 'silent' } })
  const ask = async (path: string, query: Record<string, string>, key = secret) => {
    const url = `${path}?${new URLSearchParams(query)}`
    const answer = await server.inject({ url, headers: { authorization: `Bearer ${key}` } })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  return { shop, log, ask, publishable }
}
const productsOf = (body: SearchBody) => body.items.map(({ product }) => product)

test('a search answers as its schema says, in an order that is this person’s', async () => {
  const { ask } = await open()
  const kim = (await ask('/v1/search', { user: 'kim', q: '이어폰', lang: 'ko', count: '100' })).body
  const lee = (await ask('/v1/search', { user: 'lee', q: '이어폰', lang: 'ko', count: '100' })).body
  expect([...Value.Errors(SearchBody, kim)]).toEqual([])
  expect(kim).toMatchObject({
    policy: 'individual',
    currency: { code: 'KRW', digits: 0 },
    total: 60,
    offset: 0,
    facets: { categories: [{ name: '가전>음향', count: 60 }], brands: [{ count: 30 }, { count: 30 }] },
  })
  expect([...productsOf(kim)].sort()).toEqual([...productsOf(lee)].sort())
  expect(productsOf(kim)).not.toEqual(productsOf(lee))
  const [first] = kim.items
  expect(first).toMatchObject({ title: expect.stringContaining('이어폰'), inStock: true, why: { sentence: /[가-힣]/ } })
  expect(kim.items.at(-1)).toMatchObject({ product: 'p7', inStock: false })
})

test('filters, sorts and pages are obeyed; what is corrected or relaxed is said', async () => {
  const { ask } = await open()
  const query = {
    q: 'dldjvhs',
    brand: 'MOA',
    category: '가전',
    minPrice: '11000',
    maxPrice: '12000',
    sort: 'price-down',
  }
  const { body } = await ask('/v1/search', { ...query, offset: '1', count: '2' })
  expect(body).toMatchObject({ total: 5, offset: 1, corrected: '이어폰' })
  expect(productsOf(body)).toEqual(['p17', 'p15'])
  const relaxed = await ask('/v1/search', { q: '이어폰 없는말' })
  expect(relaxed.body).toMatchObject({ total: 60, relaxed: true })
  expect((await ask('/v1/search', { q: '없는말' })).body).toMatchObject({ total: 0, items: [], facets: { prices: [] } })
})

test('suggestions answer as their schema says', async () => {
  const { ask, publishable } = await open()
  const { status, body } = await ask('/v1/suggest', { q: 'ㅂㄴ', anonymous: 'd1' }, publishable)
  expect([status, ...Value.Errors(SuggestBody, body)]).toEqual([200])
  expect(body.completions[0]).toEqual({ text: '봄날', type: 'brand' })
  expect((await ask('/v1/suggest', { q: '음', count: '1' })).body.completions).toEqual([
    { text: '음향', type: 'category', path: '가전>음향' },
  ])
})

test('a wrong question is refused, and so is asking for somebody without proof', async () => {
  const { ask, publishable } = await open()
  const refused: [string, Record<string, string>, string][] = [
    ['/v1/search', { count: '0' }, 'querystring.count'],
    ['/v1/search', { sort: 'cheap' }, 'querystring.sort'],
    ['/v1/search', { offset: '-1' }, 'querystring.offset'],
    ['/v1/search', { q: 'x'.repeat(201) }, 'querystring.q'],
    ['/v1/suggest', {}, 'querystring.q'],
    ['/v1/search', { query: 'x' }, 'querystring.query'],
  ]
  for (const [path, query, field] of refused) {
    const { status, body } = await ask(path, query)
    expect([path, query, status, body.error.field]).toEqual([path, query, 400, field])
  }
  const { status, body } = await ask('/v1/search', { user: 'kim', q: '이어폰' }, publishable)
  expect([status, body.error.code]).toEqual([403, 'IDENTITY_UNPROVEN'])
})

test('a search by itself leaves nothing in the log', async () => {
  const { ask, log } = await open()
  const length = await log.length()
  await ask('/v1/search', { user: 'kim', q: '이어폰' })
  await ask('/v1/suggest', { user: 'kim', q: '이어' })
  expect(await log.length()).toBe(length)
})
