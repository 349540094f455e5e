import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { openSource } from '../import/source.ts'
import { readHvrp } from './hvrp.ts'
import { jsonFormOf, refuseJson } from './json-form.ts'
import { readLiLim } from './li-lim.ts'
import { readLoggibud } from './loggibud.ts'
import { type NamedProblem, type ReadWishes, type RoutingFormat, routingFormats } from './named-problem.ts'
import { readSolomon } from './solomon.ts'
import { TextLines } from './text-lines.ts'
import { readVrplib } from './vrplib.ts'

/** A packed matrix of some thousand places, and no bomb. */
const unpackedMax = 1024 ** 3

/**
 * The text of a routing file; `.gz` is unpacked, and other encodings than UTF-8 are found.
 * @throws Refusal IMPORT_FILE, IMPORT_BINARY
 */
export async function routingText(file: string): Promise<string> {
  const source = await openSource(file, { unpackedMax })
  const chunks: Buffer[] = []
  for await (const chunk of source.chunks(0)) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

/** Of which format a text is, told by what it holds; undefined if it is none that is known. O(head). */
export function routingFormatOf(text: string): RoutingFormat | undefined {
  const head = text.slice(0, 4_096)
  const first = head.trimStart()
  if (isJson(text)) return jsonFormOf(jsonOf(text))
  if (first.startsWith('//')) return 'hvrp'
  if (/^(DIMENSION|CAPACITY|EDGE_WEIGHT_TYPE)\s*:/m.test(head)) return 'vrplib'
  if (/^\s*NUMBER\s+CAPACITY\s*$/m.test(head)) return 'solomon'
  const [top = '', second = ''] = first.split(/\r?\n/)
  if (/^\d+\s+\d+(\s+\d+)?\s*$/.test(top) && second.trim().split(/\s+/).length === 9) return 'lilim'
  return /^"|[,;\t]/.test(top) ? 'csv' : undefined // a heading in quotes may run over lines
}

/**
 * Reads a problem in one of the forms that say all that a problem is: not CSV, VROOM's or our own, which need wishes of their own.
 * @param format  by its content when absent
 * @throws Refusal ROUTING_FILE
 */
export function readRoutingText(
  { file, text, format }: { readonly file: string; readonly text: string; readonly format?: RoutingFormat },
  wishes: ReadWishes = {},
): NamedProblem {
  const lines = new TextLines(file, text)
  switch (format ?? routingFormatOf(text)) {
    case 'vrplib':
      return readVrplib(lines)
    case 'solomon':
      return readSolomon(lines, wishes)
    case 'lilim':
      return readLiLim(lines, wishes)
    case 'hvrp':
      return readHvrp(lines)
    case 'loggibud':
      return readLoggibud(lines, parsedJson(file, text))
    default:
      if (text.trim() === '') {
        const remedy = 'check that the export that made it came to its end'
        return lines.refuse({ line: 1, field: 'format', reason: 'it holds nothing but blanks', remedy })
      }
      if (isJson(text)) return refuseJson(lines, parsedJson(file, text))
      return lines.refuse({
        field: 'format',
        line: 1,
        reason: 'what it holds is in no known form',
        remedy: `give it in one of these forms, or say by --format which it is: ${routingFormats.join(', ')}`,
      })
  }
}

/** @throws Refusal ROUTING_FILE */
export function parsedJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = messageOf(error)
    const at = Number(/ at position (\d+)/.exec(reason)?.[1] ?? (reason.includes('end of JSON') ? text.length : 0))
    const place = { file, line: text.slice(0, at).split('\n').length, field: 'JSON' }
    throw new Refusal('ROUTING_FILE', { ...place, reason, remedy: 'check that the file is whole' })
  }
}

/** Whether a text can only be JSON. */
export const isJson = (text: string) => /^\s*[{[]/.test(text)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
