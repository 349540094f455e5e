import type { DealBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import css from './deal.module.css'
import { bandOf, isGood } from './deal-words.ts'

const words = {
  ko: { points: (score: number) => `100점 가운데 ${score}점`, more: '가격 기록 보기' },
  en: { points: (score: number) => `${score} of 100`, more: 'See its prices' },
}

/** How good the price is, in a line below it, with the way to what that rests on. */
export function DealLine({ deal }: { readonly deal: DealBody }) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const { score } = deal
  return (
    <p className={css.dealLine}>
      {score !== undefined && (
        <span>
          <strong data-good={isGood(score) || undefined}>{bandOf(score, lang)}</strong> · {say.points(score)}
        </span>
      )}
      <a href="#prices">{say.more}</a>
    </p>
  )
}
