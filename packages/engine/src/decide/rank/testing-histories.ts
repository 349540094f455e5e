import fc from 'fast-check'
import { TestShop } from './testing-shop.ts'

export const shoppers = ['kim', 'lee', 'park']
const brands = ['moa', 'dal', 'byeol', undefined]
const categories = [['food', 'tea'], ['food', 'coffee'], ['wear'], []]

export type Act = { readonly what: string; readonly who: number; readonly product: number; readonly other: number }

/** What may happen in a small shop of 24 products, in any order. */
export const histories: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    what: fc.constantFrom(
      ...['view', 'cart', 'order', 'order', 'refund', 'dislike', 'review', 'hide', 'sold out', 'back', 'list', 'wait'],
    ),
    who: fc.nat(shoppers.length - 1),
    product: fc.nat(23),
    other: fc.nat(23),
  }),
  { maxLength: 60, size: 'medium' },
)

function listNth(shop: TestShop, n: number): void {
  shop.list(`p${n}`, {
    brand: brands[n % 4],
    category: categories[(n >> 2) % 4],
    title: `thing ${['red', 'blue'][n % 2]}`,
    priceMinor: 1_000 * (1 + n),
    listPriceMinor: n % 3 === 0 ? 1_500 * (1 + n) : undefined,
  })
}

/** The shop after a history: 20 products are listed, four are only ever touched. */
export function play(acts: readonly Act[]): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 20; n++) listNth(shop, n)
  for (const { what, who, product, other } of acts) {
    const shopper = shoppers[who]!
    const id = `p${product}`
    if (what === 'view') shop.touch(shopper, id)
    if (what === 'cart') shop.cart(shopper, id)
    if (what === 'order') shop.order(shopper, id, `p${other}`)
    if (what === 'refund') shop.refund(shopper, id)
    if (what === 'review') shop.review(shopper, id, 1 + (other % 5))
    if (what === 'dislike') shop.touch(shopper, id, 'product.disliked')
    if (what === 'hide') hide(shop, { shopper, product, other })
    if (what === 'sold out') shop.stock(id, false)
    if (what === 'back') shop.stock(id, true)
    if (what === 'list') listNth(shop, product)
    if (what === 'wait') shop.wait(other)
  }
  return shop
}

function hide(shop: TestShop, { shopper, product, other }: { shopper: string; product: number; other: number }): void {
  const brand = brands[product % 4]
  const category = categories[(product >> 2) % 4]!.join('>')
  if (other % 3 === 0) shop.hide(shopper, { what: 'product', product: `p${product}` as never })
  if (other % 3 === 1 && brand) shop.hide(shopper, { what: 'brand', brand })
  if (other % 3 === 2 && category) shop.hide(shopper, { what: 'category', category })
}

/** The reason why a product must not be on the shopper's page, if there is one. */
export function reasonAgainst(shop: TestShop, shopper: string, id: string): string | undefined {
  const { catalog } = shop.views
  const product = catalog.product(catalog.find(id as never))
  return product?.inStock ? hidingOf(shop, shopper, id) : `${id} is not to be had`
}

/** What the shopper has hidden that hides the product, if anything does. */
export function hidingOf(shop: TestShop, shopper: string, id: string): string | undefined {
  const { catalog, shoppers } = shop.views
  const product = catalog.product(catalog.find(id as never))
  const row = shoppers.find(shopper as never)
  for (const hidden of row < 0 ? [] : shoppers.hiddenBy(row)) {
    if (hidden.what === 'product' && hidden.product === id) return `${id} is hidden`
    if (hidden.what === 'brand' && hidden.brand === product?.brand) return `${hidden.brand} is hidden`
    if (hidden.what === 'category' && `${product?.categoryPath.join('>')}>`.startsWith(`${hidden.category}>`))
      return `${hidden.category} is hidden`
  }
  return undefined
}
