import { createECDH } from 'node:crypto'
import webPush from 'web-push'

/** The pair of keys by which push services know this shop, base64url. Subscriptions of browsers hold for these keys alone. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string }

export type VapidOptions = {
  readonly keys: VapidKeys
  /** Whom a push service turns to: mailto: or https:. */
  readonly subject: string
  readonly now: () => number
}

const validMs = 12 * 3_600_000
/** A token that is about to end is not used: clocks differ. */
const renewMs = 3_600_000
/** Push services are few; endpoints that somebody made up may be many. */
const originsMax = 500

/** A new pair of keys. */
export function newVapidKeys(): VapidKeys {
  return webPush.generateVAPIDKeys()
}

/** Whether these belong together and can sign. */
export function areVapidKeys({ publicKey, privateKey }: VapidKeys): boolean {
  try {
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(privateKey, 'base64url')
    return ecdh.getPublicKey('base64url') === publicKey
  } catch {
    return false
  }
}

/** Says to push services who sends (RFC 8292). Signing costs 2 ms, so a token is kept for its origin and used for half a day. */
export class Vapid {
  readonly #options: VapidOptions
  readonly #kept = new Map<string, { readonly header: string; readonly until: number }>()

  constructor(options: VapidOptions) {
    this.#options = options
  }

  /** The header `authorization` for a push service. */
  headerFor(origin: string): string {
    const { keys, subject, now } = this.#options
    const kept = this.#kept.get(origin)
    if (kept !== undefined && kept.until - renewMs > now()) return kept.header
    const until = now() + validMs
    const { Authorization: header } = webPush.getVapidHeaders(
      origin,
      subject,
      keys.publicKey,
      keys.privateKey,
      'aes128gcm',
      Math.floor(until / 1_000),
    )
    this.#kept.delete(origin)
    if (this.#kept.size >= originsMax) this.#kept.delete(this.#kept.keys().next().value!) // the oldest
    this.#kept.set(origin, { header, until })
    return header
  }
}
