import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import type { SaidOfRow } from '../said.ts'
import { isoReader, patternReader, type TimeReader } from '../time.ts'
import type { Fields } from './item.ts'
import type { ColumnMap, ColumnSpec } from './map.ts'
import { currencyDigits, isRounded, minorOf, readMoney } from './money.ts'
import { RowFault } from './row-fault.ts'
import { cleanText, cutText } from './text.ts'

/** The text of one field of a row; '' when there is none. */
export type TextReader = (fields: Fields) => string

type Spec = Exclude<ColumnSpec, string | readonly string[]>

const isList = (spec: ColumnSpec): spec is readonly string[] => Array.isArray(spec)

/** Text of a value of any format: the first of a repeated element, numbers as written. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return Array.isArray(value) ? textOf(value[0]) : ''
}

/** Compiles one field of a map. An absent field reads as ''. */
export function textReader(map: ColumnMap, field: string): TextReader {
  const spec = map.columns[field]
  if (spec === undefined) return () => ''
  if (typeof spec === 'string') return (fields) => textOf(fields[spec])
  if (isList(spec)) {
    return (fields) => {
      for (const column of spec) {
        const text = textOf(fields[column])
        if (text !== '') return text
      }
      return ''
    }
  }
  return refined(spec, field)
}

function refined(spec: Spec, field: string): TextReader {
  const raw = rawReader(spec)
  const cut = spec.remove === undefined ? undefined : new RegExp(spec.remove, 'g')
  const text: TextReader = cut === undefined ? raw : (fields) => raw(fields).replace(cut, '').trim()
  const values = spec.values
  if (values === undefined) return text
  return (fields) => {
    const found = text(fields)
    if (Object.hasOwn(values, found)) return values[found]
    throw new RowFault({
      code: 'VALUE_UNKNOWN',
      field,
      value: found,
      reason: `${field} is none of ${Object.keys(values).join(', ')}`,
      remedy: `add it to columns.${field}.values of the map`,
    })
  }
}

function rawReader({ column, columns, template, value }: Spec): TextReader {
  if (value !== undefined) return () => value
  if (column !== undefined) return (fields) => textOf(fields[column])
  if (columns !== undefined) {
    return (fields) =>
      columns
        .map((name) => textOf(fields[name]))
        .filter((level) => level !== '')
        .join(levelMark)
  }
  const parts = (template ?? '').split(/\{([^{}]+)\}/)
  return (fields) => {
    let text = ''
    for (let i = 0; i < parts.length; i++) {
      const piece = i % 2 === 0 ? parts[i] : textOf(fields[parts[i]])
      if (i % 2 === 1 && piece === '') return ''
      text += piece
    }
    return text
  }
}

/** Stands between category levels that came from columns of their own: no shop writes it. */
const levelMark = '\u001f'

/** Compiles the category field: levels from the broadest to the narrowest, at most eight, empty when unknown. */
export function categoryReader(
  map: ColumnMap,
  levelsMax: number,
  lengthMax: number,
): (fields: Fields) => readonly string[] {
  const spec = map.columns.category
  const separator = typeof spec === 'object' && !isList(spec) ? spec.separator : undefined
  const text = textReader(map, 'category')
  const column = typeof spec === 'string' ? spec : isList(spec) ? spec[0] : spec?.column
  return (fields) => {
    const listed = separator === undefined && column !== undefined ? fields[column] : undefined
    if (Array.isArray(listed) && column === 'categoryPath')
      return listed
        .map((level) => cutText(cleanText(textOf(level)), lengthMax))
        .filter((level) => level !== '')
        .slice(0, levelsMax)
    const found = text(fields)
    if (found === '' || /^\d+$/.test(found)) return [] // a bare number is a code of some taxonomy, nothing to show
    const mark = separator ?? (found.includes(levelMark) ? levelMark : found.includes('>') ? '>' : '/')
    const levels = found.split(mark).map((level) => cutText(cleanText(level), lengthMax))
    return levels.filter((level) => level !== '').slice(0, levelsMax)
  }
}

