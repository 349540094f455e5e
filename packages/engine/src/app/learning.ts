import type { ListwiseBlend } from '@nunchi/kernel'
import { canTeach, learnFrom } from '../decide/rank/learn.ts'
import type { EpochMs } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { PlanEvent } from '../events/plan.ts'
import { learnedEvent, newBlend } from '../state/ranking.ts'
import type { Views } from '../state/views.ts'

/** Between two events learned from pass at least so many ms, so that learning takes a few per cent of a busy core. */
const pauseMs = 20
/** After so many orders what was learned becomes a fact in the log. */
const ordersPerEvent = 20

/**
 * Learns how much each source of a ranking counts, from orders as they come (from browsing, where there are none). It works on a copy of the weights; the
 * copy becomes the shop's by an event, so that a rebuild gets the same weights without learning again.
 */
export class Learning {
  readonly #views: Views
  readonly #now: () => EpochMs
  readonly #pauseMs: number
  #blend: ListwiseBlend | undefined
  #orders = 0
  #told = 0
  #nextAt = 0

  /** @param parts.pauseMs 0 to learn from every event: benches and replays */
  constructor(parts: { views: Views; now: () => EpochMs; pauseMs?: number }) {
    this.#views = parts.views
    this.#now = parts.now
    this.#pauseMs = parts.pauseMs ?? pauseMs
  }

  /** Looks at an event a moment before it is folded. */
  observe(event: ShopEvent): void {
    if (!canTeach(this.#views, event)) return
    const now = this.#now()
    if (now < this.#nextAt && this.#nextAt - now <= this.#pauseMs) return // further off: the clock was set back
    this.#nextAt = now + this.#pauseMs
    this.#blend ??= this.#copy()
    if (learnFrom(this.#views, this.#blend, event) > 0) this.#orders += 1
  }

  /** What has been learned since the last telling, when that is worth a fact; to be appended by the caller. */
  news(): PlanEvent | undefined {
    if (!this.#blend || this.#orders - this.#told < ordersPerEvent) return undefined
    this.#told = this.#orders
    const id = `learned:${this.#views.position}`
    return learnedEvent(this.#blend, { at: this.#now(), id, orders: this.#orders })
  }

  #copy(): ListwiseBlend {
    const { blend, orders } = this.#views.ranking
    this.#orders = orders
    this.#told = orders
    const copy = newBlend()
    copy.restore(blend.save())
    return copy
  }
}
