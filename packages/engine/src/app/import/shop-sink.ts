import type { CatalogEvent } from '../../events/catalog.ts'
import type { Report, Verdict } from '../report.ts'
import type { Shop } from '../shop.ts'
import type { ImportItem, ImportSink } from './item.ts'

/** Puts an import straight into a shop in this process. */
export class ShopSink implements ImportSink {
  readonly #shop: Shop
  readonly #close: () => Promise<void>

  constructor({ shop, close }: { readonly shop: Shop; close(): Promise<void> }) {
    this.#shop = shop
    this.#close = close
  }

  /** Runs of products and of reports go in one call each, in the order given: an order may name a product just before it. */
  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = []
    for (let from = 0; from < batch.length; ) {
      const isEvent = 'event' in batch[from]!
      let to = from
      while (to < batch.length && 'event' in batch[to]! === isEvent) to += 1
      const run = batch.slice(from, to)
      verdicts.push(...(await (isEvent ? this.#record(run) : this.#collect(run))))
      from = to
    }
    return verdicts
  }

  close(): Promise<void> {
    return this.#close()
  }

  #record(run: readonly ImportItem[]): Promise<readonly Verdict[]> {
    return this.#shop.record(run.map((item) => (item as { event: CatalogEvent }).event))
  }

  #collect(run: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const reports = run.map((item) => (item as { report: Report }).report)
    return this.#shop.collect(reports, { consent: 'assumed', imported: true })
  }
}
