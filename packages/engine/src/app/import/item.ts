import type { CatalogEvent } from '../../events/catalog.ts'
import type { RejectionCode } from '../collect/rejection.ts'
import type { Report, Verdict } from '../report.ts'
import type { Said, SaidOfRow } from '../said.ts'
import type { FaultCode } from './faults.ts'

/** One fact on its way from a file to the shop: about a person (under the shop's own ids) or about the catalogue. */
export type ImportItem = { readonly report: Report } | { readonly event: CatalogEvent }

/** Where imported facts go. */
export interface ImportSink {
  /** Resolves once the batch is durable, with one verdict per item in order. */
  send(batch: readonly ImportItem[]): Promise<readonly Verdict[]>
  close(): Promise<void>
}

export type ImportKind = 'catalog' | 'orders' | 'events'
export const importKinds: readonly ImportKind[] = ['catalog', 'orders', 'events']

/** A point between two rows. Reading can go on from here without having seen what lies before. */
export type Place = {
  /** Bytes of UTF-8 text before it, after unpacking and transcoding; -1 where the format cannot be entered midway. */
  readonly offset: number
  /** Number of the first line after it, from 1. */
  readonly line: number
  /** Rows before it, the unreadable ones included. */
  readonly row: number
}

/** Why one row was refused, and what to do about it. */
export type Fault = {
  readonly code: FaultCode | RejectionCode
  readonly field: string
  /** What stood there, shortened. */
  readonly value: string
  /** The same for all rows with this mistake: rejections are counted by it. */
  readonly reason: string
  /** What is particular to this row. */
  readonly detail?: string
  readonly remedy: string
}

/** A row's values by column, element or key. Tables hold strings, XML strings or lists of them, JSON anything. */
export type Fields = Readonly<Record<string, unknown>>

/** One row of a file, readable or not; `note` is what to tell of it either way. */
export type Row = {
  readonly line: number
  readonly start: Place
  readonly end: Place
  readonly note?: SaidOfRow
  /** The last one, without a line end and with less in it than the others: the file was cut in it. */
  readonly isCut?: true
} & ({ readonly fields: Fields } | Unusable)

/** A row that cannot be used, and what could be read of it all the same: for its id, and nothing else. */
export type Unusable = {
  readonly fault: Fault
  readonly legible?: Fields
  /** Cells are missing or too many, so what is read may stand in another's place. */
  readonly isShifted?: true
}

/** Readers hand rows over in blocks (one per chunk of the file): an await per row would cost more than the parsing. */
export type Rows = AsyncGenerator<readonly Row[], void, undefined>

const valueLengthMax = 80
const detailLengthMax = 160

/** A fault with its value and detail shortened for the file of rejected rows. */
export function faultOf(fault: {
  readonly code: FaultCode | RejectionCode
  readonly field: string
  readonly value?: unknown
  readonly reason: SaidOfRow | Said
  readonly detail?: string
  readonly remedy: string
}): Fault {
  const { value, detail } = fault
  const text = value === undefined ? '' : typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const shown = { ...fault, value: shortened(text, valueLengthMax) }
  return detail === undefined ? shown : { ...shown, detail: shortened(detail, detailLengthMax) }
}

const shortened = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max - 1)}…` : text)
