import { ActionIcon, Button } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { money, useLanguage, useWords } from '@nunchi/ui'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import { ProductImage } from '../item/product-image.tsx'
import css from './cart.module.css'
import { type CartLine, quantityMax } from './cart.ts'
import type { Hindrance } from './hindrance.ts'
import { hindranceWords } from './hindrance-words.ts'

const words = {
  ko: { fewer: '하나 빼기', more: '하나 더', remove: '빼기', quantity: '수량' },
  en: { fewer: 'One fewer', more: 'One more', remove: 'Remove', quantity: 'Quantity' },
}

type Props = {
  readonly line: CartLine
  readonly currency: Currency
  readonly hindrance: Hindrance | undefined
  readonly change: (line: CartLine, quantity: number) => void
}

/** One line of the cart: how many of it, and what they cost. */
export function CartRow({ line, currency, hindrance, change }: Props) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const why = useWords(hindranceWords)
  const { product, title, brand, imageUrl, priceMinor, quantity } = line
  const href = `/products/${encodeURIComponent(product)}`
  return (
    <li className={css.line}>
      <div className={css.picture}>
        <ProductImage src={imageUrl} title={title} eager />
      </div>
      <div className={css.what}>
        <span className={css.brand}>{brand}</span>
        <Link href={href} className={css.name}>
          {title}
        </Link>
        {hindrance && <span className={css.gone}>{why[hindrance]}</span>}
        <div className={css.row}>
          <fieldset className={css.stepper} aria-label={`${say.quantity}: ${title}`}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={`${say.fewer}: ${title}`}
              disabled={quantity <= 1}
              onClick={() => change(line, quantity - 1)}
            >
              <IconMinus size={16} aria-hidden />
            </ActionIcon>
            <output className={css.quantity}>{quantity}</output>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={`${say.more}: ${title}`}
              disabled={quantity >= quantityMax}
              onClick={() => change(line, quantity + 1)}
            >
              <IconPlus size={16} aria-hidden />
            </ActionIcon>
          </fieldset>
          {priceMinor !== undefined && (
            <strong className={css.amount}>{money(priceMinor * quantity, currency, lang)}</strong>
          )}
        </div>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="dimmed"
          className={css.remove}
          aria-label={`${say.remove}: ${title}`}
          onClick={() => change(line, 0)}
        >
          {say.remove}
        </Button>
      </div>
    </li>
  )
}
