import { limits } from '../../domain/limits.ts'
import type { SaidOfRow } from '../said.ts'
import { faultOf, type Place, type Row, type Rows } from './item.ts'
import type { Line } from './lines.ts'
import { brokenLine } from './table.ts'

/** Rows of a JSON Lines file: one object per line. Empty lines are passed over. */
export async function* jsonRows(lines: AsyncIterable<readonly Line[]>, from: Place): Rows {
  let number = from.row
  for await (const block of lines) {
    const rows: Row[] = []
    for (const line of block) {
      if (line.broken === undefined && line.text.trim() === '') continue
      const start = { offset: line.start, line: line.number, row: number++ }
      const span = { line: line.number, start, end: { offset: line.end, line: line.number + 1, row: number } }
      const row = { ...span, ...parsed(line) }
      rows.push('fault' in row && line.isOpen ? { ...row, isCut: true } : row)
    }
    if (rows.length > 0) yield rows
  }
}

function parsed(
  line: Line,
): Pick<Extract<Row, { fields: unknown }>, 'fields'> | Pick<Extract<Row, { fault: unknown }>, 'fault'> {
  if (line.broken !== undefined) return { fault: brokenLine(line) }
  const fault = { code: 'JSON_INVALID' as const, field: '', value: line.text, remedy: 'write one JSON object per line' }
  try {
    const value: unknown = JSON.parse(line.text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const reason = unusable(value, line.text)
      return reason === undefined
        ? { fields: value as Record<string, unknown> }
        : { fault: faultOf({ ...fault, reason, remedy: 'correct the row, or leave it out' }) }
    }
    return { fault: faultOf({ ...fault, reason: 'the line is JSON, but no object' }) }
  } catch (error) {
    // What the parser says quotes the line, so it differs from row to row.
    const detail = error instanceof Error ? error.message : undefined
    return { fault: faultOf({ ...fault, reason: 'the line is not JSON', detail }) }
  }
}

/** What JSON allows and nothing behind it takes: nesting without end, and escapes that are half a character. */
function unusable(value: object, text: string): SaidOfRow | undefined {
  if (isDeep(value, limits.depthMax)) return `the row is nested more than ${limits.depthMax} levels deep`
  if (/\\u[dD][89a-fA-F]/.test(text) && hasHalves(value)) return 'a text holds half of a character'
  return undefined
}

function isDeep(value: unknown, levelsLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levelsLeft === 0 || Object.values(value).some((inner) => isDeep(inner, levelsLeft - 1))
}

function hasHalves(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasHalves)
}
