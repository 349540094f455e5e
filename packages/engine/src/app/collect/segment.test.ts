import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../domain/limits.ts'
import { epochMs } from '../../domain/units.ts'
import type { Report, Verdict } from '../report.ts'
import { eventNames } from './names.ts'
import { Notes } from './notes.ts'
import { type Origin, originOf } from './origin.ts'
import { parseSegment } from './segment.ts'

const receivedAt = epochMs(Date.parse('2026-03-01T12:00:00Z'))
const from = { receivedAt, imported: false, trusted: true, currencyDigits: 2 }
const origin = originOf(from, { sentAt: undefined, bytes: 100 })

function reported(message: object, how: Origin = origin): Report {
  const outcome = parseSegment(message, 0, how)
  expect(outcome).not.toHaveProperty('status')
  return outcome as Report
}

function verdict(message: unknown, how: Origin = origin): Verdict {
  const outcome = parseSegment(message, 0, how)
  expect(outcome).toHaveProperty('status')
  return outcome as Verdict
}

const track = (event: string, properties: object, more: object = {}) => ({
  type: 'track',
  event,
  userId: 'u1',
  messageId: 'm1',
  properties,
  ...more,
})

const monopoly = { product_id: 'p1', name: 'Monopoly', brand: 'Hasbro', category: 'Toys/Games', price: '1,018.99' }
const hint = { title: 'Monopoly', brand: 'Hasbro', categoryPath: ['Toys', 'Games'], priceMinor: 101_899 }

describe('the e-commerce names', () => {
  const base = { at: receivedAt, id: 'm1' }
  test.each([
    ['Product Viewed', monopoly, { kind: 'product.viewed', product: 'p1', hint }],
    ['viewed_product', { id: 7 }, { kind: 'product.viewed', product: '7' }],
    ['Product Clicked', { productId: 'p1' }, { kind: 'product.clicked', product: 'p1' }],
    ['Product Added', { sku: 's1', quantity: '2' }, { kind: 'cart.added', product: 's1', quantity: 2 }],
    ['ADDED-PRODUCT', { product_id: 'p1' }, { kind: 'cart.added', product: 'p1', quantity: 1 }],
    ['Wishlist Product Added to Cart', { product_id: 'p1' }, { kind: 'cart.added', product: 'p1', quantity: 1 }],
    ['Product Removed', { product_id: 'p1' }, { kind: 'cart.removed', product: 'p1', quantity: 1 }],
    ['Product Added to Wishlist', { product_id: 'p1' }, { kind: 'product.wished', product: 'p1' }],
    ['Product Removed from Wishlist', { product_id: 'p1' }, { kind: 'product.unwished', product: 'p1' }],
    ['Product Shared', { product_id: 'p1', recipient: 'a@b.c' }, { kind: 'product.shared', product: 'p1' }],
    ['Product Reviewed', { product_id: 'p1', rating: '4' }, { kind: 'product.reviewed', product: 'p1', rating: 4 }],
    ['productDwelt', { product_id: 'p1', dwell_ms: 900 }, { kind: 'product.dwelt', product: 'p1', dwellMs: 900 }],
    ['Products Searched', { query: '  red shoes ' }, { kind: 'products.searched', query: 'red shoes' }],
    [
      'Product List Viewed',
      { list_id: 'l', products: [monopoly, {}] },
      { kind: 'list.viewed', list: 'l', products: ['p1'] },
    ],
    ['Product List Filtered', { category: 'Games' }, { kind: 'list.viewed', list: 'Games', products: [] }],
    ['Cart Viewed', { products: [monopoly] }, { kind: 'cart.viewed', products: ['p1'] }],
    ['Checkout Started', { products: [monopoly] }, { kind: 'checkout.started', products: ['p1'] }],
    ['Coupon Entered', { coupon_id: 'may' }, { kind: 'coupon.entered', coupon: 'may' }],
    ['Coupon Applied', { coupon_name: 'May Deals' }, { kind: 'coupon.applied', coupon: 'May Deals' }],
    ['Coupon Denied', { coupon: 'may' }, { kind: 'coupon.denied', coupon: 'may' }],
    ['Coupon Removed', { coupon_id: 'may' }, { kind: 'coupon.removed', coupon: 'may' }],
    [
      'Completed Order',
      {
        orderId: 5,
        products: [
          { ...monopoly, quantity: 3 },
          { name: 'Postage', price: 4 },
        ],
      },
      { kind: 'order.placed', order: '5', lines: [{ product: 'p1', quantity: 3, priceMinor: 101_899, hint }] },
    ],
    ['Order Refunded', { order_id: 'o1' }, { kind: 'order.refunded', order: 'o1', lines: [] }],
    ['Order Cancelled', { order_id: 'o1', products: [monopoly] }, { kind: 'order.refunded', order: 'o1', lines: [] }],
  ])('%s', (name, properties, expected) => {
    expect(reported(track(name, properties)).event).toEqual({ ...base, ...expected })
  })

  test('every listed name is known in any case and with any separator', () => {
    for (const [fact, names] of Object.entries(eventNames))
      for (const name of names)
        for (const spelt of [name, name.toUpperCase(), name.replaceAll(' ', '_'), name.replaceAll(' ', '-')]) {
          const outcome = parseSegment(track(spelt, {}), 0, origin)
          if (fact === 'none') expect(outcome).toEqual({ status: 'dropped', reason: 'not-a-fact' })
          else expect((outcome as { code?: string }).code).not.toBe('EVENT_UNKNOWN')
        }
  })

  test('a name that nobody knows is told to its sender', () => {
    expect(verdict(track('Product Veiwed', {}))).toMatchObject({
      status: 'rejected',
      code: 'EVENT_UNKNOWN',
      field: 'event',
    })
  })
})

