import { limits } from '../../domain/limits.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Report, ReportedEvent } from '../report.ts'
import { contentId } from './content-id.ts'
import type { Notes } from './notes.ts'
import { idAt } from './read.ts'
import { Rejection } from './rejection.ts'
import { skewOf } from './time.ts'

/** How a batch reached us: what its parser must know beside the events themselves. */
export type Origin = {
  readonly receivedAt: EpochMs
  /** How far the sender's clock is behind ours, ms. */
  readonly skewMs: number
  readonly imported: boolean
  /** Sent with a secret key: may name and tie anyone, and speak for the catalogue. */
  readonly trusted: boolean
  readonly currencyDigits: number
  /** Whether some event could exceed the limit on one event; false for bodies below it. */
  readonly weigh: boolean
  /** Checks that the sender was told by the shop's server that it is this user; undefined when the shop set no identity secret. */
  readonly proves?: (user: string, userHash: unknown) => boolean
  /** Takes what there is to say beside verdicts; nobody listens where it is undefined. */
  readonly notes?: Notes
}

/** The origin of one request's body. */
export function originOf(
  from: Omit<Origin, 'skewMs' | 'weigh'>,
  { sentAt, bytes }: { sentAt: unknown; bytes: number },
): Origin {
  return { ...from, skewMs: skewOf(sentAt, from.receivedAt), weigh: bytes > limits.eventBytesMax }
}

/** Who an event names, once what the sender cannot prove is taken away. */
export type People = { user: string | undefined; anonymous: string | undefined }

/** A user's id as an event gives it, with what is to prove that the sender may speak for that user. */
export type Claim = { readonly user: string | undefined; readonly hash: unknown; readonly field: string }

/** Whether the sender may speak for this user: any holder of a secret key, others with the hash that the shop made. */
export function isProven(user: string, hash: unknown, { trusted, proves }: Origin): boolean {
  return trusted || proves?.(user, hash) === true
}

/**
 * Who the event is about. A publishable key is in every page and proves nothing, so a user whom its sender cannot
 * prove to be is left out: what then counts, counts for the device alone. Else anybody could write into anybody's
 * profile, or tie their own device to a login and read that person's page.
 */
export function peopleOf(claim: Claim, anonymous: string | undefined, index: number, origin: Origin): People {
  const { user, hash, field } = claim
  if (user === undefined || isProven(user, hash, origin)) return { user, anonymous }
  if (anonymous === undefined)
    throw new Rejection('IDENTITY_UNPROVEN', field, 'is named without proof, and no device is')
  origin.notes?.add(index, 'USER_UNPROVEN', field, 'is named without proof and was left out')
  return { user: undefined, anonymous }
}

/** Ids that the shop gives itself: a stranger who took one first would make the true fact a duplicate. */
const reserved = /^(order|identified):/

/** The sender's message id, or one made from the content. */
export function messageIdOf(
  value: unknown,
  field: string,
  content: { people: People; what: unknown; time: unknown; index: number },
  origin: Origin,
): string {
  const id = idAt(value, field)
  if (id !== undefined) {
    if (!origin.trusted && reserved.test(id))
      throw new Rejection('EVENT_INVALID', field, 'begins as only our own ids may')
    return id
  }
  const { people, what, time, index } = content
  const place = time === undefined || time === null ? `${origin.receivedAt}.${index}` : undefined
  return contentId([people.user, people.anonymous, what, time], place)
}

/** A report in one fixed shape, so that all of them share a hidden class. */
export function reportOf(
  id: string,
  people: People,
  rest: Pick<Report, 'previous' | 'traits' | 'consent'> & { event?: ReportedEvent },
): Report {
  return {
    user: people.user,
    anonymous: people.anonymous,
    previous: rest.previous,
    traits: rest.traits,
    consent: rest.consent,
    event: rest.event,
    id,
  }
}
