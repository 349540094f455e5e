import { basename } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import { type Dialect, recordAt } from '../import/table.ts'

/** Whole numbers of a problem stay below this, however they are scaled. */
const most = 2 ** 30

/** What a file is called that was given as '-'. */
export const standardInput = 'standard input'

/** What is wrong with a file; in the line that was read last if none is given, before any in the first. */
export type FileFault = {
  readonly field: string
  readonly reason: string
  readonly remedy: string
  readonly line?: number
}

/** A row of a table, on the lines from `line` to `last`, which are more than one where a quoted cell runs over several. */
export type TextRecord = {
  /** Absent where a quote never closes. */
  readonly cells: readonly string[] | undefined
  readonly line: number
  readonly last: number
}

/** The lines of a routing file in order, without blank ones; it knows where it is, so that refusals can say so. */
export class TextLines {
  readonly file: string
  readonly #lines: readonly { readonly text: string }[]
  #at = 0

  constructor(file: string, text: string) {
    this.file = file
    this.#lines = text.split(/\r\n|\n|\r/).map((line) => ({ text: line }))
  }

  /** What the file is called, without its folder and endings. */
  get name(): string {
    if (this.file === standardInput) return this.file
    return basename(this.file).replace(/(\.(vrp|txt|json|csv|tsv))?(\.gz)?$/i, '')
  }

  /** The number of the line that was read last, from 1. */
  get line(): number {
    return this.#at
  }

  /** The next line that has something on it, without the blanks around it. */
  next(): string | undefined {
    return this.nextRow()?.trim()
  }

  /** The same with the blanks around it: tabs at its ends may part cells that are empty. */
  nextRow(): string | undefined {
    while (this.#at < this.#lines.length) {
      const { text } = this.#lines[this.#at++]
      if (text.trim() !== '') return text
    }
    return undefined
  }

  /** The row of a table that begins in the line that was read last; what is read next stands after it. */
  record(dialect: Dialect): TextRecord {
    const line = this.#at
    const { cells, next } = recordAt(this.#lines, line - 1, dialect)
    if (cells !== undefined) this.#at = next
    return { cells, line, last: this.#at }
  }

  /** The next line, or the one that was read, has to be there. @throws Refusal ROUTING_FILE */
  need(field: string, text = this.next()): string {
    return text ?? this.refuse({ field, reason: 'the file ends before it', remedy: 'check that the file is whole' })
  }

  /** Numbers of a line that has at least as many as there are names. @throws Refusal ROUTING_FILE */
  numbers(text: string, names: readonly string[]): number[] {
    const cells = text.split(/\s+/)
    if (cells.length < names.length) {
      const reason = `${names.length} numbers are needed (${names.join(', ')}), there are ${cells.length}`
      this.refuse({ field: names[cells.length], reason, remedy: 'check that the line is whole' })
    }
    return names.map((name, i) => this.number(cells[i], name))
  }

  /** @throws Refusal ROUTING_FILE */
  number(cell: string | undefined, field: string): number {
    const value = cell === undefined || cell === '' ? Number.NaN : Number(cell)
    if (Number.isFinite(value) && Math.abs(value) < most) return value
    return this.refuse({
      field,
      reason: `"${cell ?? ''}" is no number below ${most}`,
      remedy: 'write a plain number, with a point before decimals',
    })
  }

  /** A number that is not below zero, made whole by `scale`. @throws Refusal ROUTING_FILE */
  whole(value: number, field: string, scale = 1): number {
    const scaled = value * scale
    const near = Math.round(scaled)
    if (near >= 0 && near < most && Math.abs(near - scaled) < 1e-6) return near
    const reason = value < 0 ? `${value} is below 0` : `${value} is no whole number in the unit that is counted in`
    return this.refuse({ field, reason, remedy: 'write a whole number from 0 on' })
  }

  /** @throws Refusal ROUTING_FILE always */
  refuse({ field, reason, remedy, line = Math.max(1, this.#at) }: FileFault): never {
    throw new Refusal('ROUTING_FILE', { file: this.file, line, field, reason, remedy })
  }
}
