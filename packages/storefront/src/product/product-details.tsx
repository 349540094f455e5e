import { Badge, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Currency, DealBody, ProductBody, SuggestionBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { IconEyeQuestion, IconShare2, IconShoppingBag } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useAct } from '../app/act.ts'
import { useCart } from '../cart/use-cart.ts'
import { DealLine } from '../deal/deal-line.tsx'
import { useItemSheet } from '../item/item-sheet-context.ts'
import { Price } from '../item/price.tsx'
import { WishButton } from '../item/wish-button.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { PriceTip } from '../watch/price-tip.tsx'
import { WatchButton } from '../watch/watch-button.tsx'
import css from './product.module.css'

const words = {
  ko: {
    cart: '장바구니에 담기',
    soldOut: '품절',
    unpriced: '가격이 정해지면 담을 수 있어요.',
    inCart: (n: number) => `장바구니에 ${n}개 있어요`,
    see: '장바구니 보기',
    share: '공유',
    copied: '주소를 복사했어요',
    why: '왜 보이나요? · 덜 보기',
    about: '상품 정보',
    path: '카테고리',
    brand: '브랜드',
  },
  en: {
    cart: 'Add to cart',
    soldOut: 'Sold out',
    unpriced: 'It can go into the cart once it has a price.',
    inCart: (n: number) => `${n} in your cart`,
    see: 'See the cart',
    share: 'Share',
    copied: 'The address was copied',
    why: 'Why am I shown this? · Show less',
    about: 'About the product',
    path: 'Categories',
    brand: 'Brand',
  },
}

type Props = {
  readonly product: ProductBody
  readonly currency: Currency
  /** A price of it that is worth waiting for. */
  readonly tip: SuggestionBody['suggestion']
  readonly deal: DealBody | undefined
}

/** The words and buttons beside a product's picture. */
export function ProductDetails({ product, currency, tip, deal }: Props) {
  const say = useWords(words)
  const { open } = useItemSheet()
  const { cart, add } = useCart()
  const share = useSharing(product)
  const inCart = cart.find((line) => line.product === product.product)?.quantity ?? 0
  const { product: id, title, brand, imageUrl, priceMinor, inStock } = product
  return (
    <div className={css.details}>
      <CategoryPath path={product.categoryPath} />
      {brand && (
        <Link href={`/search?brand=${encodeURIComponent(brand)}`} className={css.brand}>
          {brand}
        </Link>
      )}
      <PageTitle title={title} />
      <Price {...product} currency={currency} large />
      {deal?.priceMinor !== undefined && <DealLine deal={deal} />}
      {!inStock && (
        <Badge color="gray" size="lg" mt="xs">
          {say.soldOut}
        </Badge>
      )}
      <div className={css.buttons}>
        <Button
          size="lg"
          className={css.grow}
          disabled={!inStock || priceMinor === undefined}
          leftSection={<IconShoppingBag size={20} aria-hidden />}
          onClick={() => priceMinor !== undefined && add({ product: id, title, brand, imageUrl, priceMinor })}
        >
          {say.cart}
        </Button>
        <WishButton item={product} full />
        <WatchButton item={product} full />
      </div>
      {tip && <PriceTip product={product} tip={tip} />}
      <p role="status" className={css.inCart}>
        {priceMinor === undefined && `${say.unpriced} `}
        {inCart > 0 && (
          <>
            {say.inCart(inCart)} <Link href="/cart">{say.see}</Link>
          </>
        )}
      </p>
      <div className={css.small}>
        <Button variant="subtle" leftSection={<IconEyeQuestion size={18} aria-hidden />} onClick={() => open(product)}>
          {say.why}
        </Button>
        <Button variant="subtle" leftSection={<IconShare2 size={18} aria-hidden />} onClick={share}>
          {say.share}
        </Button>
      </div>
      <Attributes product={product} />
    </div>
  )
}

function CategoryPath({ path }: { readonly path: readonly string[] }) {
  const say = useWords(words)
  return (
    <nav aria-label={say.path} className={css.path}>
      {path.map((name, depth) => {
        const category = path.slice(0, depth + 1).join('>')
        return (
          <span key={category}>
            {depth > 0 && <span aria-hidden> › </span>}
            <Link href={`/search?category=${encodeURIComponent(category)}`}>{name}</Link>
          </span>
        )
      })}
    </nav>
  )
}

function Attributes({ product: { attributes } }: { readonly product: ProductBody }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const rows = Object.entries(attributes)
  if (rows.length === 0) return null
  return (
    <section>
      <h2 className={css.subtitle}>{say.about}</h2>
      <dl className={css.attributes}>
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{attributeName(key, lang)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function useSharing({ product, title }: ProductBody): () => Promise<void> {
  const say = useWords(words)
  const act = useAct()
  return async () => {
    const url = window.location.href
    try {
      if (navigator.share) await navigator.share({ title, url })
      else {
        await navigator.clipboard.writeText(url)
        notifications.show({ message: say.copied })
      }
    } catch {
      return // they thought better of it
    }
    await act({ kind: 'shared', name: title }, (collector) => collector.productShared(product))
  }
}
