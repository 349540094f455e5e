import type { TypedColumn } from './columns.ts'

/**
 * The same column with room for at least `lengthMin` elements; new elements are 0. Returns `column` itself when it is
 * long enough, and a longer view of its buffer when that has room (see `roomy`). Else grows by half, so that n single
 * growths copy O(n) elements in all; the copy itself runs at memory speed.
 *
 * **Invariant:** what lies behind a column's end in its buffer is 0.
 */
export function grown<Column extends TypedColumn>(column: Column, lengthMin: number): Column {
  if (lengthMin <= column.length) return column
  const Constructor = column.constructor as ColumnConstructor<Column>
  const room = column.byteOffset === 0 ? Math.floor(column.buffer.byteLength / column.BYTES_PER_ELEMENT) : 0
  if (lengthMin <= room) return new Constructor(column.buffer, 0, room)
  const length = Math.max(lengthMin, Math.ceil(column.length * 1.5), 16)
  const larger = new Constructor(length)
  larger.set(column as never)
  return larger
}

/**
 * A column of `length` zeros whose buffer has room for half as many more: it grows without a copy, which for a column of
 * hundreds of megabytes would stop everything for a tenth of a second. Room not used takes no memory, only addresses.
 */
export function roomy<Column extends TypedColumn>(Constructor: ColumnConstructor<Column>, length: number): Column {
  const bytes = Math.ceil(length * 1.5) * Constructor.BYTES_PER_ELEMENT
  return new Constructor(new ArrayBuffer(bytes), 0, length)
}

type ColumnConstructor<Column> = {
  new (length: number): Column
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Column
  readonly BYTES_PER_ELEMENT: number
}
