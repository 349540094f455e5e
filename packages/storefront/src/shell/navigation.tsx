import { useWords } from '@nunchi/ui'
import { IconHome, IconSearch, IconShoppingBag, IconUser } from '@tabler/icons-react'
import { Link, useRoute } from 'wouter'
import { useCart } from '../cart/use-cart.ts'
import css from './navigation.module.css'

const words = {
  ko: {
    nav: '주 메뉴',
    home: '홈',
    search: '둘러보기',
    cart: '장바구니',
    me: '내 페이지',
    in: (n: number) => `${n}개 담김`,
  },
  en: { nav: 'Main', home: 'Home', search: 'Browse', cart: 'Cart', me: 'My page', in: (n: number) => `${n} in it` },
}

/** The four places of the shop, below on phones, where the thumb is. */
export function BottomNav() {
  return <Navigation className={css.bottom} iconSize={24} />
}

/** The same in the header, where there is room. */
export function TopNav() {
  return <Navigation className={css.top} iconSize={20} />
}

function Navigation({ className, iconSize }: { readonly className: string; readonly iconSize: number }) {
  const say = useWords(words)
  const { count } = useCart()
  return (
    <nav aria-label={say.nav} className={className}>
      <Place href="/" label={say.home} icon={<IconHome size={iconSize} aria-hidden />} />
      <Place href="/search" label={say.search} icon={<IconSearch size={iconSize} aria-hidden />} />
      <Place
        href="/cart"
        label={say.cart}
        icon={<IconShoppingBag size={iconSize} aria-hidden />}
        count={count}
        said={count > 0 ? say.in(count) : undefined}
      />
      <Place href="/me" label={say.me} icon={<IconUser size={iconSize} aria-hidden />} />
    </nav>
  )
}

function Place(props: {
  readonly href: string
  readonly label: string
  readonly icon: React.ReactNode
  readonly count?: number
  readonly said?: string
}) {
  const { href, label, icon, count = 0, said } = props
  const [isHere] = useRoute(href)
  return (
    <Link href={href} className={css.place} aria-current={isHere ? 'page' : undefined}>
      <span className={css.icon}>
        {icon}
        {count > 0 && (
          <span className={css.count} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </span>
      <span>{label}</span>
      {said && <span className="visually-hidden">, {said}</span>}
    </Link>
  )
}
