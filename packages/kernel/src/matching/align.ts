import { isSyllable } from '../hangul.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import type { SideText } from './side-text.ts'
import { isSureSound, joinedSoundCode } from './sound-code.ts'
import { commonPrefix, commonSuffix, longestPrefixWithin, type Stretch } from './stretch.ts'
import { tokenKinds } from './tokens.ts'

const { word, code, number, measure } = tokenKinds
const a: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
const b: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
/** What a token found inside a longer code, a typing mistake and so on count beside the same token, which counts 1. */
const worth = {
  inside: 0.98,
  codeEnd: 0.85,
  shortCodeEnd: 0.3,
  beginning: 0.8,
  numberInCode: 0.7,
  bareMeasure: 0.9,
  spelled: 0.95,
  sound: 0.9,
  likelySound: 0.75,
  partOfWord: 0.7,
}
const koreanUnitsMin = 2
const insideUnitsMin = 5
const likenessMin = 0.86
const wordUnitsMin = 3
/** Words that differ in more kinds of units, on both sides, are less alike than `likenessMin`. */
const differingUnitsMax = 4

/**
 * Finds for each token of either title how much of it the other side has: 1 for the same token or for one that the other
 * writes in two or three words, less for codes of which an end was cut, words with a typing mistake or an ending, numbers
 * without their unit. What is not in the title is looked for in the body, by whole tokens and codes.
 *
 * Fills `inTitle` and `inAll` of both. O(tokens of both) and O(left not found * tokens) with a few steps each: 1 to 2 us.
 * Idea: Monge and Elkan (1996), The field matching problem: best partner of each token; Cohen, Ravikumar, Fienberg (2003),
 * A comparison of string distance metrics for name-matching tasks: soft TF-IDF. Deviation: partners by kind of token.
 */
export function align(left: SideText, right: SideText): void {
  left.inTitle.fill(0, 0, left.count)
  right.inTitle.fill(0, 0, right.count)
  findSame(left, right)
  findSame(right, left)
  findJoined(left, right)
  findJoined(right, left)
  findAlike(left, right)
  findAlike(right, left)
}

function findSame(side: SideText, other: SideText): void {
  for (let i = 0; i < side.count; i++) if (other.title.has(side.ids[i])) side.inTitle[i] = 1
}

/** One token here that is two or three in a row there: both ways of writing count in full. */
function findJoined(side: SideText, other: SideText): void {
  for (let i = 0; i < side.count; i++) {
    if (side.inTitle[i] === 1) continue
    const length = side.tokenStarts[i + 1] - side.tokenStarts[i]
    if (length < wordUnitsMin) continue
    const first = side.firsts[i]
    for (let j = 0; j + 1 < other.count; j++) {
      const start = other.tokenStarts[j]
      if (other.firsts[j] !== first) continue
      const tokens =
        other.tokenStarts[j + 2] - start === length ? 2 : other.tokenStarts[j + 3] - start === length ? 3 : 0
      if (tokens === 0 || j + tokens > other.count) continue
      layToken(a, side, i)
      b.units = other.compact.units
      b.from = start
      b.to = start + length
      if (commonPrefix(a, b) < length) continue
      side.inTitle[i] = 1
      other.inTitle.fill(1, j, j + tokens)
      break
    }
  }
}

function findAlike(side: SideText, other: SideText): void {
  const hasBody = other.record.body.length > 0
  for (let i = 0; i < side.count; i++) {
    side.inAll[i] = side.inTitle[i]
    if (side.inTitle[i] === 1) continue
    layToken(a, side, i)
    const length = a.to - a.from
    const isCode = side.kinds[i] === code && length >= insideUnitsMin
    if (isCode && longestPrefixWithin(a, other.compact) === length) side.inTitle[i] = worth.inside
    else {
      const best = bestPartner(side, i, other)
      const kept = side.kinds[i] === word && best < worth.spelled ? Math.max(best, koreanWorth(side, i, other)) : best
      side.inTitle[i] = kept
    }
    if (!hasBody) side.inAll[i] = side.inTitle[i]
    else if (other.body.has(side.ids[i])) side.inAll[i] = 1
    else if (isCode && longestPrefixWithin(a, other.allCompact()) === length) side.inAll[i] = worth.inside
    else side.inAll[i] = side.inTitle[i]
  }
}

/** The most that a token of the other title is worth to token i, which lies in `a`. */
function bestPartner(side: SideText, i: number, other: SideText): number {
  const kind = side.kinds[i]
  const first = side.firsts[i]
  const signature = side.signatures[i]
  let best = 0
  for (let j = 0; j < other.count; j++) {
    const kindThere = other.kinds[j]
    if (kind === word) {
      // Words with another first letter are taken for others: mistakes are seldom there.
      if (kindThere !== word || other.firsts[j] !== first) continue
      const bothHaveMore = (signature & ~other.signatures[j]) !== 0 && (other.signatures[j] & ~signature) !== 0
      if (bothHaveMore && bitCount(signature ^ other.signatures[j]) > differingUnitsMax) continue
    } else if (kindThere === word) continue
    layToken(b, other, j)
    const worthHere = partnerWorth(kind, kindThere)
    if (worthHere > best) best = worthHere
  }
  return best
}

