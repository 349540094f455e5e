import type { FastifyRequest } from 'fastify'
import type { ApiKey, CollectFrom } from '../app/face.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Rim } from './rim.ts'

/** What a route asks of the key: nothing, a publishable or secret one, a secret one, a driver's. */
export type Access = 'open' | 'publishable' | 'secret' | 'driver'

/** The key in "Authorization: Bearer KEY" or as the user name of basic auth. */
export function secretIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const [scheme, value] = header.split(' ', 2) as [string, string | undefined]
  if (value === undefined || value.length > 1_000) return undefined
  if (/^bearer$/i.test(scheme)) return value
  if (!/^basic$/i.test(scheme)) return undefined
  const name = Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0]
  return name === '' ? undefined : name
}

/**
 * Finds the key in the header and charges the request to it, or to the address it comes from.
 * @throws Refusal AUTH_UNKNOWN, RATE_LIMITED
 */
export function admit(rim: Rim, request: FastifyRequest): void {
  const secret = secretIn(request.headers.authorization)
  const key = secret === undefined ? undefined : rim.keys.find(secret)
  if (key === undefined) rim.byAddress.take(request.ip, performance.now())
  else rim.byKey.take(key.id, performance.now())
  if (secret !== undefined && key === undefined) throw new Refusal('AUTH_UNKNOWN')
  request.apiKey = key
}

/** The key that a client without headers (a browser's beacon) sends inside the body. @throws Refusal AUTH_* */
export function keyInBody(rim: Rim, body: unknown): ApiKey {
  const secret = (body as { writeKey?: unknown } | null | undefined)?.writeKey
  if (typeof secret !== 'string' || secret === '') throw new Refusal('AUTH_MISSING')
  const key = rim.keys.find(secret)
  if (key === undefined) throw new Refusal('AUTH_UNKNOWN')
  rim.byKey.take(key.id, performance.now())
  checkAccess(key, 'publishable', 'collecting')
  return key
}

/** @throws Refusal AUTH_MISSING, AUTH_SCOPE, AUTH_DRIVER */
export function checkAccess(key: ApiKey | undefined, access: Access, needed: string): void {
  if (access === 'open') return
  if (key === undefined) throw new Refusal('AUTH_MISSING')
  if (access === 'driver') {
    if (key.scope !== 'driver' || key.vehicle === undefined) throw new Refusal('AUTH_DRIVER', { needed })
    return
  }
  if (key.scope === 'driver') throw new Refusal('AUTH_SCOPE', { allowed: "see and do its vehicle's round", needed })
  if (access === 'secret' && key.scope !== 'secret')
    throw new Refusal('AUTH_SCOPE', { allowed: "collect behaviour and ask for a shopper's own answers", needed })
}

/** What the shop is told of the key's holder: whether their word holds for everybody, or which page it comes from. */
export function senderOf({ id, scope }: ApiKey): Pick<CollectFrom, 'trusted' | 'publishableKey'> {
  return scope === 'secret' ? { trusted: true } : { trusted: false, publishableKey: id }
}
