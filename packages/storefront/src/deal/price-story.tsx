import { Skeleton } from '@mantine/core'
import type { AlertsBody, DealBody } from '@nunchi/protocol'
import { useAnswer, useNunchi, usePriceHistory } from '@nunchi/sdk/react'
import { ErrorState, PriceChart, percent, useLanguage, useWords } from '@nunchi/ui'
import { IconAlertTriangle, IconClockHour4 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import css from './deal.module.css'
import { bandOf, discountWords, isGood, standingWords, waitingWords } from './deal-words.ts'

const words = {
  ko: {
    title: '가격 기록',
    score: '점',
    chances: '더 싸질 가능성',
    within: (days: number) => `${days}일 안에`,
    rests: '이 가게의 다른 상품들, 나중 가격으로 확인한 모델의 추정이에요.',
  },
  en: {
    title: 'Its prices',
    score: 'points',
    chances: 'Chance of a lower price',
    within: (days: number) => `within ${days} days`,
    rests: 'Estimated by a model that was checked on later prices of other products of this shop.',
  },
}
const dayMs = 86_400_000
const daysFirst = 90

/** What a product did cost, and what follows: how good the price is, whether its reduction is true, and whether waiting pays. */
export function PriceStory({ product, deal }: { readonly product: string; readonly deal: DealBody | undefined }) {
  const say = useWords(words)
  const [days, setDays] = useState(daysFirst)
  const from = useMemo(() => Math.floor(Date.now() / dayMs) * dayMs - (days - 1) * dayMs, [days])
  const { data, error, refetch } = usePriceHistory(product, { from, by: 'mall' })
  const alerts = useOwnAlerts(product)
  return (
    <section id="prices" className={css.story} aria-labelledby="prices-title">
      <h2 id="prices-title">{say.title}</h2>
      <div className={css.parts}>
        <div className={css.chart}>
          {data ? (
            <PriceChart history={data} priceMinor={deal?.priceMinor} alerts={alerts} days={days} onDays={setDays} />
          ) : error ? (
            <ErrorState error={error} retry={refetch} />
          ) : (
            <Skeleton height="100%" />
          )}
        </div>
        {deal && deal.priceMinor !== undefined && <Said deal={deal} />}
      </div>
    </section>
  )
}

/** The score and what else is to be said, in sentences. */
function Said({ deal }: { readonly deal: DealBody }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { score, waiting } = deal
  const discount = discountWords(deal, lang)
  const wait = waitingWords(deal, lang)
  return (
    <div className={css.said}>
      {score !== undefined && (
        <p className={css.score}>
          <strong data-good={isGood(score) || undefined}>{score}</strong> {say.score} · {bandOf(score, lang)}
        </p>
      )}
      {standingWords(deal, lang).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {discount && (
        <div className={css.warning} role="note">
          <p>
            <IconAlertTriangle size={16} aria-hidden /> <strong>{discount.title}</strong>
          </p>
          <p>{discount.body}</p>
        </div>
      )}
      {wait && (
        <div className={css.wait}>
          <p>
            <IconClockHour4 size={16} aria-hidden /> {wait}
          </p>
          <dl aria-label={say.chances}>
            {waiting.chances.map(({ days, chance }) => (
              <div key={days}>
                <dt>{say.within(days)}</dt>
                <dd>{percent(chance, lang, 0)}</dd>
              </div>
            ))}
          </dl>
          <p className={css.rests}>{say.rests}</p>
        </div>
      )}
    </div>
  )
}

function useOwnAlerts(product: string) {
  const { client } = useNunchi()
  const { data } = useAnswer<AlertsBody>('own', (signal) => client.alerts({ count: 100 }, { signal }), { isLive: true })
  return useMemo(() => data?.alerts.filter((alert) => alert.product === product) ?? [], [data, product])
}