describe('the other calls', () => {
  test('identify ties ids and carries traits for the vault', () => {
    const message = {
      type: 'identify',
      userId: 'u',
      anonymousId: 'a',
      messageId: 'm',
      traits: { email: 'a@b.c', deep: [{ x: 1 }] },
    }
    expect(reported(message)).toEqual({
      user: 'u',
      anonymous: 'a',
      id: 'm',
      traits: { email: 'a@b.c', deep: [{ x: 1 }] },
    })
  })

  test('alias names the previous id, group only the person', () => {
    expect(reported({ type: 'alias', userId: 'u', previousId: 'old', messageId: 'm' })).toMatchObject({
      user: 'u',
      previous: 'old',
    })
    const group = reported({ type: 'group', userId: 'u', groupId: 'g', messageId: 'm', traits: { name: 'Acme' } })
    expect(group).toEqual({ user: 'u', id: 'm' })
  })

  test.each(['page', 'screen'])('%s keeps its name and no address', (type) => {
    const properties = { url: 'https://shop.example/?mail=a@b.c', path: '/x', title: 'Kim Chulsoo' }
    const named = reported({ type, anonymousId: 'a', messageId: 'm', name: 'Cart', properties })
    expect(named.event).toEqual({ kind: 'page.viewed', at: receivedAt, id: 'm', name: 'Cart' })
    const addressed = reported({ type, anonymousId: 'a', messageId: 'm', name: '/orders?of=kim' })
    expect(addressed.event).toEqual({ kind: 'page.viewed', at: receivedAt, id: 'm' })
  })
})

describe('times', () => {
  const minute = 60_000
  const at = (timestamp: unknown, how: Origin = origin) =>
    reported(track('Cart Viewed', {}, { timestamp }), how).event!.at

  test('are corrected by how far the sender is off', () => {
    const slow = originOf(from, { sentAt: receivedAt - 30 * minute, bytes: 1 })
    expect(at(receivedAt - 40 * minute, slow)).toBe(receivedAt - 10 * minute)
    expect(at(new Date(receivedAt - 31 * minute).toISOString(), slow)).toBe(receivedAt - minute)
  })

  test('in the future become ours; absent ones are the moment of receipt', () => {
    expect(at(receivedAt + 6 * minute)).toBe(receivedAt)
    expect(at(receivedAt + 4 * minute)).toBe(receivedAt + 4 * minute)
    expect(at(undefined)).toBe(receivedAt)
    expect(at(Math.floor(receivedAt / 1000) - 60)).toBe(receivedAt - minute)
  })

  test('too old are refused, but not in an import', () => {
    const timestamp = receivedAt - limits.lateMsMax - 1
    expect(verdict(track('Cart Viewed', {}, { timestamp }))).toMatchObject({ code: 'EVENT_TOO_OLD' })
    expect(at(timestamp, { ...origin, imported: true })).toBe(timestamp)
    expect(verdict(track('Cart Viewed', {}, { timestamp: 'yesterday' }))).toMatchObject({ field: 'timestamp' })
  })
})

