import { numbersOfPeople, type Span } from './numbers-of-people.ts'

const address = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** Letters, digits and signs as wide as a Korean syllable, as some keyboards write them, and the blank that goes with them. */
const wide = /[\uff01-\uff5e\u3000]/g

/**
 * Replaces e-mail addresses and phone, card and resident registration numbers by "***", since people paste them into
 * search boxes and the log must name nobody. Model and article numbers and bar codes stay.
 */
export function masked(text: string): string {
  const plain = text.replace(wide, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
  const spans: Span[] = digitsOf(plain) >= 8 ? numbersOfPeople(plain) : []
  if (plain.includes('@'))
    for (const match of plain.matchAll(address)) spans.push({ from: match.index, to: match.index + match[0].length })
  return spans.length === 0 ? text : without(text, spans)
}

/** The text with one "***" for each stretch that the spans cover together. */
function without(text: string, spans: Span[]): string {
  spans.sort((a, b) => a.from - b.from || a.to - b.to)
  let cleared = ''
  let end = 0
  for (const { from, to } of spans) {
    if (from >= end) cleared += `${text.slice(end, from)}***`
    end = Math.max(end, to)
  }
  return cleared + text.slice(end)
}

function digitsOf(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) count++
  }
  return count
}

/** A name that a page, list or coupon was given; an address is not a name, and may hold anything. */
export function maskedName(text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith('/') || text.includes('://') || text.includes('?')) return undefined
  return masked(text)
}
