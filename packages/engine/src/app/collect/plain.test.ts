import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { type Origin, originOf } from './origin.ts'
import { parsePlain } from './plain.ts'
import { catalogKinds } from './plain-catalog.ts'
import { plainKinds } from './plain-facts.ts'

const receivedAt = epochMs(1_770_000_000_000)
const from = { receivedAt, imported: false, trusted: true, currencyDigits: 0 }
const origin = originOf(from, { sentAt: undefined, bytes: 100_000 })
const anyone: Origin = { ...origin, trusted: false }
const parse = (event: unknown, how: Origin = origin) => parsePlain(event, 0, how)

describe('facts about people', () => {
  test.each([
    [{ kind: 'product.viewed', product: 'p', hint: { title: 'T', categoryPath: ['a', 'b'], priceMinor: 5 } }],
    [{ kind: 'product.dwelt', product: 'p', dwellMs: 5_000 }],
    [{ kind: 'cart.added', product: 'p', quantity: 2 }],
    [{ kind: 'product.reviewed', product: 'p', rating: 4.5 }],
    [{ kind: 'products.searched', query: '신발' }],
    [{ kind: 'list.viewed', list: 'new', products: ['p', 'q'] }],
    [{ kind: 'coupon.applied', coupon: 'may' }],
    [{ kind: 'page.viewed', name: 'Home' }],
    [{ kind: 'order.placed', order: 'o', lines: [{ product: 'p', quantity: 1, priceMinor: 900 }] }],
    [{ kind: 'order.refunded', order: 'o', lines: [] }],
    [{ kind: 'shopper.hid', hidden: { what: 'brand', brand: 'B' } }],
    [{ kind: 'consent.withdrawn' }],
  ])('%j', (fact) => {
    const at = receivedAt - 1
    const sent = { ...fact, at, id: 'e1', user: 'u', anonymous: 'a', consent: true, other: 'field' }
    expect(parse(sent)).toEqual({
      user: 'u',
      anonymous: 'a',
      consent: true,
      id: 'e1',
      event: { ...fact, at, id: 'e1' },
    })
  })

  test('identify carries traits and no event', () => {
    expect(parse({ kind: 'identify', id: 'i', user: 'u', anonymous: 'a', traits: { tier: 'gold' } })).toEqual({
      user: 'u',
      anonymous: 'a',
      id: 'i',
      traits: { tier: 'gold' },
    })
  })
})

describe('facts of the catalogue', () => {
  const product = {
    id: 'p',
    title: 'Tea',
    categoryPath: ['Food'],
    attributes: { leaf: 'green' },
    priceMinor: 900,
    inStock: true,
  }
  test.each([
    [{ kind: 'product.listed', product }],
    [{ kind: 'product.sighted', product }],
    [{ kind: 'product.delisted', product: 'p' }],
    [{ kind: 'product.repriced', product: 'p', priceMinor: 800, listPriceMinor: 900 }],
    [{ kind: 'product.stocked', product: 'p', inStock: false }],
  ])('%j', (fact) => {
    expect(parse({ ...fact, id: 'c1' })).toEqual({ ...fact, at: receivedAt, id: 'c1' })
    expect(parse({ ...fact, id: 'c1' }, anyone)).toMatchObject({ status: 'rejected', code: 'EVENT_SCOPE' })
  })

  test('never link to a script', () => {
    const sent = { kind: 'product.listed', id: 'c', product: { ...product, url: 'javascript:alert(1)' } }
    expect(parse(sent)).toMatchObject({ code: 'EVENT_INVALID', field: 'product.url' })
  })
})

describe('without a secret key', () => {
  test('nobody keeps the books or speaks for somebody else', () => {
    const order = { kind: 'order.placed', order: 'o', user: 'u', lines: [{ product: 'p', quantity: 1 }] }
    expect(parse(order, anyone)).toMatchObject({ code: 'EVENT_SCOPE' })
    const optOut = { kind: 'personalisation.refused', id: 'x', user: 'victim' }
    expect(parse(optOut, anyone)).toMatchObject({ code: 'IDENTITY_UNPROVEN' })
    const proving: Origin = { ...anyone, proves: (user, hash) => hash === `hash of ${user}` }
    expect(parse({ ...optOut, userHash: 'hash of victim' }, proving)).toMatchObject({ user: 'victim' })
    const described = { kind: 'identify', id: 'x', user: 'victim', traits: { email: 'mine@example.com' } }
    expect(parse(described, proving)).toMatchObject({ code: 'IDENTITY_UNPROVEN', field: 'traits' })
    expect(parse({ kind: 'personalisation.refused', id: 'x', anonymous: 'mine' }, anyone)).toMatchObject({
      anonymous: 'mine',
    })
  })
})

describe('bad events', () => {
  test.each([
    [{ kind: 'product.vewed', user: 'u' }, 'EVENT_UNKNOWN', 'kind'],
    [{ user: 'u' }, 'EVENT_INVALID', 'kind'],
    [{ kind: 'product.viewed', product: 'p' }, 'SHOPPER_MISSING', 'user'],
    [{ kind: 'product.viewed', user: 'u' }, 'EVENT_INVALID', 'product'],
    [{ kind: 'cart.added', user: 'u', product: 'p', quantity: 1.5 }, 'EVENT_INVALID', 'quantity'],
    [{ kind: 'product.reviewed', user: 'u', product: 'p', rating: 9 }, 'EVENT_INVALID', 'rating'],
    [{ kind: 'order.placed', user: 'u', order: 'o', lines: [] }, 'EVENT_INVALID', 'lines'],
    [{ kind: 'order.placed', user: 'u', order: 'o', lines: [{ quantity: 1 }] }, 'EVENT_INVALID', 'lines.0.product'],
    [{ kind: 'product.listed', product: { id: 'p' } }, 'EVENT_INVALID', 'product.title'],
    [{ kind: 'product.repriced', product: 'p', priceMinor: 0.5 }, 'EVENT_INVALID', 'priceMinor'],
    [{ kind: 'shopper.hid', user: 'u', hidden: { what: 'shop' } }, 'EVENT_INVALID', 'hidden.what'],
  ])('%j', (event, code, field) => {
    expect(parse(event)).toMatchObject({ status: 'rejected', code, field })
  })

  test('whatever is sent gets a report, a fact or a verdict', () => {
    const kind = fc.constantFrom('identify', ...plainKinds, ...catalogKinds)
    const names = [
      'product',
      'products',
      'hint',
      'lines',
      'order',
      'query',
      'user',
      'at',
      'id',
      'hidden',
      'rating',
    ] as const
    const fields = fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.tuple(kind, fields)), (sent) => {
        const event = Array.isArray(sent) && sent.length === 2 ? { ...(sent[1] as object), kind: sent[0] } : sent
        expect(typeof parse(JSON.parse(JSON.stringify(event)))).toBe('object')
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })
})
