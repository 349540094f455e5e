import { useAnswer } from './use-answer.ts'

/** A product by its title, which is asked for once; until it is known, and where it is not, by its id. */
export function ProductTitle({ product }: { readonly product: string }) {
  const { data } = useAnswer(['product', product], (client, options) => client.product(product, options))
  return data?.product.title ?? product
}
