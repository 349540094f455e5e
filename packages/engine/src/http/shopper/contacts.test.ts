import { createHmac, generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVapidKeys } from '../../adapters/web/vapid.ts'
import { WebPushNotifier } from '../../adapters/web/web-push.ts'
import { WebhookNotifier } from '../../adapters/web/webhook.ts'
import { Notifiers } from '../../app/alerts/notifiers.ts'
import { UnsubscribeLinks } from '../../app/alerts/unsubscribe-links.ts'
import { epochMs } from '../../domain/units.ts'
import { type TestingRim, testingRim } from '../testing-rim.ts'

const identitySecret = 'x'.repeat(32)
const keys = newVapidKeys()
const kim = { user: 'kim' }
const hook = { kind: 'webhook', url: 'https://93.184.215.14/hook' }

const wishes = { language: 'ko', zone: 'Asia/Seoul', perDayMax: 20 }
let rim: TestingRim
let notifiers: Notifiers
beforeEach(async () => {
  const push = new WebPushNotifier({ keys, subject: 'https://shop.example' })
  notifiers = new Notifiers({ notifiers: [new WebhookNotifier(), push], pushKey: keys.publicKey })
  rim = await testingRim({ identitySecret }, { notifiers })
  await rim.call({
    url: '/v1/events',
    body: { events: [{ kind: 'product.viewed', product: 'p', ...kim, anonymous: 'phone' }] },
  })
})
afterEach(async () => {
  await rim.server.stop()
  await notifiers.close()
})

/** What a browser hands out. */
function subscription(endpoint = 'https://93.184.215.14/push/1') {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')])
  const [p256dh, auth] = [point, Buffer.alloc(16, 1)].map((bytes) => bytes.toString('base64url'))
  return { kind: 'web-push', endpoint, keys: { p256dh, auth } }
}

test('a place is kept, listed without its secrets, and removed', async () => {
  const empty = await rim.call({ url: '/v1/contacts?user=kim' })
  expect(empty.body).toEqual({ wishes, contacts: [], channels: ['web-push', 'webhook'], pushKey: keys.publicKey })
  const added = await rim.call({ url: '/v1/contacts', body: { ...kim, target: hook } })
  expect(added.status).toBe(200)
  expect(added.body).toMatchObject({
    contact: { kind: 'webhook', place: hook.url },
    secret: expect.stringMatching(/^whsec_/),
  })
  const listed = await rim.call({ url: '/v1/contacts?user=kim' })
  expect(listed.body).toMatchObject({ contacts: [{ kind: 'webhook', place: hook.url }] })
  expect(listed.text).not.toContain('whsec_')
  const { id } = added.body.contact as unknown as { id: string }
  const remove = { method: 'DELETE', url: `/v1/contacts/${id}?user=kim` } as const
  expect((await rim.call(remove)).status).toBe(204)
  expect((await rim.call(remove)).body.error?.code).toBe('CONTACT_UNKNOWN')
})

test('a page may name its own browser, and neither an address nor a server, nor anybody else’s browser', async () => {
  const userHash = createHmac('sha256', identitySecret).update('kim').digest('hex')
  const add = async (body: object, key: 'publishable' | 'secret' = 'publishable') => {
    const { status, body: answer } = await rim.call({ url: '/v1/contacts', key, body })
    return answer.error?.code ?? status
  }
  expect(await add({ anonymous: 'phone', target: subscription() })).toBe(200)
  expect(await add({ ...kim, userHash, target: subscription() })).toBe(200)
  expect(await add({ ...kim, target: subscription() })).toBe('IDENTITY_UNPROVEN')
  expect(await add({ anonymous: 'phone', target: hook })).toBe('AUTH_SCOPE')
  const mail = { kind: 'email', address: 'victim@mail.example' }
  expect(await add({ anonymous: 'phone', target: mail })).toBe('AUTH_SCOPE')
  expect(await add({ ...kim, target: mail }, 'secret')).toBe('CHANNEL_OFF')
  expect(await add({ user: 'nobody', target: hook }, 'secret')).toBe('SHOPPER_UNKNOWN')
})

test.each([
  [{ ...hook, url: 'http://93.184.215.14/' }, 'WEBHOOK_ADDRESS'],
  [{ ...hook, url: 'https://169.254.169.254/latest' }, 'WEBHOOK_PRIVATE'],
  [{ ...hook, url: 'https://localhost/' }, 'WEBHOOK_PRIVATE'],
  [{ ...hook, secret: 'whsec_short' }, 'WEBHOOK_SECRET'],
  [{ ...subscription(), keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) } }, 'PUSH_SUBSCRIPTION'],
  [subscription('https://127.0.0.1/'), 'PUSH_PRIVATE'],
  [{ kind: 'pigeon' }, 'BODY_INVALID'],
])('%j is refused as %s, and nothing is kept', async (target, code) => {
  expect((await rim.call({ url: '/v1/contacts', body: { ...kim, target } })).body.error?.code).toBe(code)
  expect((await rim.call({ url: '/v1/contacts?user=kim' })).body.contacts).toEqual([])
})

