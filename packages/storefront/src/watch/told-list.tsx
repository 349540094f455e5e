import type { AlertBody, AlertsBody, Currency } from '@nunchi/protocol'
import { count, counted, type Lang, moment, money, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { ProductImage } from '../item/product-image.tsx'
import css from './watch.module.css'

const words = {
  ko: {
    none: '알림이 오면 여기에 모여요.',
    back: '다시 살 수 있어요',
    was: (price: string) => `이전 가격 ${price},`,
    now: (price: string) => `지금은 ${price}`,
    gone: '지금은 살 수 없어요',
    more: (n: number) => `이전 알림 ${count(n, 'ko')}개가 더 있어요.`,
  },
  en: {
    none: 'What you are told gathers here.',
    back: 'It can be had again',
    was: (price: string) => `Before ${price},`,
    now: (price: string) => `Now ${price}`,
    gone: 'It cannot be had now',
    more: (n: number) => `There are ${counted(n, 'earlier alert')}.`,
  },
}

/** What the person was told, newest first. One that comes is said aloud by AlertListener. */
export function ToldList({ told: { alerts, total, currency }, lang }: { told: AlertsBody; lang: Lang }) {
  const say = useWords(words)
  if (alerts.length === 0) return <p className={css.none}>{say.none}</p>
  return (
    <>
      <ul className={css.list}>
        {alerts.map((alert) => (
          <li key={alert.id} data-alert={alert.id}>
            <Told alert={alert} currency={currency} lang={lang} />
          </li>
        ))}
      </ul>
      {total > alerts.length && <p className={css.none}>{say.more(total - alerts.length)}</p>}
    </>
  )
}

function Told({ alert, currency, lang }: { alert: AlertBody; currency: Currency; lang: Lang }) {
  const say = useWords(words)
  const { product, title, imageUrl, priceMinor, beforeMinor, nowMinor, at } = alert
  const amount = (minor: number) => money(minor, currency, lang)
  return (
    <Link href={`/products/${encodeURIComponent(product)}`} className={css.product}>
      <span className={css.picture}>
        <ProductImage src={imageUrl} title={title} />
      </span>
      <span className={css.words}>
        <span className={css.name}>{title}</span>
        <span>
          {beforeMinor === undefined ? (
            `${say.back} · `
          ) : (
            <>
              <span className="visually-hidden">{say.was(amount(beforeMinor))} </span>
              <s aria-hidden className={css.before}>
                {amount(beforeMinor)}
              </s>{' '}
            </>
          )}
          <strong>{amount(priceMinor)}</strong>
        </span>
        <span className={css.far}>
          <time dateTime={new Date(at).toISOString()}>{moment(at, lang)}</time>
          {nowMinor !== priceMinor && ` · ${nowMinor === undefined ? say.gone : say.now(amount(nowMinor))}`}
        </span>
      </span>
    </Link>
  )
}
