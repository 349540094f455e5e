import { pathOfText } from '../domain/category-path.ts'
import type { Product } from '../domain/product.ts'
import { type Minor, minor } from '../domain/units.ts'
import { type VoteViews, votesOf } from './market-votes.ts'
import type { OfferTexts } from './offer-texts.ts'
import { productIdOf } from './offers.ts'

/** Attributes that have places of their own in a product, or are no shopper's matter. */
const ownPlaces: ReadonlySet<string> = new Set(['brand', 'gtin', 'category', 'articleType', 'condition'])
const attributesMax = 50

type ProductViews = VoteViews & { readonly texts: OfferTexts }

/**
 * The product that offers together are, as the catalogue lists it: named after the oldest offer that is there, so that its name does not
 * change with every mall that comes; with the values that most speaks for, in the category of the one tree where it was mapped, at the lowest total price that it can be had for. Undefined
 * when none is there; out of stock, at no price, when none can be had. O(values of the offers), some 10 us.
 */
export function composeProduct(market: ProductViews, product: number): Product | undefined {
  const oldest = market.offers.offersOf(product)[0]
  if (oldest === undefined) return undefined
  const giver = market.texts.of(oldest)
  const votes = votesOf(market, product)
  const best = (name: string) => votes.get(name)?.[0]?.value
  const lowest = market.offers.lowestOf(product)
  const brand = best('brand') ?? giver.brand
  const gtin = best('gtin')
  const category = best('category')
  const attributes = [...votes.keys()]
    .filter((name) => !ownPlaces.has(name))
    .sort()
    .slice(0, attributesMax)
    .map((name) => [name, best(name)!] as const)
  const price = lowest < 0 ? undefined : minor(market.offers.totalOf(lowest))
  return productOf({
    id: productIdOf(product),
    title: giver.title,
    brand,
    categoryPath: category === undefined ? giver.categoryPath : pathOfText(category),
    attributes: Object.fromEntries(attributes),
    priceMinor: price,
    inStock: price !== undefined,
    imageUrl: giver.imageUrl,
    gtin,
  })
}

/** A product as `composeProduct` gave it, at another price; out of stock without one. To the letter what composing it again would give. */
export function withPrice(product: Product, priceMinor: Minor | undefined): Product {
  const inStock = priceMinor !== undefined
  if (inStock && product.priceMinor !== undefined) return { ...product, priceMinor, inStock }
  return productOf({ ...product, priceMinor, inStock })
}

/** Leaves out what is unknown; the order of the rest is always the same. */
function productOf(said: Product): Product {
  const { id, title, brand, categoryPath, attributes, priceMinor, inStock, imageUrl, gtin } = said
  return {
    ...{ id, title },
    ...(brand === undefined ? {} : { brand }),
    ...{ categoryPath, attributes },
    ...(priceMinor === undefined ? {} : { priceMinor }),
    inStock,
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(gtin === undefined ? {} : { gtin }),
  }
}
