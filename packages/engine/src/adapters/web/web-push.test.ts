import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Target } from '../../domain/contact.ts'
import { notifierContract, testingMessage } from '../../ports/notifier.contract.ts'
import { type Posted, Receiver } from './testing-receiver.ts'
import { areVapidKeys, newVapidKeys, Vapid } from './vapid.ts'
import { WebPushNotifier } from './web-push.ts'

const nobody = new AbortController().signal
const keys = newVapidKeys()
const subject = 'mailto:shop@shop.example'

/** A browser: it holds the private key of its subscription, and reads what its push service gets. */
class Browser {
  readonly #ecdh = createECDH('prime256v1')
  readonly #auth = randomBytes(16)
  readonly #publicKey = this.#ecdh.generateKeys()

  subscription(endpoint: string): Extract<Target, { kind: 'web-push' }> {
    const [p256dh, auth] = [this.#publicKey, this.#auth].map((bytes) => bytes.toString('base64url'))
    return { kind: 'web-push', endpoint, p256dh: p256dh!, auth: auth! }
  }

  /** Decrypts by RFC 8291 and RFC 8188, step by step as they are written down. */
  read({ body, headers }: Posted): Record<string, string> {
    expect(headers['content-encoding']).toBe('aes128gcm')
    expect(body.length).toBeLessThanOrEqual(4_096)
    const [salt, recordBytes, keyBytes] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]!]
    const sender = body.subarray(21, 21 + keyBytes)
    const cipher = body.subarray(21 + keyBytes)
    expect(cipher.length).toBeLessThanOrEqual(recordBytes)
    const derived = (key: Uint8Array, by: Uint8Array, info: Buffer, bytes: number) =>
      Buffer.from(hkdfSync('sha256', key, by, info, bytes))
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#publicKey, sender])
    const ikm = derived(this.#ecdh.computeSecret(sender), this.#auth, info, 32)
    const key = derived(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
    const nonce = derived(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce)
    decipher.setAuthTag(cipher.subarray(-16))
    const plain = Buffer.concat([decipher.update(cipher.subarray(0, -16)), decipher.final()])
    const end = plain.lastIndexOf(2) // the last record is closed by a 2, and zeros may follow
    expect(plain.subarray(end + 1).every((byte) => byte === 0)).toBe(true)
    return JSON.parse(plain.subarray(0, end).toString())
  }
}

/** What a push service checks before it takes a message (RFC 8292). */
function vouched({ headers }: Posted, origin: string): Record<string, unknown> {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '')!
  expect(key).toBe(keys.publicKey)
  const [head, claims, signature] = token!.split('.')
  const point = Buffer.from(key!, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((bytes) => bytes.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' as const }
  expect(verify('sha256', signed, how, Buffer.from(signature!, 'base64url'))).toBe(true)
  const said = JSON.parse(Buffer.from(claims!, 'base64url').toString())
  expect(said).toMatchObject({ aud: origin, sub: subject })
  expect(said.exp - Date.now() / 1_000).toBeLessThanOrEqual(86_400)
  return said
}

notifierContract('web push', async () => {
  const receiver = await new Receiver().open()
  const browser = new Browser()
  const notifier = new WebPushNotifier({ keys, subject, privateHosts: ['127.0.0.1'], msMax: 1_000 })
  return {
    notifier,
    targetOf: async (manner) => browser.subscription(receiver.url(manner)),
    received: () =>
      receiver.taken.map((posted) => {
        vouched(posted, `http://${receiver.host}`)
        const { id, title, body, url } = browser.read(posted)
        return { id: id!, title: title!, body: body!, url: url! }
      }),
    carried: (id) => id,
    saysWhen: true,
    close: async () => {
      await notifier.close()
      await receiver.close()
    },
  }
})

describe('web push', () => {
  let receiver: Receiver
  let notifier: WebPushNotifier
  const browser = new Browser()

  beforeEach(async () => {
    receiver = await new Receiver().open()
    notifier = new WebPushNotifier({
      keys,
      subject,
      privateHosts: ['127.0.0.1'],
      msMax: 200,
      now: () => 1_000_000_000_000,
    })
  })
  afterEach(async () => {
    await notifier.close()
    await receiver.close()
  })

  test('the service is told how long a message is good, and by which topic a second one replaces it', async () => {
    const target = browser.subscription(receiver.url('takes'))
    for (const [id, seconds] of [
      ['a', 3_600],
      ['a', 0],
      ['b', -5],
    ] as const)
      await notifier.send(testingMessage(target, { id, expiresAt: 1_000_000_000_000 + seconds * 1_000 }), nobody)
    const said = receiver.taken.map(({ headers }) => [headers.ttl, headers.topic])
    expect(said.map(([ttl]) => ttl)).toEqual(['3600', '0', '0'])
    expect(said[0]![1]).toBe(said[1]![1])
    expect(said[2]![1]).not.toBe(said[0]![1])
    for (const [, topic] of said) expect(topic).toMatch(/^[\w-]{32}$/)
    expect(browser.read(receiver.taken[0]!)).toMatchObject({ tag: 'a', language: 'ko' })
  })

  test.each(['가'.repeat(5_000), '😀'.repeat(3_000), '"\\\n'.repeat(3_000), 'x'.repeat(3_700)])(
    'a body that is too long is cut between two signs, so that it fits',
    async (body) => {
      const target = browser.subscription(receiver.url('takes'))
      expect(await notifier.send(testingMessage(target, { body }), nobody)).toEqual({ kind: 'delivered' })
      const kept = browser.read(receiver.taken[0]!).body!
      expect(Buffer.from(kept).toString()).toBe(kept) // no half of a sign
      expect(body.startsWith(kept.replace(/…$/, ''))).toBe(true)
      expect(Buffer.byteLength(JSON.stringify(kept))).toBeGreaterThan(2_000)
    },
  )

  test('a title alone that is too long is refused', async () => {
    const message = testingMessage(browser.subscription(receiver.url('takes')), { title: '가'.repeat(2_000) })
    expect(await notifier.send(message, nobody)).toEqual({ kind: 'refused', reason: 'the message is too large for it' })
  })

  test.each([
    [200, { kind: 'delivered' }],
    [404, { kind: 'gone', reason: 'the browser took its subscription back' }],
    [400, { kind: 'refused', reason: 'its server answered 400' }],
    [403, { kind: 'refused', reason: 'the push service does not know our keys' }],
    [413, { kind: 'refused', reason: 'the message is too large for it' }],
    [301, { kind: 'refused', reason: 'its server sends on to another address, which is not followed' }],
  ])('what an answer of %s means', async (status, expected) => {
    receiver.answer = (_, response) => {
      response.writeHead(status).end()
      return true
    }
    const target = browser.subscription(receiver.url('takes'))
    expect(await notifier.send(testingMessage(target), nobody)).toEqual(expected)
  })

  test('what is no subscription of a browser is refused, and so are private networks', async () => {
    const good = browser.subscription('https://push.example/x')
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url')
    const bad: readonly Partial<typeof good>[] = [
      { endpoint: 'http://push.example/x' },
      { endpoint: 'push' },
      { endpoint: 'https://kim:pw@push.example/' },
      { p256dh: '' },
      { p256dh: 'A'.repeat(87) },
      { p256dh: offCurve },
      { auth: '' },
      { auth: 'short' },
    ]
    for (const change of bad) {
      await expect(notifier.check({ ...good, ...change })).rejects.toMatchObject({ code: 'PUSH_SUBSCRIPTION' })
      const outcome = await notifier.send(testingMessage({ ...good, ...change }), nobody)
      expect(outcome).toEqual({ kind: 'refused', reason: 'the subscription of the browser is damaged' })
    }
    const open = new WebPushNotifier({ keys, subject })
    const inner = browser.subscription(`https://127.0.0.1:${receiver.host.split(':')[1]}/`)
    await expect(open.check(inner)).rejects.toMatchObject({ code: 'PUSH_PRIVATE' })
    expect(await open.send(testingMessage(inner), nobody)).toEqual({
      kind: 'refused',
      reason: 'it is in a private network',
    })
    expect(receiver.asked).toBe(0)
  })
})

test('a token is signed once for its service, and anew before it ends', () => {
  let now = Date.now()
  const vapid = new Vapid({ keys, subject, now: () => now })
  const first = vapid.headerFor('https://a.example')
  expect(vapid.headerFor('https://a.example')).toBe(first)
  expect(vapid.headerFor('https://b.example')).not.toBe(first)
  now += 10 * 3_600_000
  expect(vapid.headerFor('https://a.example')).toBe(first)
  now += 1.5 * 3_600_000
  expect(vapid.headerFor('https://a.example')).not.toBe(first)
  for (let n = 0; n < 600; n++) vapid.headerFor(`https://made-up-${n}.example`) // forgets the oldest
})

test('keys that do not belong together, or are none, are found out', () => {
  expect(areVapidKeys(keys)).toBe(true)
  expect(areVapidKeys({ ...keys, publicKey: newVapidKeys().publicKey })).toBe(false)
  expect(areVapidKeys({ publicKey: '', privateKey: 'x' })).toBe(false)
})