describe('consent', () => {
  const consent = (more: object, properties: object = {}) => reported(track('Cart Viewed', properties, more)).consent
  const by = (categoryPreferences: object) => consent({ context: { consent: { categoryPreferences } } })

  test('follows the categories, the routing and plain flags', () => {
    expect(by({ Advertising: false, Analytics: true })).toBe(true)
    expect(by({ analytics: true, Personalization: false })).toBe(false)
    expect(by({ Advertising: false })).toBeUndefined()
    expect(by({})).toBe(false)
    expect(consent({ integrations: { Nunchi: false } })).toBe(false)
    expect(consent({ integrations: { All: false } })).toBe(false)
    expect(consent({ integrations: { All: false, Nunchi: true } })).toBeUndefined()
    expect(consent({}, { consent: false })).toBe(false)
    expect(consent({ consent: true })).toBe(true)
    expect(consent({})).toBeUndefined()
  })

  test('is a no where it is neither yes nor no, and its sender is told', () => {
    const notes = new Notes()
    const told = { ...origin, notes }
    const flags = ['false', 'no', 0, 1, 'true', {}].map((flag) => track('Cart Viewed', {}, { consent: flag }))
    const categoryPreferences = { Analytics: 'granted', Advertising: 'denied' }
    const messages = [
      ...flags,
      track('Cart Viewed', { consent: 'no' }),
      track('Cart Viewed', {}, { context: { consent: { categoryPreferences } } }),
    ] // prettier-ignore
    for (const message of messages) expect(reported(message, told).consent).toBe(false)
    expect(notes.list().map(({ code, field, count }) => `${code} ${field} ${count}`)).toEqual([
      'CONSENT_UNREADABLE consent 6',
      'CONSENT_UNREADABLE properties.consent 1',
      'CONSENT_UNREADABLE context.consent.categoryPreferences.Analytics 1',
    ])
    expect(consent({ consent: null })).toBeUndefined()
  })
})

describe('what names a person', () => {
  test.each([
    ['call 010-1234-5678 for shoes', 'call *** for shoes'],
    ['kim@example.co.kr 신발', '*** 신발'],
    ['4111 1111 1111 1111', '***'],
    ['900101-1234567', '***'],
    ['8801234567890', '8801234567890'],
    ['iphone 15 128gb', 'iphone 15 128gb'],
  ])('is masked in a search: %s', (query, expected) => {
    expect(reported(track('Products Searched', { query })).event).toMatchObject({ query: expected })
  })

  test('never reaches an event', () => {
    const context = {
      ip: '10.0.0.1',
      userAgent: 'secret-agent',
      page: { url: 'https://x.example/secret' },
      traits: { mail: 'secret' },
    }
    const properties = { ...monopoly, url: 'https://x.example/secret', email: 'secret', share_message: 'secret' }
    const { event } = reported(track('Product Shared', properties, { context }))
    expect(JSON.stringify(event)).not.toMatch(/secret|10\.0\.0\.1|http/)
  })
})

describe('ids of messages without one', () => {
  const without = (more: object) => ({ ...track('Product Viewed', { product_id: 'p1' }, more), messageId: undefined })

  test('are the same for the same event sent again, and differ otherwise', () => {
    const id = reported(without({ timestamp: receivedAt - 5 })).id
    const later = { ...origin, receivedAt: epochMs(receivedAt + 60_000) }
    expect(reported(without({ timestamp: receivedAt - 5 }), later).id).toBe(id)
    expect(reported(without({ timestamp: receivedAt - 6 })).id).not.toBe(id)
    expect(reported(without({ timestamp: receivedAt - 5, userId: 'u2' })).id).not.toBe(id)
  })

  test('count a repetition as new where no time tells them apart', () => {
    const later = { ...origin, receivedAt: epochMs(receivedAt + 1) }
    expect(reported(without({})).id).not.toBe(reported(without({}), later).id)
  })
})

