import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Target } from '../../domain/contact.ts'
import { notifierContract, testingMessage } from '../../ports/notifier.contract.ts'
import { type Posted, Receiver } from './testing-receiver.ts'
import { WebhookNotifier } from './webhook.ts'

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const nobody = new AbortController().signal
/** What the payload says is what arrives; the words are not sent. */
const payloadOf = (message: ReturnType<typeof testingMessage>) => ({
  title: message.title,
  body: message.body,
  url: message.url,
})

notifierContract('webhook', async () => {
  const receiver = await new Receiver().open()
  const inner = new WebhookNotifier({ privateHosts: ['127.0.0.1'], msMax: 1_000 })
  return {
    notifier: {
      kind: 'webhook',
      check: (target) => inner.check(target),
      send: (message, signal) => inner.send({ ...message, payload: payloadOf(message) }, signal),
      close: () => inner.close(),
    },
    targetOf: async (manner) => ({ kind: 'webhook', url: receiver.url(manner), secret }),
    received: () => receiver.taken.map((one) => ({ id: String(one.headers['webhook-id']), ...verified(one) })),
    carried: encodedId,
    saysWhen: true,
    close: async () => {
      await inner.close()
      await receiver.close()
    },
  }
})

/** Ids stand in a header, so signs that no header has are written otherwise. */
function encodedId(id: string): string {
  return encodeURIComponent(id)
}

/** What a receiver does by the book of Standard Webhooks, with nothing of ours. */
function verified({ headers, body }: Posted): ReturnType<typeof payloadOf> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`]))
  expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(300)
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body.toString()}`).digest()
  const [version, signature] = signatures!.split(',')
  expect(version).toBe('v1')
  expect(timingSafeEqual(Buffer.from(signature!, 'base64'), expected)).toBe(true)
  return JSON.parse(body.toString())
}

describe('webhook', () => {
  let receiver: Receiver
  let notifier: WebhookNotifier
  const target = (url: string): Target => ({ kind: 'webhook', url, secret })
  const send = (url: string, by = notifier) => by.send(testingMessage(target(url)), nobody)

  beforeEach(async () => {
    receiver = await new Receiver().open()
    notifier = new WebhookNotifier({ privateHosts: ['127.0.0.1'], msMax: 1_000 })
  })
  afterEach(async () => {
    await notifier.close()
    await receiver.close()
  })

  test.each([
    [200, { kind: 'delivered' }],
    [204, { kind: 'delivered' }],
    [302, { kind: 'again', of: 'message', reason: 'its server sends on to another address, which is not followed' }],
    [400, { kind: 'again', of: 'message', reason: 'its server answered 400' }],
    [404, { kind: 'again', of: 'message', reason: 'its server answered 404' }],
    [410, { kind: 'gone', reason: 'its server answered 410' }],
    [413, { kind: 'refused', reason: 'the message is too large for it' }],
    [500, { kind: 'again', of: 'host', reason: 'its server answered 500' }],
  ])('what an answer of %s means', async (status, expected) => {
    receiver.answer = (_, response) => {
      response.writeHead(status, status === 302 ? { location: receiver.url('takes') } : {}).end()
      return true
    }
    expect(await send(receiver.url('takes'))).toEqual(expected)
    expect(receiver.asked).toBe(1) // the redirect was not followed
  })

  test('a body that trickles in, or never ends, is not waited for; the status counts', async () => {
    receiver.answer = (_, response) => {
      response.writeHead(200)
      response.write('.')
      return true
    }
    expect(await send(receiver.url('takes'))).toEqual({ kind: 'delivered' })
    receiver.answer = (_, response) => {
      response.writeHead(200)
      const more = () => response.destroyed || setImmediate(() => response.write('x'.repeat(65_536), more))
      more()
      return true
    }
    expect(await send(receiver.url('takes'))).toEqual({ kind: 'delivered' })
  })

  test('private networks are refused when the address is given, and when the message is sent', async () => {
    const by = new WebhookNotifier()
    const port = receiver.host.split(':')[1]
    for (const host of [
      '127.0.0.1',
      'localhost',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
    ]) {
      const url = `https://${host}:${port}/`
      await expect(by.check(target(url))).rejects.toMatchObject({ code: 'WEBHOOK_PRIVATE' })
      expect(await send(url, by)).toEqual({ kind: 'refused', reason: 'it is in a private network' })
    }
    expect(receiver.asked).toBe(0)
  })

  test('a name that led to the open internet when it was checked gains nothing by leading elsewhere afterwards', async () => {
    let address = '93.184.215.14'
    const resolve: LookupFunction = (_, { all }, callback) =>
      all === true ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)
    const by = new WebhookNotifier({ resolve })
    const url = `https://rebinding.example:${receiver.host.split(':')[1]}/`
    await by.check(target(url))
    address = '127.0.0.1'
    expect(await send(url, by)).toEqual({ kind: 'refused', reason: 'it is in a private network' })
    expect(receiver.asked).toBe(0)
    await by.close()
  })

  test.each([
    '',
    'hook',
    'http://shop.example/',
    'ftp://shop.example/',
    'https://kim:pw@shop.example/',
    'file:///etc/passwd',
  ])('%j is no address of a webhook', async (url) => {
    await expect(notifier.check(target(url))).rejects.toMatchObject({ code: 'WEBHOOK_ADDRESS' })
    expect(await send(url)).toMatchObject({ kind: 'refused' })
  })

  test.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_비밀', `whsec_${'A'.repeat(200)}`])(
    '%j is no secret',
    async (bad) => {
      const one: Target = { kind: 'webhook', url: receiver.url('takes'), secret: bad }
      await expect(notifier.check(one)).rejects.toMatchObject({ code: 'WEBHOOK_SECRET' })
      expect(await notifier.send(testingMessage(one), nobody)).toMatchObject({ kind: 'refused' })
    },
  )

  test('a payload that no receiver would take is refused before it is sent; certificates have to hold', async () => {
    const large = testingMessage(target(receiver.url('takes')), { payload: { text: '가'.repeat(30_000) } })
    expect(await notifier.send(large, nobody)).toEqual({ kind: 'refused', reason: 'the message is too large for it' })
    const secure = await new Receiver({ isSecure: true }).open()
    expect(await send(secure.url('takes'))).toEqual({
      kind: 'again',
      of: 'host',
      reason: 'its certificate does not hold',
    })
    expect(secure.asked + receiver.asked).toBe(0)
    await secure.close()
  })

  test('when to come again is read as seconds and as a date', async () => {
    const by = new WebhookNotifier({ privateHosts: ['127.0.0.1'], now: () => Date.UTC(2026, 0, 1) })
    const said: readonly [string, number | undefined][] = [
      ['120', 120_000],
      ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
      ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
      ['99999999', 86_400_000],
      ['soon', undefined],
    ]
    for (const [header, afterMs] of said) {
      receiver.answer = (_, response) => {
        response.writeHead(503, { 'retry-after': header }).end()
        return true
      }
      const outcome = await send(receiver.url('takes'), by)
      expect(outcome.kind === 'again' && outcome.afterMs).toBe(afterMs)
    }
    await by.close()
  })
})
