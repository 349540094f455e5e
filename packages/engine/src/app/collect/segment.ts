import { limits } from '../../domain/limits.ts'
import type { Report, Verdict } from '../report.ts'
import { channelIn, withChannel } from './channel.ts'
import { consentOf } from './consent.ts'
import { maskedName } from './mask.ts'
import { factNamed } from './names.ts'
import type { Notes } from './notes.ts'
import { isProven, messageIdOf, type Origin, type People, peopleOf, reportOf } from './origin.ts'
import { idAt, isJson, type Json, looseText, neededId, objectAt } from './read.ts'
import { invalid, notAFact, Rejection, verdictOf } from './rejection.ts'
import { roundedPrices } from './rounded-prices.ts'
import { factOf } from './segment-facts.ts'
import { atOf, skewOf } from './time.ts'
import { traitsOf } from './traits.ts'
import { checkWeight } from './weigh.ts'

/**
 * Parses one message of the Segment protocol (track, identify, page, screen, group, alias).
 * @param call   the type when the address says it ("/v1/track"); else the message must
 * @param index  its place in the batch
 * @returns a report for the shop, or the verdict on a message that holds none
 */
export function parseSegment(message: unknown, index: number, origin: Origin, call?: string): Report | Verdict {
  try {
    return parsed(message, index, origin, call)
  } catch (thrown) {
    return verdictOf(thrown)
  }
}

function parsed(message: unknown, index: number, origin: Origin, call: string | undefined): Report | Verdict {
  if (!isJson(message)) return invalid('', 'is not an object')
  if (origin.weigh || message.messageId === undefined) checkWeight(message)
  const type = call ?? message.type ?? message.action
  switch (type) {
    case 'track':
      return track(message, index, origin)
    case 'page':
    case 'screen':
      return page(message, index, origin)
    case 'identify':
    case 'group':
      return identify(message, index, origin, type)
    case 'alias':
      return alias(message, index, origin)
    default:
      return invalid('type', 'is not one of: track, identify, page, screen, group, alias')
  }
}

/** Who the message is about. An order may be nobody's. */
function peopleIn(message: Json, index: number, origin: Origin, nobodyAllowed: boolean): People {
  const user = idAt(message.userId, 'userId')
  const anonymous = idAt(message.anonymousId, 'anonymousId')
  if (user === undefined && anonymous === undefined && !nobodyAllowed)
    throw new Rejection('SHOPPER_MISSING', 'userId', 'neither userId nor anonymousId is given')
  return peopleOf({ user, hash: userHashIn(message), field: 'userId' }, anonymous, index, origin)
}

/** Where a client puts the proof that it may speak for a user: beside the ids or in the context. */
function userHashIn(message: Json): unknown {
  return message.userHash ?? (isJson(message.context) ? message.context.userHash : undefined)
}

const timeOf = (message: Json): unknown => message.originalTimestamp ?? message.timestamp

function atIn(message: Json, index: number, { receivedAt, skewMs, imported, notes }: Origin) {
  const ownSkewMs = message.sentAt === undefined ? skewMs : skewOf(message.sentAt, receivedAt)
  return atOf(timeOf(message), 'timestamp', { receivedAt, skewMs: ownSkewMs, imported, notes }, index)
}

function consentIn(message: Json, properties: Json, index: number, { notes }: Origin): boolean | undefined {
  return consentOf(message, properties, (field) =>
    notes?.add(index, 'CONSENT_UNREADABLE', field, 'is neither true nor false, and was taken for a no'),
  )
}

/** What undoes an order: nobody may do so for somebody else, and a device is no proof of having paid. */
const takesBack: ReadonlySet<string> = new Set(['order.refunded', 'order.cancelled'])

function track(message: Json, index: number, origin: Origin): Report | Verdict {
  const name = message.event
  if (typeof name !== 'string' || name === '') return invalid('event', 'is not a name')
  const fact = factNamed(name)
  if (fact === undefined) throw new Rejection('EVENT_UNKNOWN', 'event', 'is not a name that is known')
  if (fact === 'none') return notAFact
  const properties = objectAt(message.properties, 'properties')
  const people = peopleIn(message, index, origin, fact.startsWith('order.'))
  if (takesBack.has(fact) && people.user === undefined && !origin.trusted)
    throw new Rejection('IDENTITY_UNPROVEN', 'event', 'takes back an order without proof of whose it is')
  const at = atIn(message, index, origin)
  const content = { people, what: [fact, properties], time: timeOf(message), index }
  const id = messageIdOf(message.messageId, 'messageId', content, origin)
  const event = withChannel(factOf(fact, properties, { at, id }, origin.currencyDigits), channelIn(message.context))
  if (origin.notes && ('product' in event || 'lines' in event))
    noteRounded(properties, index, origin.notes, origin.currencyDigits)
  return reportOf(id, people, { consent: consentIn(message, properties, index, origin), event })
}

function noteRounded(properties: Json, index: number, notes: Notes, digits: number): void {
  for (const field of roundedPrices(properties, digits))
    notes.add(index, 'PRICE_ROUNDED', `properties.${field}`, 'has more decimals than the currency, and was rounded')
}

function page(message: Json, index: number, origin: Origin): Report {
  const properties = objectAt(message.properties, 'properties')
  const people = peopleIn(message, index, origin, false)
  const at = atIn(message, index, origin)
  const name = maskedName(looseText(message.name ?? properties.name, limits.tagLengthMax))
  const content = { people, what: ['page', message.name, properties], time: timeOf(message), index }
  const id = messageIdOf(message.messageId, 'messageId', content, origin)
  const event = { kind: 'page.viewed' as const, at, id, name, ...channelIn(message.context) }
  return reportOf(id, people, { consent: consentIn(message, properties, index, origin), event })
}

/** A group call tells of a company, which is nobody's taste: only the person it names is taken from it. */
function identify(message: Json, index: number, origin: Origin, type: 'identify' | 'group'): Report {
  const people = peopleIn(message, index, origin, false)
  atIn(message, index, origin)
  const traits = type === 'identify' ? traitsOf(message.traits, 'traits') : undefined
  const content = { people, what: [type, traits], time: timeOf(message), index }
  const id = messageIdOf(message.messageId, 'messageId', content, origin)
  return reportOf(id, people, { traits, consent: consentIn(message, message, index, origin) })
}

/**
 * The former id that a publishable key brings can only be a device: proof for one's own login must not draw in somebody
 * else's.
 */
function alias(message: Json, index: number, origin: Origin): Report {
  const user = neededId(message.userId, 'userId')
  const previous = neededId(message.previousId, 'previousId')
  if (!isProven(user, userHashIn(message), origin))
    throw new Rejection('IDENTITY_UNPROVEN', 'userId', 'is tied to another id without proof')
  atIn(message, index, origin)
  const deviceOnly = !origin.trusted
  const people = { user, anonymous: deviceOnly ? previous : idAt(message.anonymousId, 'anonymousId') }
  const content = { people, what: ['alias', previous], time: timeOf(message), index }
  const id = messageIdOf(message.messageId, 'messageId', content, origin)
  return reportOf(id, people, {
    previous: deviceOnly ? undefined : previous,
    consent: consentIn(message, message, index, origin),
  })
}
