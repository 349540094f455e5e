import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { Notes, warnings as warningTexts } from './notes.ts'
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
    [{ kind: 'interest.removed', tag: 'brand:B' }],
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

  test('do not turn the text around them', () => {
    const sent = { kind: 'product.listed', id: 'c', product: { ...product, title: 'Coat \u202etaoC\u2069' } }
    expect(parse(sent)).toMatchObject({ product: { title: 'Coat taoC' } })
  })

  test('never link to a script', () => {
    const sent = { kind: 'product.listed', id: 'c', product: { ...product, url: 'javascript:alert(1)' } }
    expect(parse(sent)).toMatchObject({ code: 'EVENT_INVALID', field: 'product.url' })
  })
})

describe('without a secret key', () => {
  const proving: Origin = { ...anyone, proves: (user, hash) => hash === `hash of ${user}` }
  const unproven = { status: 'rejected', code: 'IDENTITY_UNPROVEN', field: 'user' }

  test('nobody keeps the books', () => {
    const order = { kind: 'order.placed', order: 'o', user: 'u', lines: [{ product: 'p', quantity: 1 }] }
    expect(parse(order, anyone)).toMatchObject({ code: 'EVENT_SCOPE' })
    const back = { kind: 'order.refunded', order: 'o', user: 'u', userHash: 'hash of u' }
    expect(parse(back, proving)).toMatchObject({ code: 'EVENT_SCOPE' })
  })

  test.each([
    { kind: 'product.disliked', id: 'x', product: 'p' },
    { kind: 'products.searched', id: 'x', query: 'tea' },
    { kind: 'identify', id: 'x', traits: { email: 'mine@example.com' } },
  ])('nobody writes into somebody else’s profile: %j', (event) => {
    for (const how of [anyone, proving]) {
      expect(parse({ ...event, user: 'victim' }, how)).toMatchObject(unproven)
      expect(parse({ ...event, user: 'victim', userHash: 'hash of me' }, how)).toMatchObject(unproven)
      const counted = parse({ ...event, user: 'victim', anonymous: 'mine' }, how)
      expect(counted).toMatchObject({ user: undefined, anonymous: 'mine' })
    }
    expect(parse({ ...event, user: 'victim', userHash: 'hash of victim' }, proving)).toMatchObject({ user: 'victim' })
  })

  test('nobody speaks for somebody else, not even for their own device in the other’s name', () => {
    const optOut = { kind: 'personalisation.refused', id: 'x', user: 'victim' }
    for (const how of [anyone, proving]) {
      expect(parse(optOut, how)).toMatchObject(unproven)
      expect(parse({ ...optOut, anonymous: 'mine' }, how)).toMatchObject(unproven)
    }
    expect(parse({ ...optOut, userHash: 'hash of victim' }, proving)).toMatchObject({ user: 'victim' })
    expect(parse({ kind: 'personalisation.refused', id: 'x', anonymous: 'mine' }, anyone)).toMatchObject({
      anonymous: 'mine',
    })
  })
})

describe('ids are texts', () => {
  const line = { product: 'p', quantity: 1 }
  const product = { id: 'p', title: 'Tea', categoryPath: ['Food'] }
  test.each<[string, object]>([
    ['user', { kind: 'product.viewed', product: 'p', user: 5 }],
    ['anonymous', { kind: 'product.viewed', product: 'p', user: 'u', anonymous: 5 }],
    ['userHash', { kind: 'product.viewed', product: 'p', user: 'u', userHash: 5 }],
    ['userHash', { kind: 'identify', anonymous: 'a', userHash: {} }],
    ['id', { kind: 'product.viewed', product: 'p', user: 'u', id: 5 }],
    ['id', { kind: 'identify', user: 'u', id: 5 }],
    ['id', { kind: 'product.delisted', product: 'p', id: 5 }],
    ['product', { kind: 'product.viewed', product: 5, user: 'u' }],
    ['product', { kind: 'cart.added', product: true, user: 'u' }],
    ['products.1', { kind: 'cart.viewed', products: ['p', 5], user: 'u' }],
    ['order', { kind: 'order.placed', order: 5, lines: [line] }],
    ['lines.0.product', { kind: 'order.placed', order: 'o', lines: [{ ...line, product: 5 }] }],
    ['hidden.product', { kind: 'shopper.hid', user: 'u', hidden: { what: 'product', product: 5 } }],
    ['product.id', { kind: 'product.listed', product: { ...product, id: 5 } }],
    ['product', { kind: 'product.stocked', product: 5, inStock: true }],
  ])('%s: %j', (field, event) => {
    expect(parse({ id: 'x', ...event })).toMatchObject({
      status: 'rejected',
      code: 'EVENT_INVALID',
      field,
      reason: 'is not a text',
    })
  })
})

describe('fields that are not known', () => {
  const noted = (...events: object[]) => {
    const notes = new Notes()
    const outcomes = events.map((event, index) => parsePlain(event, index, { ...origin, notes }))
    return {
      outcomes,
      warnings: notes.list().map(({ index, count, field }) => `${field} of ${index}, ${count}`),
      notes,
    }
  }

  test('are told by name, once for each kind of trouble, and the event is taken', () => {
    const cart = { kind: 'cart.added', user: 'u', product: 'p', quantiy: 2, hint: { titel: 'T', brand: 'B' } }
    const line = { product: 'p', price: 900 }
    const order = { kind: 'order.placed', user: 'u', order: 'o', lines: [line, line], total: 1_800 }
    const { outcomes, warnings, notes } = noted(cart, order, cart)
    expect(outcomes.map((one) => 'event' in one && one.event?.kind)).toEqual([
      'cart.added',
      'order.placed',
      'cart.added',
    ])
    expect(warnings).toEqual(['quantiy of 0, 2', 'hint.titel of 0, 2', 'lines.0.price of 1, 2', 'total of 1, 1'])
    expect(notes.list()[0]).toMatchObject({
      code: 'FIELD_UNKNOWN',
      reason:
        'is not known here; known are: kind, at, id, user, anonymous, userHash, consent, product, hint, device, referrer, quantity',
      remedy: warningTexts.FIELD_UNKNOWN,
    })
  })

  test('are none where anything may stand: attributes and traits', () => {
    const listed = { kind: 'product.listed', product: { id: 'p', title: 'T', attributes: { shade: 'red' } } }
    expect(noted(listed, { kind: 'identify', user: 'u', traits: { tier: { is: 'gold' } } }).warnings).toEqual([])
    expect(noted(JSON.parse('{"kind":"consent.given","user":"u","__proto__":1,"toString":2}')).warnings).toEqual([
      '__proto__ of 0, 1',
      'toString of 0, 1',
    ])
  })

  test('do not make an answer without end', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field ${n}`, n]))
    expect(noted({ kind: 'page.viewed', user: 'u', ...many }).warnings.length).toBe(50)
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
