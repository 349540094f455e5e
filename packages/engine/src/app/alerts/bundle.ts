import { createHash } from 'node:crypto'
import type { Target } from '../../domain/contact.ts'
import type { Message } from '../../ports/notifier.ts'
import type { Pending, Recipient } from './outbox.ts'

/** Alerts in one message. */
export const bundleMax = 50
/** Alerts that a message of several names one by one. */
const namedMax = 10
/** After a day a price is another one. */
const freshMs = 86_400_000

/**
 * Alerts of one place that go in one message, in the order in which they come. Those that were tried together stay together, so that their
 * message keeps its id. A server is told each by itself: it can then drop what it has had.
 */
export function bundlesOf(pending: readonly Pending[]): readonly (readonly Pending[])[] {
  const bundles: Pending[][] = []
  const open = new Map<string, Pending[]>()
  for (const one of pending) {
    const { kind, shopper, contact, tries, firstTriedAt = 0, id } = one
    const key = kind === 'webhook' ? id : `${shopper} ${contact} ${tries} ${firstTriedAt}`
    let bundle = open.get(key)
    if (bundle === undefined || bundle.length === bundleMax) {
      bundle = []
      bundles.push(bundle)
      open.set(key, bundle)
    }
    bundle.push(one)
  }
  return bundles
}

/** The id of a message: that of its alert, or one that the same alerts always have. */
export function messageIdOf(alerts: readonly Pending[]): string {
  if (alerts.length === 1) return alerts[0]!.id
  const ids = alerts.map(({ id }) => id).sort()
  return `b-${createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 24)}`
}

/** What is said at one place of some alerts. */
export function messageOf(alerts: readonly Pending[], target: Target, recipient: Recipient): Message {
  const [first] = alerts as readonly [Pending, ...Pending[]]
  const { language, alertsUrl, unsubscribeUrl } = recipient
  const { title, body, url } = alerts.length === 1 ? first.part : together(alerts, language, alertsUrl)
  const raisedAt = Math.max(...alerts.map((one) => one.raisedAt))
  return {
    id: messageIdOf(alerts),
    target,
    language,
    title,
    body,
    url,
    ...(unsubscribeUrl && { unsubscribeUrl: unsubscribeUrl(first.contact) }),
    payload: {
      type: 'alert',
      timestamp: new Date(first.raisedAt).toISOString(),
      data: { ...first.part.data, id: first.id, language, title, body, url },
    },
    expiresAt: raisedAt + freshMs,
  }
}

function together(alerts: readonly Pending[], language: 'ko' | 'en', url: string) {
  const lines = alerts.slice(0, namedMax).map(({ part }) => `· ${part.title}`)
  const more = alerts.length - lines.length
  const [title, rest] =
    language === 'ko'
      ? [`기다리던 소식 ${alerts.length}건이 있어요`, `그 밖에 ${more}건`]
      : [`${alerts.length} pieces of news you waited for`, `and ${more} more`]
  return { title, body: [...lines, ...(more > 0 ? [rest] : [])].join('\n'), url }
}
