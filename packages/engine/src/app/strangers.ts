import type { EpochMs } from '../domain/units.ts'
import type { Alias, Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { Allowances } from './allowances.ts'
import { Consents } from './consents.ts'
import type { CollectFrom } from './face.ts'
import { nameOf, namesIn } from './names.ts'
import type { Report } from './report.ts'

/** Gives those whom nobody knows yet their opaque keys. */
export class Strangers {
  readonly #vault: Vault
  readonly #views: Views
  readonly #allowances: Allowances

  constructor({ vault, views, allowances }: { vault: Vault; views: Views; allowances: Allowances }) {
    this.#vault = vault
    this.#views = views
    this.#allowances = allowances
  }

  /**
   * One write for all strangers of the batch, none when all are known. Those of whom nothing may be kept stay strangers.
   * @returns the names for which the sender's publishable key had no more keys today
   */
  async meet(reports: readonly Report[], sender: CollectFrom, now: EpochMs): Promise<ReadonlySet<string>> {
    const denied = new Set<string>()
    const isAllowed = (name: string): boolean => {
      if (sender.publishableKey === undefined) return true
      if (denied.has(name)) return false
      const lacks = this.#allowances.spend(sender.publishableKey, { shoppers: 1, products: 0, tags: 0 }, now)
      if (lacks !== undefined) denied.add(name)
      return lacks === undefined
    }
    // Looks again after waiting: meanwhile an erasure may have taken away a key that was there.
    for (;;) {
      const strangers = this.#in(reports, sender, isAllowed)
      if (strangers.length === 0) return denied
      await this.#vault.keysFor(strangers)
    }
  }

  #in(reports: readonly Report[], sender: CollectFrom, isAllowed: (name: string) => boolean): Alias[] {
    const strangers = new Map<string, Alias>()
    const consents = new Consents({ vault: this.#vault, views: this.#views }, sender)
    for (const report of reports) {
      consents.hear(report)
      const unknown = namesIn(report, this.#vault).filter((alias) => this.#vault.keyOf(alias) === undefined)
      if (unknown.length === 0 || !consents.allow(report)) continue
      for (const alias of unknown) {
        const name = nameOf(alias)
        if (!strangers.has(name) && isAllowed(name)) strangers.set(name, alias)
      }
    }
    return [...strangers.values()]
  }
}
