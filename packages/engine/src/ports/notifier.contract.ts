import { setMaxListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Target } from '../domain/contact.ts'
import { type DeliveryReason, deliveryReasons, type Message, type Notifier, type Outcome } from './notifier.ts'
import { closingAfterEach } from './testing-contract.ts'

/** How the other side behaves: real servers on this machine do so on their own side of the wire. */
export const manners = ['takes', 'busy', 'broken', 'gone', 'hangs', 'hangs-up', 'absent'] as const
export type Manner = (typeof manners)[number]

/** What arrived at the receiver, as it understood it. */
export type Received = Pick<Message, 'id' | 'title' | 'body' | 'url'>

/** A notifier, and a real receiver to send to. */
export type NotifierUnderTest = {
  readonly notifier: Notifier
  /** A place at the receiver, which is of this manner from now on. */
  readonly targetOf: (manner: Manner) => Promise<Target>
  /** What arrived, oldest first; of ids only what the channel carries. */
  readonly received: () => readonly Received[]
  /** How the channel carries an id. */
  readonly carried: (id: string) => string
  /** Whether the channel tells when to come again. */
  readonly saysWhen: boolean
  readonly close: () => Promise<void>
}

/** Stops nothing; many listen to it at once. */
const nobody = new AbortController().signal
setMaxListeners(0, nobody)

/** A message for tests, with signs that break what is put together by hand. */
export function testingMessage(target: Target, change: Partial<Message> = {}): Message {
  return {
    id: 'alert-1',
    target,
    language: 'ko',
    title: '생수 2L 6병이 3,900원까지 내렸어요 "<&>"',
    body: '어제보다 20% 쌉니다.\n무료배송 😀 \\ \u2028',
    url: 'https://shop.example/products/1?from=alert&x=<1>',
    unsubscribeUrl: 'https://shop.example/unsubscribe?token=abc',
    payload: { type: 'price.alert', timestamp: '2026-03-01T00:00:00.000Z', data: { product: 'p-1', won: 3900 } },
    expiresAt: 4_000_000_000_000,
    ...change,
  }
}

/** What every notifier must do; its own test adds what is particular to its channel. */
export function notifierContract(name: string, open: () => Promise<NotifierUnderTest>): void {
  describe(`notifier contract: ${name}`, () => {
    const fresh = closingAfterEach(open)

    test('what is sent arrives as it was, once a call, with an id that is the same every time', async () => {
      const { notifier, targetOf, received, carried } = await fresh()
      const target = await targetOf('takes')
      await notifier.check(target)
      const { id, title, body, url, ...rest } = testingMessage(target)
      for (const one of [id, id, '경보/2 \n'])
        expect(await notifier.send({ id: one, title, body, url, ...rest }, nobody)).toEqual({ kind: 'delivered' })
      expect(received()).toEqual([id, id, '경보/2 \n'].map((one) => ({ id: carried(one), title, body, url })))
      expect(carried('경보/2 \n')).not.toBe(carried(id))
    })

    test('many at once all arrive', async () => {
      const { notifier, targetOf, received, carried } = await fresh()
      const target = await targetOf('takes')
      const ids = Array.from({ length: 60 }, (_, n) => `alert-${n}`)
      const outcomes = await Promise.all(ids.map((id) => notifier.send(testingMessage(target, { id }), nobody)))
      expect(outcomes).toEqual(ids.map(() => ({ kind: 'delivered' })))
      expect(new Set(received().map(({ id }) => id))).toEqual(new Set(ids.map(carried)))
      expect(received()).toHaveLength(60)
    })

    const verdicts: readonly [Manner, Partial<Outcome>][] = [
      ['busy', { kind: 'again' }],
      ['broken', { kind: 'again', of: 'host' }],
      ['gone', { kind: 'gone' }],
      ['hangs', { kind: 'again', of: 'host' }],
      ['hangs-up', { kind: 'again', of: 'host' }],
      ['absent', { kind: 'again', of: 'host' }],
    ]
    test.each(verdicts)('a receiver that is %s is no error but an outcome', async (manner, expected) => {
      const { notifier, targetOf, received, saysWhen } = await fresh()
      const outcome = await notifier.send(testingMessage(await targetOf(manner)), nobody)
      expect(outcome).toMatchObject(expected)
      if (outcome.kind === 'delivered') return
      expect(isListed(outcome.reason), outcome.reason).toBe(true)
      if (manner === 'busy' && saysWhen) expect(outcome).toMatchObject({ afterMs: 7_000 })
      expect(received()).toEqual([])
    })

    test('what fails once works afterwards', async () => {
      const { notifier, targetOf, received } = await fresh()
      for (const manner of ['broken', 'hangs-up', 'takes'] as const)
        await notifier.send(testingMessage(await targetOf(manner)), nobody)
      expect(received()).toHaveLength(1)
    })

    test('who stops it, or closes it, does not wait for a receiver that hangs', async () => {
      const { notifier, targetOf } = await fresh()
      const target = await targetOf('hangs')
      const stop = new AbortController()
      const stopped = notifier.send(testingMessage(target), stop.signal)
      stop.abort()
      expect(await stopped).toEqual({ kind: 'again', of: 'message', reason: 'the sending was stopped' })
      expect(await notifier.send(testingMessage(target), AbortSignal.abort())).toMatchObject({ kind: 'again' })
      const closed = notifier.send(testingMessage(target), nobody)
      await notifier.close()
      expect(await closed).toMatchObject({ kind: 'again' })
    })

    test('a place of another channel is refused, with a verdict', async () => {
      const { notifier } = await fresh()
      const others: readonly Target[] = [
        { kind: 'email', address: 'kim@shop.example' },
        { kind: 'webhook', url: 'https://shop.example/', secret: 'whsec_' },
      ]
      const other = others.find(({ kind }) => kind !== notifier.kind)!
      expect(await notifier.send(testingMessage(other), nobody)).toMatchObject({ kind: 'refused' })
      await expect(notifier.check(other)).rejects.toMatchObject({ name: 'Refusal' })
    })
  })
}

const forms = deliveryReasons.map(
  (form) => new RegExp(`^${form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[\\d.]+')}$`),
)

/** Whether a reason is one that pages can say in another language. */
export function isListed(reason: DeliveryReason): boolean {
  return forms.some((form) => form.test(reason))
}
