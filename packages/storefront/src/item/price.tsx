import type { Currency } from '@nunchi/protocol'
import { money, useLanguage, useWords } from '@nunchi/ui'
import css from './price.module.css'

const words = {
  ko: { off: '할인', before: '할인 전', none: '가격 준비 중' },
  en: { off: 'off', before: 'before', none: 'Price to come' },
}

/** What a product costs, and by how much that is reduced. */
export function Price({
  priceMinor,
  listPriceMinor,
  currency,
  large = false,
}: {
  readonly priceMinor?: number
  readonly listPriceMinor?: number
  readonly currency: Currency
  readonly large?: boolean
}) {
  const { lang } = useLanguage()
  const say = useWords(words)
  if (priceMinor === undefined) return <span className={css.none}>{say.none}</span>
  const share = reductionOf(priceMinor, listPriceMinor)
  return (
    <span className={large ? `${css.price} ${css.large}` : css.price}>
      {share > 0 && (
        <span className={css.share}>
          {share}%<span className="visually-hidden"> {say.off}</span>
        </span>
      )}
      <strong className={css.amount}>{money(priceMinor, currency, lang)}</strong>
      {share > 0 && (
        <s className={css.before}>
          <span className="visually-hidden">{say.before} </span>
          {money(listPriceMinor!, currency, lang)}
        </s>
      )}
    </span>
  )
}

/** By how many per cent a price lies below the one before; 0 when it does not. */
export function reductionOf(priceMinor: number, listPriceMinor: number | undefined): number {
  if (!listPriceMinor || listPriceMinor <= priceMinor) return 0
  return Math.max(1, Math.floor((1 - priceMinor / listPriceMinor) * 100))
}
