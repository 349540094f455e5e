import { PhraseTable, tokenKind } from '@nunchi/kernel'
import { continuesWord, goesOn, isBracket, note, type Reading, signAt } from './reading.ts'
import { noTerms, terms, weakTerms, wholeWords } from './words/terms.ts'

type Term = { readonly name: string; readonly value: string; readonly isWhole: boolean; readonly isWeak: boolean }

const phrases = new PhraseTable()
const all: Term[] = []
for (const [name, values] of Object.entries(terms))
  for (const [value, words] of Object.entries(values))
    for (const word of words.split('|')) {
      const number = phrases.add(word, all.length)
      if (number !== all.length) continue // the same spelling was there: the first one counts
      all.push({ name, value, isWhole: wholeWords.has(word) || word.length === 1, isWeak: weakTerms.has(word) })
    }
const nothing = all.length
for (const word of noTerms.split('|')) phrases.add(word, nothing)

const found = { phrase: 0, from: 0, to: 0 }
const syllablesMin = 3

/**
 * Reads what stands in the dictionary of terms: gender, age, season, material, style, condition. In Korean, where words grow
 * together (남성데님팬츠), a term of two syllables must touch an end of the word or another term, a longer one may stand anywhere, and the
 * ones of `wholeWords` must be a word of their own. O(tokens); the longest term wins.
 */
export function readTerms(reading: Reading): void {
  const { tokens, taken } = reading
  let before = -1
  for (let at = 0; at < tokens.count; at++) {
    if (taken[at] === 1) continue
    if (readSeasonCode(reading, at) || !phrases.longest(tokens, at, found)) continue
    const { phrase, to } = found
    if (phrase === nothing) {
      if (goesOn(reading, to) || !continuesWord(reading, at)) at = to - 1
      continue
    }
    const term = all[phrase]!
    if (!stands(reading, { at, to, before }, term)) continue
    const isEdge = !continuesWord(reading, at) && !goesOn(reading, to)
    const confidence = (isEdge ? 0.92 : 0.8) * (term.isWeak && !isBracketed(reading, at, to) ? 0.75 : 1)
    note(reading, at, to, { name: term.name, value: term.value, confidence, by: 'dictionary' })
    before = to
    at = to - 1
  }
}

function stands(reading: Reading, { at, to, before }: { at: number; to: number; before: number }, term: Term): boolean {
  const { tokens } = reading
  if (tokens.kinds[at] !== tokenKind.syllable) return !isLetterBefore(reading, at)
  const startsWord = !continuesWord(reading, at) || before === at
  const endsWord = !goesOn(reading, to)
  if (term.isWhole) return startsWord && endsWord
  return to - at >= syllablesMin || startsWord || endsWord
}

/** v넥 is read from its v; the s of men's is no term. */
function isLetterBefore(reading: Reading, at: number): boolean {
  const sign = signAt(reading, at - 1)
  return reading.tokens.glued[at] === 1 && (sign === "'" || sign === '’')
}

function isBracketed(reading: Reading, at: number, to: number): boolean {
  return isBracket(reading, at - 1, 'open') && isBracket(reading, to, 'close')
}

const seasonCodes: Readonly<Record<string, string>> = { fw: 'fall/winter', ss: 'spring/summer', aw: 'fall/winter' }

/** 24FW, 2025 S/S, FW24. @returns whether it is one; its first token is `at` */
function readSeasonCode(reading: Reading, at: number): boolean {
  const { tokens, text } = reading
  const isYear = tokens.kinds[at] === tokenKind.number && [2, 4].includes(tokens.ends[at]! - tokens.starts[at]!)
  const first = isYear ? at + 1 : at
  if (first >= tokens.count || tokens.kinds[first] !== tokenKind.word) return false
  const slashed = signAt(reading, first + 1) === '/' && first + 2 < tokens.count
  const last = slashed && tokens.ends[first]! - tokens.starts[first]! === 1 ? first + 2 : first
  const code = text.slice(tokens.starts[first], tokens.ends[last]).replace('/', '')
  const season = seasonCodes[code.toLowerCase()]
  const hasYear =
    isYear || (last + 1 < tokens.count && tokens.kinds[last + 1] === tokenKind.number && tokens.glued[last + 1] === 1)
  if (season === undefined || !hasYear) return false
  note(reading, isYear ? at : first, last + 1, { name: 'season', value: season, confidence: 0.9, by: 'rule' })
  return true
}