test('when somebody wants to be told is kept; no time zone, no hour and no number that there is not', async () => {
  const put = (change: object) =>
    rim.call({ method: 'PUT', url: '/v1/contacts/wishes', body: { ...kim, wishes: { ...wishes, ...change } } })
  const change = {
    language: 'en',
    zone: '+05:30',
    digestMinute: 540,
    quiet: { fromMinute: 1_320, untilMinute: 480 },
    perDayMax: 3,
  }
  expect((await put(change)).body).toEqual({ wishes: change })
  expect((await rim.call({ url: '/v1/contacts?user=kim' })).body.wishes).toEqual(change)
  for (const bad of [
    { zone: 'Mars/Olympus' },
    { zone: '' },
    { digestMinute: 1_440 },
    { quiet: { fromMinute: 1 } },
    { perDayMax: 0 },
  ])
    expect((await put(bad)).body.error?.code, JSON.stringify(bad)).toBe('BODY_INVALID')
})

test('how alerts get to people is told to the shop’s own servers, and what was given up can be told again', async () => {
  expect((await rim.call({ url: '/v1/delivery' })).body.error?.code).toBe('CHANNEL_OFF')
  const none = { delivered: 0, failed: 0, held: 0, stale: 0, gone: 0, dead: 1 }
  const health = {
    count: 2,
    inFlight: 0,
    oldestAt: 5,
    lanes: [],
    settled: { 'web-push': none, email: none, webhook: none },
  }
  const letter = {
    id: 'a c',
    row: 0,
    alert: 'a',
    contact: 'c',
    channel: 'mail',
    lane: 'email',
    dueAt: 1,
    tries: 3,
  } as const
  const replayed: string[] = []
  rim.shop.telling = {
    health: () => health,
    dead: () => [{ ...letter, dueAt: epochMs(1), raisedAt: epochMs(1), reason: 'there is no such mailbox' }],
    replay: async (ids) => replayed.push(...ids),
  }
  const answer = await rim.call({ url: '/v1/delivery' })
  const dead = { id: 'a c', kind: 'email', lane: 'email', raisedAt: 1, tries: 3, reason: 'there is no such mailbox' }
  expect(answer.body).toEqual({ ...health, dead: [dead], deadCount: 1 })
  const again = await rim.call({ url: '/v1/delivery/replay', body: { letters: ['a c'] } })
  expect([again.body, replayed]).toEqual([{ replayed: 1 }, ['a c']])
  expect((await rim.call({ url: '/v1/delivery', key: 'publishable' })).body.error?.code).toBe('AUTH_SCOPE')
})

test('a server that sends nothing says so', async () => {
  const bare = await testingRim({ identitySecret })
  await bare.call({ url: '/v1/events', body: { events: [{ kind: 'product.viewed', product: 'p', ...kim }] } })
  expect((await bare.call({ url: '/v1/contacts?user=kim' })).body).toEqual({ wishes, contacts: [], channels: [] })
  expect((await bare.call({ url: '/v1/contacts', body: { ...kim, target: hook } })).body.error?.code).toBe(
    'CHANNEL_OFF',
  )
  await bare.server.stop()
})

test('a link in a mail asks first, and one click of a mail program needs no question, key or login', async () => {
  const { body } = await rim.call({ url: '/v1/contacts', body: { ...kim, target: hook } })
  const { id } = body.contact as unknown as { id: string }
  const url = new UnsubscribeLinks(identitySecret).urlOf('', {
    shopper: rim.shop.shopperOf({ type: 'user', id: 'kim' })!,
    contact: id,
  })
  const asked = await rim.call({ url, key: 'none' })
  expect([asked.status, asked.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(asked.text).toMatch(/그만 받을까요[\s\S]*Stop these messages[\s\S]*<form method="post">/)
  expect(rim.shop.contacts.kept).toHaveLength(1)
  const oneClick = {
    method: 'POST',
    url,
    key: 'none',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  } as const
  for (let turn = 0; turn < 2; turn++) {
    const done = await rim.call(oneClick)
    expect([done.status, done.text.includes('No more messages')]).toEqual([200, true])
  }
  expect(rim.shop.contacts.kept).toEqual([])
  const others = [
    url.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A')),
    url.replace(id, 'other'),
    '/unsubscribe?t=a.b.c',
    '/unsubscribe?t=x',
  ]
  const foreign = new UnsubscribeLinks('y'.repeat(32)).urlOf('', { shopper: 's' as never, contact: id })
  for (const other of [...others, foreign])
    for (const method of ['GET', 'POST'] as const)
      expect((await rim.call({ url: other, method, key: 'none' })).status).toBe(404)
})
