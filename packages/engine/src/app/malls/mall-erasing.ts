import type { EpochMs } from '../../domain/units.ts'
import { isOfOffers, mallsOf } from '../../events/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { Ledger } from '../ledger.ts'
import type { Snapshots } from '../snapshots.ts'

const positionsPerErase = 10_000
const eventsPerRead = 5_000

/** What it works with. */
export type MallErasingParts = {
  readonly log: EventLog
  readonly views: Views
  readonly ledger: Ledger
  readonly snapshots: Snapshots
  readonly chores: Chores
  /** Resolves when nothing is kept of what was learned from malls that go. */
  readonly unlearned: () => Promise<unknown>
  readonly now: () => EpochMs
}

/**
 * Carries out "erase this mall": from the next answer on nothing of it is shown; then what was learned from it is dropped, all that the
 * log holds of it is overwritten, and older snapshots are deleted. The wish is a fact in the log, so a crash in between only delays it: `resume` goes on at the next start.
 * Reads the log once, 1 to 2 us an event, behind the answers.
 */
export class MallErasing {
  readonly #parts: MallErasingParts
  #work: Promise<void> = Promise.resolve()

  constructor(parts: MallErasingParts) {
    this.#parts = parts
  }

  /** Resolves once the mall is gone from all answers; `resume` then cleans the log. */
  async ask(mall: string): Promise<void> {
    const { ledger, views, now } = this.#parts
    const id = `mall-erased:${mall}:${views.position}`
    const products = views.market.offers.productCount
    await ledger.append([{ kind: 'mall.erased', at: now(), id, mall, products }])
  }

  /** Cleans the log of whatever is still open. What fails stays open, and is taken up at the next erasure or start. */
  resume(): void {
    const { chores, views } = this.#parts
    this.#work = this.#work
      .then(async () => {
        if (views.market.malls.erasures.length > 0) await chores.run('mall-erasure', () => this.#scrub())
      })
      .catch(() => {}) // told by the chores
  }

  /** Resolves when no cleaning is under way. */
  settled(): Promise<void> {
    return this.#work
  }

  async #scrub(): Promise<void> {
    const { log, views, ledger, snapshots, unlearned, now } = this.#parts
    const open = views.market.malls.erasures
    await unlearned()
    // A snapshot before the log is touched: made from the log as it is, it lacks these malls; the older ones do not.
    const taken = await snapshots.take()
    const positions = await this.#positionsOf(open)
    // The wishes themselves last: should all snapshots be lost on the way, the log still tells what to erase.
    const asked = new Set(open.map(({ askedAt }) => askedAt))
    positions.sort((a, b) => Number(asked.has(a)) - Number(asked.has(b)) || b - a)
    for (let i = 0; i < positions.length; i += positionsPerErase)
      await log.erase(positions.slice(i, i + positionsPerErase))
    await snapshots.dropBefore(taken)
    await ledger.append(
      open.map(({ askedAt }) => {
        const { productCount: products } = views.market.offers
        return { kind: 'mall.scrubbed', at: now(), id: `mall-scrubbed:${askedAt}`, askedAt, products }
      }),
    )
    await snapshots.dropBefore(await snapshots.take()) // the last place that names them
  }

  /** Where the log tells of these malls, each up to the moment when it was to be erased: it may have been registered anew. */
  async #positionsOf(open: readonly { readonly askedAt: number; readonly mall: string }[]): Promise<number[]> {
    const until = new Map<string, number>()
    for (const { mall, askedAt } of open) until.set(mall, Math.max(until.get(mall) ?? 0, askedAt))
    const end = Math.max(...until.values()) + 1
    const positions: number[] = []
    for (let from = 0; from < end; from += eventsPerRead) {
      const events = await this.#parts.log.read(from, Math.min(eventsPerRead, end - from))
      events.forEach((event, i) => {
        if (event.kind === 'erased' || !isOfOffers(event)) return
        if (mallsOf(event).some((mall) => from + i <= (until.get(mall) ?? -1))) positions.push(from + i)
      })
    }
    return positions
  }
}
