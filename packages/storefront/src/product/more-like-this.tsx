import type { ProductBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { Shelf } from '../home/shelf.tsx'
import css from './product.module.css'

const words = {
  ko: { more: (name: string) => `${name}, 나에게 맞는 순서로` },
  en: { more: (name: string) => `${name}, in your order` },
}
const nothingFresh: ReadonlySet<string> = new Set()
const countMax = 10

/** More of the same category, in the order of who looks. */
export function MoreLikeThis({ product: { product, categoryPath } }: { readonly product: ProductBody }) {
  const { client, about } = useShop()
  const say = useWords(words)
  const category = categoryPath.join('>')
  const { data } = useQuery({
    queryKey: ['search', ...about, 'more', category],
    queryFn: ({ signal }) => client.search({ category, count: countMax + 1, ...forVisitors }, { signal }),
    enabled: category !== '',
    staleTime: 60_000,
  })
  const items = data?.items.filter((item) => item.product !== product).slice(0, countMax) ?? []
  if (!data || items.length === 0) return null
  const shelf = { module: 'more-like-this', title: say.more(categoryPath.at(-1) ?? ''), items }
  return (
    <div className={css.more}>
      <Shelf shelf={shelf} currency={data.currency} fresh={nothingFresh} isFirst={false} />
    </div>
  )
}
