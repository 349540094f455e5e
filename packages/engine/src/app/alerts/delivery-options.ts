import type { ContactId, ContactKind, Target } from '../../domain/contact.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Notifier } from '../../ports/notifier.ts'
import type { BackOff } from './back-off.ts'
import type { LaneLimits } from './lanes.ts'
import type { Outbox, Pending, Recipient } from './outbox.ts'

/** Where the places are that people are told at: the vault. */
export interface Contacts {
  /** Undefined when there is no such place any more. */
  targetOf(shopper: ShopperKey, contact: ContactId): Promise<Target | undefined>
  /** Takes a place out that is no more. Durable when it resolves. Returns whether it was there. */
  remove(shopper: ShopperKey, contact: ContactId): Promise<boolean>
}

/** Calls after so many milliseconds, unless what it returns was called before. */
export type Alarm = (ms: number, ring: () => void) => () => void

export type DeliveryLimits = {
  /** Messages under way, in all: what is held in memory. */
  readonly inFlightMax: number
  readonly lanes: Readonly<Record<ContactKind, LaneLimits>>
  readonly failuresMax: number
  readonly closed: BackOff
  readonly retry: BackOff
  readonly triesMax: number
  /** From the first try to the last. */
  readonly triedMsMax: number
  /** For one try, whatever the notifier does. */
  readonly tryMsMax: number
  /** For what is under way when it is closed, before it is stopped. */
  readonly closeMsMax: number
}

export const deliveryLimits: DeliveryLimits = {
  inFlightMax: 64,
  lanes: {
    email: { inFlightMax: 5, perSecond: 50 },
    'web-push': { inFlightMax: 32, perSecond: 300 },
    webhook: { inFlightMax: 8, perSecond: 20 },
  },
  failuresMax: 5,
  closed: { firstMs: 2_000, maxMs: 5 * 60_000 },
  retry: { firstMs: 1_000, maxMs: 3_600_000 },
  triesMax: 48,
  triedMsMax: 86_400_000,
  tryMsMax: 60_000,
  closeMsMax: 10_000,
}

export type DeliveryParts = {
  readonly outbox: Outbox
  readonly notifiers: ReadonlyMap<ContactKind, Notifier>
  readonly contacts: Contacts
  /** Asked a moment before a message leaves. */
  readonly isStillTrue: (alert: Pending) => boolean
  /** Undefined for who is nobody any more. */
  readonly recipientOf: (shopper: ShopperKey) => Recipient | undefined
  readonly clock: Clock
  /** 0 to 1, not included. */
  readonly random: () => number
  readonly alarm: Alarm
  /** Told of what is wrong on our side. */
  readonly tell: (reason: string) => void
  readonly limits?: Partial<DeliveryLimits>
}

/** The alarm of the system. It keeps no process alive. */
export const systemAlarm: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, Math.min(ms, 2 ** 31 - 1))
  timer.unref()
  return () => clearTimeout(timer)
}

/** A moment so many milliseconds after another. */
export const after = (at: EpochMs, ms: number): EpochMs => (at + Math.ceil(ms)) as EpochMs
