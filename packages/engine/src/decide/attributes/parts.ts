import { tokenKind } from '@nunchi/kernel'
import { type Counter, counterAt, counterEndings, counterPhrases } from './counters.ts'
import { goesOn, isBracket, type Reading, signAt, textOf } from './reading.ts'
import { type Unit, unitAt, unitNamed, unitPhrases } from './units.ts'

/** A number of a title with what it is a number of. */
export type Part = {
  readonly from: number
  readonly to: number
  readonly amount: number
  readonly unit?: Unit
  readonly counter?: Counter
  /** How it goes on from the part before it: 2L x 12, 1+1, 9kg-15kg, 500g(10개), 500g 10개; none: another subject. */
  readonly link: 'times' | 'plus' | 'to' | 'bracket' | 'beside' | 'none'
}

const endingsOfUnits = new Set('짜리|용|의|형|급|대|들|입|분|x|은|는|와|과|에|로|도'.split('|'))
/** Screens and fans are 5 to 110 inches: 27형. Of 2형 nobody knows what it is. */
const [inchesMin, inchesMax] = [5, 110]
/** More of what one letter counts are no pieces: 1080p. Fewer than ten T are millimetres. */
const weakMax = 300
const teaBagsMin = 10
const devices =
  /ssd|ram|rtx|gtx|usb|램(?!프)|노트북|태블릿|갤럭시|아이폰|아이패드|스마트폰|메모리|그래픽|외장|라이젠|laptop|notebook|tablet|galaxy|iphone|ipad|geforce|wi-?fi/i
const layers = /매트|패드|두께|유리|장판|합판|보드/
const vessels = /텀블러|보틀|물병|보온병|머그|컵|젖병|tumbler|bottle|mug|cup/i
const gigabyte = unitNamed('gb')
const fluidOunce = unitNamed('fl oz')
const found = { phrase: 0, from: 0, to: 0 }

/** Every number of a text that is no part of a name, with its unit or counter, in order. O(tokens). */
export function partsOf(reading: Reading): Part[] {
  const { tokens } = reading
  const parts: Part[] = []
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kinds[at] !== tokenKind.number) continue
    const before = parts[parts.length - 1]
    const isTimesBefore = before !== undefined && before.to === at && endsInTimes(reading, before)
    if (!isTimesBefore && isInName(reading, at) && !isStorage(reading, at)) continue
    const link = isTimesBefore ? 'times' : before ? linkOf(reading, before.to, at) : 'none'
    const part = measured(reading, at, link) ?? { from: at, to: at + 1, amount: tokens.values[at]!, link }
    parts.push(part)
    at = part.to - 1
  }
  return parts
}

/** The x of 2lx12 is in one word with the unit. */
function endsInTimes({ text, tokens }: Reading, { from, to, unit }: Part): boolean {
  return (
    unit !== undefined && from + 1 < to && /[a-z]x$/i.test(text.slice(tokens.starts[from + 1], tokens.ends[to - 1]))
  )
}

/** SSD512GB: behind these letters a number of gigabytes is no part of a name. */
function isStorage(reading: Reading, at: number): boolean {
  const { tokens } = reading
  if (!/^(ssd|hdd|ram|rom|nvme|emmc)$/i.test(textOf(reading, at - 1))) return false
  return unitPhrases.longest(tokens, at + 1, found) && unitAt(found.phrase).measures === 'capacity'
}

/** A letter right before the number makes it part of a name, but for the times of 2L x12. */
function isInName(reading: Reading, at: number): boolean {
  const { tokens } = reading
  if (at === 0 || tokens.glued[at] === 0 || tokens.kinds[at - 1] !== tokenKind.word) return false
  if (!isTimes(reading, at - 1)) return true
  return (
    at < 2 || (tokens.glued[at - 1] === 1 && tokens.kinds[at - 2] === tokenKind.word && !unitEndsAt(reading, at - 2))
  )
}

/** Whether the word is a unit behind a number: the l of 2lx12. */
function unitEndsAt({ tokens }: Reading, at: number): boolean {
  return at > 0 && tokens.kinds[at - 1] === tokenKind.number
}

/** x, X, ×, * and ✕ between numbers. */
export function isTimes(reading: Reading, at: number): boolean {
  const sign = signAt(reading, at)
  return sign !== '' && 'xX×*✕✖ｘＸ＊'.includes(sign)
}

