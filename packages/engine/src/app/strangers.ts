import type { Alias, Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import { Consents } from './consents.ts'
import type { CollectFrom } from './face.ts'
import { namesIn } from './names.ts'
import type { Report } from './report.ts'

/** Gives those whom nobody knows yet their opaque keys. */
export class Strangers {
  readonly #vault: Vault
  readonly #views: Views

  constructor({ vault, views }: { vault: Vault; views: Views }) {
    this.#vault = vault
    this.#views = views
  }

  /** One write for all strangers of the batch, none when all are known. Those of whom nothing may be kept stay strangers. */
  async meet(reports: readonly Report[], sender: CollectFrom): Promise<void> {
    // Looks again after waiting: meanwhile an erasure may have taken away a key that was there.
    for (let strangers = this.#in(reports, sender); strangers.length > 0; strangers = this.#in(reports, sender))
      await this.#vault.keysFor(strangers)
  }

  #in(reports: readonly Report[], sender: CollectFrom): Alias[] {
    const strangers = new Map<string, Alias>()
    const consents = new Consents({ vault: this.#vault, views: this.#views }, sender)
    for (const report of reports) {
      consents.hear(report)
      const unknown = namesIn(report, this.#vault).filter((alias) => this.#vault.keyOf(alias) === undefined)
      if (unknown.length === 0 || !consents.allow(report)) continue
      for (const alias of unknown) strangers.set(`${alias.type}:${alias.id}`, alias)
    }
    return [...strangers.values()]
  }
}
