import type { Minor } from '../../domain/units.ts'

/**
 * Reads an amount of money: 18.99, "18.99", "1,299.00", "1.299,00", "12,000원". Undefined when it is none.
 * With both separators the last one is the decimal one; a single one followed by three digits separates thousands
 * only where it is a comma or stands more than once.
 * @param digits  decimal digits of the currency: 0 for won and yen, 2 for dollars
 */
export function minorOf(value: unknown, digits: number): Minor | undefined {
  const amount = typeof value === 'number' ? value : typeof value === 'string' ? amountOf(value) : Number.NaN
  const minor = Math.round(amount * 10 ** digits)
  return Number.isSafeInteger(minor) && minor >= 0 ? (minor as Minor) : undefined
}

function amountOf(text: string): number {
  if (text.length > 40) return Number.NaN
  const plain = text.replace(/[^\d.,-]/g, '')
  const comma = plain.lastIndexOf(',')
  const dot = plain.lastIndexOf('.')
  if (plain === '') return Number.NaN
  if (comma < 0) return Number(plain.indexOf('.') === dot ? plain : plain.replaceAll('.', ''))
  if (dot > comma) return Number(plain.replaceAll(',', ''))
  if (dot >= 0) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return Number(/^-?\d{1,3}(,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'))
}
