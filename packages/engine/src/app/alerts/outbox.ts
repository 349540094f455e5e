import type { DueAsk } from '@nunchi/kernel'
import type { ContactId, ContactKind } from '../../domain/contact.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { DeliveryReason } from '../../ports/notifier.ts'
import type { Wishes } from './leaving.ts'

/** What one alert says, in the language of whom it is for. */
export type AlertPart = {
  readonly title: string
  readonly body: string
  /** Where it leads, absolute. */
  readonly url: string
  /** What a server is told beside these; JSON values only. */
  readonly data: Readonly<Record<string, unknown>>
}

/** One alert that is to be told at one place. */
export type Pending = {
  /** The same for ever; where alerts are not told together it is the id of the message, too. */
  readonly id: string
  readonly kind: ContactKind
  readonly contact: ContactId
  readonly shopper: ShopperKey
  /** As `laneOf` gave it when the alert was raised. */
  readonly lane: string
  readonly raisedAt: EpochMs
  readonly tries: number
  readonly firstTriedAt?: EpochMs
  /** Read only when its message leaves, so it may be made then. */
  readonly part: AlertPart
}

/** By the servers' names, and the ids of what is pending. */
export type DueQuestion = DueAsk<string, string>

/** What became of a pending alert: the fact to keep. */
export type Settled = { readonly id: string; readonly at: EpochMs } /** Told, in the message of this id. */ & (
  | { readonly kind: 'delivered'; readonly message: string }
  /** Tried in vain; to be tried again. */
  | { readonly kind: 'failed'; readonly tries: number; readonly dueAt: EpochMs; readonly reason: DeliveryReason }
  /** Not tried: it is not the hour, or enough was told today. */
  | { readonly kind: 'held'; readonly dueAt: EpochMs }
  /** What it says is no longer true. */
  | { readonly kind: 'stale' }
  /** There is nobody to tell there any more. */
  | { readonly kind: 'gone'; readonly reason: DeliveryReason }
  /** Given up: a dead letter, kept for a person to look at and to replay (which makes it pending again with no tries). */
  | { readonly kind: 'dead'; readonly tries: number; readonly reason: DeliveryReason }
)

/**
 * The alerts that are still to be told. `due` and `nextDueAt` read the state and change nothing; `@nunchi/kernel` has `DueLanes` to answer
 * them in O(log alerts) an alert.
 */
export interface Outbox {
  /**
   * Alerts that are due: lane by lane, the one that waits longest first, each ordered by moment, then place (shopper and contact), then id.
   */
  due(question: DueQuestion): readonly Pending[]
  /** The first moment at which one of such a lane is due; undefined when there is none. */
  nextDueAt(isFull: (lane: string) => boolean): EpochMs | undefined
  /** Resolves when the facts are durable and folded, all or none of them; rejects when they are not. */
  settle(facts: readonly Settled[]): Promise<void>
  /** How many are pending, and when the oldest was raised. */
  backlog(): { readonly count: number; readonly oldestAt: EpochMs | undefined }
}

/** Somebody who is told. */
export type Recipient = {
  readonly language: 'ko' | 'en'
  readonly wishes: Wishes
  /** Messages told over this kind of place since a moment, not alerts: several may be told in one. */
  readonly toldSince: (kind: ContactKind, at: EpochMs) => number
  /** Where all their alerts are, absolute: where a message of several leads. */
  readonly alertsUrl: string
  /** Where they say that they want no more at this place; absolute. */
  readonly unsubscribeUrl?: (contact: ContactId) => string
}
