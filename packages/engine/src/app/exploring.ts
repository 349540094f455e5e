import type { Random } from '@nunchi/kernel'
import type { PolicyName } from '../decide/rank/answer.ts'
import type { Explore } from '../decide/rank/explore.ts'
import { assert } from '../domain/assert.ts'
import { limits } from '../domain/limits.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { Views } from '../state/views.ts'
import { Behind } from './behind.ts'
import type { Chores } from './chores.ts'
import type { Ledger } from './ledger.ts'

/** Slates that may wait for the log: half a minute of a busy shop. */
const waitingMax = 10_000

/** The share of pages on which something may be tried; since the start those on which it was, and slates of them that are not in the log. */
export type ExploringCounts = { readonly share: number; readonly pages: number; readonly dropped: number }

/** With what share and what chance the pages of a shop are explored. */
export type ExploringOptions = {
  /** Share of the pages on which something may be tried, 0 to 0.2. */
  readonly share: number
  readonly random: Random
  /** For tests: how many slates may wait. */
  readonly waitingMax?: number
}

/**
 * Decides by lot which pages try something, and has what they showed written into the log, behind the answers. While the log
 * takes no events nothing is tried.
 */
export class Exploring {
  readonly #ledger: Ledger
  readonly #behind: Behind
  readonly #now: () => EpochMs
  readonly #options: ExploringOptions
  #pages = 0

  constructor(parts: {
    views: Views
    ledger: Ledger
    chores: Chores
    now: () => EpochMs
    options: ExploringOptions
  }) {
    const { share } = parts.options
    assert(share >= 0 && share <= limits.exploreShareMax, `exploring: a share of ${share} is not within 0 to 0.2`)
    this.#ledger = parts.ledger
    this.#behind = new Behind({ ...parts, chore: 'slates', waitingMax: parts.options.waitingMax ?? waitingMax })
    this.#now = parts.now
    this.#options = parts.options
  }

  get counts(): ExploringCounts {
    return { share: this.#options.share, pages: this.#pages, dropped: this.#behind.dropped }
  }

  /** What to hand to `home` when the lot falls on this page; only pages that are one person's own draw one. */
  drawFor(shopper: ShopperKey | undefined, policy: PolicyName): Explore | undefined {
    const { share, random } = this.#options
    if (share === 0 || policy !== 'individual' || shopper === undefined || this.#ledger.isBroken) return undefined
    if (!this.#behind.mayKeep(shopper)) return undefined
    return random.unit() < share ? { random, shopper, at: this.#now() } : undefined
  }

  /** Takes what follows from a page. */
  record(events: readonly ShopEvent[]): void {
    if (events.length === 0) return
    this.#pages += 1
    this.#behind.add(events.filter((event) => event.kind !== 'erased'))
  }

  /** Resolves when everything recorded so far is in the log, or dropped. */
  settled(): Promise<void> {
    return this.#behind.settled()
  }
}
