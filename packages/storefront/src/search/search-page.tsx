import { Button, Pagination, Select, Skeleton } from '@mantine/core'
import type { SearchBody } from '@nunchi/protocol'
import { EmptyState, ErrorState, LoadingStatus, useWords } from '@nunchi/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'wouter'
import { useAct } from '../app/act.ts'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { ItemCard } from '../item/item-card.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { QueryBell } from '../watch/query-bell.tsx'
import { CategoryBar } from './category-bar.tsx'
import { Facets } from './facets.tsx'
import css from './search.module.css'
import { pageSize, pagesMax, parametersOf, queryOf, sorts, type Wanted, waitedFor, wantedIn } from './search-address.ts'
import { searchWords } from './search-words.ts'

/** Results of a search, or everything to browse in: narrowed by category, brand and price, in this person's order. */
export function SearchPage() {
  const { client, about } = useShop()
  const say = useWords(searchWords)
  const [parameters, setParameters] = useSearchParams()
  const wanted = wantedIn(parameters)
  const change = (next: Partial<Wanted>) => {
    setParameters(parametersOf({ ...wanted, page: 1, ...next }))
    if (next.page) window.scrollTo(0, 0)
  }
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['search', ...about, JSON.stringify(wanted)],
    queryFn: ({ signal }) => client.search({ ...queryOf(wanted), ...forVisitors }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  useTellingSearch(data && !isPlaceholderData && wanted.q !== '' ? (data.corrected ?? wanted.q) : '')
  const name = wanted.q || wanted.brand || wanted.category.split('>').at(-1) || ''
  return (
    <>
      <PageTitle title={name ? say.of(name) : say.browse} />
      {error && <ErrorState error={error} retry={refetch} />}
      {data?.corrected && <p className={css.notice}>{say.corrected(wanted.q, data.corrected)}</p>}
      {data?.relaxed && <p className={css.notice}>{say.relaxed}</p>}
      <CategoryBar facets={data?.facets} category={wanted.category} change={change} />
      <div className={css.columns}>
        <Facets facets={data?.facets} wanted={wanted} change={change} />
        <section aria-label={say.results} className={css.results} aria-busy={isPlaceholderData || (!data && !error)}>
          <div className={css.bar}>
            <p role="status" className={css.total}>
              {data && say.total(data.total)}
            </p>
            <QueryBell query={waitedFor(wanted, data?.corrected ?? wanted.q)} />
            <Select
              aria-label={say.sort}
              w="9rem"
              allowDeselect={false}
              value={wanted.sort}
              data={sorts.map((value) => ({ value, label: say.sorts[value] }))}
              onChange={(sort) => change({ sort: (sort ?? 'best') as Wanted['sort'] })}
            />
          </div>
          {!data && !error && <ResultsLoading />}
          {data?.total === 0 && <NothingFound reset={() => setParameters({})} />}
          {data && data.total > 0 && <Results found={data} list={wanted.q ? 'search' : 'browse'} />}
          {data && data.total > pageSize && (
            <Pagination
              mt="xl"
              siblings={0}
              total={Math.min(pagesMax, Math.ceil(data.total / pageSize))}
              value={wanted.page}
              onChange={(page) => change({ page })}
              getItemProps={(page) => ({ 'aria-label': say.page(page) })}
              getControlProps={(control) => ({ 'aria-label': say.controls[control] })}
            />
          )}
        </section>
      </div>
    </>
  )
}

function Results({ found: { items, currency }, list }: { readonly found: SearchBody; readonly list: string }) {
  return (
    <ul className={css.items} data-nunchi-list={list}>
      {items.map((item, place) => (
        <li key={item.product}>
          <ItemCard item={item} currency={currency} eager={place < 4} hasBell />
        </li>
      ))}
    </ul>
  )
}

function NothingFound({ reset }: { readonly reset: () => void }) {
  const say = useWords(searchWords)
  const action = (
    <Button mt="sm" onClick={reset}>
      {say.all}
    </Button>
  )
  return (
    <EmptyState title={say.nothing} action={action}>
      {say.nothingHint}
    </EmptyState>
  )
}

function ResultsLoading() {
  return (
    <div className={css.items}>
      <LoadingStatus />
      {[0, 1, 2, 3, 4, 5, 6, 7].map((place) => (
        <div key={place}>
          <Skeleton style={{ aspectRatio: 1 }} height="auto" radius="lg" />
          <Skeleton height={14} mt="sm" />
          <Skeleton height={18} width="60%" mt={8} mb={64} />
        </div>
      ))}
    </div>
  )
}

/** A search counts once it was answered, as it was understood, and once however often its page is turned. */
function useTellingSearch(q: string): void {
  const act = useAct()
  const told = useRef('')
  useEffect(() => {
    if (q === '' || told.current === q) return
    told.current = q
    void act({ kind: 'searched', name: q }, (collector) => collector.searched(q))
  }, [q, act])
}
