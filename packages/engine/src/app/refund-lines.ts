import type { OrderId, ShopperKey } from '../domain/units.ts'
import type { OrderLine } from '../events/order.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Views } from '../state/views.ts'
import type { Ledger } from './ledger.ts'
import type { Report } from './report.ts'

/**
 * Fills in what came back when a whole order did: such a refund names the order alone, and what follows from it (a
 * product no longer owned, an interest taken back) needs the lines. They are read from the shopper's own events.
 */
export class RefundLines {
  readonly #log: EventLog
  readonly #views: Views
  readonly #ledger: Ledger

  constructor({ log, views, ledger }: { log: EventLog; views: Views; ledger: Ledger }) {
    this.#log = log
    this.#views = views
    this.#ledger = ledger
  }

  /** The same reports, refunds of whole orders with their lines. Nothing is read when there is none; O(events of the shopper) each. */
  async fill(
    reports: readonly Report[],
    keyOf: (report: Report) => ShopperKey | undefined,
  ): Promise<readonly Report[]> {
    if (!reports.some(isWhole)) return reports
    await this.#ledger.settled()
    const filled: Report[] = []
    for (const report of reports) {
      const { event } = report
      if (!isWhole(report) || event?.kind !== 'order.refunded') {
        filled.push(report)
        continue
      }
      const lines = linesIn(filled, event.order) ?? (await this.#linesInLog(keyOf(report), event.order)) ?? []
      filled.push({ ...report, event: { ...event, lines } })
    }
    return filled
  }

  async #linesInLog(shopper: ShopperKey | undefined, order: OrderId): Promise<readonly OrderLine[] | undefined> {
    const row = shopper === undefined ? -1 : this.#views.shoppers.find(shopper)
    if (row < 0) return undefined
    const members = this.#views.shoppers.membersOf(row)
    const positions = members.flatMap((member) => this.#views.timeline.positionsOf(member))
    const events = await this.#log.readAt(positions)
    const placed = events.find((event) => event.kind === 'order.placed' && event.order === order)
    return placed?.kind === 'order.placed' ? placed.lines : undefined
  }
}

function isWhole({ event }: Report): boolean {
  return event?.kind === 'order.refunded' && event.lines.length === 0
}

/** The order may stand in the same batch, just before its refund. */
function linesIn(reports: readonly Report[], order: OrderId): readonly OrderLine[] | undefined {
  for (const { event } of reports) if (event?.kind === 'order.placed' && event.order === order) return event.lines
  return undefined
}
