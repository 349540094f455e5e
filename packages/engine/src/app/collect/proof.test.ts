import { describe, expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import type { Report, Verdict } from '../report.ts'
import { Notes } from './notes.ts'
import { type Origin, originOf } from './origin.ts'
import { parseSegment } from './segment.ts'

const receivedAt = epochMs(Date.parse('2026-03-01T12:00:00Z'))
const from = { receivedAt, imported: false, trusted: true, currencyDigits: 2 }
const origin = originOf(from, { sentAt: undefined, bytes: 100 })
/** A page of the shop, with a publishable key. */
const page: Origin = { ...origin, trusted: false }

const reported = (message: object, how: Origin = origin) => parseSegment(message, 0, how) as Report
const verdict = (message: object, how: Origin) => parseSegment(message, 0, how) as Verdict
const track = (event: string, properties: object, more: object = {}) => ({
  type: 'track',
  event,
  userId: 'u1',
  messageId: 'm1',
  properties,
  ...more,
})
const monopoly = { product_id: 'p1', name: 'Monopoly' }

describe('a publishable key', () => {
  const proving: Origin = { ...page, proves: (user, hash) => hash === `hash of ${user}` }
  const disliked = (more: object) => track('Product Disliked', { product_id: 'p1' }, { userId: 'victim', ...more })

  test.each([
    ['without an identity secret', page],
    ['with one', proving],
  ])('names no user without proof, %s', (_name, how) => {
    for (const userHash of [undefined, 'hash of somebody', 7, '']) {
      expect(verdict(disliked({ userHash }), how)).toMatchObject({ code: 'IDENTITY_UNPROVEN', field: 'userId' })
      expect(reported(disliked({ userHash, anonymousId: 'mine' }), how)).toMatchObject({
        user: undefined,
        anonymous: 'mine',
        event: { kind: 'product.disliked' },
      })
    }
    const order = track('Order Completed', { order_id: 'o', products: [monopoly] }, { userId: 'victim' })
    expect(verdict(order, how)).toMatchObject({ code: 'IDENTITY_UNPROVEN' })
    expect(reported({ ...order, userId: undefined, anonymousId: 'mine' }, how).event?.kind).toBe('order.placed')
  })

  test('names the user whose hash it brings, beside the ids or in the context', () => {
    const hash = 'hash of victim'
    expect(reported(disliked({ userHash: hash }), proving)).toMatchObject({ user: 'victim' })
    const tied = reported(disliked({ anonymousId: 'mine', context: { userHash: hash } }), proving)
    expect(tied).toMatchObject({ user: 'victim', anonymous: 'mine' })
  })

  test.each(['Order Refunded', 'Order Cancelled'])('takes no order back without proof: %s', (name) => {
    const undo = track(name, { order_id: 'o1', products: [monopoly] })
    for (const who of [
      {},
      { anonymousId: 'mine' },
      { userId: undefined, anonymousId: 'mine' },
      { userId: undefined },
    ]) {
      expect(verdict({ ...undo, ...who }, proving)).toMatchObject({ code: 'IDENTITY_UNPROVEN' })
      expect(verdict({ ...undo, ...who }, page)).toMatchObject({ code: 'IDENTITY_UNPROVEN' })
    }
    expect(reported({ ...undo, userHash: 'hash of u1' }, proving)).toMatchObject({ user: 'u1' })
    expect(reported({ ...undo, userId: undefined }).event?.kind).toBe('order.refunded')
  })

  test('says so of every user it leaves out, once for the batch', () => {
    const notes = new Notes()
    for (let index = 0; index < 3; index++)
      parseSegment(disliked({ anonymousId: 'mine' }), index, { ...proving, notes })
    expect(notes.list()).toMatchObject([{ index: 0, count: 3, code: 'USER_UNPROVEN', field: 'userId' }])
  })

  test('ties no device to a login, and no login to another', () => {
    const both = { type: 'identify', userId: 'victim', anonymousId: 'mine', messageId: 'm' }
    expect(reported(both, proving)).toMatchObject({ user: undefined, anonymous: 'mine' })
    expect(reported({ ...both, context: { userHash: 'hash of victim' } }, proving)).toMatchObject({ user: 'victim' })
    expect(reported(both)).toMatchObject({ user: 'victim' })
    const alias = { type: 'alias', userId: 'mine', previousId: 'victim', messageId: 'm' }
    for (const how of [page, proving]) expect(verdict(alias, how)).toMatchObject({ code: 'IDENTITY_UNPROVEN' })
    const own = { ...alias, userHash: 'hash of mine' }
    expect(reported(own, proving)).toEqual({ user: 'mine', anonymous: 'victim', id: 'm' })
    expect(reported(own)).toMatchObject({ user: 'mine', previous: 'victim' })
  })

  test('writes into nobody else’s entry of the vault', () => {
    const said = { type: 'identify', userId: 'victim', messageId: 'm', traits: { email: 'mine@example.com' } }
    expect(verdict(said, proving)).toMatchObject({ code: 'IDENTITY_UNPROVEN', field: 'userId' })
    expect(reported({ ...said, userHash: 'hash of victim' }, proving).traits).toEqual(said.traits)
    expect(reported({ ...said, anonymousId: 'mine' }, proving)).toMatchObject({ user: undefined, anonymous: 'mine' })
    expect(reported(said).traits).toEqual(said.traits)
  })

  test('gives no ids that only the shop may give', () => {
    const message = track('Cart Viewed', {}, { userId: undefined, anonymousId: 'mine', messageId: 'order:o1' })
    expect(verdict(message, page)).toMatchObject({ code: 'EVENT_INVALID', field: 'messageId' })
    expect(reported(message).id).toBe('order:o1')
  })
})
