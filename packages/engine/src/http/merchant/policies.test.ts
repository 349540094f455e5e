import { expect, test } from 'vitest'
import { hashViews } from '../../app/hash.ts'
import type { PolicyShares } from '../../decide/rank/policy.ts'
import { day, openMerchant } from './testing-merchant.ts'

const half = { individual: 0.5, cluster: 0, popular: 0.5 }

async function open(policies: PolicyShares = half) {
  const opened = await openMerchant({ policies })
  const facts = async () => (await opened.log.read(0, 10_000)).filter((event) => event.kind === 'policy.assigned')
  return { ...opened, facts }
}

const viewed = (who: object) => ({ kind: 'product.viewed', product: 'p', hint: { priceMinor: 1_000 }, ...who })
const ordered = (user: string, order: string, priceMinor: number) => ({
  kind: 'order.placed',
  user,
  order,
  lines: [{ product: 'p', quantity: 2, priceMinor }],
})

test('pages by lot are noted once a shopper, and what they bring is told per policy', async () => {
  const { shop, clock, get, tell, facts } = await open()
  const policyOf = new Map<string, string>()
  for (let n = 0; n < 40; n++) {
    await tell(viewed({ user: `u${n}` }))
    policyOf.set(`u${n}`, (await get(`/v1/home?user=u${n}`)).policy)
    await get(`/v1/home?user=u${n}`)
  }
  expect(await facts()).toHaveLength(40)
  const [dealt] = [...policyOf].filter(([, policy]) => policy === 'individual').map(([user]) => user)
  const [other] = [...policyOf].filter(([, policy]) => policy === 'popular').map(([user]) => user)
  clock.ms += day
  await tell(ordered(dealt!, 'A', 1_500), ordered(other!, 'B', 500))
  await tell({
    kind: 'order.refunded',
    user: dealt,
    order: 'A',
    lines: [{ product: 'p', quantity: 1, priceMinor: 1_500 }],
  })
  const answer = await get('/v1/policies')
  const count = (policy: string) => [...policyOf.values()].filter((one) => one === policy).length
  expect(answer).toMatchObject({
    shares: half,
    since: 20_000 * day,
    currency: { code: 'KRW', digits: 0 },
    mixed: 0,
    policies: [
      { policy: 'individual', shoppers: count('individual'), buyers: 1, orders: 1, revenueMinor: 1_500 },
      { policy: 'popular', shoppers: count('popular'), buyers: 1, orders: 1, revenueMinor: 1_000 },
    ],
  })
  expect(answer.days.map(({ day, policy, orders }: Record<string, unknown>) => [day, policy, orders])).toEqual(
    expect.arrayContaining([
      ['2024-10-04', 'individual', 0],
      ['2024-10-05', 'individual', 1],
      ['2024-10-05', 'popular', 1],
    ]),
  )
  expect(answer.lifts).toHaveLength(4)
  expect(hashViews(await shop.rebuild())).toEqual(hashViews(shop.views))
})

test('strangers, named policies, previews, HEAD, who refused, and a lone policy deal nothing', async () => {
  const { server, get, post, tell, facts } = await open()
  await get('/v1/home?anonymous=stranger')
  await tell(viewed({ user: 'kim' }), viewed({ user: 'lee' }), { kind: 'personalisation.refused', user: 'lee' })
  await get('/v1/home?user=kim&policy=popular')
  await get('/v1/home?user=kim&preview=true')
  await get('/v1/home?user=lee')
  await get('/v1/why?user=kim&product=p')
  await server.inject({ method: 'HEAD', url: '/v1/home?user=kim' })
  await server.inject({ method: 'HEAD', url: '/v1/search?user=kim' })
  await get('/v1/search?user=kim&sort=price-up')
  await get('/v1/suggest?user=kim&q=p')
  await server.warmUp()
  expect(await facts()).toEqual([])
  await post('/v1/rank', { user: 'kim', products: ['p'] })
  await get('/v1/policies')
  expect(await facts()).toHaveLength(1)
  const lone = await open({ individual: 1, cluster: 0, popular: 0 })
  await lone.tell(viewed({ user: 'kim' }))
  await lone.get('/v1/home?user=kim')
  expect(await lone.facts()).toEqual([])
  expect((await lone.get('/v1/policies')).policies).toMatchObject([{ policy: 'individual', shoppers: 0 }])
})

test('a search is dealt the policy that its answer names', async () => {
  const { get, tell, facts } = await open()
  for (let n = 0; n < 10; n++) {
    await tell(viewed({ user: `u${n}` }))
    const { policy } = await get(`/v1/search?user=u${n}`)
    expect((await facts()).at(-1)).toMatchObject({ kind: 'policy.assigned', policy })
    expect(await facts()).toHaveLength(n + 1)
  }
})

test('a person whose devices drew different lots is one shopper, counted first come, and mixed', async () => {
  const { get, tell } = await open()
  const lots = new Map<string, string>()
  for (let n = 0; n < 20; n++) {
    await tell(viewed({ anonymous: `d${n}` }))
    lots.set((await get(`/v1/home?anonymous=d${n}`)).policy, `d${n}`)
  }
  await tell(...[...lots.values()].map((anonymous) => ({ kind: 'identify', user: 'kim', anonymous })))
  const { policies, mixed } = await get('/v1/policies')
  expect(mixed).toBe(1)
  expect(policies.reduce((sum: number, { shoppers }: { shoppers: number }) => sum + shoppers, 0)).toBe(19)
})

test('a publishable key is refused', async () => {
  const { server } = await open()
  expect((await server.inject({ url: '/v1/policies' })).statusCode).toBe(401)
})
