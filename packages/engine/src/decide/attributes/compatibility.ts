import { tokenKind } from '@nunchi/kernel'
import { isBracket, note, type Reading, signAt, take, textOf } from './reading.ts'

const wordsMax = 6
const devices =
  /^(갤럭시|아이폰|아이패드|맥북|에어팟|애플워치|버즈|갤럭시탭|갤럭시워치|갤탭|닌텐도|스위치|플스|다이슨|그램|캐논|엡손|삼성|엘지|브라더|고프로|galaxy|iphone|ipad|macbook|airpods|apple|samsung|hp|canon|epson|brother|nintendo|switch|ps5|ps4|xbox|gopro|dyson)/i
const endings = new Set(['with', 'and', 'from', 'by', 'in', 'on', 'the', 'a', 'use', 'all', 'your'])
const suffixes = '용전호'
const hints = /^(compatible|replacement|fits?)$/i

/**
 * Reads what a thing is made to go with: "for iPhone 13", "compatible with HP 301", 갤럭시 S24용, 아이폰15 호환. What is for people,
 * rooms and occasions (for men, 캠핑용) is not meant: in Latin it must begin like a name, in Korean hold a digit or name a device.
 */
export function readCompatibility(reading: Reading): void {
  const { tokens } = reading
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kinds[at] === tokenKind.word) readFor(reading, at)
    else if (suffixes.includes(reading.text[tokens.starts[at]!]!)) readSuffix(reading, at)
  }
}

function readFor(reading: Reading, at: number): void {
  const word = textOf(reading, at).toLowerCase()
  const isFor = word === 'for'
  const isWith = word === 'with' && at > 0 && hints.test(textOf(reading, at - 1))
  if ((!isFor && !isWith) || at + 1 >= reading.tokens.count) return
  const from = at + 1
  if (!/^[A-Z]|^i[A-Z]|^[가-힣]/.test(reading.text.slice(reading.tokens.starts[from]))) return
  const to = endOfName(reading, from)
  if (to <= from) return
  const hasDigit = hasNumber(reading, from, to)
  const isDevice = devices.test(reading.text.slice(reading.tokens.starts[from]))
  if (!hasDigit && !isDevice && !isWith) return
  noteName(reading, from, to, isDevice || isWith ? 0.9 : 0.75)
}

/** The words of a name: up to a comma, a bracket that closes, a dash between spaces, or a word that begins another thought. */
function endOfName(reading: Reading, from: number): number {
  const { tokens } = reading
  let words = 0
  let end = from
  for (let at = from; at < tokens.count && words < wordsMax; at++) {
    const kind = tokens.kinds[at]!
    if (kind === tokenKind.mark || reading.taken[at] === 1) break
    if (isBracket(reading, at, 'open') || isBracket(reading, at, 'close')) break
    if (kind === tokenKind.joiner) {
      if (tokens.glued[at] === 0) break
      continue
    }
    const isNext = tokens.glued[at] === 0
    if (
      isNext &&
      kind === tokenKind.word &&
      (endings.has(textOf(reading, at).toLowerCase()) || /^[a-z]/.test(nameStart(reading, at)))
    )
      break
    if (isNext) words += 1
    end = at + 1
  }
  return end
}

function nameStart(reading: Reading, at: number): string {
  const text = textOf(reading, at)
  return /^i[A-Z]/.test(text) ? 'I' : text
}

/** …용 and … 호환, as the end of a word. */
function readSuffix(reading: Reading, at: number): void {
  const { tokens } = reading
  const text = textOf(reading, at)
  const isFor =
    (text === '용' && textOf(reading, Math.max(0, at - 1)) !== '전') ||
    (text === '전' && textOf(reading, Math.min(at + 1, tokens.count - 1)) === '용')
  const isFit = text === '호' && at + 1 < tokens.count && textOf(reading, at + 1) === '환'
  if (!isFor && !isFit) return
  const end = at + (text === '용' ? 1 : 2)
  if (end < tokens.count && tokens.glued[end] === 1 && tokens.kinds[end] === tokenKind.syllable) return
  const from = startOfName(reading, at)
  if (from >= at) return
  const isDevice = devices.test(reading.text.slice(tokens.starts[from]))
  const isGlued = tokens.glued[at] === 1
  const hasName = isDevice || (isGlued && hasNumber(reading, from, at) && hasLetter(reading, from, at))
  if (!hasName || /인$/.test(textOf(reading, at - 1))) return
  noteName(reading, from, at, isDevice ? 0.92 : 0.75)
}

/** Goes back over the word before it, and over the words before that while they belong to a device's name. */
function startOfName(reading: Reading, at: number): number {
  const { tokens } = reading
  let start = at
  let best = at
  let words = 0
  for (let i = at - 1; i >= 0 && words < wordsMax; i--) {
    const kind = tokens.kinds[i]!
    if (kind === tokenKind.mark || isBracket(reading, i, 'open') || isBracket(reading, i, 'close')) break
    if (signAt(reading, i) === '-' && tokens.glued[i] === 0) break
    start = i
    if (tokens.glued[i] === 1 && i > 0) continue
    words += 1
    if (words === 1) best = start
    if (devices.test(reading.text.slice(tokens.starts[start]))) best = start
  }
  return best
}

function hasNumber({ tokens }: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tokens.kinds[at] === tokenKind.number) return true
  return false
}

function hasLetter({ tokens }: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tokens.kinds[at] === tokenKind.word) return true
  return false
}

function noteName(reading: Reading, from: number, to: number, confidence: number): void {
  const { text, tokens } = reading
  const value = text
    .slice(tokens.starts[from], tokens.ends[to - 1])
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
  note(reading, from, to, { name: 'compatibility', value, confidence, by: 'rule' })
  take(reading, from, to)
  const { start, end } = reading.values[reading.values.length - 1]!
  dropLengths(reading, start, end)
}

/** The inches of "맥북프로 14인치용" are the device's. */
function dropLengths({ values }: Reading, start: number, end: number): void {
  for (let i = values.length - 1; i >= 0; i--) {
    const one = values[i]!
    if (one.name === 'length' && one.start >= start && one.end <= end) values.splice(i, 1)
  }
}
