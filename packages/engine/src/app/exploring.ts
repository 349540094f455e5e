import type { Random } from '@nunchi/kernel'
import type { PolicyName } from '../decide/rank/answer.ts'
import type { Explore } from '../decide/rank/explore.ts'
import { assert } from '../domain/assert.ts'
import { limits } from '../domain/limits.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { Views } from '../state/views.ts'
import type { Chores } from './chores.ts'
import type { Fact, Ledger } from './ledger.ts'

/** Slates that may wait for the log: half a minute of a busy shop. */
const waitingMax = 10_000

/** Since the start: pages on which something was tried, and slates of them that are not in the log. */
export type ExploringCounts = { readonly pages: number; readonly dropped: number }

/** With what share and what chance the pages of a shop are explored. */
export type ExploringOptions = {
  /** Share of the pages on which something may be tried, 0 to 0.2. */
  readonly share: number
  readonly random: Random
  /** For tests: how many slates may wait. */
  readonly waitingMax?: number
}

/**
 * Decides by lot which pages try something, and writes what they showed into the log, behind the answers: nobody waits for it.
 * While the log takes no events nothing is tried, and what cannot be stored in time is dropped and counted.
 */
export class Exploring {
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #chores: Chores
  readonly #now: () => EpochMs
  readonly #options: ExploringOptions
  #waiting: Fact[] = []
  #writing: Promise<void> | undefined
  #pages = 0
  #dropped = 0

  constructor(parts: {
    views: Views
    ledger: Ledger
    chores: Chores
    now: () => EpochMs
    options: ExploringOptions
  }) {
    const { share } = parts.options
    assert(share >= 0 && share <= limits.exploreShareMax, `exploring: a share of ${share} is not within 0 to 0.2`)
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#chores = parts.chores
    this.#now = parts.now
    this.#options = parts.options
  }

  get counts(): ExploringCounts {
    return { pages: this.#pages, dropped: this.#dropped }
  }

  /** What to hand to `home` when the lot falls on this page; only pages that are one person's own draw one. */
  drawFor(shopper: ShopperKey | undefined, policy: PolicyName): Explore | undefined {
    const { share, random } = this.#options
    if (share === 0 || policy !== 'individual' || shopper === undefined || this.#ledger.isBroken) return undefined
    if (!this.#mayKeep(shopper)) return undefined
    return random.unit() < share ? { random, shopper, at: this.#now() } : undefined
  }

  /** Takes what follows from a page. */
  record(events: readonly ShopEvent[]): void {
    if (events.length === 0) return
    this.#pages += 1
    for (const event of events) {
      if (event.kind === 'erased') continue
      if (this.#waiting.length < (this.#options.waitingMax ?? waitingMax)) this.#waiting.push(event)
      else this.#dropped += 1
    }
    this.#writing ??= this.#write()
  }

  /** Resolves when everything recorded so far is in the log, or dropped. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  async #write(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve)) // the answer goes first
    while (this.#waiting.length > 0) {
      const slates = this.#waiting.filter((fact) => !('shopper' in fact) || this.#mayKeep(fact.shopper))
      this.#waiting = []
      if (slates.length === 0) continue
      try {
        await this.#chores.run('slates', () => this.#ledger.append(slates))
      } catch {
        this.#dropped += slates.length // told as a chore that failed
      }
    }
    this.#writing = undefined
  }

  /** Whether a shopper is known and lets us note what they do: they may have been forgotten, or said no, a moment ago. */
  #mayKeep(shopper: ShopperKey | undefined): boolean {
    const { shoppers } = this.#views
    const row = shopper === undefined ? -1 : shoppers.find(shopper)
    return row >= 0 && shoppers.hasConsented(row) && shoppers.isPersonalised(row)
  }
}
