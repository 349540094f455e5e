import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { ItemRow } from '../item/item-row.tsx'
import { WishButton } from '../item/wish-button.tsx'
import { useWishes } from '../item/wishes.ts'
import css from './me.module.css'

const words = {
  ko: { none: '하트를 누른 상품이 여기에 모여요.' },
  en: { none: 'Products whose heart you press gather here.' },
}

/** What the person wished for. */
export function Wishes() {
  const { client, about } = useShop()
  const say = useWords(words)
  const { wishes } = useWishes()
  const { data, error, refetch } = useQuery({
    queryKey: ['wishes', ...about, wishes.join(' ')],
    queryFn: ({ signal }) => client.rank({ products: [...wishes], ...forVisitors }, { signal }),
    enabled: wishes.length > 0,
    staleTime: 60_000,
  })
  if (wishes.length === 0) return <p className={css.none}>{say.none}</p>
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <LoadingState rows={wishes.length} height={72} />
  return (
    <ul className={css.list} data-nunchi-list="wishes">
      {data.items.map((item) => (
        <li key={item.product}>
          <ItemRow item={item} currency={data.currency} />
          <WishButton item={item} />
        </li>
      ))}
    </ul>
  )
}