describe('bad events', () => {
  const heavy = originOf(from, { sentAt: undefined, bytes: 1_000_000 })
  let deep: unknown = 'x'
  for (let level = 0; level < 5_000; level++) deep = [deep]

  test.each([
    ['no object', null, 'EVENT_INVALID', ''],
    ['no type', { userId: 'u' }, 'EVENT_INVALID', 'type'],
    ['nobody', { ...track('Cart Viewed', {}), userId: undefined }, 'SHOPPER_MISSING', 'userId'],
    ['a user that is no id', { ...track('Cart Viewed', {}), userId: {} }, 'EVENT_INVALID', 'userId'],
    ['an id too long', { ...track('Cart Viewed', {}), userId: 'u'.repeat(257) }, 'EVENT_INVALID', 'userId'],
    ['half a character', { ...track('Cart Viewed', {}), userId: 'u\ud800' }, 'EVENT_INVALID', 'userId'],
    ['no product', track('Product Viewed', {}), 'EVENT_INVALID', 'properties.product_id'],
    ['no order id', track('Order Completed', { products: [monopoly] }), 'EVENT_INVALID', 'properties.order_id'],
    ['no lines', track('Order Completed', { order_id: 'o' }), 'EVENT_INVALID', 'properties.products'],
    [
      'a bad line',
      track('Order Completed', { order_id: 'o', products: [monopoly, 5] }),
      'EVENT_INVALID',
      'properties.products.1',
    ],
    [
      'a bad quantity',
      track('Product Added', { ...monopoly, quantity: 'many' }),
      'EVENT_INVALID',
      'properties.quantity',
    ],
    ['a long query', track('Products Searched', { query: 'q'.repeat(501) }), 'EVENT_INVALID', 'properties.query'],
    [
      'an infinite trait',
      { type: 'identify', userId: 'u', traits: { x: JSON.parse('1e999') } },
      'EVENT_INVALID',
      'traits.x',
    ],
    [
      'a poisoned trait',
      { type: 'identify', userId: 'u', traits: JSON.parse('{"__proto__":{"a":1}}') },
      'EVENT_INVALID',
      'traits',
    ],
    ['too much', track('Product Viewed', { product_id: 'p', note: 'x'.repeat(200_000) }), 'EVENT_TOO_LARGE', ''],
    ['too deep', track('Product Viewed', { product_id: 'p', note: deep }), 'EVENT_TOO_LARGE', ''],
  ])('%s', (_name, message, code, field) => {
    expect(verdict(message, heavy)).toMatchObject({ status: 'rejected', code, field })
  })

  test('too deep without an id is refused even in a small body', () => {
    const message = { ...track('Product Viewed', { product_id: 'p', note: deep }), messageId: undefined }
    expect(verdict(message)).toMatchObject({ code: 'EVENT_TOO_LARGE' })
  })

  test('a wide but light event is measured exactly', () => {
    expect(reported(track('Product Viewed', { product_id: 'p', zeros: new Array(5_000).fill(0) }), heavy).user).toBe(
      'u1',
    )
  })

  test('whatever is sent gets a report or a verdict, and an event is sound', () => {
    const field = fc.constantFrom(
      'type',
      'event',
      'userId',
      'anonymousId',
      'messageId',
      'timestamp',
      'sentAt',
      'properties',
      'traits',
      'context',
      'integrations',
      'previousId',
      '__proto__',
      'name',
    ) // prettier-ignore
    const value = fc.oneof(
      fc.constantFrom(
        'track',
        'identify',
        'page',
        'alias',
        'Product Viewed',
        'Order Completed',
        'Products Searched',
        '',
      ),
      fc.jsonValue(),
      fc.record({
        product_id: fc.jsonValue(),
        products: fc.jsonValue(),
        order_id: fc.jsonValue(),
        query: fc.jsonValue(),
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(field, value)), fc.boolean(), (message, imported) => {
        const sent: unknown = JSON.parse(JSON.stringify(message))
        const outcome = parseSegment(sent, 0, { ...heavy, imported })
        if ('status' in outcome) return
        expect(outcome.id.length).toBeGreaterThan(0)
        if (outcome.event !== undefined)
          expect(Number.isSafeInteger(outcome.event.at) && outcome.event.at >= 0).toBe(true)
      }),
      { seed: 20_260_301, numRuns: 2_000 },
    )
  })
})
