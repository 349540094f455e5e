import { limits } from '../../domain/limits.ts'
import type { SaidOfRow } from '../said.ts'
import { type Fields, faultOf, type Place, type Row, type Rows, type Unusable } from './item.ts'
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

type Content = { readonly fields: Fields } | Unusable

function parsed(line: Line): Content {
  if (line.broken === 'length') return { fault: brokenLine(line) }
  const content = objectIn(line.text)
  if (line.broken === undefined) return content
  return { fault: brokenLine(line), legible: 'fields' in content ? content.fields : content.legible }
}

function objectIn(text: string): Content {
  const fault = { code: 'JSON_INVALID' as const, field: '', value: text, remedy: 'write one JSON object per line' }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const fields = value as Fields
      const reason = unusable(value, text)
      return reason === undefined
        ? { fields }
        : { fault: faultOf({ ...fault, reason, remedy: 'correct the row, or leave it out' }), legible: fields }
    }
    return { fault: faultOf({ ...fault, reason: 'the line is JSON, but no object' }) }
  } catch (error) {
    // What the parser says quotes the line, so it differs from row to row.
    const detail = error instanceof Error ? error.message : undefined
    return { fault: faultOf({ ...fault, reason: 'the line is not JSON', detail }), legible: beginningOf(text) }
  }
}

/** Names with plain values as they stand at the beginning of an object that is broken further on. */
const member = /\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)\s*(?:,|\})/y

/** What is whole at the beginning of a broken object; nothing where the line may hold the rest of another one. */
function beginningOf(text: string): Fields | undefined {
  const open = text.indexOf('{')
  if (open < 0 || text.includes('{', open + 1)) return undefined
  const members: [string, unknown][] = []
  member.lastIndex = open + 1
  try {
    for (let found = member.exec(text); found !== null; found = member.exec(text))
      members.push([JSON.parse(found[1]!) as string, JSON.parse(found[2]!)])
  } catch {
    return undefined // what is no JSON string or number either
  }
  return Object.fromEntries(members)
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
