import { Button } from '@mantine/core'
import { useAnswer, useNunchi } from '@nunchi/sdk/react'
import { count, EmptyState, ErrorState, LoadingState, useLanguage, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { Link } from 'wouter'
import { PageTitle } from '../shell/page-title.tsx'
import { ToldList } from './told-list.tsx'
import css from './watch.module.css'
import { useWatch } from './watch-context.ts'
import { WatchRow } from './watch-row.tsx'

const words = {
  ko: {
    title: '내 가격 알림',
    waits: '기다리는 가격',
    told: '받은 알림',
    none: '기다리는 가격이 없어요',
    noneHint: '상품의 종 모양 버튼을 누르면 원하는 가격이 될 때 알려 드려요.',
    browse: '상품 둘러보기',
    more: (n: number) => `${count(n, 'ko')}개 더 보기`,
  },
  en: {
    title: 'My price alerts',
    waits: 'Prices you wait for',
    told: 'What you were told',
    none: 'You wait for no price',
    noneHint: 'Press the bell of a product, and you are told when its price is as you wish.',
    browse: 'Browse products',
    more: (n: number) => `Show ${count(n, 'en')} more`,
  },
}
/** Each has a chart that is asked for by itself. */
const shownFirst = 20

/** Every price that the person waits for, and what they were told, as it comes. */
export function WatchPage() {
  const { client } = useNunchi()
  const { mine } = useWatch()
  const say = useWords(words)
  const { lang } = useLanguage()
  const told = useAnswer('alerts', (signal) => client.alerts({}, { signal }), { isLive: true })
  return (
    <>
      <PageTitle title={say.title} />
      {/* Both come at once: the one that came later would push the other about. */}
      {mine.isLoading || told.isLoading ? (
        <LoadingState rows={4} height={140} />
      ) : (
        <div className={css.columns}>
          <section aria-label={say.waits} className={css.section}>
            <h2>{say.waits}</h2>
            {mine.error && !mine.data ? <ErrorState error={mine.error} retry={mine.refetch} /> : <Waits />}
          </section>
          <section aria-label={say.told} className={css.section}>
            <h2>{say.told}</h2>
            {told.data && <ToldList told={told.data} lang={lang} />}
            {told.error && !told.data ? <ErrorState error={told.error} retry={told.refetch} /> : null}
          </section>
        </div>
      )}
    </>
  )
}

/** Newest first: what was asked for last is what one comes to look at. */
function Waits() {
  const { mine } = useWatch()
  const say = useWords(words)
  const [shown, setShown] = useState(shownFirst)
  const all = [...(mine.data?.subscriptions ?? [])].reverse()
  if (!mine.data || all.length === 0)
    return (
      <EmptyState
        title={say.none}
        action={
          <Button component={Link} href="/search" mt="sm">
            {say.browse}
          </Button>
        }
      >
        {say.noneHint}
      </EmptyState>
    )
  const { currency } = mine.data
  return (
    <>
      <ul className={css.list}>
        {all.slice(0, shown).map((subscription) => (
          <li key={subscription.id}>
            <WatchRow subscription={subscription} currency={currency} />
          </li>
        ))}
      </ul>
      {all.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + shownFirst)}>
          {say.more(Math.min(shownFirst, all.length - shown))}
        </Button>
      )}
    </>
  )
}
