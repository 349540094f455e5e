import type { Fault, ImportKind } from './item.ts'

/** Faults whose detail is about the form of a row and quotes nothing of it. */
const quotesNothing: ReadonlySet<string> = new Set(['COLUMN_COUNT', 'XML_INVALID'])

/**
 * A fault as the server keeps it for weeks, where "forget me" does not look: nothing of a row that may name a person. What stood in a
 * field of a catalogue is of a product and stays; of everything else, whole lines included, only the pattern does: '2026/13/45' is
 * kept as '9999/99/99' and 'kim@example.com' as 'aaa@aaaaaaa.aaa'. Line, field and reason tell where to look in the file.
 */
export function withoutPeople(fault: Fault, kind: ImportKind): Fault {
  if (kind === 'catalog' && fault.field !== '') return fault
  const { value, detail, ...rest } = fault
  const masked = { ...rest, value: patternOf(value) }
  return detail !== undefined && quotesNothing.has(fault.code) ? { ...masked, detail } : masked
}

function patternOf(text: string): string {
  return text
    .replace(/\p{Script=Hangul}/gu, '가')
    .replace(/\p{N}/gu, '9')
    .replace(/[^가\p{ASCII}…]/gu, '*')
    .replace(/[a-z]/gi, 'a')
}
