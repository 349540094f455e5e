import type { Columns, Saved } from '@nunchi/kernel'
import type { Alert, AlertChannel, AlertOutcome } from '../domain/subscription.ts'

/** Alerts of a shopper that are shown again: the newest; those that wait to be sent are kept beyond. */
const keptMax = 200

/** An alert, and how it ended on each channel other than the shop's pages; null while it waits to be sent. */
export type Told = { readonly alert: Alert; readonly outcomes: Partial<Record<AlertChannel, AlertOutcome | null>> }

/**
 * What was to be told to whom, and how it ended: the shopper's own list. An alert is in it from the moment that the fact about the price
 * is folded; what of it still has to leave the shop is in `Outgoing`.
 *
 * O(1) an alert. Memory: some 400 bytes an alert.
 */
export class Alerts implements Saved {
  /** By shopper's row, the oldest first. */
  #of = new Map<number, Told[]>()
  /** By alert's id. */
  #byId = new Map<string, { row: number; told: Told }>()
  /** Alerts raised since the first fact. */
  raised = 0

  /** Alerts that wait on some channel. O(alerts). */
  get waitingCount(): number {
    return [...this.#byId.values()].filter(({ told }) => isWaiting(told)).length
  }

  raise(row: number, alert: Alert, channels: readonly AlertChannel[]): void {
    const sent = channels.filter((channel) => channel !== 'page')
    const told: Told = { alert, outcomes: Object.fromEntries(sent.map((channel) => [channel, null])) }
    this.raised += 1
    this.#byId.set(alert.id, { row, told })
    const own = this.#of.get(row) ?? []
    own.push(told)
    this.#of.set(row, own)
    this.#trim(row)
  }

  /** @returns whether it waited there */
  settle(id: string, channel: AlertChannel, outcome: AlertOutcome): boolean {
    const known = this.#byId.get(id)
    const before = known?.told.outcomes[channel]
    if (!known || (before !== null && before !== 'dead')) return false // a dead one may be replayed
    known.told.outcomes[channel] = outcome
    return true
  }

  find(id: string): { readonly row: number; readonly told: Told } | undefined {
    return this.#byId.get(id)
  }

  /** A shopper's, the newest first. */
  of(row: number): readonly Told[] {
    return [...(this.#of.get(row) ?? [])].reverse()
  }

  /** Two shoppers turned out to be one. */
  merge(from: number, into: number): void {
    const moved = this.#of.get(from)
    if (!moved) return
    for (const { alert } of moved) this.#byId.get(alert.id)!.row = into
    const all = [...(this.#of.get(into) ?? []), ...moved].sort((a, b) => a.alert.at - b.alert.at)
    this.#of.delete(from)
    this.#of.set(into, all)
    this.#trim(into)
  }

  /** Forgets a shopper's: what still waits is sent no more. */
  clear(row: number): void {
    for (const { alert } of this.#of.get(row) ?? []) this.#byId.delete(alert.id)
    this.#of.delete(row)
  }

  save(): Columns {
    const all = [...this.#of].sort(([a], [b]) => a - b).flatMap(([row, list]) => list.map((told) => ({ row, told })))
    return {
      rows: Uint32Array.from(all, ({ row }) => row),
      told: all.map(({ told }) => JSON.stringify(told)),
      raised: Float64Array.of(this.raised),
    }
  }

  restore(columns: Columns): void {
    this.#of = new Map()
    this.#byId = new Map()
    const texts = columns.told as readonly string[]
    ;(columns.rows as Uint32Array).forEach((row, i) => {
      const told = JSON.parse(texts[i]!) as Told
      this.#byId.set(told.alert.id, { row, told })
      const own = this.#of.get(row) ?? []
      own.push(told)
      this.#of.set(row, own)
    })
    this.raised = (columns.raised as Float64Array)[0]!
  }

  #trim(row: number): void {
    const own = this.#of.get(row)!
    if (own.length <= keptMax) return
    const at = own.findIndex((told) => !isWaiting(told))
    if (at < 0) return
    this.#byId.delete(own[at]!.alert.id)
    own.splice(at, 1)
  }
}

function isWaiting({ outcomes }: Told): boolean {
  return Object.values(outcomes).includes(null)
}
