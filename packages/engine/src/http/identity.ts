import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Person } from '@nunchi/protocol'
import type { Alias, ApiKey, ShopFace } from '../app/face.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ShopperKey } from '../domain/units.ts'

/** Makes the check of `userHash`, in constant time: HMAC-SHA256(user, secret) in hex. */
export function proverOf(identitySecret: string): (user: string, userHash: unknown) => boolean {
  return (user, userHash) => {
    if (typeof userHash !== 'string' || !/^[0-9a-f]{64}$/i.test(userHash)) return false
    const expected = createHmac('sha256', identitySecret).update(user).digest()
    return timingSafeEqual(expected, Buffer.from(userHash, 'hex'))
  }
}

/** The part of the rim that identity needs. */
export type IdentityRim = {
  readonly shop: Pick<ShopFace, 'shopperOf'>
  readonly proves: ((user: string, userHash: unknown) => boolean) | undefined
}

/**
 * Under which name the asker may ask about the person. A secret key names anyone; a publishable one names a device by
 * its unguessable id, or a user with proof. Undefined when nobody is named.
 * @throws Refusal IDENTITY_UNPROVEN
 */
export function aliasOf(rim: IdentityRim, key: ApiKey, person: Person): Alias | undefined {
  const { user, anonymous, userHash } = person
  if (user !== undefined) {
    if (key.scope === 'secret' || rim.proves?.(user, userHash)) return { type: 'user', id: user }
    throw new Refusal('IDENTITY_UNPROVEN', { field: 'userHash' })
  }
  return anonymous === undefined ? undefined : { type: 'anonymous', id: anonymous }
}

/** The alias for questions that are about one person only. @throws Refusal BODY_INVALID when nobody is named, IDENTITY_UNPROVEN */
export function ownAliasOf(rim: IdentityRim, key: ApiKey, person: Person): Alias {
  const alias = aliasOf(rim, key, person)
  if (alias !== undefined) return alias
  throw new Refusal('BODY_INVALID', { field: 'user', reason: 'name a user or an anonymous id' })
}

/** @throws Refusal SHOPPER_UNKNOWN, and as `ownAliasOf` */
export function ownShopperOf(rim: IdentityRim, key: ApiKey, person: Person): ShopperKey {
  const shopper = rim.shop.shopperOf(ownAliasOf(rim, key, person))
  if (shopper === undefined) throw new Refusal('SHOPPER_UNKNOWN')
  return shopper
}
