import { randomBytes } from 'node:crypto'
import type { ContactId } from '../../domain/contact.ts'
import type { ShopperKey } from '../../domain/units.ts'

/** 12 random bytes: with a billion shoppers the chance that any two share a key is one in 10^11. */
const keyBytes = 12

/** New opaque keys, 16 characters each. Random, so that a key says nothing about the person or their order of arrival. */
export function newShopperKeys(count: number): ShopperKey[] {
  const bytes = randomBytes(count * keyBytes)
  return Array.from(
    { length: count },
    (_, index) => bytes.toString('base64url', index * keyBytes, (index + 1) * keyBytes) as ShopperKey,
  )
}

/** An id that says nothing, and that nobody else has. */
export function newContactId(): ContactId {
  return randomBytes(9).toString('base64url')
}
