import type { Alias, Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { CollectFrom } from './face.ts'
import { fingerprintOf } from './fingerprint.ts'
import { deviceIn, nameOf, personIn } from './names.ts'
import type { Report } from './report.ts'

/** What a shopper says of themselves is taken with or without consent to collecting. */
const ownWishes = new Set([
  'consent.given',
  'consent.withdrawn',
  'personalisation.refused',
  'personalisation.allowed',
  'shopper.hid',
  'shopper.unhid',
  'interest.removed',
  // Who asks to be told of a price wants it kept for that.
  'subscription.made',
  'subscription.ended',
])

const isOwnWish = ({ event }: Report): boolean => event !== undefined && ownWishes.has(event.kind)

/**
 * Whether reports may be kept, asked of one batch in order: by what the shopper withdrew, then by what the report says of
 * itself, then by what its key assumes. What the batch itself withdraws or gives back holds for what comes after.
 * Nothing but the shopper's own word gives consent back: a flag in an event is its sender's.
 */
export class Consents {
  readonly #vault: Vault
  readonly #views: Views
  readonly #assumed: boolean
  /** By person (a row where there is one): what they said earlier in this batch. */
  readonly #said = new Map<number | string, boolean>()

  constructor({ vault, views }: { vault: Vault; views: Views }, sender: CollectFrom) {
    this.#vault = vault
    this.#views = views
    this.#assumed = sender.consent === 'assumed'
  }

  allow(report: Report): boolean {
    if (isOwnWish(report)) return true
    if (!(report.consent ?? this.#assumed)) return false
    const person = personIn(report)
    if (person !== undefined && !this.#allows(person)) return false
    const device = deviceIn(report)
    return device === undefined || this.#allows(device) || !this.#isNobodys(device)
  }

  /** Notes what a shopper says of consent for what comes after; on a device that is nobody's yet, for that too. */
  hear(report: Report): void {
    const kind = report.event?.kind
    if (kind !== 'consent.given' && kind !== 'consent.withdrawn') return
    const [person, device] = [personIn(report), deviceIn(report)]
    if (person !== undefined) this.#said.set(this.#personOf(person), kind === 'consent.given')
    if (device !== undefined && this.#isNobodys(device))
      this.#said.set(this.#personOf(device), kind === 'consent.given')
  }

  #allows(alias: Alias): boolean {
    const person = this.#personOf(alias)
    const said = this.#said.get(person)
    if (said !== undefined) return said
    const { shoppers, refusals } = this.#views
    if (typeof person === 'number') return shoppers.hasConsented(person)
    return alias.type === 'user' || refusals.size === 0 || refusals.of(fingerprintOf(alias.id)).consent
  }

  /** A device that is somebody's stays silent for them alone, and not for the next one who is named on it. */
  #isNobodys(device: Alias): boolean {
    const person = this.#personOf(device)
    return typeof person === 'string' || this.#views.shoppers.keysOf(person)[0] === this.#vault.keyOf(device)
  }

  #personOf(alias: Alias): number | string {
    const key = this.#vault.keyOf(alias)
    if (key === undefined) return nameOf(alias)
    const row = this.#views.shoppers.find(key)
    return row < 0 ? key : row
  }
}
