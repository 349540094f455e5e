import type { SaidOfRow } from '../said.ts'
import type { Fault, Fields, ImportItem, Row } from './item.ts'

export type ReadableRow = Extract<Row, { readonly fields: Fields }>

/** Where a mapper puts what became of the rows. */
export interface Outcome {
  /** An item for the shop; `line` is where it began. */
  item(item: ImportItem, line: number): void
  fault(fault: Fault, line: number): void
  /** The row is left out by a rule of that name. */
  skip(rule: string): void
  /** Counted and shown at the end; the row is kept. */
  warn(what: SaidOfRow): void
}

/** Turns rows into items. Pure but for what it remembers; a fault of one row never stops it. */
export interface Mapper {
  take(row: ReadableRow, out: Outcome): void
  /** The file ended: hands out what was held back. */
  end(out: Outcome): void
  /** True when what it does with a row depends on rows long before it, so that resuming must read them again. */
  readonly remembers: boolean
}
