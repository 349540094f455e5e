import { isSyllable } from '../hangul.ts'

/** What a character is to a reader of titles. */
export const charClass = { space: 0, letter: 1, digit: 2, run: 3, joiner: 4, mark: 5, sign: 6, unseen: 7 } as const

/** Stand inside names without parting them: Wi-Fi, R&D, M/M, d'or, 3+1. */
const joiners = new Set("-_/.'’&+·‐‑–—*()")
/** Trade marks end a word and are passed over. */
const signs = new Set('™®©℠')
/** Takes no place on a page, so it must not part a word either. */
const unseen = new Set('\u200b\u200c\u200d\u2060\ufeff\u00ad')
const letter = /[\p{L}\p{M}]/u
const digit = /\p{Nd}/u
const space = /\s/

let classes: Uint8Array | undefined
let folds: Uint16Array | undefined

/** By UTF-16 unit: its `charClass`. Made at the first call (20 ms), 64 KB. */
export function charClasses(): Uint8Array {
  if (!classes) make()
  return classes!
}

/**
 * By UTF-16 unit: the unit that stands for it when spellings are compared, so that ＡＢＣ, abc and ábc are the same: compatibility
 * forms of one character, lower case, without accents. Made at the first call, 128 KB.
 */
export function charFolds(): Uint16Array {
  if (!folds) make()
  return folds!
}

function make(): void {
  const classOf = new Uint8Array(65_536)
  const foldOf = new Uint16Array(65_536)
  for (let code = 0; code < 65_536; code++) {
    foldOf[code] = isPlain(code) ? code : foldedUnit(code)
    classOf[code] = classOfUnit(code, foldOf[code]!)
  }
  classes = classOf
  folds = foldOf
}

/** Scripts that have neither case nor accents, which are most of all units: not worth normalising one by one. */
function isPlain(code: number): boolean {
  return isSyllable(code) || (code >= 0x2e80 && code <= 0xabff) || (code >= 0xd800 && code <= 0xf8ff)
}

function foldedUnit(code: number): number {
  const lower = String.fromCharCode(code).normalize('NFKC').toLowerCase()
  if (lower.length !== 1) return code
  const bare = lower.normalize('NFD')
  return bare.charCodeAt(0) < 0x250 ? bare.charCodeAt(0) : lower.charCodeAt(0)
}

function classOfUnit(code: number, folded: number): number {
  if (isSyllable(code) || (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb) || (code >= 0x3400 && code <= 0x9fff))
    return charClass.run
  if (code >= 0xd800 && code <= 0xdfff) return charClass.mark // half of a character beyond the basic plane
  const character = String.fromCharCode(code)
  if (unseen.has(character)) return charClass.unseen
  if (signs.has(character)) return charClass.sign
  if (space.test(character)) return charClass.space
  if (digit.test(String.fromCharCode(folded))) return folded < 0x80 ? charClass.digit : charClass.letter
  if (letter.test(character)) return charClass.letter
  return joiners.has(character) || joiners.has(String.fromCharCode(folded)) ? charClass.joiner : charClass.mark
}
