import type { Columns, Saved } from './columns.ts'

/** A copy that shares no memory with the original, as a snapshot that went through a file is. */
export function copyOf(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice()]))
}

/** What a test may make of `one`'s state in another instance: the same state, in memory of its own. */
export function restored<View extends Saved>(one: Saved, fresh: View): View {
  fresh.restore(copyOf(one.save()))
  return fresh
}
