import type { CatalogEvent } from '../../events/catalog.ts'
import type { Report, Verdict } from '../report.ts'
import { channelOf, withChannel } from './channel.ts'
import { messageIdOf, type Origin, peopleOf, reportOf } from './origin.ts'
import { catalogFactOf, catalogKinds, isCatalogKind } from './plain-catalog.ts'
import { isPlainKind, type PlainKind, plainFactOf, plainKinds } from './plain-facts.ts'
import { noteUnknownFields } from './plain-fields.ts'
import { isJson, type Json, textIdAt } from './read.ts'
import { invalid, Rejection, verdictOf } from './rejection.ts'
import { atOf } from './time.ts'
import { traitsOf } from './traits.ts'
import { checkWeight } from './weigh.ts'

const allKinds = ['identify', ...plainKinds, ...catalogKinds]

/** Kinds by which a shopper speaks for themselves: never taken for the device where the shopper is named without proof. */
const ownWord = (kind: PlainKind): boolean =>
  kind.startsWith('shopper.') ||
  kind.startsWith('interest.') ||
  kind.startsWith('personalisation.') ||
  kind.startsWith('consent.')

/**
 * Parses one event of POST /v1/events: kinds and fields as in `events/*.ts`, people by `user` and `anonymous`.
 * Strict, unlike the Segment side: whoever writes these events writes them for us.
 * @param index  its place in the batch
 * @returns a report, a fact of the catalogue, or the verdict on an event that is neither
 */
export function parsePlain(event: unknown, index: number, origin: Origin): Report | CatalogEvent | Verdict {
  try {
    return parsed(event, index, origin)
  } catch (thrown) {
    return verdictOf(thrown)
  }
}

function parsed(event: unknown, index: number, origin: Origin): Report | CatalogEvent {
  if (!isJson(event)) return invalid('', 'is not an object')
  if (origin.weigh || event.id === undefined) checkWeight(event)
  const { kind } = event
  if (typeof kind !== 'string') return invalid('kind', 'is not a text')
  if (kind !== 'identify' && !isPlainKind(kind) && !isCatalogKind(kind))
    throw new Rejection('EVENT_UNKNOWN', 'kind', `is not a kind that is known; one of: ${allKinds.join(', ')}`)
  if (origin.notes) noteUnknownFields(event, kind, index, origin.notes)
  if (isCatalogKind(kind)) return catalogFact(event, kind, index, origin)
  return kind === 'identify' ? identity(event, index, origin) : fact(event, kind, index, origin)
}

function catalogFact(event: Json, kind: CatalogEvent['kind'], index: number, origin: Origin): CatalogEvent {
  if (!origin.trusted) throw new Rejection('EVENT_SCOPE', 'kind', 'speaks for the catalogue')
  const at = atOf(event.at, 'at', origin, index)
  const content = { people: { user: undefined, anonymous: undefined }, what: event, time: event.at, index }
  return catalogFactOf(kind, event, { at, id: messageIdOf(textIdAt(event.id, 'id'), 'id', content, origin) })
}

function fact(event: Json, kind: PlainKind, index: number, origin: Origin): Report {
  if (kind.startsWith('order.') && !origin.trusted)
    throw new Rejection('EVENT_SCOPE', 'kind', "speaks for the shop's books")
  const people = peopleIn(event, kind.startsWith('order.'), index, origin)
  if (ownWord(kind) && textIdAt(event.user, 'user') !== people.user)
    throw new Rejection('IDENTITY_UNPROVEN', 'user', 'is spoken for without proof')
  const at = atOf(event.at, 'at', origin, index)
  const content = { people, what: event, time: event.at, index }
  const id = messageIdOf(textIdAt(event.id, 'id'), 'id', content, origin)
  return reportOf(id, people, {
    consent: consentIn(event),
    event: withChannel(plainFactOf(kind, event, { at, id }), channelOf(kind, event)),
  })
}

/** kind 'identify': ties `anonymous` to `user`, and tells the vault `traits`. */
function identity(event: Json, index: number, origin: Origin): Report {
  const people = peopleIn(event, false, index, origin)
  atOf(event.at, 'at', origin, index)
  const traits = traitsOf(event.traits, 'traits')
  const content = { people, what: event, time: event.at, index }
  const id = messageIdOf(textIdAt(event.id, 'id'), 'id', content, origin)
  return reportOf(id, people, { traits, consent: consentIn(event) })
}

function peopleIn(event: Json, nobodyAllowed: boolean, index: number, origin: Origin) {
  const user = textIdAt(event.user, 'user')
  const anonymous = textIdAt(event.anonymous, 'anonymous')
  const { userHash } = event
  if (userHash !== undefined && userHash !== null && typeof userHash !== 'string')
    return invalid('userHash', 'is not a text')
  if (user === undefined && anonymous === undefined && !nobodyAllowed)
    throw new Rejection('SHOPPER_MISSING', 'user', 'neither user nor anonymous is given')
  return peopleOf({ user, hash: userHash, field: 'user' }, anonymous, index, origin)
}

function consentIn(event: Json): boolean | undefined {
  const { consent } = event
  if (consent === undefined || consent === null) return undefined
  return typeof consent === 'boolean' ? consent : invalid('consent', 'is neither true nor false')
}
