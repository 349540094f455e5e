import { limits } from '../../domain/limits.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Report, ReportedEvent } from '../report.ts'
import { contentId } from './content-id.ts'
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

/**
 * With an identity secret set, an unproven sender may not tie its device to a login: it would then read that person's
 * page through its own device. Such an event counts for the device alone.
 */
export function peopleOf(
  user: string | undefined,
  anonymous: string | undefined,
  hash: unknown,
  origin: Origin,
): People {
  if (user === undefined || anonymous === undefined || origin.trusted || origin.proves === undefined)
    return { user, anonymous }
  return { user: origin.proves(user, hash) ? user : undefined, anonymous }
}

/** Refuses to tie two names to each other for a sender that cannot prove the second. */
export function checkTie(user: string, hash: unknown, origin: Origin): void {
  if (origin.trusted || origin.proves === undefined || origin.proves(user, hash)) return
  throw new Rejection('IDENTITY_UNPROVEN', 'userId', 'is tied to another id without proof')
}

/** Refuses to write into somebody's entry of the vault for a sender that cannot prove to speak for them. */
export function checkDescribes({ user }: People, hash: unknown, origin: Origin): void {
  if (user === undefined || origin.trusted || origin.proves === undefined || origin.proves(user, hash)) return
  throw new Rejection('IDENTITY_UNPROVEN', 'traits', 'describe a person without proof')
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
