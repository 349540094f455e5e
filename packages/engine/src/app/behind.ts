import type { ShopperKey } from '../domain/units.ts'
import type { Views } from '../state/views.ts'
import type { ChoreName, Chores } from './chores.ts'
import type { Fact, Ledger } from './ledger.ts'

type Parts = {
  readonly views: Views
  readonly ledger: Ledger
  readonly chores: Chores
  /** Under which name failures are told. */
  readonly chore: ChoreName
  /** Facts that may wait for the log; further ones are dropped. */
  readonly waitingMax: number
}

/**
 * Writes what follows from an answer into the log behind it: nobody waits for it. What cannot be stored in time is dropped
 * and counted, and so is nothing of who was forgotten, or said no, a moment ago.
 */
export class Behind {
  readonly #parts: Parts
  #waiting: Fact[] = []
  #ids = new Set<string>()
  #writing: Promise<void> | undefined
  dropped = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Takes facts whose ids are neither in the log nor on their way. */
  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (this.#ids.has(fact.id) || this.#parts.ledger.knows(fact.id)) continue
      if (this.#waiting.length >= this.#parts.waitingMax) this.dropped += 1
      else {
        this.#waiting.push(fact)
        this.#ids.add(fact.id)
      }
    }
    this.#writing ??= this.#write()
  }

  /** Resolves when everything taken so far is in the log, or dropped. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  /** Whether a shopper is known and lets us note what they are shown. */
  mayKeep(shopper: ShopperKey | undefined): boolean {
    const { shoppers } = this.#parts.views
    const row = shopper === undefined ? -1 : shoppers.find(shopper)
    return row >= 0 && shoppers.hasConsented(row) && shoppers.isPersonalised(row)
  }

  async #write(): Promise<void> {
    const { chores, chore, ledger } = this.#parts
    await new Promise((resolve) => setImmediate(resolve)) // the answer goes first
    while (this.#waiting.length > 0) {
      const facts = this.#waiting.filter((fact) => !('shopper' in fact) || this.mayKeep(fact.shopper))
      this.#waiting = []
      this.#ids.clear()
      if (facts.length === 0) continue
      try {
        await chores.run(chore, () => ledger.append(facts))
      } catch {
        this.dropped += facts.length // told as a chore that failed
      }
    }
    this.#writing = undefined
  }
}
