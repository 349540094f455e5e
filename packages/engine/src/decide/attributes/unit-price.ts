import type { ReadValue } from '../../domain/attribute.ts'

/** A price that can be compared between sizes: so much for so many of a unit. */
export type UnitPrice = { readonly minor: number; readonly per: number; readonly unit: 'g' | 'ml' | 'sheet' | 'piece' }

const hundreds = 100

/**
 * The unit price of an offer as price labels in Korea have it: for 100 g or 100 ml, else for one sheet, else for one piece of
 * several; undefined where nothing can be divided by. Rounded to whole minor units, but for less than 10 of them: sheets cost
 * fractions of a won, so two decimals stay.
 */
export function unitPriceOf(priceMinor: number, values: readonly ReadValue[]): UnitPrice | undefined {
  const best = (name: string): ReadValue | undefined =>
    values.reduce<ReadValue | undefined>(
      (found, one) =>
        one.name === name && (one.amount ?? 0) > 0 && one.confidence > (found?.confidence ?? 0) ? one : found,
      undefined,
    )
  const weight = best('totalWeight') ?? best('weight')
  const volume = best('totalVolume') ?? best('volume')
  const amount = volume ?? weight
  if (amount)
    return { minor: exact((priceMinor * hundreds) / amount.amount!), per: hundreds, unit: volume ? 'ml' : 'g' }
  const sheets = best('totalCount')
  if (sheets) return { minor: exact(priceMinor / sheets.amount!), per: 1, unit: 'sheet' }
  const pieces = best('packCount')
  return pieces && pieces.amount! > 1 ? { minor: exact(priceMinor / pieces.amount!), per: 1, unit: 'piece' } : undefined
}

function exact(minor: number): number {
  return minor < 10 ? Math.round(minor * hundreds) / hundreds : Math.round(minor)
}