function measured(reading: Reading, at: number, link: Part['link']): Part | undefined {
  const { tokens } = reading
  const amount = tokens.values[at]!
  if (unitPhrases.longest(tokens, at + 1, found) && isUnitHere(reading, at, found.to)) {
    const unit = meant(reading, at, unitAt(found.phrase))
    return { from: at, to: found.to, amount: amount * unit.factor, unit, link }
  }
  if (!Number.isInteger(amount) || amount > 99_999) return undefined
  const start = signAt(reading, at + 1) === '-' ? at + 2 : at + 1
  if (!counterPhrases.longest(tokens, start, found) || !isCounterHere(reading, start, found.to)) return undefined
  const counter = counterAt(found.phrase)
  if (counter.isWeak && (tokens.glued[start] === 0 || amount > weakMax)) return undefined
  if (/^t$/i.test(textOf(reading, start)) && (amount < teaBagsMin || textOf(reading, start) === 't')) return undefined
  return { from: at, to: found.to, amount, counter, link }
}

/** The 16G of a laptop are gigabytes, the 20oz of a tumbler fluid ounces. */
function meant({ tokens, text }: Reading, at: number, unit: Unit): Unit {
  if (unit.measures !== 'weight') return unit
  const spelling = text.slice(tokens.starts[at + 1], tokens.ends[at + 1])
  if (spelling === 'G' && tokens.glued[at + 1] === 1 && isPowerOfTwo(tokens.values[at]!) && devices.test(text))
    return gigabyte
  return (/^oz$/i.test(spelling) || text.startsWith('온스', tokens.starts[at + 1])) && vessels.test(text)
    ? fluidOunce
    : unit
}

function isPowerOfTwo(amount: number): boolean {
  return amount >= 2 && amount <= 4096 && Number.isInteger(Math.log2(amount))
}

function isUnitHere(reading: Reading, at: number, to: number): boolean {
  const { tokens, text } = reading
  const isGlued = tokens.glued[at + 1] === 1
  const unit = unitAt(found.phrase)
  const amount = tokens.values[at]!
  const spelling = text.slice(tokens.starts[at + 1], tokens.ends[to - 1])
  if (unit.isWeak && !isGlued && spelling !== 'm') return false
  if (spelling === '형') return amount >= inchesMin && amount <= inchesMax && !goesOn(reading, to)
  if (spelling === 'T' || spelling === 't') return spelling === 'T' && amount < teaBagsMin && layers.test(text)
  if (spelling === 'G' && isGlued && [3, 4, 5, 6].includes(tokens.values[at]!)) return false // a generation of mobile networks
  if (spelling.toLowerCase() === 'in' && !isGlued && to < tokens.count && tokens.kinds[to] !== tokenKind.joiner)
    return false
  if (spelling.length === 1 && !isGlued && /[a-z]/i.test(spelling) && isTimes(reading, to)) return spelling !== 'x'
  if (to < tokens.count && tokens.glued[to] === 1 && tokens.kinds[to] === tokenKind.number && /[a-z]$/i.test(spelling))
    return /[a-z]x$/i.test(spelling)
  return (
    !goesOn(reading, to) ||
    tokens.ends[to - 1]! - tokens.starts[at + 1]! >= 2 ||
    endingsOfUnits.has(textOf(reading, to))
  )
}

/** Of 3개월 and 5장식 the counter is the beginning of another word. */
function isCounterHere(reading: Reading, start: number, to: number): boolean {
  const { tokens } = reading
  if (
    start > to - 1 ||
    (to < tokens.count && tokens.glued[to] === 1 && tokens.kinds[to] === tokenKind.number && !signIsPlus(reading, to))
  )
    return false
  if (!goesOn(reading, to)) return true
  return counterEndings.longest(tokens, to, { phrase: 0, from: 0, to: 0 })
}

function signIsPlus(reading: Reading, at: number): boolean {
  return signAt(reading, at) === '+'
}

/** How a part that begins at `at` goes on from one that ended before `end`. */
function linkOf(reading: Reading, end: number, at: number): Part['link'] {
  const { tokens } = reading
  let link: Part['link'] = 'beside'
  for (let i = end; i < at; i++) {
    const sign = signAt(reading, i)
    if (isTimes(reading, i)) link = 'times'
    else if (sign === '+') link = 'plus'
    else if ('~∼-–'.includes(sign) && sign !== '') link = 'to'
    else if (isBracket(reading, i, 'open')) link = 'bracket'
    else if (isBracket(reading, i, 'close') || sign === '총' || sign === '각') continue
    else if (sign === ',' || sign === '/' || sign === ':') return 'none'
    else if (!(tokens.kinds[i] === tokenKind.syllable && isTotal(reading, i))) return 'none'
  }
  return link
}

/** 총 24캔, 총합 24캔, 들이: words between parts that leave them one subject. */
function isTotal(reading: Reading, at: number): boolean {
  return '총합계들이입짜리씩의'.includes(textOf(reading, at))
}
