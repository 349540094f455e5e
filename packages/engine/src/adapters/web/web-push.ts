import { createHash, ECDH } from 'node:crypto'
import webPush from 'web-push'
import type { Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Message, Notifier, Outcome } from '../../ports/notifier.ts'
import { Poster, type PosterOptions } from './poster.ts'
import { PrivateAddress } from './reach.ts'
import { Vapid, type VapidKeys } from './vapid.ts'

export type WebPushOptions = PosterOptions & {
  readonly keys: VapidKeys
  /** Whom a push service turns to: mailto: or https:. */
  readonly subject: string
}

type PushTarget = Extract<Target, { readonly kind: 'web-push' }>

/** What every push service takes is 4,096 bytes; encryption adds 103 of them (RFC 8291). */
const plainBytesMax = 4_096 - 103
const ttlSecondsMax = 28 * 86_400

/**
 * Tells a browser through its push service (RFC 8030), encrypted so that the service cannot read it (RFC 8291). A message that is sent
 * twice has the same topic, by which the service replaces the first one while it is not delivered, and the same tag, by which the browser
 * shows it once.
 */
export class WebPushNotifier implements Notifier {
  readonly kind = 'web-push'
  readonly #poster: Poster
  readonly #vapid: Vapid
  readonly #now: () => number

  constructor(options: WebPushOptions) {
    this.#now = options.now ?? Date.now
    this.#poster = new Poster(options)
    this.#vapid = new Vapid({ ...options, now: this.#now })
  }

  async check(target: Target): Promise<void> {
    const url = target.kind === 'web-push' ? this.#addressOf(target) : undefined
    if (url === undefined) throw new Refusal('PUSH_SUBSCRIPTION', {})
    await this.#poster.check(url).catch((error) => {
      throw error instanceof PrivateAddress ? new Refusal('PUSH_PRIVATE', { host: error.host }) : error
    })
  }

  async send(message: Message, signal: AbortSignal): Promise<Outcome> {
    const { target, id, expiresAt } = message
    const url = target.kind === 'web-push' ? this.#addressOf(target) : undefined
    if (target.kind !== 'web-push' || url === undefined)
      return { kind: 'refused', reason: 'the subscription of the browser is damaged' }
    const plain = plainOf(message)
    if (plain.length > plainBytesMax) return { kind: 'refused', reason: 'the message is too large for it' }
    const ttlSeconds = Math.min(ttlSecondsMax, Math.max(0, Math.round((expiresAt - this.#now()) / 1_000)))
    const { cipherText } = webPush.encrypt(target.p256dh, target.auth, plain, 'aes128gcm')
    const headers = {
      authorization: this.#vapid.headerFor(url.origin),
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: ttlSeconds,
      urgency: 'normal',
      topic: createHash('sha256').update(id).digest('base64url').slice(0, 32),
    }
    const posted = await this.#poster.post({ url, headers, body: cipherText, signal })
    return posted.kind === 'failed' ? posted.outcome : outcomeOf(posted.status, posted.afterMs)
  }

  async close(): Promise<void> {
    this.#poster.close()
  }

  /** Where its push service is; undefined for what no browser hands out. */
  #addressOf({ endpoint, p256dh, auth }: PushTarget): URL | undefined {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
    if (url === undefined || url.username + url.password !== '') return undefined
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.#poster.mayBePlain(url))) return undefined
    return isPoint(p256dh) && /^[\w-]{22}=*$/.test(auth) ? url : undefined
  }
}

/** Whether this is a key of a browser: a point of the curve P-256, not packed. */
function isPoint(text: string): boolean {
  if (!/^[\w-]{87}=*$/.test(text)) return false
  try {
    return ECDH.convertKey(text.replace(/=+$/, ''), 'prime256v1', 'base64url', 'hex', 'uncompressed').length === 130
  } catch {
    return false
  }
}

/** What the service worker gets: JSON that fits, its body cut where need be. */
function plainOf({ id, language, title, body, url }: Message): Buffer {
  let kept = body
  for (;;) {
    const plain = Buffer.from(JSON.stringify({ id, tag: id, language, title, body: kept, url }))
    const over = plain.length - plainBytesMax
    if (over <= 0 || kept === '') return plain
    const signs = Array.from(kept)
    kept = signs.slice(0, Math.max(0, signs.length - 1 - Math.ceil(over / 6))).join('')
    if (kept !== '') kept = `${kept.replace(/…$/, '')}…`
  }
}

function outcomeOf(status: number, afterMs: number | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 404 || status === 410) return { kind: 'gone', reason: 'the browser took its subscription back' }
  if (status === 413) return { kind: 'refused', reason: 'the message is too large for it' }
  if (status === 401 || status === 403) return { kind: 'refused', reason: 'the push service does not know our keys' }
  const after = afterMs === undefined ? {} : { afterMs }
  if (status === 429) return { kind: 'again', of: 'host', reason: 'its server asks for fewer messages', ...after }
  if (status >= 500) return { kind: 'again', of: 'host', reason: `its server answered ${status}`, ...after }
  if (status >= 300 && status < 400)
    return { kind: 'refused', reason: 'its server sends on to another address, which is not followed' }
  return { kind: 'refused', reason: `its server answered ${status}` }
}
