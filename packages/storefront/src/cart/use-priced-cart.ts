import { useQuery } from '@tanstack/react-query'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { atPricesOf, type Cart } from './cart.ts'
import { hindrancesOf } from './hindrance.ts'

/** The cart at the prices of now, and which of its products cannot be bought and why; until these are known, as it was put in. */
export function usePricedCart(cart: Cart) {
  const { client, about } = useShop()
  const products = cart.map(({ product }) => product)
  const { data: now, error } = useQuery({
    queryKey: ['cart-prices', ...about, [...products].sort().join(' ')],
    queryFn: ({ signal }) => client.rank({ products, ...forVisitors }, { signal }),
    enabled: products.length > 0,
  })
  const lines = atPricesOf(cart, new Map(now?.items.map(({ product, priceMinor }) => [product, priceMinor])))
  const gone: ReadonlySet<string> = new Set([...(now?.unavailable ?? []), ...(now?.unknown ?? [])])
  return { lines, hindered: hindrancesOf(lines, gone), error }
}
