import { createHash, randomBytes } from 'node:crypto'
import type { ApiKey } from '../../ports/key-store.ts'

const prefixes = { secret: 'nk_sec_', publishable: 'nk_pub_', driver: 'nk_drv_' } as const

/** A new key: what is stored of it, and the secret that is shown once. */
export function newApiKey(key: Omit<ApiKey, 'id' | 'createdAt'>, createdAt: number): { key: ApiKey; secret: string } {
  const { name, scope, consent, vehicle } = key
  return {
    key: {
      id: `key_${randomBytes(9).toString('base64url')}`,
      name,
      scope,
      consent,
      createdAt,
      ...(vehicle === undefined ? {} : { vehicle }),
    },
    secret: prefixes[scope] + randomBytes(32).toString('base64url'),
  }
}

/**
 * How a secret is kept. One round of SHA-256 is right here: a slow hash with a salt protects secrets that can be guessed,
 * and 256 random bits cannot, at any speed. It is also cheap enough to be taken on every request (2 us).
 */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
