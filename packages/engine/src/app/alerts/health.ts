import { type ContactKind, contactKinds } from '../../domain/contact.ts'
import type { LaneState } from './lanes.ts'
import type { Settled } from './outbox.ts'

export const settledKinds = [
  'delivered',
  'failed',
  'held',
  'stale',
  'gone',
  'dead',
] as const satisfies readonly Settled['kind'][]

/** Alerts that wait or are on their way. */
export type Backlog = { readonly count: number; readonly oldestAt: number | undefined; readonly inFlight: number }

/** How delivery fares. */
export type DeliveryHealth = Backlog & {
  /** Alerts since the start, by kind of place and by what became of them; `failed` counts tries. */
  readonly settled: Readonly<Record<ContactKind, Readonly<Record<Settled['kind'], number>>>>
  /** The lanes in trouble first, then those with most under way; at most a hundred. */
  readonly lanes: readonly LaneState[]
}

const lanesShownMax = 100
const order = { closed: 0, trying: 1, open: 2 } as const

/** Counts what became of alerts. */
export class Tally {
  readonly #counts = new Map<ContactKind, Map<Settled['kind'], number>>()

  count(kind: ContactKind, what: Settled['kind']): void {
    const counts = this.#counts.get(kind) ?? new Map<Settled['kind'], number>()
    this.#counts.set(kind, counts)
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }

  health(backlog: Backlog, lanes: readonly LaneState[]): DeliveryHealth {
    const countsOf = (kind: ContactKind) =>
      Object.fromEntries(settledKinds.map((what) => [what, this.#counts.get(kind)?.get(what) ?? 0]))
    const shown = [...lanes].sort(
      (a, b) => order[a.state] - order[b.state] || b.inFlight - a.inFlight || (a.lane < b.lane ? -1 : 1),
    )
    return {
      ...backlog,
      settled: Object.fromEntries(contactKinds.map((kind) => [kind, countsOf(kind)])) as DeliveryHealth['settled'],
      lanes: shown.slice(0, lanesShownMax),
    }
  }
}
