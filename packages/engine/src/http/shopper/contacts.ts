import {
  ContactAdd,
  ContactAdded,
  ContactParams,
  ContactsBody,
  type ContactTarget,
  Person,
  WishesBody,
  WishesChange,
} from '@nunchi/protocol'
import { isZone } from '../../app/alerts/local-clock.ts'
import { newWebhookSecret } from '../../app/alerts/webhook-secret.ts'
import type { ApiKey } from '../../app/face.ts'
import type { Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import { ownAliasOf, ownShopperOf } from '../identity.ts'
import { route } from '../route.ts'

/** GET /v1/contacts: where a person is told, and how the server can tell. 200, 403, 404 SHOPPER_UNKNOWN. */
export const getContacts = route({
  method: 'GET',
  path: '/v1/contacts',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Where this person is told of what they wait for, and what the server can tell people by',
  query: Person,
  answer: { status: 200, body: ContactsBody },
  handle: async (rim, { query, key }, reply) => {
    reply.header('cache-control', 'no-store')
    const shopper = ownShopperOf(rim, key!, query)
    const contacts = await rim.shop.contacts.of(shopper)
    const wishes = rim.shop.contacts.wishesOf(shopper)
    const { kinds = [], pushKey } = rim.notifiers ?? {}
    return { wishes, contacts, channels: kinds, ...(pushKey !== undefined && { pushKey }) }
  },
})

/**
 * POST /v1/contacts. A browser speaks for itself, so its page may name it. An address of mail or of a server anybody could name to have others
 * pestered: these the shop's own server names, which knows whose they are. 200, 400, 403, 404, 409 CONTACTS_FULL, 503 CHANNEL_OFF.
 */
export const postContact = route({
  method: 'POST',
  path: '/v1/contacts',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Keeps a place where this person is told: a browser, or with a secret key an address of mail or a server',
  body: ContactAdd,
  answer: { status: 200, body: ContactAdded },
  handle: async (rim, { body, key }, reply) => {
    reply.header('cache-control', 'no-store')
    const alias = ownAliasOf(rim, key!, body)
    checkScope(key!, body.target)
    if (rim.notifiers === undefined) throw new Refusal('CHANNEL_OFF', { kind: body.target.kind })
    const target = targetOf(body.target)
    await rim.notifiers.check(target)
    const contact = await rim.shop.contacts.add(alias, target, rim.shop.now())
    return { contact, ...(target.kind === 'webhook' && { secret: target.secret }) }
  },
})

/** DELETE /v1/contacts/:contact. 204, 403, 404 CONTACT_UNKNOWN. */
export const deleteContact = route({
  method: 'DELETE',
  path: '/v1/contacts/:contact',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Tells this person nothing more at that place',
  query: Person,
  params: ContactParams,
  answer: { status: 204 },
  handle: async (rim, { params, query, key }, reply) => {
    const isGone = await rim.shop.contacts.remove(ownShopperOf(rim, key!, query), params.contact)
    if (!isGone) throw new Refusal('CONTACT_UNKNOWN', { id: params.contact })
    return reply.send()
  },
})

/** PUT /v1/contacts/wishes: obeyed by the next message. 200, 400, 403, 404 SHOPPER_UNKNOWN. */
export const putWishes = route({
  method: 'PUT',
  path: '/v1/contacts/wishes',
  access: 'publishable',
  group: 'Shopper',
  summary: 'When and how this person wants to be told: language, quiet hours, a digest, how much a day',
  body: WishesChange,
  answer: { status: 200, body: WishesBody },
  handle: async (rim, { body, key }) => {
    const shopper = ownShopperOf(rim, key!, body)
    if (!isZone(body.wishes.zone))
      throw new Refusal('BODY_INVALID', {
        field: 'wishes.zone',
        reason: 'is no time zone such as Asia/Seoul, +09:00 or UTC',
      })
    await rim.shop.contacts.wish(shopper, body.wishes)
    return { wishes: rim.shop.contacts.wishesOf(shopper) }
  },
})

function checkScope(key: ApiKey, { kind }: ContactTarget): void {
  if (kind === 'web-push' || key.scope === 'secret') return
  throw new Refusal('AUTH_SCOPE', { allowed: 'name the browser it is used in', needed: `a place of ${kind}` })
}

function targetOf(body: ContactTarget): Target {
  if (body.kind === 'web-push') return { kind: body.kind, endpoint: body.endpoint, ...body.keys }
  if (body.kind === 'email') return body
  return { kind: body.kind, url: body.url, secret: body.secret ?? newWebhookSecret() }
}
