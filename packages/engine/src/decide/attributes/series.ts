import { tokenKind } from '@nunchi/kernel'
import { note, type Reading, signAt, textOf } from './reading.ts'

/** Names of lines that are written in both scripts. */
const latinNames: Readonly<Record<string, string>> = {
  갤럭시: 'galaxy',
  아이폰: 'iphone',
  아이패드: 'ipad',
  에어팟: 'airpods',
  버즈: 'buds',
  워치: 'watch',
  라이젠: 'ryzen',
  지포스: 'geforce',
  윈도우: 'windows',
  윈도우즈: 'windows',
  프로: 'pro',
  탭: 'tab',
  노트: 'note',
  폴드: 'fold',
  플립: 'flip',
  시리즈: 'series',
  버전: 'v',
  오메가: 'omega',
}
const numberMax = 9_999
/** Parts of amounts and of writing: a number behind one of these counts or measures something. */
const noNames =
  /^(x|총|각|약|최대|size|no|kf|a|b|rj|usb|type|pack|set|of|for|with|the|and|in|by|to|cm|mm|ml|kg|pa|ph|top|best|신상|연속|약)$/i
/** What a number counts or grades when it stands right behind it: 4인용, 9부, 40수, 03호, 2단계. */
const endings = new Map(
  '인용|인|부|겹|수|호|단계|단|칸|절|색|도|년근|년산|중날|날|층|피스|버전|탄|구경'
    .split('|')
    .map((ending) => [ending, ending === '인' ? '인용' : ending]),
)
const endingMax = 2

/**
 * Reads numbers that are part of a name: the line and its number (`series`: 갤럭시 S24, RTX 4060, V13), and what a number grades or
 * counts besides pieces (`grade`: 4인용, 9부, 40수, 03호). Amounts and packs are read before. O(tokens).
 */
export function readSeries(reading: Reading): void {
  const { tokens, taken } = reading
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kinds[at] !== tokenKind.number || taken[at] === 1) continue
    const amount = tokens.values[at]!
    if (amount > numberMax || isGeneration(reading, at)) continue
    if (readGrade(reading, at, amount) || isYear(reading, at)) continue
    readName(reading, at, amount)
  }
}

function readGrade(reading: Reading, at: number, amount: number): boolean {
  const { tokens } = reading
  if (
    signAt(reading, at - 1) === '#' ||
    (textOf(reading, at).startsWith('0') && Number.isInteger(amount) && amount > 0 && isApart(reading, at))
  )
    return noteGrade(reading, at, at + 1, `${amount}호`)
  let ending = ''
  let best = 0
  let name = ''
  for (
    let i = at + 1;
    i < tokens.count && i <= at + endingMax && tokens.glued[i] === 1 && tokens.kinds[i] === tokenKind.syllable;
    i++
  ) {
    ending += textOf(reading, i)
    const known = endings.get(ending)
    if (known === undefined) continue
    best = i + 1
    name = known
  }
  return best > 0 && noteGrade(reading, at, best, `${amount}${name}`)
}

function noteGrade(reading: Reading, from: number, to: number, value: string): true {
  note(reading, from, to, { name: 'grade', value, confidence: 0.88, by: 'rule' })
  return true
}

function isApart({ tokens }: Reading, at: number): boolean {
  return tokens.glued[at] === 0 && (at + 1 >= tokens.count || tokens.glued[at + 1] === 0)
}

/** The word before the number, glued or behind a space. */
function readName(reading: Reading, at: number, amount: number): void {
  const { tokens, text } = reading
  const last = at - 1
  if (last < 0 || reading.taken[last] === 1) return
  let first = last
  if (tokens.kinds[last] === tokenKind.syllable)
    while (first > 0 && tokens.glued[first] === 1 && tokens.kinds[first - 1] === tokenKind.syllable) first -= 1
  else if (tokens.kinds[last] !== tokenKind.word) return
  const word = text.slice(tokens.starts[first], tokens.ends[last]).normalize('NFKC').toLowerCase()
  if (noNames.test(word)) return
  const name = latinNames[word] ?? word
  note(reading, first, at + 1, { name: 'series', value: `${name} ${amount}`, confidence: 0.85, by: 'rule' })
}

function isYear(reading: Reading, at: number): boolean {
  return /^(19|20)\d\d$/.test(textOf(reading, at))
}

/** 2세대 and 2nd are read as generations. */
function isGeneration({ tokens, text }: Reading, at: number): boolean {
  return /^\s?(세대|st|nd|rd|th)/i.test(text.slice(tokens.ends[at], tokens.ends[at]! + 4))
}
