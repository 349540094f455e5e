import { Button, Skeleton } from '@mantine/core'
import { useDeal, useSuggestion } from '@nunchi/sdk/react'
import { EmptyState, ErrorState, LoadingStatus, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useAct } from '../app/act.ts'
import { useShop } from '../app/shop.tsx'
import { PriceStory } from '../deal/price-story.tsx'
import { ProductImage } from '../item/product-image.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { MoreLikeThis } from './more-like-this.tsx'
import css from './product.module.css'
import { ProductDetails } from './product-details.tsx'

const words = {
  ko: {
    loading: '상품',
    unknown: '그런 상품이 없어요',
    unknownHint: '판매가 끝났거나 주소가 잘못되었을 수 있어요.',
    browse: '상품 둘러보기',
  },
  en: {
    loading: 'Product',
    unknown: 'There is no such product',
    unknownHint: 'It may no longer be sold, or the address has a slip in it.',
    browse: 'Browse products',
  },
}

/** One product: what it is, and what to do with it. Looking at it is an act that the home follows. */
export function ProductPage({ product: id }: { readonly product: string }) {
  const { client, collector, about } = useShop()
  const say = useWords(words)
  const act = useAct()
  const viewed = useRef('')
  const { data, error, refetch } = useQuery({
    queryKey: ['product', ...about, id],
    queryFn: ({ signal }) => client.product(id, { signal }),
    staleTime: 60_000,
  })
  const tip = useSuggestion(id)
  const deal = useDeal(id)
  const title = data?.product.title
  useEffect(() => {
    const visit = `${about[0]} ${id}`
    if (title === undefined || viewed.current === visit) return
    viewed.current = visit
    void act({ kind: 'viewed', name: title }, () => collector.productViewed(id))
  }, [about, id, title, act, collector])
  useEffect(() => () => collector.leaveProduct(), [collector])
  if (error && !data) {
    if ((error as { code?: string }).code !== 'PRODUCT_UNKNOWN') return <Trouble error={error} retry={refetch} />
    const action = (
      <Button component={Link} href="/search" mt="sm">
        {say.browse}
      </Button>
    )
    return (
      <>
        <PageTitle title={say.unknown} />
        <EmptyState title={id} action={action}>
          {say.unknownHint}
        </EmptyState>
      </>
    )
  }
  if (!data || tip.isLoading || deal.isLoading) return <ProductLoading /> // what came later would push the rest down
  const { product, currency } = data
  return (
    <>
      <article className={css.columns}>
        <div className={css.picture}>
          <ProductImage src={product.imageUrl} title={product.title} eager />
        </div>
        <ProductDetails product={product} currency={currency} tip={tip.data?.suggestion} deal={deal.data} />
      </article>
      <PriceStory key={id} product={id} deal={deal.data} />
      <MoreLikeThis product={product} />
    </>
  )
}

function Trouble({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const say = useWords(words)
  return (
    <>
      <PageTitle title={say.loading} hidden />
      <ErrorState error={error} retry={retry} />
    </>
  )
}

function ProductLoading() {
  return (
    <div className={css.columns} aria-busy="true">
      <LoadingStatus />
      <div className={css.picture}>
        <Skeleton style={{ aspectRatio: 1 }} height="auto" radius="lg" />
      </div>
      <div>
        <Skeleton height={18} width="30%" />
        <Skeleton height={32} mt="sm" />
        <Skeleton height={36} width="50%" mt="lg" />
        <Skeleton height={50} mt="xl" />
        <Skeleton height={160} mt="xl" />
      </div>
    </div>
  )
}
