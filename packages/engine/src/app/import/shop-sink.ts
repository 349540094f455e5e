import type { CatalogEvent } from '../../events/catalog.ts'
import type { ShopFace } from '../face.ts'
import type { Report, Verdict } from '../report.ts'
import type { ImportItem, ImportSink } from './item.ts'

/** The part of a shop that takes facts. */
export type ImportTaker = Pick<ShopFace, 'record' | 'collect'>

/** Puts an import straight into a shop in this process. */
export class ShopSink implements ImportSink {
  readonly #shop: ImportTaker
  readonly #close: () => Promise<void>

  constructor({ shop, close }: { readonly shop: ImportTaker; close(): Promise<void> }) {
    this.#shop = shop
    this.#close = close
  }

  /** What the batch says of products goes first, in one commit; then what it says of people, who may touch them. */
  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const events: CatalogEvent[] = []
    const reports: Report[] = []
    for (const item of batch) {
      if ('event' in item) events.push(item.event)
      else reports.push(item.report)
    }
    const recorded = (await this.#shop.record(events)).values()
    const collected = (
      await this.#shop.collect(reports, { consent: 'assumed', imported: true, trusted: true })
    ).values()
    return batch.map((item) => ('event' in item ? recorded : collected).next().value!)
  }

  close(): Promise<void> {
    return this.#close()
  }
}
