import { tokenKind } from '@nunchi/kernel'
import { goesOn, isBracket, note, type Reading, signAt, take, textOf } from './reading.ts'

const letters = /^(xxs|xs|s|m|l|xl|xxl|xxxl|xxxxl)$/i
const sure = /^(xxs|xs|xl|xxl|xxxl|xxxxl)$/i
const manyX = /^x{0,3}l$|^xs$/i
const free = /^(free|freesize|프리|프리사이즈|onesize)$/i
const regions: Readonly<Record<string, readonly [number, number]>> = {
  eu: [30, 50],
  eur: [30, 50],
  us: [4, 15],
  uk: [2, 14],
  jp: [21, 31],
}
const shoes =
  /신발|운동화|(?:러닝|런닝|등산|축구|농구|워킹|실내|안전|트레킹|아쿠아|단)화|스니커즈|슈즈|부츠|로퍼|샌들|슬리퍼|구두|힐|워커|뮬|shoe|sneaker|boot|loafer|sandal|slipper|heel|clog/i
const clothes =
  /셔츠|티|팬츠|바지|청바지|슬랙스|자켓|재킷|코트|니트|드로즈|브리프|팬티|수영복|래쉬가드|레깅스|후드|맨투맨|점퍼|패딩|조끼|원피스|내의|내복|우비|잠옷|트레이닝|shirt|pants|jeans|jacket|coat|dress|hoodie/i
const wordLengthMax = 8
const shoeMin = 100
const shoeMax = 320

/**
 * Reads sizes of clothes and shoes: S to 4XL and FREE, 95/100/105, 240 mm of shoes, W32 L30, EU 42. A single letter or a bare
 * number is a size only beside the word, in brackets, in a list of sizes or at the end. O(tokens).
 */
export function readSizes(reading: Reading): void {
  const { tokens, taken } = reading
  for (let at = 0; at < tokens.count; at++) {
    if (taken[at] === 1 || !mayBegin(reading, at)) continue
    at = readJeans(reading, at) ?? readRegion(reading, at) ?? readLetters(reading, at) ?? readNumbers(reading, at) ?? at
  }
}

/** Short words, numbers and 프리: most tokens are none of these, and are passed over without being looked at as text. */
function mayBegin({ text, tokens }: Reading, at: number): boolean {
  const kind = tokens.kinds[at]!
  if (kind === tokenKind.number) return true
  if (kind === tokenKind.word) return tokens.ends[at]! - tokens.starts[at]! <= wordLengthMax
  return kind === tokenKind.syllable && text[tokens.starts[at]!] === '프'
}

function noteSize(reading: Reading, from: number, to: number, value: string, confidence: number): number {
  note(reading, from, to, { name: 'size', value, confidence, by: 'rule' })
  take(reading, from, to)
  return to - 1
}

/** W32, W32 L30, 32W x 30L. @returns the last token read */
function readJeans(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  if (
    !/^w$/i.test(textOf(reading, at)) ||
    isGluedTo(reading, at) ||
    tokens.kinds[at + 1] !== tokenKind.number ||
    tokens.glued[at + 1] === 0
  )
    return undefined
  const waist = tokens.values[at + 1]!
  if (at + 1 >= tokens.count || waist < 22 || waist > 54) return undefined
  for (let next = at + 2; next < Math.min(at + 5, tokens.count - 1); next++) {
    if (!/^l$/i.test(textOf(reading, next)) || tokens.kinds[next + 1] !== tokenKind.number) continue
    const length = tokens.values[next + 1]!
    if (length >= 24 && length <= 40) return noteSize(reading, at, next + 2, `W${waist} L${length}`, 0.95)
  }
  return noteSize(reading, at, at + 2, `W${waist}`, 0.85)
}

/** EU 42, US9.5. */
function readRegion(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const region = regions[textOf(reading, at).toLowerCase()]
  if (!region || at + 1 >= tokens.count || tokens.kinds[at + 1] !== tokenKind.number) return undefined
  const value = tokens.values[at + 1]!
  if (value < region[0] || value > region[1] || (value * 2) % 1 !== 0) return undefined
  const name = textOf(reading, at).toUpperCase().replace('EUR', 'EU')
  return noteSize(reading, at, at + 2, `${name} ${value}`, 0.8)
}