/** What a word, in `a`, is worth beside a title in which Korean words grow together, or are written as they sound. */
function koreanWorth(side: SideText, i: number, other: SideText): number {
  const isKorean = isSyllable(side.firsts[i])
  const heard = soundWorth(side, i, other, isKorean)
  if (!isKorean || heard >= worth.sound) return heard
  layToken(a, side, i)
  return Math.max(heard, compoundWorth(other))
}

/** A Hangul word of which all parts stand in the other title (클렌징폼, 폼 클렌징), or its end or beginning. */
function compoundWorth(other: SideText): number {
  const { from, to } = a
  const length = to - from
  if (length < koreanUnitsMin) return 0
  const first = longestPrefixWithin(a, other.compact)
  if (first === length) return worth.spelled
  let most = first
  for (a.from = from + 1; a.from < to; a.from++) {
    if (longestPrefixWithin(a, other.compact) < to - a.from) continue
    if (a.from - from <= first) {
      a.from = from
      return worth.spelled
    }
    most = Math.max(most, to - a.from)
    break
  }
  a.from = from
  return most < koreanUnitsMin ? 0 : (worth.partOfWord * most) / length
}

/** A word in the other script that sounds the same, also one that is written as two. */
function soundWorth(side: SideText, i: number, other: SideText, isKorean: boolean): number {
  const { vocabulary } = side
  const sound = vocabulary.soundOf(side.ids[i])
  if (sound === 0) return 0
  for (let j = 0; j < other.count; j++) {
    if (other.kinds[j] !== word || isSyllable(other.firsts[j]) === isKorean) continue
    const there = vocabulary.soundOf(other.ids[j])
    if (there === sound) return isSureSound(sound) ? worth.sound : worth.likelySound
    if (j + 1 < other.count && joinedSoundCode(there, vocabulary.soundOf(other.ids[j + 1])) === sound)
      return worth.sound
    if (i + 1 < side.count && there !== 0 && joinedSoundCode(sound, vocabulary.soundOf(side.ids[i + 1])) === there)
      return worth.sound
    if (i > 0 && there !== 0 && joinedSoundCode(vocabulary.soundOf(side.ids[i - 1]), sound) === there)
      return worth.sound
  }
  return 0
}

/** What the token in `b` is worth to the one in `a`. */
function partnerWorth(kindA: number, kindB: number): number {
  if (kindA === word && kindB === word) return wordWorth()
  if (kindA === code && kindB === code) return codeWorth()
  if ((kindA === code && kindB === number) || (kindA === number && kindB === code)) {
    const digits = kindA === number ? a : b
    const length = digits.to - digits.from
    if (length < 2) return 0
    return longestPrefixWithin(digits, kindA === number ? b : a) === length ? worth.numberInCode : 0
  }
  if ((kindA === measure && kindB === number) || (kindA === number && kindB === measure)) return measureWorth(kindA)
  return 0
}

/** Words that begin alike, or with a typing mistake. */
function wordWorth(): number {
  const lengthA = a.to - a.from
  const lengthB = b.to - b.from
  if (lengthA < wordUnitsMin || lengthB < wordUnitsMin) return 0
  const likeness = jaroWinkler(a, b)
  const shorter = Math.min(lengthA, lengthB)
  const beginning = commonPrefix(a, b) === shorter ? worth.beginning : 0
  return Math.max(beginning, likeness < likenessMin ? 0 : likeness)
}

function codeWorth(): number {
  const most = Math.max(commonPrefix(a, b), commonSuffix(a, b))
  const shorter = Math.min(a.to - a.from, b.to - b.from)
  if (most === shorter) return shorter >= wordUnitsMin ? worth.codeEnd : worth.shortCodeEnd
  return (0.6 * most) / Math.max(a.to - a.from, b.to - b.from)
}

/** A number and the same number with a unit. */
function measureWorth(kindA: number): number {
  const digits = kindA === number ? a : b
  const measured = kindA === number ? b : a
  const length = digits.to - digits.from
  if (commonPrefix(digits, measured) < length) return 0
  const next = measured.units[measured.from + length]
  return next === 46 || (next >= 48 && next <= 57) ? 0 : worth.bareMeasure
}

function layToken(stretch: Stretch, side: SideText, i: number): void {
  stretch.units = side.compact.units
  stretch.from = side.tokenStarts[i]
  stretch.to = side.tokenStarts[i + 1]
}

function bitCount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555)
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333)
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
