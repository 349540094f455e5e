import type { CatalogEvent } from '../../events/catalog.ts'
import type { Report, Verdict } from '../report.ts'
import type { ImportItem, ImportSink } from './item.ts'

type Fact = CatalogEvent | NonNullable<Report['event']>

/** For tests: a shop that keeps everything in memory and takes each event id once. */
export class MemorySink implements ImportSink {
  readonly items: ImportItem[] = []
  readonly batchSizes: number[] = []
  closed = false
  readonly #ids = new Set<string>()
  readonly #refuse: (item: ImportItem) => Verdict | undefined

  /** @param refuse  what the shop does not take, and why; it may throw, as a shop that is down does */
  constructor(refuse: (item: ImportItem) => Verdict | undefined = () => undefined) {
    this.#refuse = refuse
  }

  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const verdicts = batch.map((item) => this.#take(item))
    this.batchSizes.push(batch.length)
    return verdicts
  }

  async close(): Promise<void> {
    this.closed = true
  }

  /** The facts taken, without the people. */
  events(): readonly Fact[] {
    const facts = this.items.map((item): Fact | undefined => ('event' in item ? item.event : item.report.event))
    return facts.filter((fact) => fact !== undefined)
  }

  #take(item: ImportItem): Verdict {
    const refused = this.#refuse(item)
    if (refused !== undefined) return refused
    const id = 'event' in item ? item.event.id : item.report.id
    if (this.#ids.has(id)) return { status: 'duplicate' }
    this.#ids.add(id)
    this.items.push(item)
    return { status: 'accepted' }
  }
}
