import { Badge, Button } from '@mantine/core'
import type { Currency, SubscriptionBody } from '@nunchi/protocol'
import { ErrorState, money, useLanguage, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { ProductImage } from '../item/product-image.tsx'
import { conditionWords, countingWords, queryWords } from './condition-words.ts'
import { StepChart } from './step-chart.tsx'
import { useEnding } from './use-ending.ts'
import css from './watch.module.css'
import { isPlain, useWatch } from './watch-context.ts'

const words = {
  ko: {
    now: (price: string) => `지금 ${price}`,
    gone: '지금은 살 수 없어요',
    met: '조건에 맞아요',
    far: (price: string) => `목표까지 ${price}`,
    change: '바꾸기',
    end: '끄기',
    query: '검색 조건',
    erased: '상품이 더는 없어요',
  },
  en: {
    now: (price: string) => `Now ${price}`,
    gone: 'It cannot be had now',
    met: 'As you wished',
    far: (price: string) => `${price} to go`,
    change: 'Change',
    end: 'End',
    query: 'Search',
    erased: 'The product is gone',
  },
}

type Props = { readonly subscription: SubscriptionBody; readonly currency: Currency }

/** One subscription: what is waited for, how far it is, what it cost, and the ways to change and end it. */
export function WatchRow({ subscription, currency }: Props) {
  const change = useChanging(subscription)
  const say = useWords(words)
  const { lang } = useLanguage()
  const end = useEnding(() => document.querySelector('main')?.focus({ preventScroll: true }))
  const { id, wanted, conditions, counting, products } = subscription
  const [only] = products
  const name =
    wanted.what === 'query' ? `${say.query}: ${queryWords(wanted, currency, lang)}` : (only?.title ?? say.erased)
  return (
    <article className={css.row} data-subscription={id} aria-label={name}>
      {products.length === 0 && <p className={css.name}>{name}</p>}
      {products.map((one) => (
        <Waited key={one.product} one={one} currency={currency} />
      ))}
      <div className={css.actions}>
        <p className={css.condition}>
          {[countingWords(counting), conditionWords(conditions, currency, lang)].filter(Boolean).join(': ')}
        </p>
        {change && (
          <Button
            size="sm"
            variant="default"
            aria-haspopup="dialog"
            aria-label={`${say.change}: ${name}`}
            onClick={change}
          >
            {say.change}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          aria-label={`${say.end}: ${name}`}
          loading={end.isPending}
          onClick={() => end.mutate(id)}
        >
          {say.end}
        </Button>
      </div>
      {end.error && <ErrorState error={end.error} />}
    </article>
  )
}

/** Opens the sheet that changes a subscription: of a product, or of more; undefined where its products are all gone. */
function useChanging(current: SubscriptionBody): (() => void) | undefined {
  const { open, openWish } = useWatch()
  const { wanted, products } = current
  const [only] = products
  if (wanted.what === 'query') return () => openWish({ wanted, current })
  if (only === undefined) return undefined
  if (isPlain(current)) return () => open({ ...only, inStock: only.priceMinor !== undefined })
  const there = { what: 'products' as const, products: products.map(({ product }) => product) }
  return () => openWish({ wanted: there, current })
}

/** One product of a subscription. */
function Waited({
  one,
  currency,
}: {
  readonly one: SubscriptionBody['products'][number]
  readonly currency: Currency
}) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { product, title, imageUrl, priceMinor, targetMinor, distanceMinor, isMet } = one
  return (
    <>
      <Link href={`/products/${encodeURIComponent(product)}`} className={css.product}>
        <span className={css.picture}>
          <ProductImage src={imageUrl} title={title} />
        </span>
        <span className={css.words}>
          <span className={css.name}>{title}</span>
          <strong>{priceMinor === undefined ? say.gone : say.now(money(priceMinor, currency, lang))}</strong>
          <span className={css.state}>
            {isMet && <Badge variant="light">{say.met}</Badge>}
            {!isMet && distanceMinor !== undefined && say.far(money(distanceMinor, currency, lang))}
          </span>
        </span>
      </Link>
      <StepChart {...{ product, priceMinor, targetMinor, currency }} />
    </>
  )
}
