import { createHash } from 'node:crypto'
import type { Columns } from '@nunchi/kernel'
import type { Views } from '../state/views.ts'

/** View name -> SHA-256 of its columns: two states are the same when these are. O(bytes of the state). */
export function hashViews(views: Views): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(views.save()).map(([name, columns]) => [name, hashColumns(columns)]))
}

function hashColumns(columns: Columns): string {
  const hash = createHash('sha256')
  for (const [name, column] of Object.entries(columns)) {
    hash.update(`${name} ${column.length}\n`)
    if (Array.isArray(column)) for (const text of column as readonly string[]) hash.update(`${text}\n`)
    else {
      const { buffer, byteOffset, byteLength } = column as Uint8Array
      hash.update(new Uint8Array(buffer, byteOffset, byteLength))
    }
  }
  return hash.digest('hex')
}
