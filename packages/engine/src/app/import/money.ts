import { halfWidth, hasKoreanUnits, koreanNumber } from '../written-number.ts'

/** Digits after the point, ISO 4217, for currencies that have other than two. */
const digitsOf: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** The codes of ISO 4217, as the platform knows them. */
export const currencyCodes: readonly string[] = Intl.supportedValuesOf('currency')
const known: ReadonlySet<string> = new Set(currencyCodes)

/** The code that a text means, in capitals or not; undefined when it is no currency. */
export function currencyNamed(text: string): string | undefined {
  if (known.has(text)) return text
  const code = text.trim().toUpperCase()
  return known.has(code) ? code : undefined
}

/** Signs and words that stand for currencies. A sign shared by several fits whichever of them the shop uses. */
const signs: Readonly<Record<string, readonly string[]>> = {
  '₩': ['KRW'],
  '￦': ['KRW'],
  원: ['KRW'],
  won: ['KRW'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  円: ['JPY'],
  元: ['CNY'],
  '£': ['GBP'],
  '€': ['EUR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN'],
  '₹': ['INR'],
  '₫': ['VND'],
  '฿': ['THB'],
  '₺': ['TRY'],
  '₽': ['RUB'],
  zł: ['PLN'],
  kr: ['SEK', 'NOK', 'DKK'],
}

/** Digits after the decimal point of a currency (ISO 4217): 0 for KRW and JPY, 3 for KWD, 2 for most. */
export function currencyDigits(currency: string): number {
  return digitsOf[currency] ?? 2
}

/** Nobody's price is longer, and the pattern below would try long junk in too many ways. */
const amountLengthMax = 64

/** An amount as written: the currencies it may be in (none named: empty) and the bare number. */
export type WrittenMoney = { readonly currencies: readonly string[]; readonly number: string }

/**
 * Takes '15,000 KRW', '₩15,000', '1,299원', '1만 2천원', '12.50 GBP', 'US$5' or '15000' apart, in full width too; undefined when it is
 * no amount.
 */
export function readMoney(written: string): WrittenMoney | undefined {
  if (written.length > amountLengthMax) return undefined
  const text = halfWidth(written)
  if (hasKoreanUnits(text)) return readKorean(text)
  const match =
    /^\s*([^\d\s.,+-]{0,4})\s*([+-]?)\s*([^\d\s.,+-]{0,4})\s*(\d[\d.,' \u00a0\u202f]*|[.,]\d+)\s*(\S{0,4})\s*$/.exec(
      text,
    )
  if (match === null) return undefined
  const [, before, sign, between, digits, after] = match
  const marks = [before, between, after].filter((mark) => mark !== '')
  if (marks.length > 1) return undefined
  const currencies = marks.length === 0 ? [] : currenciesOf(marks[0])
  if (currencies === undefined) return undefined
  return { currencies, number: sign === '-' ? `-${digits.trim()}` : digits.trim() }
}

/** '1만 2천원', '₩3만': whoever counts in these units means won, but only a sign says so. */
function readKorean(text: string): WrittenMoney | undefined {
  const [, sign, bare, won] = /^\s*(₩?\s*-?)(.*?)(원?)\s*$/.exec(text) ?? []
  const number = koreanNumber(bare ?? '')
  if (number === undefined) return undefined
  const isMarked = won !== '' || sign!.includes('₩')
  return { currencies: isMarked ? ['KRW'] : [], number: sign!.includes('-') ? `-${number}` : number }
}

function currenciesOf(mark: string): readonly string[] | undefined {
  const code = currencyNamed(mark)
  if (code !== undefined) return [code]
  const sign = mark.toLowerCase()
  if (Object.hasOwn(signs, sign)) return signs[sign]
  return mark.length > 1 && mark.endsWith('$')
    ? [mark === 'US$' ? 'USD' : mark === 'C$' ? 'CAD' : mark === 'A$' ? 'AUD' : 'USD']
    : undefined
}

/**
 * Minor units of a bare number, rounded half up; undefined when it is none. The last of '.' and ',' is the decimal
 * point unless it only groups thousands: '1,299' and '1,234,567' group; '1.299,00' does not; '15.000' groups only
 * where the currency has no minor units. No floating point on the way: 1.005 stays what it says.
 */
export function minorOf(number: string, digits: number): number | undefined {
  const parts = partsOf(number, digits)
  if (parts === undefined) return undefined
  const amount = scaled(parts.whole, parts.fraction, digits)
  return number.startsWith('-') ? 0 - amount : amount
}

/** Whether `minorOf` rounds: the number has more digits behind the point than the currency, and not only zeros. */
export function isRounded(number: string, digits: number): boolean {
  return /[1-9]/.test(partsOf(number, digits)?.fraction.slice(digits) ?? '')
}

type Parts = { readonly whole: string; readonly fraction: string }

/** The digits before and behind the decimal point; undefined when it is no number. */
function partsOf(number: string, digits: number): Parts | undefined {
  const fast = /^(\d{1,13})(?:\.(\d{1,4}))?$/.exec(number)
  if (fast !== null && !(digits === 0 && fast[2]?.length === 3 && fast[1].length <= 3))
    return { whole: fast[1], fraction: fast[2] ?? '' }
  const text = (number.startsWith('-') ? number.slice(1) : number).replace(/[' \u00a0\u202f]/g, '')
  const point = decimalPoint(text, digits)
  const grouped = point < 0 ? text : text.slice(0, point)
  const whole = /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(grouped) ? grouped.replace(/[.,]/g, '') : grouped
  const fraction = point < 0 ? '' : text.slice(point + 1)
  const isNumber = /^\d{0,13}$/.test(whole) && /^\d*$/.test(fraction) && (whole !== '' || fraction !== '')
  return isNumber ? { whole, fraction } : undefined
}

function scaled(whole: string, fraction: string, digits: number): number {
  const kept = `${fraction}000`.slice(0, digits)
  const up = fraction.length > digits && fraction.charCodeAt(digits) >= 53 ? 1 : 0
  return Number(whole + kept) + up
}

/** Index of the decimal point, -1 when there is none. */
function decimalPoint(text: string, digits: number): number {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot >= 0 && comma >= 0) return Math.max(dot, comma)
  if (comma >= 0) return /^\d{1,3}(,\d{2,3})*,\d{3}$/.test(text) ? -1 : comma
  if (dot < 0) return -1
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return -1
  return digits === 0 && /^\d{1,3}\.\d{3}$/.test(text) ? -1 : dot
}
