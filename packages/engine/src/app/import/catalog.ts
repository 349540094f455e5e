import { epochMs } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { TimeReader } from '../time.ts'
import { type TextReader, type Till, textReader, timeReader, type Warn } from './columns.ts'
import { IdCounter } from './id-counter.ts'
import type { ColumnMap } from './map.ts'
import type { Mapper, Outcome, ReadableRow } from './mapper.ts'
import { ProductReader } from './product.ts'
import { RowFault } from './row-fault.ts'
import { contentHash, eventId } from './text.ts'

/**
 * Rows of a catalogue to listings.
 *
 * A listing's id holds the product, a version and a hash of the content. The version is the row's own update time if
 * it has one, else the file's time and the line. So the same file read twice, or resumed, says nothing new; a change
 * is a new fact; and a product that goes from A to B and back to A is listed three times, because the third file (or
 * line) has another version. What a newer file repeats unchanged has a new id: the shop, which knows what it has,
 * answers that it is a duplicate.
 */
export class CatalogMapper implements Mapper {
  readonly remembers = false
  readonly #products: ProductReader
  readonly #seen = new IdCounter()
  readonly #class: TextReader
  readonly #updated: TextReader
  readonly #updatedAt: TimeReader
  readonly #fileTime: number

  /** @param fileTime  when the file was written, epoch ms: `at` of rows that say nothing themselves */
  constructor(map: ColumnMap, options: { till: Till; zone: string; now: number; fileTime: number }) {
    this.#products = new ProductReader(map, options)
    this.#class = textReader(map, 'class')
    this.#updated = textReader(map, 'updated')
    this.#updatedAt = timeReader(map, 'updated', options.zone)
    this.#fileTime = Math.min(options.fileTime, options.now)
  }

  take(row: ReadableRow, out: Outcome): void {
    try {
      const event = this.#event(row, (what) => out.warn(what))
      const id = event.kind === 'product.listed' ? event.product.id : event.product
      if (this.#seen.add(id) > 0) out.warn('product again in the same file: the later row wins')
      out.item({ event }, row.line)
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      out.fault(error.fault, row.line)
    }
  }

  end(): void {}

  #event(row: ReadableRow, warn: Warn): Extract<CatalogEvent, { kind: 'product.listed' | 'product.delisted' }> {
    const { fields } = row
    const updated = this.#updated(fields)
    const own = updated === '' ? undefined : this.#updatedAt(updated)
    if (updated !== '' && own === undefined) warn('update time not understood, the file time is used')
    const at = epochMs(own ?? this.#fileTime)
    const version = own === undefined ? `${this.#fileTime}.${row.line}` : `${own}`
    if (/^d$/i.test(this.#class(fields))) {
      const product = this.#products.id(fields)
      return { kind: 'product.delisted', at, id: eventId('delisted', product, version), product }
    }
    const product = this.#products.read(fields, warn)
    const id = eventId('listed', product.id, version, contentHash(JSON.stringify(product)))
    return { kind: 'product.listed', at, id, product }
  }
}
