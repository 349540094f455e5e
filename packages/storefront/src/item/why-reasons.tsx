import { Stack, Text } from '@mantine/core'
import type { ContributionBody, WhyBody } from '@nunchi/protocol'
import { decimal, EmptyState, ErrorState, LoadingState, percent, useLanguage, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { forVisitors } from '../app/for-visitors.ts'
import { useShop } from '../app/shop.tsx'
import { sourceWords } from './source-words.ts'
import css from './why-reasons.module.css'

const words = {
  ko: {
    points: '점',
    against: '반대 이유',
    nothing: '특별한 이유는 없어요',
    nothingMore: '아직 아는 것이 적어서 모두에게 인기 있는 상품을 보여 드려요.',
    chances: '이번 방문에서의 예상',
    click: '클릭',
    cart: '장바구니',
    purchase: '구매',
    sum: '점수 합계',
    rests: (n: number) => `이벤트 ${n.toLocaleString('ko-KR')}개까지 반영한 답이에요.`,
  },
  en: {
    points: 'points',
    against: 'Speaks against it',
    nothing: 'Nothing in particular',
    nothingMore: 'Little is known so far, so you see what many people want.',
    chances: 'Expected in this visit',
    click: 'click',
    cart: 'cart',
    purchase: 'purchase',
    sum: 'Sum of points',
    rests: (n: number) => `This answer rests on ${n.toLocaleString('en-US')} events.`,
  },
}

/** What speaks for a product and against it, as bars, each with what it rests on. */
export function WhyReasons({ product }: { readonly product: string }) {
  const { client, about } = useShop()
  const { data, error, refetch } = useQuery({
    queryKey: ['why', ...about, product],
    queryFn: ({ signal }) => client.why({ product, ...forVisitors }, { signal }),
    staleTime: 0,
  })
  if (error) return <ErrorState error={error} retry={refetch} />
  if (!data) return <LoadingState rows={5} height={44} />
  return <Reasons why={data} />
}

function Reasons({ why }: { readonly why: WhyBody }) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const most = Math.max(...why.contributions.map(({ points }) => Math.abs(points)), 1e-9)
  if (why.contributions.length === 0)
    return <EmptyState title={why.sentence || say.nothing}>{say.nothingMore}</EmptyState>
  return (
    <Stack gap="sm">
      <ol className={css.reasons}>
        {why.contributions.map((one) => (
          <Reason key={`${one.source} ${one.sentence}`} one={one} share={Math.abs(one.points) / most} />
        ))}
      </ol>
      <Text size="sm">
        {say.sum}: <strong>{decimal(why.score, lang)}</strong>
      </Text>
      {why.chances && (
        <Text size="sm">
          {say.chances}:{' '}
          {(['click', 'cart', 'purchase'] as const)
            .filter((act) => why.chances?.[act] !== undefined)
            .map((act) => `${say[act]} ${percent(why.chances?.[act] ?? 0, lang)}`)
            .join(' · ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {say.rests(why.position)}
      </Text>
    </Stack>
  )
}

function Reason({ one, share }: { readonly one: ContributionBody; readonly share: number }) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const sources = useWords(sourceWords)
  const isAgainst = one.points < 0
  return (
    <li className={css.reason}>
      <span className={css.head}>
        <strong>{sources[one.source] ?? one.source}</strong>
        <span className={css.points}>
          {one.points > 0 ? '+' : ''}
          {decimal(one.points, lang)} <span className="visually-hidden">{say.points}</span>
        </span>
      </span>
      <span className={css.track} aria-hidden>
        <span className={isAgainst ? css.against : css.bar} style={{ width: `${Math.max(2, share * 100)}%` }} />
      </span>
      <Text size="sm" c="dimmed" component="span">
        {isAgainst && `${say.against}: `}
        {one.sentence}
      </Text>
    </li>
  )
}
