import type { TypedColumn } from './columns.ts'

/**
 * The same column with room for at least `lengthMin` elements; new elements are 0. Returns `column` itself when it is
 * long enough. Grows by half, so that n single growths copy O(n) elements in all; the copy itself runs at memory speed.
 */
export function grown<Column extends TypedColumn>(column: Column, lengthMin: number): Column {
  if (lengthMin <= column.length) return column
  const length = Math.max(lengthMin, Math.ceil(column.length * 1.5), 16)
  const Constructor = column.constructor as new (length: number) => Column
  const larger = new Constructor(length)
  larger.set(column as never)
  return larger
}
