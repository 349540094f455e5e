import type { EpochMs } from '../domain/units.ts'
import type { Alias, Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { Allowances } from './allowances.ts'
import { Consents } from './consents.ts'
import type { CollectFrom } from './face.ts'
import { nameOf, namesIn } from './names.ts'
import type { Report } from './report.ts'

/** Who sent a batch and when, and the names for which their publishable key has no keys left today. */
type Batch = { readonly sender: CollectFrom; readonly now: EpochMs; readonly denied: Set<string> }

/** Finds those whom nobody knows yet. */
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
   * Every alias of the batch that has no opaque key and needs one. Those of whom nothing may be kept stay strangers, and
   * so do those beyond the allowance of the sender's key: their names are added to `denied`.
   */
  in(reports: readonly Report[], batch: Batch): Alias[] {
    const strangers = new Map<string, Alias>()
    const consents = new Consents({ vault: this.#vault, views: this.#views }, batch.sender)
    for (const report of reports) {
      consents.hear(report)
      const unknown = namesIn(report, this.#vault).filter((alias) => this.#vault.keyOf(alias) === undefined)
      if (unknown.length === 0 || !consents.allow(report)) continue
      for (const alias of unknown) {
        const name = nameOf(alias)
        if (!strangers.has(name) && this.#mayCome(name, batch)) strangers.set(name, alias)
      }
    }
    return [...strangers.values()]
  }

  #mayCome(name: string, { sender, now, denied }: Batch): boolean {
    if (sender.publishableKey === undefined) return true
    if (denied.has(name)) return false
    const lacking = this.#allowances.spend(sender.publishableKey, { shoppers: 1 }, now)
    if (lacking !== undefined) denied.add(name)
    return lacking === undefined
  }
}
