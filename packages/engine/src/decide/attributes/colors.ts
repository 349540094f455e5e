import { PhraseTable, tokenKind } from '@nunchi/kernel'
import { continuesWord, goesOn, isBracket, note, type Reading, signAt, take, textOf } from './reading.ts'
import { isSayingAt } from './sayings.ts'
import { colorCodes, edgeColors, noColors, palette, shadeWords } from './words/colors.ts'

type Color = { readonly color: string; readonly shade: string; readonly isEdge: boolean }

const colors: Color[] = []
const colorPhrases = new PhraseTable()
for (const [isEdge, groups] of [[false, palette] as const, [true, edgeColors] as const])
  for (const [color, shades] of Object.entries(groups))
    for (const [shade, words] of Object.entries(shades)) {
      for (const word of words.split('|')) colorPhrases.add(word, colors.length)
      colors.push({ color, shade, isEdge })
    }
const nothing = colors.length
for (const word of noColors.split('|')) colorPhrases.add(word, nothing)

const shadeNames = Object.keys(shadeWords)
const shadePhrases = new PhraseTable()
shadeNames.forEach((name, i) => {
  for (const word of shadeWords[name]!.split('|')) shadePhrases.add(word, i)
})

const codes = new Map(
  Object.entries(colorCodes).flatMap(([color, list]) => list.split('|').map((code) => [code, color])),
)
const codeLengthMax = 3
const found = { phrase: 0, from: 0, to: 0 }

/** What a colour's word is in the palette, or undefined: for values of feeds, which are the word alone. */
export function colorOf(word: string): { color: string; shade: string } | undefined {
  const number = colorPhrases.find(word)
  const color = number < 0 || number === nothing ? undefined : colors[number]
  return color && { color: color.color, shade: color.shade }
}

/**
 * Reads colours as a palette's colour and as the shade that is named: 다크브라운 is brown and 'dark brown'. Words that are also
 * food or things (크림, wine), and codes (BK), count only at an edge of the title: in brackets, behind a dash, at its end.
 */
export function readColors(reading: Reading): void {
  const { tokens, taken } = reading
  let before = -1
  for (let at = 0; at < tokens.count; at++) {
    if (taken[at] === 1) continue
    const code = isShort(reading, at) ? codes.get(textOf(reading, at)) : undefined
    if (code !== undefined && isCode(reading, at)) {
      note(reading, at, at + 1, { name: 'color', value: code, confidence: 0.75, by: 'dictionary' })
      take(reading, at, at + 1)
      continue
    }
    const shadesEnd = endOfShades(reading, at)
    if (!colorPhrases.longest(tokens, shadesEnd, found) && !colorPhrases.longest(tokens, at, found)) continue
    const { from, to, phrase } = found
    if (phrase === nothing) {
      at = to - 1
      continue
    }
    const color = colors[phrase]!
    if (!stands(reading, { at, from, to, before }, color)) continue
    noteColor(reading, { at, from, to }, color)
    before = to
    at = to - 1
  }
}

/** Where the words for shades that begin at `at` end: `at` when there are none. */
function endOfShades(reading: Reading, at: number): number {
  const shade = { phrase: 0, from: 0, to: 0 }
  let end = at
  while (end < reading.tokens.count && shadePhrases.longest(reading.tokens, end, shade)) end = shade.to
  return end < reading.tokens.count && !isSyllableAlone(reading, at, end) ? end : at
}

/** 진 and 연 are a syllable of many words: a shade only where the colour is glued to them and a word begins. */
function isSyllableAlone(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading
  if (end - at !== 1 || tokens.kinds[at] !== tokenKind.syllable) return false
  return tokens.glued[end] === 0 || continuesWord(reading, at)
}

function stands(
  reading: Reading,
  { at, from, to, before }: { at: number; from: number; to: number; before: number },
  color: Color,
): boolean {
  const { tokens } = reading
  const first = from > at ? at : from
  if (color.isEdge) {
    if (continuesWord(reading, first) || goesOn(reading, to)) return false
    return from > at || before === at || isAtEdge(reading, first, to)
  }
  if (tokens.kinds[from] !== tokenKind.syllable) return true
  if (to - from >= 3) return true
  return !continuesWord(reading, first) || !goesOn(reading, to) || before === first
}

function isAtEdge(reading: Reading, from: number, to: number): boolean {
  const { count } = reading.tokens
  const isLast = to >= count || isSayingAt(reading, to)
  const isLeft = isBracket(reading, from - 1, 'open') || isDash(reading, from - 1)
  const isRight = isLast || isBracket(reading, to, 'close') || isBracket(reading, to, 'open') || isDash(reading, to)
  return (isLeft && isRight) || (isLast && from > 1)
}

function isDash(reading: Reading, at: number): boolean {
  const sign = signAt(reading, at)
  return sign !== '' && '-_/|:,–—+&'.includes(sign)
}

function isShort({ tokens }: Reading, at: number): boolean {
  return tokens.kinds[at] === tokenKind.word && tokens.ends[at]! - tokens.starts[at]! <= codeLengthMax
}

/** Codes are words in capitals in brackets, or behind an underscore, dash or slash with nothing behind them. */
function isCode(reading: Reading, at: number): boolean {
  const next = at + 1
  const isLast = next >= reading.tokens.count || isDash(reading, next) || isBracket(reading, next, 'close')
  if (!isLast) return false
  return isBracket(reading, at - 1, 'open') || isDash(reading, at - 1) || endsModel(reading, at)
}

/** The BK of JP5TSU159BK. */
function endsModel(reading: Reading, at: number): boolean {
  const { tokens } = reading
  return (
    at > 1 &&
    tokens.glued[at] === 1 &&
    tokens.kinds[at - 1] === tokenKind.number &&
    textOf(reading, at).length >= 2 &&
    tokens.ends[at - 1]! - tokens.starts[at - 1]! >= 3
  )
}

function noteColor(reading: Reading, { at, from, to }: { at: number; from: number; to: number }, color: Color): void {
  const shade = { phrase: 0, from: 0, to: 0 }
  const names: string[] = []
  for (let i = at; i < from && shadePhrases.longest(reading.tokens, i, shade); i = shade.to)
    names.push(shadeNames[shade.phrase]!)
  let end = to
  if (shadePhrases.longest(reading.tokens, to, shade) && ['melange'].includes(shadeNames[shade.phrase]!)) {
    names.push(shadeNames[shade.phrase]!)
    end = shade.to
  }
  const isWord = !continuesWord(reading, at) && !goesOn(reading, end)
  const confidence = isWord ? 0.93 : 0.8
  const value = [...names, color.shade].join(' ')
  note(reading, from, to, { name: 'color', value: color.color, confidence, by: 'dictionary' })
  if (value !== color.color) note(reading, at, end, { name: 'shade', value, confidence, by: 'dictionary' })
  take(reading, at, end)
}
