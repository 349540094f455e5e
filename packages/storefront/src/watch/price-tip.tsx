import { Button } from '@mantine/core'
import type { ProductBody, SuggestionBody } from '@nunchi/protocol'
import { count, counted, money, percent, useLanguage, useWords } from '@nunchi/ui'
import { useShop } from '../app/shop.tsx'
import css from './watch.module.css'
import { useWatch } from './watch-context.ts'

const words = {
  ko: {
    looked: (times: number) => `이 상품을 ${count(times, 'ko')}번 보셨어요. `,
    was: (days: number, share: string, price: string) =>
      `살 수 있던 최근 ${count(days, 'ko')}일 가운데 ${share}의 날에 ${price} 이하였어요.`,
    wait: (price: string) => `${price} 이하면 알려 주기`,
  },
  en: {
    looked: (times: number) => `You looked at this ${counted(times, 'time')}. `,
    was: (days: number, share: string, price: string) =>
      `On ${share} of the last ${count(days, 'en')} days on which it could be had it cost ${price} or less.`,
    wait: (price: string) => `Tell me at ${price} or less`,
  },
}
/** How often somebody has to have looked before the page says that it noticed. */
const looksMin = 2

type Props = { readonly product: ProductBody; readonly tip: NonNullable<SuggestionBody['suggestion']> }

/** A price that is worth waiting for, and what that rests on. */
export function PriceTip({ product, tip: { views, days, share, targetMinor } }: Props) {
  const { open } = useWatch()
  const say = useWords(words)
  const { lang } = useLanguage()
  const { currency } = useShop()
  const price = money(targetMinor, currency, lang)
  return (
    <div className={css.tip}>
      <p>
        {views >= looksMin && say.looked(views)}
        {say.was(days, percent(share, lang, 0), price)}
      </p>
      <Button size="sm" variant="light" aria-haspopup="dialog" onClick={() => open({ ...product, targetMinor })}>
        {say.wait(price)}
      </Button>
    </div>
  )
}
