import type { AttributeName, ReadValue } from '../../domain/attribute.ts'
import { sayings } from '../../domain/sayings.ts'

/** What is written in one way, and how its value is: words of two languages, units and counts become the same. */
const written: Readonly<Record<AttributeName, (value: string) => string>> = {
  brand: (value) => value,
  packCount: (value) => `${value}개`,
  sheets: (value) => `${value}매`,
  weight: (value) => value,
  volume: (value) => value,
  capacity: (value) => value,
  length: (value) => value,
  color: (value) => value,
  material: (value) => value,
  gender: (value) => value,
  flavor: asOneWord,
  variant: asOneWord,
}
const letters = 'A-Za-z0-9가-힣'
/** Longest first, each as a word of its own. */
const said = new RegExp(
  `(?<![${letters}])(?:${sayings
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![${letters}])`,
  'gi',
)
function asOneWord(value: string): string {
  return value.replaceAll(' ', '')
}

const sureMin = 0.7
const times = /^\s*[x×*✕X]?\s*$/

/**
 * A title with its amounts, counts, colours, materials and brand written in one way: "생수 2리터*12입 블랙" and "생수 2000ml x 12개 Black" say
 * the same. What malls say to sell (무료배송, [정품]) is left out. What titles are compared by; offers keep their own text. O(values + title), 2 us.
 */
export function canonicalTitle(title: string, values: readonly ReadValue[]): string {
  const spans = values
    .filter((value) => value.field === 'title' && value.confidence >= sureMin && written[value.name])
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let text = ''
  let [begin, end] = [0, 0]
  for (const { name, value, start, end: spanEnd } of spans) {
    if (start === begin && spanEnd === end) {
      text += `${written[name]!(value)} ` // "100매 x 10팩" says two things
      continue
    }
    if (start < end) continue
    const between = title.slice(end, start)
    text += end > 0 && times.test(between) ? ' ' : `${between} `
    text += `${written[name]!(value)} `
    begin = start
    end = spanEnd
  }
  return withoutSayings(end === 0 ? title : text + title.slice(end))
}

/** A title of nothing but sayings stays as it is. */
function withoutSayings(title: string): string {
  const rest = title.replace(said, ' ')
  return /[\p{L}\p{N}]/u.test(rest) ? rest : title
}
