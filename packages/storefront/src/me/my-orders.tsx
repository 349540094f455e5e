import { count, counted, dayOf, money, useLanguage, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { useShop } from '../app/shop.tsx'
import { piecesOf, totalOf } from '../cart/cart.ts'
import { useOrders } from '../cart/orders.ts'
import css from './me.module.css'

const words = {
  ko: { none: '이 브라우저에서 한 주문이 없어요.', pieces: (n: number) => `${count(n, 'ko')}개` },
  en: { none: 'No orders from this browser.', pieces: (n: number) => counted(n, 'piece') },
}

/** What the person ordered in this browser. */
export function MyOrders() {
  const { currency } = useShop()
  const { lang } = useLanguage()
  const say = useWords(words)
  const orders = useOrders()
  if (orders.length === 0) return <p className={css.none}>{say.none}</p>
  return (
    <ul className={css.list}>
      {orders.map(({ id, at, lines }) => (
        <li key={id}>
          <Link href={`/orders/${id}`} style={{ color: 'inherit' }}>
            {dayOf(at, lang)} · {say.pieces(piecesOf(lines))}
          </Link>
          <strong>{money(totalOf(lines), currency, lang)}</strong>
        </li>
      ))}
    </ul>
  )
}
