import { EmptyState, ErrorState, useLanguage, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useHomeWatch } from '../app/home-watch.tsx'
import { personName } from '../app/person-name.ts'
import { useShop } from '../app/shop.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { ChangeStrip } from './change-strip.tsx'
import { homeOptions } from './home-query.ts'
import { Shelf, ShelfLoading } from './shelf.tsx'

const words = {
  ko: {
    title: '홈',
    heading: '지금, 나를 위한 홈',
    of: (name: string) => `${name} 님의 홈`,
    empty: '보여 드릴 상품이 없어요',
    emptyHint: '숨긴 항목이 많다면 내 페이지에서 다시 보이게 할 수 있어요.',
  },
  en: {
    title: 'Home',
    heading: 'Your home, right now',
    of: (name: string) => `The home of ${name}`,
    empty: 'There is nothing to show',
    emptyHint: 'If you hid a lot, your page lets you see it again.',
  },
}

/** The home: shelves in the order of who looks, and what their last act changed. */
export function HomePage() {
  const shop = useShop()
  const say = useWords(words)
  const { lang } = useLanguage()
  const { change, look } = useHomeWatch()
  const { data: home, error, refetch } = useQuery(homeOptions(shop))
  useEffect(look, [look])
  const fresh = useMemo(() => new Set(change?.fresh.map(({ product }) => product)), [change])
  return (
    <>
      <PageTitle title={say.title}>{shop.person ? say.of(personName(shop.person, lang)) : say.heading}</PageTitle>
      <ChangeStrip policy={home?.policy} />
      {error && !home && <ErrorState error={error} retry={refetch} />}
      {!home && !error && <ShelfLoading shelves={3} />}
      {home?.modules.length === 0 && <EmptyState title={say.empty}>{say.emptyHint}</EmptyState>}
      {home?.modules.map((one, place) => (
        <Shelf key={one.module} shelf={one} currency={home.currency} fresh={fresh} isFirst={place === 0} />
      ))}
    </>
  )
}
