/** A stretch of a text, from its first character to the one behind its last. */
export type Span = { readonly from: number; readonly to: number }

const between = '[\\s.\\-\\u2010-\\u2015/]{1,3}'
const gap = `(?:${between})?`
/** Area of a Korean number without its leading 0: mobile, Seoul, provinces, personal, internet, pay and free numbers. */
const koreanArea = '(?:1[016-9]|2|[3-6][1-5]|50[2-8]?|[678]0)'
/** An area and number written in one run: no local number begins with 0, but many book numbers do. */
const koreanRun = '(?:1[016-9]\\d{3,4}|(?:2|[3-6][1-5]|50[2-8]?|[678]0)[1-9]\\d{2,3})'

/** Forms of phone numbers. Each wants a mark of one: a leading 0, + or 00, a country code, or groups joined by hyphens. */
const phones = [
  `\\(?0${koreanArea}\\)?${between}\\d{3,4}${gap}\\d{4}`,
  `\\(0${koreanArea}\\)\\d{3,4}${gap}\\d{4}`,
  `0${koreanArea}\\)\\d{3,4}${gap}\\d{4}`,
  `0${koreanRun}${gap}\\d{4}`,
  `(?:\\+|00)82${gap}\\(?0?\\)?${gap}${koreanArea}${gap}\\d{3,4}${gap}\\d{4}`,
  `82${gap}\\(?0?\\)?${gap}1[016-9]${gap}\\d{3,4}${gap}\\d{4}`,
  '1[016-9]-\\d{3,4}-\\d{4}',
  '\\+\\(?[1-9](?:[\\s.\\-\\u2010-\\u2015/()]{0,3}\\d){7,14}',
  `00[1-9]\\d{0,2}${between}\\d(?:${gap}\\d){6,11}`,
  '(?:\\([2-9]\\d{2}\\)\\s?|[2-9]\\d{2}[-.])[2-9]\\d{2}[-.]\\d{4}',
].map((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`, 'g'))

const resident = new RegExp(`(?<!\\d)(\\d{6})(${between})?([1-8]\\d{6})(?!\\d)`, 'g')
const groups = new RegExp(`\\d+(?:${between}\\d+)*`, 'g')

/** Every phone, card and resident registration number in a text, in no order; spans may overlap. */
export function numbersOfPeople(text: string): Span[] {
  const spans: Span[] = []
  for (const phone of phones) for (const match of text.matchAll(phone)) spans.push(spanOf(match))
  for (const match of text.matchAll(resident)) if (isResident(match)) spans.push(spanOf(match))
  for (const match of text.matchAll(groups)) addCards(match[0], match.index, spans)
  return spans
}

function spanOf(match: RegExpExecArray): Span {
  return { from: match.index, to: match.index + match[0].length }
}

/**
 * How many digits stand together in a card: all in one run or in large groups, in fours with the rest behind, or in
 * three groups as on smaller cards. Sizes and years in a row, as in the names of goods, are none of these.
 */
const cardShapes = /^(?:\d+|(?:[5-9]|1\d)(?:,(?:[4-9]|1\d))+|4,(?:[5-9]|1\d)(?:,[4-9])?|4,4,4,4(?:,[1-3])?)$/

/** Cards: 13 to 19 digits in such groups, with the right check digit. Every group may be the first of one. */
function addCards(text: string, offset: number, spans: Span[]): void {
  const found = [...text.matchAll(/\d+/g)]
  for (let first = 0; first < found.length; first++) {
    const start = found[first]!.index
    let [digits, shape] = ['', '']
    for (const { 0: group, index } of found.slice(first)) {
      digits += group
      shape += shape === '' ? group.length : `,${group.length}`
      if (digits.length > 19) break
      if (isCard(digits, shape)) spans.push({ from: offset + start, to: offset + index + group.length })
    }
  }
}

/** 13 digits in one run with the check digit of a bar code are one: such short cards are no longer issued. */
function isCard(digits: string, shape: string): boolean {
  if (digits.length < 13 || luhnSum(digits) % 10 !== 0) return false
  if (digits.length === 13 && shape === '13') return barCodeSum(digits) % 10 !== 0
  return cardShapes.test(shape) || (shape === '4,4,4,1' && digits.startsWith('4'))
}

/** Source: ISO/IEC 7812-1, annex B (Luhn). */
function luhnSum(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit
  }
  return sum
}

/** Source: GS1 General Specifications, 7.9.1 (check digit of an EAN-13). */
function barCodeSum(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return sum
}

/**
 * YYMMDD-SNNNNNN is one in any case. Without its hyphen it must name a day on which somebody may have been born, and in
 * one run it must not be a bar code, unless its own check digit is right too.
 */
function isResident([, birth, separator, rest]: RegExpExecArray): boolean {
  if (separator !== undefined && /[-\u2010-\u2015]/.test(separator)) return true
  const [year, month, day] = [0, 2, 4].map((at) => Number(birth!.slice(at, at + 2))) as [number, number, number]
  const inThisCentury = '3478'.includes(rest![0]!)
  if (month < 1 || month > 12 || day < 1 || day > 31 || (inThisCentury && year > 39)) return false
  const digits = birth! + rest!
  return separator !== undefined || barCodeSum(digits) % 10 !== 0 || hasResidentCheck(digits)
}

const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** The check digit of numbers given out until October 2020; foreigners' differ by two. */
function hasResidentCheck(digits: string): boolean {
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
  const foreign = Number(digits[6]) > 4
  return ((foreign ? 13 : 11) - (sum % 11)) % 10 === Number(digits[12])
}
