import { tokenKind } from '@nunchi/kernel'
import { note, type Reading, signAt } from './reading.ts'

const capital = /[A-Z]/
const lengthMin = 4
const lengthMax = 24
/** Standards and forms that look like a model code and say nothing of which model it is. */
const noModels =
  /^(spf|kf|n|pd|qc|ipx?|fhd|uhd|gan|wifi|usb|ddr|wi-fi|hdmi|cat|mp|ip|h|win|windows|ps|a|b|rj|rj-|db|lga|dc|ac|bt|gen|ver|v|fw|ss|aw|sus|sk|ks|type-?c|3d|2d|4k|8k|5g|4g|lte|n|no)[\s-]?\d{1,3}(\.\d)?[a-z]?$/i
/** 2024FW, 1950s, 4COLOR: a season, a time, a choice. */
const notModel =
  /^(\d{2}|(19|20)\d\d)(fw|ss|f|s)?$|^\d+(st|nd|rd|th|s|colou?rs?|type|ver|way|in|pcs?|days?|years?|min|mins|rpm|x|g|k|bit)$|^\d+\.\d+[a-z]{0,2}$/i

const shortCode = /^[a-z]{2,3}-\d$/i

/**
 * Reads the model code: the word of letters and digits that looks most like one. Amounts, sizes and standards (USB3, DDR4, RJ45)
 * are none. Digits with a dash (397453-02) are one behind a slash. One a title. O(tokens).
 */
export function readModel(reading: Reading): void {
  const { tokens } = reading
  let best = 0
  let [from, to] = [0, 0]
  for (let at = 0; at < tokens.count; at++) {
    if (!startsWord(reading, at)) continue
    const end = withoutEnding(reading, at, endOfWord(reading, at))
    const score = scoreOf(reading, at, end)
    if (score > best) [best, from, to] = [score, at, end]
  }
  if (best <= 0) return
  const value = reading.text
    .slice(tokens.starts[from], tokens.ends[to - 1])
    .normalize('NFKC')
    .toUpperCase()
  note(reading, from, to, { name: 'model', value, confidence: Math.min(0.95, 0.5 + best / 10), by: 'rule' })
}

/** The fx820 of dvp-fx820 begins no word. */
function startsWord(reading: Reading, at: number): boolean {
  const { tokens } = reading
  const kind = tokens.kinds[at]!
  if (kind !== tokenKind.word && kind !== tokenKind.number) return false
  if (at === 0 || tokens.glued[at] === 0) return true
  const before = tokens.kinds[at - 1]!
  if (before === tokenKind.word || before === tokenKind.number) return false
  return at < 2 || !isDash(reading, at - 1) || tokens.glued[at - 1] === 0 || !isPlain(tokens.kinds[at - 2]!)
}

/** Words, numbers, and dashes, dots and slashes between two of them. */
function endOfWord(reading: Reading, at: number): number {
  const { tokens } = reading
  let end = at + 1
  while (end < tokens.count && tokens.glued[end] === 1) {
    const kind = tokens.kinds[end]!
    if (kind === tokenKind.word || kind === tokenKind.number) end += 1
    else if (
      isDash(reading, end) &&
      end + 1 < tokens.count &&
      tokens.glued[end + 1] === 1 &&
      isPlain(tokens.kinds[end + 1]!)
    )
      end += 2
    else break
  }
  return end
}

/** Without what is read of its end already: the colour of SG310-블랙, the storage of BX500-1TB. */
function withoutEnding(reading: Reading, from: number, to: number): number {
  const { tokens, taken } = reading
  let end = to
  while (end > from && taken[end - 1] === 1) end -= 1
  if (end === from || end === to) return end
  return isPlain(tokens.kinds[end - 1]!) ? end : end - 1
}

function isDash(reading: Reading, at: number): boolean {
  const sign = signAt(reading, at)
  return sign === '-' || sign === '.'
}

function isPlain(kind: number): boolean {
  return kind === tokenKind.word || kind === tokenKind.number
}

/** How much a word looks like a model code, 0 and less: not at all. */
function scoreOf(reading: Reading, from: number, to: number): number {
  const { tokens, text, taken } = reading
  if (to === from) return 0
  // A colour may stand in the middle of a code (MB13-RED-SEE), an amount may not.
  for (let at = from; at < to; at++)
    if (taken[at] === 1 && (at === from || tokens.kinds[at] === tokenKind.number)) return 0
  const word = text.slice(tokens.starts[from], tokens.ends[to - 1])
  if (word.length < lengthMin || word.length > lengthMax || noModels.test(word)) return 0
  const digits = word.replace(/\D/g, '').length
  const isLower = !capital.test(text) // a title without capitals writes its codes so too
  const capitals = word.replace(isLower ? /[^a-z]/g : /[^A-Z]/g, '').length
  const small = isLower ? 0 : word.replace(/[^a-z]/g, '').length
  const isBehindSlash = '/(['.includes(signAt(reading, from - 1) || '?')
  if (digits === 0) return 0
  if (capitals + small === 0) {
    if (/^\d{5,}-\d+$/.test(word) || (isBehindSlash && /^\d{6,12}$/.test(word))) return 3
    return /^\d{7,10}$/.test(word) ? 1.2 : 0
  }
  if (notModel.test(word)) return 0
  const score =
    Math.min(4, digits) + (capitals > 0 ? 1 : 0) - (small > 3 ? 2 : small > 0 ? 0.5 : 0) + (isBehindSlash ? 1 : 0)
  if (shortCode.test(word) && small === 0) return score + 0.6 // sure enough to tell SG-1 from SG-0
  if (digits < 2 && word.length < 6) return word.includes('-') && small === 0 ? score - 1 : score - 2
  return score + (word.length >= 6 ? 0.5 : 0)
}
