/** Units that a price can be for: of weight, of volume, or counted. */
export const contentUnits = ['g', 'ml', 'sheet', 'piece'] as const
export type ContentUnit = (typeof contentUnits)[number]

/** So much of a unit: what a price is for. */
export type PerAmount = { readonly amount: number; readonly unit: ContentUnit }

/** Attributes that say how much of a unit a whole product is, and how much one of its `packCount` pieces is. */
const attributesOf: Readonly<Record<ContentUnit, { readonly whole: string; readonly one?: string }>> = {
  g: { whole: 'totalWeight', one: 'weight' },
  ml: { whole: 'totalVolume', one: 'volume' },
  sheet: { whole: 'totalCount', one: 'sheets' },
  piece: { whole: 'packCount' },
}

/** Units of amounts -> base unit, and how many of it. */
const factors: Readonly<Record<string, readonly [unit: ContentUnit, factor: number]>> = {
  mg: ['g', 0.001],
  g: ['g', 1],
  kg: ['g', 1_000],
  ml: ['ml', 1],
  l: ['ml', 1_000],
}

/**
 * How much of a unit a product is, by its attributes: as a whole, or one piece times the pieces of its pack. Undefined when these do not say, or say
 * it in another unit.
 */
export function contentOf(attributes: Readonly<Record<string, string>>, unit: ContentUnit): number | undefined {
  const { whole, one } = attributesOf[unit]
  const all = amountOf(attributes[whole], unit)
  if (all !== undefined || one === undefined) return all
  const piece = amountOf(attributes[one], unit)
  return piece === undefined ? undefined : piece * (amountOf(attributes.packCount, 'piece') ?? 1)
}

/** The highest price at which a product of so much costs no more than `minor` for `per`; -1, which no price is, when that is not known. */
export function priceWithin(minor: number, per: PerAmount, attributes: Readonly<Record<string, string>>): number {
  const content = contentOf(attributes, per.unit)
  return content === undefined ? -1 : Math.floor((minor * content) / per.amount)
}

function amountOf(text: string | undefined, unit: ContentUnit): number | undefined {
  const [, digits, name] = /^\s*(\d+(?:\.\d+)?)\s*(\p{L}*)\s*$/u.exec(text ?? '') ?? []
  if (digits === undefined) return undefined
  const isCounted = unit === 'sheet' || unit === 'piece'
  const [base, factor] = isCounted ? [name === '' ? unit : undefined, 1] : (factors[name!.toLowerCase()] ?? [])
  const amount = Number(digits) * (factor ?? 0)
  return base === unit && amount > 0 ? amount : undefined
}