/** S, XL, 2XL, FREE. */
function readLetters(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  if (tokens.kinds[at] === tokenKind.number) {
    const isX =
      at + 1 < tokens.count &&
      tokens.glued[at + 1] === 1 &&
      manyX.test(textOf(reading, at + 1)) &&
      /x/i.test(textOf(reading, at + 1))
    const count = tokens.values[at]!
    return isX && count >= 2 && count <= 6
      ? noteSize(reading, at, at + 2, `${count}${textOf(reading, at + 1).toUpperCase()}`, 0.95)
      : undefined
  }
  const end = endOfWord(reading, at)
  const word = wordText(reading, at, end)
  if (free.test(word) && !isGluedTo(reading, at)) {
    const isUpper = word === word.toUpperCase()
    if (
      !isUpper ||
      !(
        isAlone(reading, at, end) ||
        isLastWord(reading, at, end) ||
        isBesideWord(reading, at, end) ||
        /size|사이즈/i.test(word)
      )
    )
      return undefined
    return noteSize(reading, at, end, 'FREE', /프리$/.test(word) ? 0.7 : 0.9)
  }
  if (!letters.test(word) || word !== word.toUpperCase() || isGluedTo(reading, at)) return undefined
  const isBeside = isBesideWord(reading, at, end)
  const isListed = isListMember(reading, at, (place) => letters.test(textOf(reading, place)))
  if (
    !isBeside &&
    !isListed &&
    !isAlone(reading, at, end) &&
    !isLastWord(reading, at, end) &&
    !(sure.test(word) && !isInName(reading, at))
  )
    return undefined
  return noteSize(
    reading,
    at,
    end,
    word.replace(/^XX(X*)L$/, (all) => `${all.length - 1}XL`),
    isBeside || isListed || sure.test(word) ? 0.9 : 0.7,
  )
}

/** 95, 100, 105 of clothes; 230 to 290 of shoes. */
function readNumbers(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  if (tokens.kinds[at] !== tokenKind.number || isGluedTo(reading, at)) return undefined
  const value = tokens.values[at]!
  const isClothes = value >= 80 && value <= 130 && value % 5 === 0
  const isShoe = isShoeSize(value, reading.text)
  if (!isClothes && !isShoe) return undefined
  const next = at + 1
  if (
    next < tokens.count &&
    tokens.glued[next] === 1 &&
    tokens.kinds[next] !== tokenKind.joiner &&
    tokens.kinds[next] !== tokenKind.mark
  )
    return undefined
  const isListed = isListMember(reading, at, (place) => isSizeNumber(tokens.values[place]!))
  const isBeside = isBesideWord(reading, at, next)
  const isBracketed = isBracket(reading, at - 1, 'open') && (isBracket(reading, next, 'close') || isListed)
  const isLast = isLastWord(reading, at, next) && (isShoe || clothes.test(reading.text))
  if (!isBeside && !isListed && !isBracketed && !isLast) return undefined
  return noteSize(reading, at, next, String(value), isBeside || isListed ? 0.9 : 0.6)
}

/** Whether a length in millimetres is a size of shoes. */
export function isShoeSize(mm: number, text: string): boolean {
  return mm >= shoeMin && mm <= shoeMax && mm % 5 === 0 && shoes.test(text)
}

function isSizeNumber(value: number): boolean {
  return value >= 80 && value <= shoeMax && value % 5 === 0
}

/** Whether another size stands on the other side of a slash, comma, dash or tilde; M/M of cables and a/s are none. */
function isListMember(reading: Reading, at: number, isSize: (place: number) => boolean): boolean {
  const { tokens } = reading
  return [-1, 1].some((step) => {
    const place = at + 2 * step
    const sign = signAt(reading, at + step)
    if (place < 0 || place >= tokens.count || sign === '' || !'/,~-·'.includes(sign)) return false
    return isSize(place) && textOf(reading, place) !== textOf(reading, at)
  })
}

/** Whether "size" or 사이즈 stands right before or behind. */
function isBesideWord(reading: Reading, from: number, to: number): boolean {
  const { text, tokens } = reading
  const before = text.slice(Math.max(0, tokens.starts[from]! - 8), tokens.starts[from])
  const behind = text.slice(tokens.ends[to - 1], tokens.ends[to - 1]! + 6)
  return /(size|사이즈)[\s:：-]*$/i.test(before) || /^\s*(size|사이즈)/i.test(behind)
}

/** Whether it stands in brackets of its own, or behind a dash or underscore as the last word. */
function isAlone(reading: Reading, from: number, to: number): boolean {
  if (isBracket(reading, from - 1, 'open') && isBracket(reading, to, 'close')) return true
  if (signAt(reading, from - 2) !== '' && signAt(reading, from - 1) === '/') return false // M/M of plugs
  return to >= reading.tokens.count && from > 1 && '-_/'.includes(signAt(reading, from - 1) || '?')
}

/** Whether it is the last word, behind a Korean one: 니트 가디건 핑크 S. */
function isLastWord({ tokens }: Reading, from: number, to: number): boolean {
  return to >= tokens.count && from > 0 && tokens.glued[from] === 0 && tokens.kinds[from - 1] === tokenKind.syllable
}

function isInName(reading: Reading, at: number): boolean {
  const { tokens } = reading
  return at + 1 < tokens.count && tokens.glued[at + 1] === 1 && tokens.kinds[at + 1] === tokenKind.number
}

function isGluedTo({ tokens }: Reading, at: number): boolean {
  if (at === 0 || tokens.glued[at] === 0) return false
  return tokens.kinds[at - 1] === tokenKind.word || tokens.kinds[at - 1] === tokenKind.number
}

function endOfWord(reading: Reading, at: number): number {
  let end = at + 1
  while (goesOn(reading, end)) end += 1
  return end
}

function wordText({ text, tokens }: Reading, from: number, to: number): string {
  return text.slice(tokens.starts[from], tokens.ends[to - 1])
}
