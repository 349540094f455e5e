import type { Said } from '../said.ts'

/** What an event may be told although it is taken: code -> what its sender can do. */
export const warnings = {
  CONSENT_UNREADABLE: 'Write true or false: anything else is taken for a no.',
  FIELD_UNKNOWN: 'Correct the name of this field or leave it out: what it says is not kept.',
  HIDDEN_UNKNOWN:
    'Compare the name with the catalogue (of a category the whole path, "Home>Audio"): it is kept, and obeyed once a product has it.',
  PRICE_ROUNDED:
    "Send no more decimals than the shop's currency has (none for won): what is behind them is rounded away.",
  TIME_AHEAD:
    'Set the clock of the sender right, or send "sentAt" with the batch, so that its clock does no harm: it counts as of the moment of receipt.',
  USER_UNPROVEN:
    'Send "userHash" (HMAC-SHA256 of the user id with the identity secret) or a secret key: so far the event counts for the device alone.',
} as const

export type WarningCode = keyof typeof warnings

/** One kind of trouble in a batch. */
export type Warning = {
  /** Place of the first such event in the batch, and how many of the batch there are. */
  readonly index: number
  count: number
  readonly code: WarningCode
  readonly field: string
  readonly reason: string
  readonly remedy: string
}

/** More kinds of trouble than this are not told. */
const kindsMax = 50

/** What there is to say of the events of one batch beside their verdicts: once for each kind of trouble. */
export class Notes {
  readonly #byKind = new Map<string, Warning>()

  /** @param field  path in the event; the same field of another line is the same trouble */
  add(index: number, code: WarningCode, field: string, reason: Said): void {
    const kind = `${code} ${field.replace(/\.\d+/g, '.*')}`
    const known = this.#byKind.get(kind)
    if (known !== undefined) known.count++
    else if (this.#byKind.size < kindsMax)
      this.#byKind.set(kind, { index, count: 1, code, field, reason, remedy: warnings[code] })
  }

  /** In the order in which they were met. */
  list(): Warning[] {
    return [...this.#byKind.values()]
  }
}
