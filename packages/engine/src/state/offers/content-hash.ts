import { hash64, hashString } from '@nunchi/kernel'
import type { Offer } from '../../domain/offer.ts'

/**
 * A number for all that an offer says beside its terms: while it stays, the offer has not been described anew. Of n offers that
 * changed, n / 2^32 are taken for unchanged.
 */
export function contentHash(offer: Offer): number {
  const { priceMinor: _, shippingMinor: __, couponMinor: ___, inStock: ____, attributes, ...rest } = offer
  const fields = Object.entries({ ...rest, ...attributes }).sort(([a], [b]) => (a < b ? -1 : 1))
  hashString(JSON.stringify(fields))
  return hash64.low
}
