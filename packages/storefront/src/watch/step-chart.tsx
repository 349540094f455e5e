import { Skeleton } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { usePriceHistory } from '@nunchi/sdk/react'
import { dayOf, frameOf, heightOf, money, pathOf, runsOf, useLanguage, useWords, withNow } from '@nunchi/ui'
import css from './watch.module.css'

const words = {
  ko: {
    says: (from: string, low: string, high: string) => `${from}부터 · 최저 ${low} · 최고 ${high}`,
    gaps: '끊긴 곳은 살 수 없던 때예요.',
    target: (price: string) => `목표 ${price}`,
    none: '아직 알려진 가격이 없어요.',
    failed: '가격 기록을 불러오지 못했어요.',
  },
  en: {
    says: (from: string, low: string, high: string) => `Since ${from} · low ${low} · high ${high}`,
    gaps: 'Where the line is broken it could not be had.',
    target: (price: string) => `Target ${price}`,
    none: 'No price is known yet.',
    failed: 'What it cost could not be loaded.',
  },
}

type Props = {
  readonly product: string
  readonly priceMinor: number | undefined
  readonly targetMinor: number | undefined
  readonly currency: Currency
}

/** What a product cost in the last 90 days, as a line of steps with its gaps, and the target across it. As tall while it loads. */
export function StepChart({ product, priceMinor, targetMinor, currency }: Props) {
  const { data, error } = usePriceHistory(product)
  const { lang } = useLanguage()
  const say = useWords(words)
  const runs = data ? runsOf(withNow(data, priceMinor)) : []
  const frame = frameOf(runs, targetMinor)
  if (!data) return <div className={css.chart}>{error ? <p>{say.failed}</p> : <Skeleton height="100%" />}</div>
  if (!frame) return <p className={css.chart}>{say.none}</p>
  const prices = runs.flat().map(({ minor }) => minor)
  const amount = (minor: number) => money(minor, currency, lang)
  const bounds = [prices.reduce((a, b) => Math.min(a, b)), prices.reduce((a, b) => Math.max(a, b))] as const
  const caption = [
    say.says(dayOf(frame.from, lang), amount(bounds[0]), amount(bounds[1])),
    ...(targetMinor === undefined ? [] : [say.target(amount(targetMinor))]),
    ...(runs.length > 1 ? [say.gaps] : []),
  ].join(' · ')
  const target = targetMinor === undefined ? undefined : heightOf(targetMinor, frame)
  return (
    <figure className={css.chart}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {target !== undefined && <path className={css.target} d={`M0 ${target}H100`} />}
        {runs.map((run) => (
          <path key={run[0].from} className={css.line} d={pathOf(run, frame)} />
        ))}
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
