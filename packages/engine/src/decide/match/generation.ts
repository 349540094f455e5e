import type { ReadValue } from '../../domain/attribute.ts'

const korean = /(?<!\d)(\d{1,2})\s?세대/
const english = /\b(?:(\d{1,2})(?:st|nd|rd|th)[\s-]?gen(?:eration)?|gen(?:eration)?[\s.-]?(\d{1,2}))\b/i
const marks: Readonly<Record<string, string>> = { ii: '2', iii: '3', iv: '4', v: '5', vi: '6', vii: '7' }
const mark = /\bm(?:ar)?k[\s.-]?(ii|iii|iv|v|vi|vii|[2-9])\b/i

/** The generation that a title names: 3세대, 2nd gen, Mark II; undefined for none. O(title) */
export function readGeneration(title: string): ReadValue | undefined {
  if (!/세대|gen|mk|mark/i.test(title)) return undefined
  const found = korean.exec(title) ?? english.exec(title) ?? mark.exec(title)
  if (!found) return undefined
  const said = (found[1] ?? found[2])!.toLowerCase()
  const value = marks[said] ?? String(Number(said))
  const { index } = found
  return {
    name: 'generation',
    value,
    field: 'title',
    start: index,
    end: index + found[0].length,
    confidence: 0.9,
    by: 'rule',
  }
}
