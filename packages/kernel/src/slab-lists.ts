import type { Columns, Saved } from './columns.ts'
import { grown } from './grown.ts'

const constructors = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const

type Kind = keyof typeof constructors
/** Field name -> kind of its number, or of its numbers and how many a record has: they lie side by side. */
export type SlabFields = Readonly<Record<string, Kind | readonly [kind: Kind, perRecord: number]>>
type KindOf<Field> = Field extends readonly [infer K extends Kind, number] ? K : Field extends Kind ? Field : never
type FieldColumns<Fields extends SlabFields> = {
  [Name in keyof Fields]: InstanceType<(typeof constructors)[KindOf<Fields[Name]>]>
}
type Column = InstanceType<(typeof constructors)[Kind]>

/**
 * Many short lists of records in flat memory: row r holds `counts[r]` records, side by side from slot `starts[r]` on,
 * one typed array per field (a field of three numbers has those of slot s at 3 s, 3 s + 1 and 3 s + 2). A list moves to a block of twice the size when it is full; freed blocks are zeroed
 * and used again, so that no forgotten record stays readable and memory follows use.
 *
 * push: O(1) amortised, O(list) when it moves. Memory: at most twice the records plus 9 bytes a row.
 */
export class SlabLists<Fields extends SlabFields> implements Saved {
  /**
   * Field name -> its numbers by slot. Read anew after every push: growing replaces the arrays. In
   * `columns.x[push(row)] = 1` they are read before: take the slot first.
   */
  columns: FieldColumns<Fields>
  /** First slot of each row's block. */
  starts: Uint32Array = new Uint32Array(16)
  /** Records of each row. */
  counts: Uint32Array = new Uint32Array(16)
  /** log2 of each row's block size; 0 = no block yet. */
  #sizes: Uint8Array = new Uint8Array(16)
  #rows = 0
  #top = 0
  /** log2 of block size -> starts of free blocks of that size. */
  readonly #free: number[][] = Array.from({ length: 32 }, () => [])
  /** The fields' names and numbers per record, in one order. */
  readonly #names: readonly string[]
  readonly #widths: readonly number[]
  readonly #firstSize: number

  /** @param firstSize log2 of the records a row's first block holds: 2 for 4 records, 3 for 8; at least 1 */
  constructor(fields: Fields, firstSize = 2) {
    this.#names = Object.keys(fields)
    this.#widths = this.#names.map((name) => (typeof fields[name] === 'string' ? 1 : (fields[name]![1] as number)))
    this.#firstSize = firstSize
    this.columns = Object.fromEntries(
      this.#names.map((name) => {
        const kind = (typeof fields[name] === 'string' ? fields[name] : fields[name]![0]) as Kind
        return [name, new constructors[kind](64)]
      }),
    ) as FieldColumns<Fields>
  }

  /** Rows addressed so far. */
  get rows(): number {
    return this.#rows
  }

  /** Records of a row; 0 for one never addressed. */
  countOf(row: number): number {
    return row < this.#rows ? this.counts[row]! : 0
  }

  /** Makes rows up to `row` addressable. */
  reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.starts = grown(this.starts, this.#rows)
    this.counts = grown(this.counts, this.#rows)
    this.#sizes = grown(this.#sizes, this.#rows)
  }

  /** Adds one record of zeros to the row's end. @returns its slot */
  push(row: number): number {
    this.reach(row)
    const count = this.counts[row]!
    const size = this.#sizes[row]!
    if (size === 0) this.#move(row, this.#firstSize)
    else if (count === 1 << size) this.#move(row, size + 1)
    this.counts[row] = count + 1
    return this.starts[row]! + count
  }

  /** Makes room for one record before the row's record `index`. @returns its slot, still holding what stood there */
  insertAt(row: number, index: number): number {
    const last = this.push(row)
    const slot = this.starts[row]! + index
    this.#copy(slot + 1, slot, last)
    return slot
  }

  /** Takes out the row's record `index`; those behind it move up. */
  removeAt(row: number, index: number): void {
    const slot = this.starts[row]! + index
    const end = this.starts[row]! + this.counts[row]!
    this.#copy(slot, slot + 1, end)
    this.zero(end - 1, end)
    this.counts[row] = this.counts[row]! - 1
  }

  /** Sets all fields of the slots `from` to before `to` to 0. */
  zero(from: number, to: number): void {
    const columns = this.columns as Record<string, Column>
    for (let i = 0; i < this.#names.length; i++) {
      const width = this.#widths[i]!
      columns[this.#names[i]!]!.fill(0, from * width, to * width)
    }
  }

  /** Empties the row and gives its block back, zeroed. */
  clear(row: number): void {
    if (row >= this.#rows || this.#sizes[row] === 0) return
    this.#release(this.starts[row]!, this.#sizes[row]!)
    this.starts[row] = 0
    this.counts[row] = 0
    this.#sizes[row] = 0
  }

  save(): Columns {
    const saved: Record<string, Columns[string]> = {
      starts: this.starts.subarray(0, this.#rows),
      counts: this.counts.subarray(0, this.#rows),
      sizes: this.#sizes.subarray(0, this.#rows),
      free: Float64Array.from(this.#free.flatMap((starts, size) => starts.map((start) => start * 32 + size))),
    }
    this.#names.forEach((name, i) => {
      saved[`field.${name}`] = this.columns[name]!.subarray(0, this.#top * this.#widths[i]!)
    })
    return saved
  }

  restore(columns: Columns): void {
    this.starts = columns.starts as Uint32Array
    this.counts = columns.counts as Uint32Array
    this.#sizes = columns.sizes as Uint8Array
    this.#rows = this.starts.length
    for (const starts of this.#free) starts.length = 0
    for (const packed of columns.free as Float64Array) this.#free[packed % 32]!.push(Math.floor(packed / 32))
    const fields = this.columns as Record<string, unknown>
    for (const name of this.#names) fields[name] = columns[`field.${name}`]
    this.#top = this.columns[this.#names[0]!]!.length / this.#widths[0]!
  }

  #move(row: number, size: number): void {
    const start = this.#allocate(size)
    const sizeBefore = this.#sizes[row]!
    if (sizeBefore > 0) {
      const startBefore = this.starts[row]!
      this.#copy(start, startBefore, startBefore + this.counts[row]!)
      this.#release(startBefore, sizeBefore)
    }
    this.starts[row] = start
    this.#sizes[row] = size
  }

  #allocate(size: number): number {
    const reused = this.#free[size]!.pop()
    if (reused !== undefined) return reused
    const start = this.#top
    this.#top += 1 << size
    const columns = this.columns as Record<string, Column>
    for (let i = 0; i < this.#names.length; i++) {
      const name = this.#names[i]!
      columns[name] = grown(columns[name]!, this.#top * this.#widths[i]!)
    }
    return start
  }

  #release(start: number, size: number): void {
    this.zero(start, start + (1 << size))
    this.#free[size]!.push(start)
  }

  #copy(target: number, from: number, to: number): void {
    const columns = this.columns as Record<string, Column>
    for (let i = 0; i < this.#names.length; i++) {
      const width = this.#widths[i]!
      columns[this.#names[i]!]!.copyWithin(target * width, from * width, to * width)
    }
  }
}
