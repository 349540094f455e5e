import { type Columns, grown, type Saved } from '@nunchi/kernel'
import { assert } from '../domain/assert.ts'

const chunkLength = 1 << 20
const positionsMax = 0xffffffff

/**
 * Where in the log each shopper's events stand: a chain from the newest back. Serves export and erasure without an
 * index on the log. 4 bytes an event (up to 4.29 billion of them) plus 4 a shopper; chunked, so that it grows without copying.
 */
export class Timeline implements Saved {
  /** By log position: the position + 1 of the same shopper's event before it, 0 when it was the first. */
  readonly #before: Uint32Array[] = []
  /** By shopper row: position + 1 of the newest event. */
  #newest: Uint32Array = new Uint32Array(16)
  #rows = 0
  #length = 0

  /** Notes that the event at `position` is about the shopper in `row`. O(1). */
  add(row: number, position: number): void {
    assert(position < positionsMax, `timeline: position ${position} does not fit 32 bits`)
    if (row >= this.#rows) {
      this.#rows = row + 1
      this.#newest = grown(this.#newest, this.#rows)
    }
    while (position >= this.#before.length * chunkLength) this.#before.push(new Uint32Array(chunkLength))
    this.#before[Math.floor(position / chunkLength)]![position % chunkLength] = this.#newest[row]!
    this.#newest[row] = position + 1
    this.#length = position + 1
  }

  /** The row's log positions, oldest first. O(events of the row). */
  positionsOf(row: number): number[] {
    const positions: number[] = []
    if (row >= this.#rows) return positions
    for (let next = this.#newest[row]!; next !== 0; next = this.#beforeOf(next - 1)) positions.push(next - 1)
    return positions.reverse()
  }

  /**
   * The latest log positions of these rows together, newest first: at most `countMax`, all of them below `before`.
   * O(events of the rows from `before` on, and of the page), each times the rows.
   */
  newestOf(rows: readonly number[], { before, countMax }: { before: number; countMax: number }): number[] {
    const heads = Float64Array.from(rows, (row) => (row < this.#rows ? this.#newest[row]! : 0)) // position + 1; 0: none
    const positions: number[] = []
    while (positions.length < countMax) {
      let newest = 0
      for (let i = 1; i < heads.length; i++) if (heads[i]! > heads[newest]!) newest = i
      const head = heads[newest] ?? 0
      if (head === 0) break
      if (head - 1 < before) positions.push(head - 1)
      heads[newest] = this.#beforeOf(head - 1)
    }
    return positions
  }

  /** Forgets which events were this row's. */
  clear(row: number): void {
    if (row >= this.#rows) return
    for (let next = this.#newest[row]!; next !== 0; ) {
      const position = next - 1
      next = this.#beforeOf(position)
      this.#before[Math.floor(position / chunkLength)]![position % chunkLength] = 0
    }
    this.#newest[row] = 0
  }

  save(): Columns {
    const columns: Record<string, Uint32Array> = {
      newest: this.#newest.subarray(0, this.#rows),
      length: Uint32Array.of(this.#length),
    }
    this.#before.forEach((chunk, index) => {
      columns[`before.${index}`] = chunk.subarray(0, Math.min(chunkLength, this.#length - index * chunkLength))
    })
    return columns
  }

  restore(columns: Columns): void {
    this.#newest = columns.newest as Uint32Array
    this.#rows = this.#newest.length
    this.#length = (columns.length as Uint32Array)[0]!
    this.#before.length = 0
    for (let index = 0; columns[`before.${index}`]; index++) {
      const chunk = new Uint32Array(chunkLength)
      chunk.set(columns[`before.${index}`] as Uint32Array)
      this.#before.push(chunk)
    }
  }

  #beforeOf(position: number): number {
    return this.#before[Math.floor(position / chunkLength)]![position % chunkLength]!
  }
}
