import { isRounded } from './money.ts'
import { isJson, type Json } from './read.ts'

/** The prices of a message that say more than the currency has digits for: 'price', 'products.3.price'. O(products). */
export function* roundedPrices({ price, products }: Json, digits: number): Generator<string> {
  if (isRounded(price, digits)) yield 'price'
  if (!Array.isArray(products)) return
  for (const [i, product] of products.entries())
    if (isJson(product) && isRounded(product.price, digits)) yield `products.${i}.price`
}
