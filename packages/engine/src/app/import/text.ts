import { createHash } from 'node:crypto'
import { hasCheckDigit } from '../../domain/gtin.ts'
import { withoutTurningMarks } from '../../domain/turning-marks.ts'

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  micro: 'µ',
  middot: '·',
  bull: '•',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  times: '×',
  divide: '÷',
  plusmn: '±',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup2: '²',
  sup3: '³',
  ordm: 'º',
  ordf: 'ª',
  iexcl: '¡',
  iquest: '¿',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  para: '¶',
  hearts: '♥',
  star: '☆',
  szlig: 'ß',
  oslash: 'ø',
  Oslash: 'Ø',
  aelig: 'æ',
  AElig: 'Æ',
  aring: 'å',
  Aring: 'Å',
  ccedil: 'ç',
  Ccedil: 'Ç',
  ntilde: 'ñ',
  Ntilde: 'Ñ',
}
const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  caron: '\u030c',
}

/** Replaces HTML entities; unknown ones stay as they stand. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,10}));/g, (whole, decimal, hex, name) => {
    if (name === undefined) {
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      return isCharacter ? String.fromCodePoint(code) : whole
    }
    if (Object.hasOwn(named, name)) return named[name]
    const accent = Object.hasOwn(accents, name.slice(1)) ? accents[name.slice(1)] : undefined
    return accent === undefined ? whole : (name[0] + accent).normalize('NFC')
  })
}

/** Text for people: tags, control characters and what turns text around out, entities decoded (twice: feeds encode what was encoded), spaces single. */
export function cleanText(text: string): string {
  if (isClean(text)) return text
  const plain = /[&<]/.test(text) ? decodeEntities(decodeEntities(withoutTags(text))) : text
  return withoutTurningMarks(withoutTags(plain))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

/** As most titles are: signs and letters of ASCII and whole Hangul syllables, with single spaces between, and nothing that `cleanText` changes. */
function isClean(text: string): boolean {
  let isSpaceBefore = true
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const isSpace = code === 0x20
    if (isSpace ? isSpaceBefore : code < 0x20 || code === 0x26 || code === 0x3c) return false
    if (code > 0x7e && !(code >= 0xac00 && code <= 0xd7a3)) return false
    isSpaceBefore = isSpace
  }
  return !isSpaceBefore || text === ''
}

/** '<b>' and '</b>' go; the '<' of '3 < 5' stays. */
const withoutTags = (text: string): string =>
  text.includes('<') ? text.replace(forMachines, ' ').replace(/<\/?[a-zA-Z!][^<>]*>/g, ' ') : text

/** Tags whose text nobody reads: it goes with them. Bounded, lest a text of many openings takes forever. */
const forMachines = /<(script|style)\b[^<>]*>.{0,2000}?<\/\1\s*>/gis

/** The first `max` UTF-16 units, but no half of a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const last = text.charCodeAt(max - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max)
}

/** First 22 characters of SHA-256 in base64url: 132 bits, enough for ids of content. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/** An event id of these parts; ids too long for the log keep their kind and a hash of the rest. */
export function eventId(kind: string, ...parts: readonly string[]): string {
  const id = `${kind}:${parts.join(':')}`
  return id.length <= 200 ? id : `${kind}:#${contentHash(id)}`
}

/** Digits of a GTIN-8, -12, -13 or -14 whose check digit is right, else undefined. */
export function gtinOf(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return undefined
  return hasCheckDigit(digits) && !/^0+$/.test(digits) ? digits : undefined
}

/** The nearest of `known` to `word` if a slip of the finger lies between them: "did you mean". */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance. O(a * b). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]
}
