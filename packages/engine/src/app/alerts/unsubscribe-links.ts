import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { ContactId } from '../../domain/contact.ts'
import type { ShopperKey } from '../../domain/units.ts'

/** What a link says: of whom, and which place. */
export type Unsubscribing = { readonly shopper: ShopperKey; readonly contact: ContactId }

const signatureBytes = 16

/** Links in mails by which somebody wants no more at a place, without logging in: signed, so that nobody can make one for another. */
export class UnsubscribeLinks {
  readonly #key: Buffer

  /** @param secret that of the server; a key of its own is made of it */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'nunchi unsubscribe', 32))
  }

  /** @param apiUrl where this server is reached from outside, without a slash at its end */
  urlOf(apiUrl: string, { shopper, contact }: Unsubscribing): string {
    const said = `${shopper}.${contact}`
    return `${apiUrl}/unsubscribe?t=${said}.${this.#sign(said)}`
  }

  /** Undefined for what this server did not sign. */
  read(token: string): Unsubscribing | undefined {
    const [shopper, contact, signature, ...more] = token.split('.')
    if (shopper === undefined || contact === undefined || signature === undefined || more.length > 0) return undefined
    const [given, expected] = [signature, this.#sign(`${shopper}.${contact}`)].map((text) => Buffer.from(text))
    const isOurs = given!.length === expected!.length && timingSafeEqual(given!, expected!)
    return isOurs ? { shopper: shopper as ShopperKey, contact } : undefined
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest().toString('base64url', 0, signatureBytes)
  }
}
