import { Button } from '@mantine/core'
import type { HiddenBody } from '@nunchi/protocol'
import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useQueries } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'
import { useHiding } from '../item/hiding.ts'
import css from './me.module.css'
import { usePreferences } from './use-preferences.ts'

const words = {
  ko: {
    none: '숨긴 것이 없어요.',
    unhide: '다시 보기',
    kinds: { product: '상품', brand: '브랜드', category: '카테고리' },
  },
  en: {
    none: 'Nothing is hidden.',
    unhide: 'Show again',
    kinds: { product: 'product', brand: 'brand', category: 'category' },
  },
}

/** What the person asked never to see, each with a way back. */
export function HiddenThings() {
  const say = useWords(words)
  const { data, error, refetch } = usePreferences()
  const hiding = useHiding()
  const names = useNames(data?.hidden ?? [])
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <LoadingState rows={2} height={48} />
  if (data.hidden.length === 0) return <p className={css.none}>{say.none}</p>
  return (
    <>
      <ul className={css.list}>
        {data.hidden.map((one, place) => (
          <li key={JSON.stringify(one)}>
            <span>
              {names[place]} <span className={css.none}>({say.kinds[one.what]})</span>
            </span>
            <Button
              size="compact-md"
              variant="default"
              loading={hiding.isPending}
              aria-label={`${say.unhide}: ${names[place]}`}
              onClick={() => hiding.change({ unhide: [one] }, names[place])}
            >
              {say.unhide}
            </Button>
          </li>
        ))}
      </ul>
      {hiding.error && <ErrorState error={hiding.error} />}
    </>
  )
}

/** What hidden things are called: a product by its title, when the shop still knows it. */
function useNames(hidden: readonly HiddenBody[]): readonly string[] {
  const { client, about } = useShop()
  const answers = useQueries({
    queries: hidden.map((one) => {
      const product = one.what === 'product' ? one.product : ''
      return {
        queryKey: ['product', ...about, product],
        queryFn: ({ signal }: { signal: AbortSignal }) => client.product(product, { signal }),
        enabled: product !== '',
        staleTime: 60_000,
        retry: false,
      }
    }),
  })
  return hidden.map((one, place) => {
    if (one.what === 'brand') return one.brand
    if (one.what === 'category') return one.category.replaceAll('>', ' › ')
    return answers[place].data?.product.title ?? one.product
  })
}
