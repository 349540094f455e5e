import type { Currency, ShownItem } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { IconDots } from '@tabler/icons-react'
import { memo } from 'react'
import { Link } from 'wouter'
import { WatchButton } from '../watch/watch-button.tsx'
import css from './item-card.module.css'
import { useItemSheet } from './item-sheet-context.ts'
import { Price } from './price.tsx'
import { ProductImage } from './product-image.tsx'
import { WishButton } from './wish-button.tsx'

const words = {
  ko: { why: '왜 보이나요? · 덜 보기', fresh: '새로 왔어요', soldOut: '품절' },
  en: { why: 'Why am I shown this? · Show less', fresh: 'New here', soldOut: 'Sold out' },
}

type Props = {
  readonly item: ShownItem & { readonly inStock?: boolean }
  readonly currency: Currency
  readonly eager?: boolean
  /** Whether it came to the home with the last change. */
  readonly fresh?: boolean
  /** Whether its price can be waited for from here. */
  readonly hasBell?: boolean
}

/** A product in a list: what it is, what it costs, and why it is shown. */
export const ItemCard = memo(function ItemCard({ item, currency, eager, fresh, hasBell }: Props) {
  const say = useWords(words)
  const { open } = useItemSheet()
  const { product, title, brand, imageUrl, why, inStock = true } = item
  return (
    <article className={css.card} data-nunchi-product={product} data-fresh={fresh || undefined}>
      <Link href={`/products/${encodeURIComponent(product)}`} className={css.link}>
        <span className={css.picture}>
          <ProductImage src={imageUrl} title={title} eager={eager} />
          {fresh && <span className={css.fresh}>{say.fresh}</span>}
          {!inStock && <span className={css.soldOut}>{say.soldOut}</span>}
        </span>
        <span className={css.brand}>{brand}</span>
        <span className={css.title}>{title}</span>
        <Price {...item} currency={currency} />
      </Link>
      <button
        type="button"
        className={css.why}
        aria-label={`${why.sentence} ${say.why}: ${title}`}
        onClick={() => open(item)}
      >
        <span className={css.sentence}>{why.sentence}</span>
        <IconDots size={18} aria-hidden />
      </button>
      <span className={css.heart}>
        <WishButton item={item} />
      </span>
      {hasBell && (
        <span className={`${css.heart} ${css.bell}`}>
          <WatchButton item={item} />
        </span>
      )}
    </article>
  )
})
