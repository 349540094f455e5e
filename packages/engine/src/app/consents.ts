import type { ShopperKey } from '../domain/units.ts'
import type { Shoppers } from '../state/shoppers.ts'

/** Whom a report is about, and the device they are named on where it is another key. */
type Named = { readonly shopper: ShopperKey; readonly device?: ShopperKey }

/**
 * Who has withdrawn consent to collecting, while one batch is looked at: what the views say, and over it what the batch
 * itself said so far. Nothing else gives consent back: a flag in an event is the sender's word, not the shopper's.
 */
export class Consents {
  readonly #shoppers: Shoppers
  /** By row, or by key for those without one: what they said earlier in this batch. */
  readonly #said = new Map<number | ShopperKey, boolean>()

  constructor(shoppers: Shoppers) {
    this.#shoppers = shoppers
  }

  /** Notes that a shopper gave or withdrew consent; on a device that is nobody's yet, for that too. */
  say(consents: boolean, { shopper, device }: Named): void {
    this.#said.set(this.#personOf(shopper), consents)
    if (device !== undefined && this.#isNobodys(device)) this.#said.set(this.#personOf(device), consents)
  }

  /**
   * Whether what a shopper does may be kept. A device that is nobody's yet speaks for whoever is named on it; what the
   * last owner of another withdrew is theirs, and not the next one's.
   */
  allow({ shopper, device }: Named): boolean {
    if (!this.#allows(shopper)) return false
    return device === undefined || this.#allows(device) || !this.#isNobodys(device)
  }

  #allows(shopper: ShopperKey): boolean {
    const person = this.#personOf(shopper)
    return this.#said.get(person) ?? (typeof person !== 'number' || this.#shoppers.hasConsented(person))
  }

  #isNobodys(device: ShopperKey): boolean {
    const person = this.#personOf(device)
    return typeof person !== 'number' || this.#shoppers.keysOf(person)[0] === device
  }

  #personOf(shopper: ShopperKey): number | ShopperKey {
    const row = this.#shoppers.find(shopper)
    return row < 0 ? shopper : row
  }
}
