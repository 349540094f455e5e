import { limits } from '../../domain/limits.ts'
import type { Product } from '../../domain/product.ts'
import type { EpochMs, ProductId } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { categoryPathAt, minorAt, neededText } from './plain-facts.ts'
import { isJson, type Json, neededTextId, textAt } from './read.ts'
import { invalid } from './rejection.ts'
import { momentOf, notATime } from './time.ts'

const kinds: ReadonlySet<string> = new Set<CatalogEvent['kind']>([
  'product.listed',
  'product.sighted',
  'product.delisted',
  'product.repriced',
  'product.stocked',
])

/** Kinds of POST /v1/events about the catalogue; they need a secret key. */
export const catalogKinds: readonly string[] = [...kinds]

/** Whether an event of this kind speaks of the catalogue, not of a person. */
export function isCatalogKind(kind: string): kind is CatalogEvent['kind'] {
  return kinds.has(kind)
}

const addressLengthMax = 2_000

/** The fact of the catalogue that an event of this kind states. */
export function catalogFactOf(
  kind: CatalogEvent['kind'],
  event: Json,
  { at, id }: { at: EpochMs; id: string },
): CatalogEvent {
  switch (kind) {
    case 'product.listed':
    case 'product.sighted':
      return { kind, at, id, product: productAt(event.product) }
    case 'product.delisted':
      return { kind, at, id, product: neededTextId(event.product, 'product') as ProductId }
    case 'product.repriced': {
      const product = neededTextId(event.product, 'product') as ProductId
      const priceMinor = minorAt(event.priceMinor, 'priceMinor') ?? invalid('priceMinor', 'is missing')
      return { kind, at, id, product, priceMinor, listPriceMinor: minorAt(event.listPriceMinor, 'listPriceMinor') }
    }
    case 'product.stocked': {
      const product = neededTextId(event.product, 'product') as ProductId
      return { kind, at, id, product, inStock: flagAt(event.inStock, 'inStock') }
    }
  }
}

function flagAt(value: unknown, field: string): boolean {
  return typeof value === 'boolean' ? value : invalid(field, 'is neither true nor false')
}

function productAt(value: unknown): Product {
  if (!isJson(value)) return invalid('product', 'is not an object')
  return {
    id: neededTextId(value.id, 'product.id') as ProductId,
    title: neededText(value.title, 'product.title', limits.titleLengthMax),
    brand: textAt(value.brand, 'product.brand', limits.tagLengthMax),
    categoryPath: categoryPathAt(value.categoryPath, 'product.categoryPath') ?? [],
    attributes: attributesAt(value.attributes),
    priceMinor: minorAt(value.priceMinor, 'product.priceMinor'),
    listPriceMinor: minorAt(value.listPriceMinor, 'product.listPriceMinor'),
    inStock: value.inStock === undefined ? true : flagAt(value.inStock, 'product.inStock'),
    url: addressAt(value.url, 'product.url'),
    imageUrl: addressAt(value.imageUrl, 'product.imageUrl'),
    gtin: textAt(value.gtin, 'product.gtin', 20),
    availableFrom: momentAt(value.availableFrom, 'product.availableFrom'),
  }
}

/** Whether pages may link to an address: never a scheme that runs as a script. */
export function isAddress(text: string): boolean {
  return text.length <= addressLengthMax && /^(https?:\/\/|\/)/i.test(text)
}

function addressAt(value: unknown, field: string): string | undefined {
  const address = textAt(value, field, addressLengthMax)
  if (address === undefined || isAddress(address)) return address
  return invalid(field, 'is neither an http(s) address nor a path from the root')
}

function attributesAt(value: unknown): Record<string, string> {
  const attributes: Record<string, string> = {}
  if (value === undefined || value === null) return attributes
  if (!isJson(value)) return invalid('product.attributes', 'is not an object')
  const entries = Object.entries(value)
  if (entries.length > limits.attributesMax)
    return invalid('product.attributes', `has more than ${limits.attributesMax} entries`)
  for (const [name, text] of entries) {
    if (name === '__proto__' || name.length > limits.keyNameLengthMax)
      return invalid('product.attributes', 'has a name that is not allowed')
    attributes[name] = neededText(text, `product.attributes.${name}`, limits.tagLengthMax)
  }
  return attributes
}

function momentAt(value: unknown, field: string): EpochMs | undefined {
  if (value === undefined || value === null) return undefined
  const moment = momentOf(value)
  return Number.isSafeInteger(moment) && moment >= 0 ? (moment as EpochMs) : invalid(field, notATime)
}
