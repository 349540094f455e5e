import { Button, Paper, Text } from '@mantine/core'
import { EmptyState, ErrorState, money, useLanguage, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { useShop } from '../app/shop.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import css from './cart.module.css'
import { totalOf } from './cart.ts'
import { CartRow } from './cart-row.tsx'
import { useCart } from './use-cart.ts'
import { usePricedCart } from './use-priced-cart.ts'

const words = {
  ko: {
    title: '장바구니',
    empty: '장바구니가 비어 있어요',
    emptyHint: '마음에 드는 상품을 담으면 홈이 그에 맞춰 바뀌어요.',
    shop: '쇼핑하러 가기',
    total: '합계',
    order: '주문하기',
    gone: '지금 살 수 없는 상품이 있어요. 빼고 주문해 주세요.',
    noPay: '데모이므로 결제되지 않아요.',
  },
  en: {
    title: 'Cart',
    empty: 'The cart is empty',
    emptyHint: 'What you put in here changes your home at once.',
    shop: 'Go shopping',
    total: 'Total',
    order: 'Order',
    gone: 'Something cannot be bought now. Take it out to order the rest.',
    noPay: 'This is a demo: nothing is charged.',
  },
}

/** What is in the cart, at the prices of now. */
export function CartPage() {
  const { currency } = useShop()
  const { lang } = useLanguage()
  const say = useWords(words)
  const { cart, setQuantity } = useCart()
  const { lines, hindered, error } = usePricedCart(cart)
  if (cart.length === 0) return <EmptyCart />
  const isBlocked = hindered.size > 0
  return (
    <>
      <PageTitle title={say.title} />
      {error && <ErrorState error={error} />}
      <div className={css.columns}>
        <ul className={css.lines}>
          {lines.map((line) => (
            <CartRow
              key={line.product}
              line={line}
              currency={currency}
              hindrance={hindered.get(line.product)}
              change={setQuantity}
            />
          ))}
        </ul>
        <Paper withBorder p="lg" radius="lg" className={css.sum}>
          <p className={css.total}>
            <span>{say.total}</span>
            <strong>{money(totalOf(lines), currency, lang)}</strong>
          </p>
          {isBlocked ? (
            <Text size="sm" c="var(--shop-sale)">
              {say.gone}
            </Text>
          ) : (
            <Button component={Link} href="/checkout" size="lg" fullWidth>
              {say.order}
            </Button>
          )}
          <Text size="xs" c="dimmed" ta="center" mt="sm">
            {say.noPay}
          </Text>
        </Paper>
      </div>
    </>
  )
}

function EmptyCart() {
  const say = useWords(words)
  const action = (
    <Button component={Link} href="/" mt="sm">
      {say.shop}
    </Button>
  )
  return (
    <>
      <PageTitle title={say.title} />
      <EmptyState title={say.empty} action={action}>
        {say.emptyHint}
      </EmptyState>
    </>
  )
}
