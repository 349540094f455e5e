import { parse } from 'csv-parse/sync'
import { bytesOf } from '../files.ts'

/** All rows of a CSV file with a header, gzipped or not. */
export function readCsv<Column extends string>(path: string): Record<Column, string>[] {
  return parse(bytesOf(path), { columns: true, skip_empty_lines: true })
}

/** Gives out whole numbers to texts, in the order in which they come. */
export class Codes {
  readonly #codes = new Map<string, number>()

  of(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    this.#codes.set(text, this.#codes.size)
    return this.#codes.size - 1
  }
}
