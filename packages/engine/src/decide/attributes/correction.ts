import type { AttributeName, ReadValue } from '../../domain/attribute.ts'
import { pathOfText, pathText } from '../../domain/category-path.ts'
import type { BrandDictionary } from './brands.ts'
import { readColors } from './colors.ts'
import { gtinOf } from './gtin.ts'
import { readQuantities } from './quantities.ts'
import { type Reading, readingOf } from './reading.ts'
import { readSizes } from './sizes.ts'
import { readTerms } from './terms.ts'

/** A value as readers would have written it, with its amount where it has one. */
export type SaidValue = Pick<ReadValue, 'value' | 'amount' | 'unit'>

const terms = ['material', 'gender', 'age', 'season', 'style', 'condition'] as const
const amounts = ['weight', 'volume', 'length', 'area', 'capacity', 'power', 'charge', 'voltage', 'frequency'] as const
/** Sums are read as what they are sums of. */
const summed: Readonly<Record<string, AttributeName>> = { totalWeight: 'weight', totalVolume: 'volume' }
const counts: ReadonlySet<AttributeName> = new Set(['packCount', 'bonusCount', 'sheets', 'totalCount'])

const readers: Readonly<Record<AttributeName, (reading: Reading) => void>> = {
  color: readColors,
  size: readSizes,
  packCount: readQuantities,
  sheets: readQuantities,
  ...Object.fromEntries(terms.map((name) => [name, readTerms])),
  ...Object.fromEntries(amounts.map((name) => [name, readQuantities])),
}

/**
 * Reads what a person says an attribute is, with the reader of that attribute: 'Black' and '검정' are both black, '2리터' is 2 l. What it
 * makes nothing of, or more than one thing, stands as it was said, but for amounts, which need a unit, and bar codes.
 * What was read once is read as the same again. 20 us.
 *
 * @returns undefined for what cannot be the attribute's value
 */
export function readCorrection(name: AttributeName, said: string, brands?: BrandDictionary): SaidValue | undefined {
  const text = said.normalize('NFKC').trim().replace(/\s+/g, ' ')
  if (text === '') return undefined
  if (name === 'gtin') {
    const value = gtinOf(text)
    return value === undefined ? undefined : { value }
  }
  if (name === 'category') return { value: pathText(pathOfText(text)) }
  if (name === 'brand') return { value: brands?.nameOf(text) ?? text }
  if (name === 'model') return { value: text.toUpperCase() }
  if (counts.has(name) && /^[1-9]\d{0,5}$/.test(text)) return { value: text, amount: Number(text), unit: 'piece' }
  const read = summed[name] ?? name
  const found = onlyOne(read, text) ?? onlyOne(read, `[${text}]`) // some words count only where they stand apart
  if (found) return found
  if (counts.has(name) || (amounts as readonly string[]).includes(read)) return undefined
  return { value: name === 'size' ? text.toUpperCase() : text }
}

/** Values with what a person said instead of what was read. O(values). */
export function corrected(
  values: readonly ReadValue[],
  corrections: ReadonlyMap<string, string>,
): readonly ReadValue[] {
  if (corrections.size === 0) return values
  const said = [...corrections].flatMap(([name, text]): ReadValue[] => {
    const value = text === '' ? undefined : (readCorrection(name, text) ?? { value: text })
    return value ? [{ name, ...value, field: 'attributes', start: 0, end: 0, confidence: 1, by: 'person' }] : []
  })
  return [...values.filter(({ name }) => !corrections.has(name)), ...said]
}

/** The one value of an attribute that a text says. */
function onlyOne(name: AttributeName, text: string): SaidValue | undefined {
  const reader = readers[name]
  if (!reader) return undefined
  const reading = readingOf(text, 'attributes')
  reader(reading)
  const found = reading.values.filter((value) => value.name === name)
  const [first] = found
  if (!first || found.some(({ value }) => value !== first.value)) return undefined
  const { value, amount, unit } = first
  return { value, ...(amount === undefined ? {} : { amount, unit }) }
}
