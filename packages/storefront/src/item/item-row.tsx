import type { Currency, ShownItem } from '@nunchi/protocol'
import { Link } from 'wouter'
import { WatchButton } from '../watch/watch-button.tsx'
import css from './item-row.module.css'
import { Price } from './price.tsx'
import { ProductImage } from './product-image.tsx'

type Props = {
  readonly item: Pick<ShownItem, 'product' | 'title' | 'brand' | 'imageUrl' | 'priceMinor' | 'listPriceMinor'>
  readonly currency: Currency
  readonly rank?: number
  /** A word about it, set apart. */
  readonly note?: string
  /** Whether its price can be waited for from here. */
  readonly hasBell?: boolean
}

/** A product in a line: for lists in which many stand close together. */
export function ItemRow({ item, currency, rank, note, hasBell }: Props) {
  const { product, title, brand, imageUrl } = item
  const row = (
    <Link href={`/products/${encodeURIComponent(product)}`} className={css.row} data-nunchi-product={product}>
      {rank !== undefined && <span className={css.rank}>{rank}</span>}
      <span className={css.picture}>
        <ProductImage src={imageUrl} title={title} />
      </span>
      <span className={css.words}>
        <span className={css.brand}>{brand}</span>
        <span className={css.title}>{title}</span>
        <Price {...item} currency={currency} />
      </span>
      {note && <span className={css.note}>{note}</span>}
    </Link>
  )
  if (!hasBell) return row
  return (
    <div className={css.withBell}>
      {row}
      <WatchButton item={item} />
    </div>
  )
}
