import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { epochMs, minor, type ProductId } from '../domain/units.ts'
import { Allowances } from './allowances.ts'
import type { Report } from './report.ts'
import { openTestingShop, said, start, statuses, viewed } from './testing-shop.ts'

const dayMs = 86_400_000
const noon = epochMs(20_000 * dayMs + dayMs / 2)

test('an allowance is spent by key and day, all of what is asked or nothing', () => {
  const allowances = new Allowances({ shoppers: 1, products: 3, tags: 10 })
  const spend = (key: string, products: number, tags = 0, now = noon) =>
    allowances.spend(key, { shoppers: 0, products, tags }, now)
  expect([spend('a', 2), spend('a', 2), spend('a', 1, 11), spend('a', 1)]).toEqual([
    undefined,
    'products',
    'tags',
    undefined,
  ])
  expect([spend('a', 1), spend('b', 3)]).toEqual(['products', undefined])
  expect(spend('a', 3, 10, epochMs(20_001 * dayMs))).toBe(undefined)
})

describe('a publishable key', () => {
  type Opened = Awaited<ReturnType<typeof openTestingShop>>
  let opened: Opened
  beforeEach(async () => {
    opened = await openTestingShop({ newPerDay: { shoppers: 3, products: 4, tags: 8 } })
  })
  afterEach(() => opened.shop.close())

  const page = { consent: 'assumed', trusted: false, publishableKey: 'key1' } as const
  const server = { consent: 'assumed', trusted: true } as const
  const collect = (reports: Report[], from: typeof page | typeof server = page) => opened.shop.collect(reports, from)
  const phone = { anonymous: 'phone' }

  test('opens only so many products a day, and is told', async () => {
    const many = Array.from({ length: 10 }, (_, n) => viewed(phone, `junk-${n}`))
    const verdicts = await collect([...many, viewed(phone, 'junk-0'), viewed(phone, 'junk-9')])
    expect(statuses(verdicts)).toEqual([
      ...Array(4).fill('accepted'),
      ...Array(6).fill('rejected'),
      'accepted',
      'rejected',
    ])
    expect(verdicts[4]).toMatchObject({
      code: 'TOO_MANY_NEW',
      field: 'product',
      remedy: expect.stringContaining('Import the catalogue'),
    })
    expect(opened.shop.counts().products).toBe(4)
    expect(statuses(await collect([viewed(phone, 'junk-3'), viewed(phone, 'more')]))).toEqual(['accepted', 'rejected'])
    opened.clock.ms += dayMs
    expect(statuses(await collect([viewed(phone, 'more')]))).toEqual(['accepted'])
  })

  test('does not hold up what the catalogue has, nor a secret key', async () => {
    await collect(Array.from({ length: 5 }, (_, n) => viewed(phone, `junk-${n}`)))
    await opened.shop.record(
      ['tea', 'cup'].map((id) => ({
        kind: 'product.listed',
        at: start,
        id: `listed:${id}`,
        product: {
          id: id as ProductId,
          title: id,
          categoryPath: [],
          attributes: {},
          inStock: true,
          priceMinor: minor(1),
        },
      })),
    )
    expect(statuses(await collect([viewed(phone, 'tea')]))).toEqual(['accepted'])
    expect(statuses(await collect([viewed(phone, 'not-listed-yet')], server))).toEqual(['accepted'])
    expect(statuses(await collect([viewed(phone, 'not-listed-yet')]))).toEqual(['accepted'])
  })

  test('pays for every line of an order and every product of a checkout, all or nothing', async () => {
    const lines = Array.from({ length: 5 }, (_, n) => ({ product: `o${n}`, quantity: 1 }))
    const checkout = { kind: 'checkout.started', products: ['o0', 'o1', 'o2'] }
    const reports = [said(phone, { kind: 'order.placed', order: 'o', lines }), said(phone, checkout)]
    expect(statuses(await collect(reports))).toEqual(['rejected', 'accepted'])
    expect(
      statuses(await collect([said(phone, { kind: 'order.placed', order: 'o', lines: lines.slice(0, 4) })])),
    ).toEqual(['accepted'])
    expect(opened.shop.counts().products).toBe(4)
    const list = { kind: 'list.viewed', products: ['x', 'y', 'z'] } // opens none
    expect(statuses(await collect([said(phone, list)]))).toEqual(['accepted'])
  })

  test('opens only so many tags a day', async () => {
    const hint = (n: number) => ({ brand: `b${n}`, title: `word${n} other${n}`, categoryPath: [`c${n}`] })
    const reports = [0, 1, 2].map((n) => viewed(phone, `p${n}`, {}, hint(n)))
    const verdicts = await collect(reports)
    expect(statuses(verdicts)).toEqual(['accepted', 'accepted', 'rejected'])
    expect(verdicts[2]).toMatchObject({ code: 'TOO_MANY_NEW', field: 'hint' })
    expect(opened.shop.counts().tags).toBe(8)
    expect(statuses(await collect([viewed(phone, 'p3', {}, hint(0)), viewed(phone, 'p0', {}, hint(9))]))).toEqual([
      'accepted', // tags that are known
      'accepted', // of a product that is described
    ])
  })

  test('opens only so many devices a day, and the known ones go on', async () => {
    const devices = Array.from({ length: 6 }, (_, n) => viewed({ anonymous: `d${n}` }, 'p'))
    const verdicts = await collect([...devices, viewed({ anonymous: 'd5' }, 'p')])
    expect(statuses(verdicts)).toEqual([...Array(3).fill('accepted'), ...Array(4).fill('rejected')])
    expect(verdicts[3]).toMatchObject({ code: 'TOO_MANY_NEW', field: 'anonymous' })
    expect(opened.vault.keyOf({ type: 'anonymous', id: 'd5' })).toBeUndefined()
    expect(
      statuses(await collect([viewed({ anonymous: 'd0' }, 'p'), viewed({ user: 'u', anonymous: 'd0' }, 'p')])),
    ).toEqual(['accepted', 'rejected'])
    expect(statuses(await collect([viewed({ anonymous: 'd9' }, 'p')], server))).toEqual(['accepted'])
  })
})
