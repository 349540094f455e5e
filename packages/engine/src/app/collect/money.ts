import type { Minor } from '../../domain/units.ts'
import { halfWidth, hasKoreanUnits, koreanNumber } from '../written-number.ts'

/**
 * Reads an amount of money: 18.99, "18.99", "1,299.00", "1.299,00", "12,000원", "1만 2천원", in full width too. Undefined when it is none.
 * With both separators the last one is the decimal one; a single one followed by three digits separates thousands
 * only where it is a comma or stands more than once.
 * @param digits  decimal digits of the currency: 0 for won and yen, 2 for dollars
 */
export function minorOf(value: unknown, digits: number): Minor | undefined {
  const minor = Math.round(amountOf(value) * 10 ** digits)
  return Number.isSafeInteger(minor) && minor >= 0 ? (minor as Minor) : undefined
}

/** Whether an amount says more than the currency has digits for, so that `minorOf` rounds it: 1299.5 of a currency without cents. */
export function isRounded(value: unknown, digits: number): boolean {
  const minor = amountOf(value) * 10 ** digits
  return Math.abs(minor) < Number.MAX_SAFE_INTEGER && Math.abs(minor - Math.round(minor)) > roundingError
}

/** What 18.99 * 100 misses of 1899 is far less, of any price. */
const roundingError = 1e-6

function amountOf(value: unknown): number {
  return typeof value === 'number' ? value : typeof value === 'string' ? amountIn(halfWidth(value)) : Number.NaN
}

function amountIn(text: string): number {
  if (text.length > 40) return Number.NaN
  if (hasKoreanUnits(text)) return Number(koreanNumber(text.replace(/^\s*[₩]|원\s*$/gu, '')))
  const plain = text.replace(/[^\d.,-]/g, '')
  const comma = plain.lastIndexOf(',')
  const dot = plain.lastIndexOf('.')
  if (plain === '') return Number.NaN
  if (comma < 0) return Number(plain.indexOf('.') === dot ? plain : plain.replaceAll('.', ''))
  if (dot > comma) return Number(plain.replaceAll(',', ''))
  if (dot >= 0) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return Number(/^-?\d{1,3}(,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'))
}
