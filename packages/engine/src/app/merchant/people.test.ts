import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestingShop, said, start, viewed } from '../testing-shop.ts'
import type { PeopleAsk } from './answers.ts'

const assumed = { consent: 'assumed' } as const
const ask = (change: Partial<PeopleAsk> = {}): PeopleAsk => {
  return { sort: 'recent', order: 'down', offset: 0, count: 100, ...change }
}
const bought = (user: string, order: string, priceMinor: number, at = start as number) =>
  said({ user }, { kind: 'order.placed', order, at, lines: [{ product: 'p', quantity: 2, priceMinor }] })

test('people are told once, whatever their devices, with what they did, spent and allowed', async () => {
  const { shop } = await openTestingShop()
  await shop.collect([viewed({ anonymous: 'phone' }, 'p'), viewed({ anonymous: 'stranger' }, 'p')], assumed)
  await shop.collect([viewed({ user: 'kim', anonymous: 'phone' }, 'p'), bought('kim', 'o1', 500)], assumed)
  await shop.collect(
    [
      said(
        { user: 'kim' },
        { kind: 'order.refunded', order: 'o1', lines: [{ product: 'p', quantity: 1, priceMinor: 500 }] },
      ),
    ],
    assumed,
  )
  await shop.collect([said({ user: 'lee' }, { kind: 'personalisation.refused' })], assumed)
  const { total, shoppers, position } = await shop.merchant.people(ask({ sort: 'events' }))
  expect([total, position]).toEqual([3, shop.views.position])
  const plain = { firstAt: start, lastAt: start, orders: 0, spentMinor: 0, personalised: true, consent: true }
  expect(shoppers).toEqual([
    { ...plain, user: 'kim', events: 4, orders: 1, spentMinor: 500 },
    { ...plain, anonymous: 'stranger', events: 1 },
    { ...plain, user: 'lee', events: 1, personalised: false },
  ])
})

test('people are found by how any of their names begins', async () => {
  const { shop } = await openTestingShop()
  await shop.collect(
    [
      viewed({ user: 'kim', anonymous: 'a-phone' }, 'p'),
      viewed({ user: 'kim', anonymous: 'a-tablet' }, 'p'),
      viewed({ user: 'Kim' }, 'p'),
      viewed({ anonymous: 'a-other' }, 'p'),
      viewed({ user: '김하늘' }, 'p'),
    ],
    assumed,
  )
  const found = async (q: string) => {
    const { total, shoppers } = await shop.merchant.people(ask({ q }))
    expect(shoppers.length).toBe(total)
    return shoppers.map(({ user, anonymous }) => user ?? anonymous)
  }
  expect(await found('ki')).toEqual(['kim'])
  expect((await found('a-')).sort()).toEqual(['a-other', 'kim'])
  expect(await found('김')).toEqual(['김하늘'])
  expect(await found('nobody')).toEqual([])
  expect((await found('')).length).toBe(4)
  await shop.forget({ type: 'user', id: 'kim' })
  expect(await found('a-')).toEqual(['a-other'])
  expect((await found('')).length).toBe(3)
})

test('every order and every page is that of sorting all, ties to who came first', async () => {
  const { shop } = await openTestingShop()
  const users = Array.from({ length: 23 }, (_, n) => `u${n}`)
  await shop.collect(
    users.flatMap((user, n) => [
      ...Array.from({ length: 1 + ((n * 5) % 4) }, () => viewed({ user }, 'p')),
      ...(n % 3 === 0 ? [bought(user, `o${n}`, 100 * (n % 6), start - 3_600_000 * n)] : []),
    ]),
    assumed,
  )
  const all = (await shop.merchant.people(ask({ sort: 'recent', order: 'up' }))).shoppers
  expect(all.length).toBe(23)
  const byRow = [...all].sort((a, b) => Number(a.user!.slice(1)) - Number(b.user!.slice(1)))
  const keys = { recent: 'lastAt', orders: 'orders', spent: 'spentMinor', events: 'events' } as const
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('recent', 'orders', 'spent', 'events'),
      fc.constantFrom('up', 'down'),
      fc.nat(30),
      fc.integer({ min: 1, max: 30 }),
      async (sort, order, offset, count) => {
        const sign = order === 'up' ? 1 : -1
        const sorted = [...byRow].sort((a, b) => sign * (a[keys[sort]]! - b[keys[sort]]!))
        const page = await shop.merchant.people({ sort, order, offset, count })
        expect(page.total).toBe(23)
        expect(page.shoppers).toEqual(sorted.slice(offset, offset + count))
      },
    ),
    { seed: 311, numRuns: 100 },
  )
})

test('a timeline is all devices of one person, newest first, page after page', async () => {
  const { shop } = await openTestingShop()
  for (let n = 0; n < 30; n++)
    await shop.collect(
      [viewed({ anonymous: n % 2 ? 'phone' : 'tablet' }, `p${n}`), viewed({ user: 'lee' }, 'x')],
      assumed,
    )
  for (const anonymous of ['phone', 'tablet']) await shop.collect([viewed({ user: 'kim', anonymous }, 'end')], assumed)
  const shopper = shop.shopperOf({ type: 'user', id: 'kim' })!
  const pages: number[][] = []
  const seen: (string | undefined)[] = []
  for (let before: number | undefined; ; ) {
    const page = await shop.merchant.timeline({ shopper, before, count: 9 })
    expect(page.shopper).toMatchObject({ user: 'kim', events: 32 })
    for (const { person } of page.events) expect(person).toEqual({ user: 'kim' })
    pages.push(page.events.map(({ position }) => position))
    seen.push(...page.events.flatMap(({ product, kind }) => (kind === 'product.viewed' ? [product] : [])))
    before = page.before
    if (before === undefined) break
  }
  expect(pages.flat()).toEqual([...new Set(pages.flat())].sort((a, b) => b - a))
  expect(pages.slice(0, -1).every((page) => page.length === 9)).toBe(true)
  expect(seen).toEqual(['end', 'end', ...Array.from({ length: 30 }, (_, n) => `p${29 - n}`)])
  expect((await shop.merchant.timeline({ shopper, before: 0, count: 9 })).events).toEqual([])
  await shop.forget({ type: 'user', id: 'kim' })
  await expect(shop.merchant.timeline({ shopper, count: 9 })).rejects.toMatchObject({ code: 'SHOPPER_UNKNOWN' })
})
