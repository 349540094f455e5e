import type { ContactKind, Target } from '../../domain/contact.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { Message, Notifier, Outcome } from '../../ports/notifier.ts'
import { Delivery } from './delivery.ts'
import type { DeliveryParts } from './delivery-options.ts'
import type { Pending, Recipient } from './outbox.ts'
import { TestingClock } from './testing-clock.ts'
import { TestingOutbox } from './testing-outbox.ts'

export const delivered: Outcome = { kind: 'delivered' }
export const down: Outcome = { kind: 'again', of: 'host', reason: 'its server answered 503' }

/** A channel whose other side does what a test says, after the moment at which it says so. */
class Channel implements Notifier {
  readonly kind: ContactKind
  readonly sent: Message[] = []
  underWay = 0
  mostUnderWay = 0
  answer: (message: Message, signal: AbortSignal) => Outcome | Promise<Outcome> = () => delivered

  constructor(kind: ContactKind) {
    this.kind = kind
  }

  async check(): Promise<void> {}

  async send(message: Message, signal: AbortSignal): Promise<Outcome> {
    this.sent.push(message)
    this.underWay += 1
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay)
    await Promise.resolve()
    return Promise.resolve(this.answer(message, signal)).finally(() => {
      this.underWay -= 1
    })
  }

  async close(): Promise<void> {}
}

export const targets: Readonly<Record<ContactKind, Target>> = {
  email: { kind: 'email', address: 'kim@mail.example' },
  'web-push': { kind: 'web-push', endpoint: 'https://push.example/1', p256dh: 'p', auth: 'a' },
  webhook: { kind: 'webhook', url: 'https://hook.example/', secret: 'whsec_' },
}

/** A delivery over an outbox, channels and a clock that a test plays with. */
export function openDelivery(change: Partial<DeliveryParts> = {}, recipient: Partial<Recipient> = {}) {
  const clock = new TestingClock()
  const outbox = new TestingOutbox()
  const channels = { email: new Channel('email'), 'web-push': new Channel('web-push'), webhook: new Channel('webhook') }
  const removed: string[] = []
  const told: string[] = []
  const delivery = new Delivery({
    outbox,
    notifiers: new Map(Object.values(channels).map((one) => [one.kind, one])),
    contacts: {
      targetOf: async (_, contact) =>
        removed.includes(contact) ? undefined : targets[contact.replace(/-of-.*$/, '') as ContactKind],
      remove: async (_, contact) => removed.push(contact) > 0,
    },
    isStillTrue: () => true,
    recipientOf: () => ({
      language: 'ko',
      wishes: { zone: 'Asia/Seoul', perDayMax: 100 },
      toldSince: () => 0,
      alertsUrl: 'https://shop.example/alerts',
      ...recipient,
    }),
    clock,
    random: () => 0.5,
    alarm: clock.alarm,
    tell: (reason) => told.push(reason),
    ...change,
  })
  const add = (alert: Pending): void => outbox.add({ ...alert, raisedAt: (alert.raisedAt || clock.now()) as EpochMs })
  const go = async (ms = 0): Promise<void> => {
    delivery.wake()
    await clock.pass(ms)
  }
  const kinds = (): Record<string, string> => Object.fromEntries(outbox.facts.map(({ id, kind }) => [id, kind]))
  return { clock, outbox, ...channels, push: channels['web-push'], removed, told, delivery, add, go, kinds }
}

/** One of many people. */
export const shopperNo = (n: number) => ({ shopper: `shopper-${n}` as ShopperKey })
