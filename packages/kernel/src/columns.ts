/** The typed arrays a view's state is made of. */
export type TypedColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/**
 * A view's whole state as named columns: what a snapshot stores and a hash covers. A list of strings is a column too.
 * Names are stable; the order of the names is the order in which they are stored and hashed.
 */
export type Columns = Readonly<Record<string, TypedColumn | readonly string[]>>

/** A view that can be written out and restored whole. `restore(save())` gives a view that behaves the same. */
export interface Saved {
  /** The columns, not copied: valid until the next change of the view. */
  save(): Columns
  /** Takes the columns over, not copied: nobody else may hold or change them afterwards. */
  restore(columns: Columns): void
}

/** The columns of a part of a view, under names that begin with the part's. */
export function nested(name: string, columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).map(([inner, column]) => [`${name}.${inner}`, column]))
}

/** The inverse of `nested`: the columns of the part `name`. */
export function partOf(columns: Columns, name: string): Columns {
  const start = `${name}.`
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([inner]) => inner.startsWith(start))
      .map(([inner, column]) => [inner.slice(start.length), column]),
  )
}
