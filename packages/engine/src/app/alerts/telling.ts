import { randomUUID } from 'node:crypto'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import { type Letter, letterId } from '../../state/outgoing.ts'
import type { Views } from '../../state/views.ts'
import type { Ledger } from '../ledger.ts'
import { alertPart, type Currency } from './alert-part.ts'
import { channelOf } from './channels.ts'
import { defaultWishes } from './contact-book.ts'
import { Delivery } from './delivery.ts'
import { type Alarm, type Contacts, systemAlarm } from './delivery-options.ts'
import type { DeliveryHealth } from './health.ts'
import type { Notifiers } from './notifiers.ts'
import type { AlertPart, Pending, Recipient } from './outbox.ts'
import { StateOutbox } from './state-outbox.ts'
import type { UnsubscribeLinks } from './unsubscribe-links.ts'

/** What a shop needs to tell people things, beside its state. */
export type TellingSettings = {
  readonly notifiers: Notifiers
  readonly currency: Currency
  /** Links that end messages; without them there are none. */
  readonly unsubscribing?: UnsubscribeLinks
  /** Told of what is wrong on our side. */
  readonly tell: (reason: string) => void
  readonly alarm?: Alarm
  /** 0 to 1, not included. */
  readonly random?: () => number
}

export type TellingParts = {
  readonly views: Views
  readonly ledger: Pick<Ledger, 'append'>
  readonly contacts: Contacts
  readonly now: () => EpochMs
}

/** One that was given up, and the name by which it is replayed. */
export type DeadLetter = Letter & { readonly id: string }

/** What the rim sees of it. */
export interface TellingFace {
  health(): DeliveryHealth
  /** Letters that were given up, the newest first. */
  dead(): readonly DeadLetter[]
  /** Tells these again that were given up. @returns how many there were */
  replay(ids: readonly string[]): Promise<number>
}

/** How often it is looked whether feeds or others raised alerts. */
const lookMs = 500
/** A price that moved less than this since is still the one that was told. */
const sameShare = 0.01

/** Tells people, outside of the shop's pages, of the prices that they wait for: the state's outbox, carried by `Delivery`. */
export class Telling implements TellingFace {
  readonly #parts: TellingParts
  readonly #settings: TellingSettings
  readonly #delivery: Delivery
  readonly #alarm: Alarm
  #raised = -1
  #silence: () => void = () => {}

  constructor(parts: TellingParts, settings: TellingSettings) {
    this.#parts = parts
    this.#settings = settings
    this.#alarm = settings.alarm ?? systemAlarm
    const { views, ledger, now, contacts } = parts
    this.#delivery = new Delivery({
      outbox: new StateOutbox({ views, ledger, now, partOf: (letter) => this.#partOf(letter) }),
      notifiers: settings.notifiers.byKind,
      contacts,
      isStillTrue: (pending) => this.#isStillTrue(pending),
      recipientOf: (shopper) => this.#recipientOf(shopper),
      clock: { now },
      random: settings.random ?? Math.random,
      alarm: this.#alarm,
      tell: settings.tell,
    })
    this.#look()
  }

  health(): DeliveryHealth {
    return this.#delivery.health()
  }

  /** Letters that were given up, the newest first. */
  dead(): readonly DeadLetter[] {
    const letters = this.#parts.views.watched.outgoing.dead()
    return letters.map((letter) => ({ ...letter, id: letterId(letter.alert, letter.contact) }))
  }

  /** Tells these again that were given up, as if for the first time. @returns how many there were */
  async replay(ids: readonly string[]): Promise<number> {
    const { views, ledger, now } = this.#parts
    const isAsked = new Set(ids)
    const letters = this.dead().filter(({ id }) => isAsked.has(id))
    const at = now()
    await ledger.append(
      letters.map(({ row, alert, contact }) => ({
        kind: 'alerts.delayed',
        at,
        id: `replayed:${randomUUID()}`,
        shopper: views.shoppers.keyOf(row),
        alerts: [{ alert, contact, dueAt: at, tries: 0 }],
      })),
    )
    this.#delivery.wake()
    return letters.length
  }

  /** Takes no more and waits a bounded time for what is under way. */
  async close(): Promise<void> {
    this.#silence()
    await this.#delivery.close()
  }

  #look(): void {
    const { raised } = this.#parts.views.watched.alerts
    if (raised !== this.#raised) this.#delivery.wake()
    this.#raised = raised
    this.#silence = this.#alarm(lookMs, () => this.#look())
  }

  #recipientOf(shopper: ShopperKey): Recipient | undefined {
    const { shoppers, watched } = this.#parts.views
    const row = shoppers.find(shopper)
    if (row < 0) return undefined
    const { language, ...wishes } = watched.outgoing.wishesOf(row) ?? defaultWishes
    const { notifiers, unsubscribing } = this.#settings
    const { publicUrl = '' } = notifiers
    return {
      language,
      wishes,
      toldSince: (kind, at) => watched.outgoing.toldSince(row, channelOf(kind), at),
      alertsUrl: `${publicUrl}/me`,
      ...(unsubscribing && { unsubscribeUrl: (contact) => unsubscribing.urlOf(publicUrl, { shopper, contact }) }),
    }
  }

  /** What is to be told has to be so still: its price, about, and the wish to know. */
  #isStillTrue({ id }: Pending): boolean {
    const { watched, catalog } = this.#parts.views
    const letter = watched.outgoing.find(id)
    const alert = letter && watched.alerts.find(letter.alert)?.told.alert
    const kept = alert && watched.subscriptions.find(alert.subscription)
    if (alert === undefined || kept === undefined) return false
    const item = catalog.find(alert.product)
    const price = item < 0 ? Number.POSITIVE_INFINITY : watched.priceFor(kept.subscription, item)
    if (price === Number.POSITIVE_INFINITY) return false
    const rises = kept.subscription.conditions.some(({ when }) => when === 'rise')
    return rises ? price * (1 + sameShare) >= alert.priceMinor : price <= alert.priceMinor * (1 + sameShare)
  }

  #partOf({ alert: id, row }: Letter): AlertPart {
    const { watched, catalog } = this.#parts.views
    const { alert } = watched.alerts.find(id)!.told
    const item = catalog.find(alert.product)
    const { language } = watched.outgoing.wishesOf(row) ?? defaultWishes
    const { currency, notifiers } = this.#settings
    const product = item < 0 ? undefined : catalog.product(item)
    return alertPart({ alert, product, language, currency, publicUrl: notifiers.publicUrl ?? '' })
  }
}
