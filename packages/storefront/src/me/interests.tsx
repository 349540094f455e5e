import { Button } from '@mantine/core'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { InterestRow } from './interest-row.tsx'
import css from './interests.module.css'
import { useInterests } from './use-interests.ts'

const words = {
  ko: {
    none: '아직 아는 것이 없어요',
    noneHint: '상품을 보거나 찜하면 여기에 관심사가 쌓여요.',
    more: (n: number) => `${n}개 모두 보기`,
  },
  en: {
    none: 'Nothing is known yet',
    noneHint: 'Look at products or wish for them, and your interests gather here.',
    more: (n: number) => `Show all ${n}`,
  },
}
const shownAtFirst = 10

/** What the person is drawn to, strongest first. */
export function Interests() {
  const say = useWords(words)
  const [isAll, setAll] = useState(false)
  const { data, error, refetch } = useInterests()
  const interests = data?.interests ?? []
  const shown = isAll ? interests : interests.slice(0, shownAtFirst)
  const titles = useTitles(shown.flatMap(({ lastProduct }) => lastProduct ?? []))
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <LoadingState rows={6} height={56} />
  if (interests.length === 0) return <EmptyState title={say.none}>{say.noneHint}</EmptyState>
  const most = Math.max(...interests.map(({ score }) => Math.abs(score)), 1e-9)
  return (
    <>
      <ol className={css.interests}>
        {shown.map((one, place) => (
          <InterestRow
            key={one.tag}
            interest={one}
            rank={place + 1}
            share={Math.max(0, one.score) / most}
            lastTitle={titles.get(one.lastProduct ?? '')}
          />
        ))}
      </ol>
      {interests.length > shown.length && (
        <Button mt="md" variant="default" onClick={() => setAll(true)}>
          {say.more(interests.length)}
        </Button>
      )}
    </>
  )
}

/** What the products of some evidence are called. */
function useTitles(products: readonly string[]): ReadonlyMap<string, string> {
  const { client, about } = useShop()
  const asked = [...new Set(products)].sort()
  const { data } = useQuery({
    queryKey: ['titles', ...about, asked.join(' ')],
    queryFn: ({ signal }) => client.rank({ products: asked, ...forVisitors }, { signal }),
    enabled: asked.length > 0,
    staleTime: 60_000,
  })
  return new Map(data?.items.map(({ product, title }) => [product, title]))
}
