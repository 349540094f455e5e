import { createHmac } from 'node:crypto'
import type { Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import type { Message, Notifier, Outcome } from '../../ports/notifier.ts'
import { Poster, type PosterOptions } from './poster.ts'
import { PrivateAddress } from './reach.ts'

const payloadBytesMax = 64 * 1024
/** Of the key in a secret. */
const keyBytes = { min: 24, max: 64 } as const
const prefix = 'whsec_'

/**
 * Tells a server of somebody else, signed as Standard Webhooks (https://www.standardwebhooks.com) says: `webhook-id` stays the same at every
 * try, so that the receiver can drop what it has had; `webhook-signature` is HMAC-SHA256 over id, time and body. Anything but 2xx is
 * tried again, but for 410 (it is gone) and 413.
 */
export class WebhookNotifier implements Notifier {
  readonly kind = 'webhook'
  readonly #poster: Poster
  readonly #now: () => number

  constructor(options: PosterOptions = {}) {
    this.#poster = new Poster(options)
    this.#now = options.now ?? Date.now
  }

  async check(target: Target): Promise<void> {
    const url = target.kind === 'webhook' ? this.#addressOf(target.url) : undefined
    if (target.kind !== 'webhook' || url === undefined)
      throw new Refusal('WEBHOOK_ADDRESS', { url: target.kind === 'webhook' ? shownAddress(target.url) : target.kind })
    if (keyOf(target.secret) === undefined) throw new Refusal('WEBHOOK_SECRET', keyBytes)
    await this.#poster.check(url).catch((error) => {
      throw error instanceof PrivateAddress ? new Refusal('WEBHOOK_PRIVATE', { host: error.host }) : error
    })
  }

  async send({ id, target, payload }: Message, signal: AbortSignal): Promise<Outcome> {
    if (target.kind !== 'webhook') return { kind: 'refused', reason: 'it is no address that messages go to' }
    const url = this.#addressOf(target.url)
    const key = keyOf(target.secret)
    if (url === undefined || key === undefined)
      return { kind: 'refused', reason: 'it is no address that messages go to' }
    const body = Buffer.from(JSON.stringify(payload))
    if (body.length > payloadBytesMax) return { kind: 'refused', reason: 'the message is too large for it' }
    const headerId = encodeURIComponent(id) // our own ids stay as they are
    const timestamp = String(Math.floor(this.#now() / 1_000))
    const headers = {
      'content-type': 'application/json',
      'webhook-id': headerId,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureOf(key, `${headerId}.${timestamp}.`, body),
    }
    const posted = await this.#poster.post({ url, headers, body, signal })
    return posted.kind === 'failed' ? posted.outcome : outcomeOf(posted.status, posted.afterMs)
  }

  async close(): Promise<void> {
    this.#poster.close()
  }

  /** Encrypted on its way, unless it goes to a host that whoever runs the server named. */
  #addressOf(text: string): URL | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || url.username + url.password !== '') return undefined
    if (url.protocol === 'https:' || (url.protocol === 'http:' && this.#poster.mayBePlain(url))) return url
    return undefined
  }
}

function signatureOf(key: Buffer, head: string, body: Buffer): string {
  return `v1,${createHmac('sha256', key).update(head).update(body).digest('base64')}`
}

/** The bytes of a secret; undefined where it is none. */
function keyOf(secret: string): Buffer | undefined {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const key = Buffer.from(text, 'base64')
  return key.length >= keyBytes.min && key.length <= keyBytes.max ? key : undefined
}

function outcomeOf(status: number, afterMs: number | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'gone', reason: 'its server answered 410' }
  if (status === 413) return { kind: 'refused', reason: 'the message is too large for it' }
  const after = afterMs === undefined ? {} : { afterMs }
  if (status === 429) return { kind: 'again', of: 'host', reason: 'its server asks for fewer messages', ...after }
  if (status >= 300 && status < 400)
    return { kind: 'again', of: 'message', reason: 'its server sends on to another address, which is not followed' }
  return {
    kind: 'again',
    of: status >= 500 ? 'host' : 'message',
    reason: `its server answered ${status}`,
    ...after,
  }
}