/** Compiles a time field; `zone` is for local times where the map says none. */
export function timeReader(map: ColumnMap, field: string, zone: string): TimeReader {
  const spec = map.columns[field]
  const own = typeof spec === 'object' && !isList(spec) ? spec : undefined
  return own?.format === undefined ? isoReader(own?.zone ?? zone) : patternReader(own.format, own.zone ?? zone)
}

/** An amount of a row in minor units; undefined for none. What is kept, but not as written, is told to `warn`. */
export type AmountReader = (fields: Fields, warn: Warn) => number | undefined
export type Warn = (what: SaidOfRow) => void

/** Reads amounts of one shop: knows its currency, or learns it from the first amount that names one. */
export class Till {
  #currency: string | undefined
  readonly #digits: number | undefined

  constructor(currency: string | undefined, digits: number | undefined) {
    this.#currency = currency
    this.#digits = digits
  }

  get currency(): string | undefined {
    return this.#currency
  }

  /**
   * Minor units of an amount as written, told to `warn` where that rounds it; undefined for none. Throws RowFault for junk and for
   * other currencies.
   */
  read(text: string, field: string, warn: Warn): number | undefined {
    if (text === '') return undefined
    const plain = /^\d/.test(text) && !/[^\d.,]/.test(text)
    const money = plain ? { currencies: none, number: text } : readMoney(text)
    if (money === undefined) throw notMoney(text, field)
    const digits = this.digits(money.currencies, text, field)
    const amount = minorOf(money.number, digits)
    if (amount === undefined || !Number.isSafeInteger(amount)) throw notMoney(text, field)
    if (isRounded(money.number, digits)) warn(`${field} rounded: it has more decimals than the currency`)
    return amount
  }

  /**
   * Digits of the minor unit of an amount that may be in one of these currencies; none named means the shop's.
   * Throws RowFault when that is not known, or is another one.
   */
  digits(currencies: readonly string[], text: string, field: string): number {
    if (currencies.length > 0) {
      this.#currency ??= currencies[0]
      if (!currencies.includes(this.#currency)) throw otherCurrency(text, field, currencies[0], this.#currency)
    }
    if (this.#digits !== undefined) return this.#digits
    if (this.#currency !== undefined) return currencyDigits(this.#currency)
    throw new RowFault({
      code: 'CURRENCY_MISSING',
      field,
      value: text,
      reason: 'the amount names no currency, and none is known for the shop',
      remedy: 'give --currency, for example --currency KRW',
    })
  }
}

/**
 * Compiles an amount: `FIELDMinor` as integer minor units if the row has it, else `FIELD` as written. Undefined for
 * none; negative ones are faults.
 */
export function amountReader(map: ColumnMap, field: string, till: Till): AmountReader {
  const minorText = textReader(map, `${field}Minor`)
  const text = textReader(map, field)
  return (fields, warn) => {
    const given = minorText(fields)
    const written = given === '' ? text(fields) : given
    const amount = given === '' ? till.read(written, field, warn) : Number(given)
    if (amount === undefined) return amount
    if (amount < 0 || !Number.isSafeInteger(amount)) throw notMoney(written, field)
    if (amount > subscriptionLimits.targetMax) throw tooMuch(written, field)
    return amount
  }
}

const none: readonly string[] = []

function notMoney(text: string, field: string): RowFault {
  const remedy = "write it like 15000, '15,000 KRW', '1만 5천원' or '12.50 GBP'"
  return new RowFault({
    code: 'PRICE_INVALID',
    field,
    value: text,
    reason: 'this is no amount of money of at least 0',
    remedy,
  })
}

function tooMuch(text: string, field: string): RowFault {
  const remedy = 'look at the unit: a code or a count in place of the price, or minor units twice'
  return new RowFault({
    code: 'PRICE_INVALID',
    field,
    value: text,
    reason: 'this is more than any price can be',
    remedy,
  })
}

function otherCurrency(text: string, field: string, found: string, shop: string): RowFault {
  return new RowFault({
    code: 'CURRENCY_OTHER',
    field,
    value: text,
    reason: `the amount is in ${found}, the shop's currency is ${shop}`,
    remedy: `export the file in ${shop}, or give --currency ${found} if that is the shop's`,
  })
}
