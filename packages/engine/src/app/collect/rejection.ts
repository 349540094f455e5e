import type { Verdict } from '../report.ts'
import type { Said } from '../said.ts'

/** Every reason for which one event of a batch is not taken, and what its sender can do. The rest of the batch is kept. */
export const rejections = {
  EVENT_INVALID: 'Correct this field and send the event again with the same message id.',
  EVENT_SCOPE: 'Send this kind of event from your server, with a secret key.',
  EVENT_TOO_LARGE: 'Send at most 192 KB and 24 levels an event; leave out what the event does not need.',
  EVENT_TOO_OLD: 'Check the clock of the sender; send real history to /v1/import with a secret key.',
  EVENT_UNKNOWN:
    'Use a name or kind that docs/api.md lists; if the event is not about shopping, there is nothing to do.',
  IDENTITY_UNPROVEN:
    'Send "userHash" (HMAC-SHA256 of the user id with the identity secret), or send the event from your server with a secret key.',
  SHOPPER_MISSING: 'Name the person by a user id, or the device by an anonymous id.',
  TOO_MANY_NEW:
    'Import the catalogue, or send the event from your server with a secret key: a publishable key may bring only so many new names a day (docs/api.md).',
} as const

export type RejectionCode = keyof typeof rejections

/**
 * Thrown while one event is parsed, caught where the parsing began. Not an Error: a stack trace would cost more than
 * the parsing, and junk must stay cheap.
 */
export class Rejection {
  readonly code: RejectionCode
  readonly field: string
  readonly reason: Said

  constructor(code: RejectionCode, field: string, reason: Said) {
    this.code = code
    this.field = field
    this.reason = reason
  }
}

/** Refuses one field of the event. */
export function invalid(field: string, reason: Said): never {
  throw new Rejection('EVENT_INVALID', field, reason)
}

/** What the sender is told; anything but a rejection is our bug and goes on up. */
export function verdictOf(thrown: unknown): Verdict {
  if (!(thrown instanceof Rejection)) throw thrown
  const { code, field, reason } = thrown
  return { status: 'rejected', code, field, reason, remedy: rejections[code] }
}

/** Known, and nothing the engine keeps: a banner was seen, an app was opened. */
export const notAFact: Verdict = { status: 'dropped', reason: 'not-a-fact' }
