import { notifications } from '@mantine/notifications'
import { useAlerts, useNunchi } from '@nunchi/sdk/react'
import { money, useLanguage, useWords } from '@nunchi/ui'
import { IconBell } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { useShop } from '../app/shop.tsx'

const words = {
  ko: { title: '가격 알림', now: (price: string) => `지금 ${price}`, list: '내 가격 알림' },
  en: { title: 'Price alert', now: (price: string) => `Now ${price}`, list: 'My price alerts' },
}
const shownMs = 20_000

/** Says at once, wherever the person is in the shop, that a price has become as they wished, and has lists asked anew. */
export function AlertListener() {
  const { refresh } = useNunchi()
  const { currency } = useShop()
  const { lang } = useLanguage()
  const say = useWords(words)
  useEffect(refresh, [refresh]) // what was raised while nobody listened
  useAlerts(({ id, product, title, priceMinor }) => {
    notifications.show({
      id,
      title: say.title,
      icon: <IconBell size={18} aria-hidden />,
      autoClose: shownMs,
      message: (
        <>
          <Link href={`/products/${encodeURIComponent(product)}`} style={{ color: 'inherit' }}>
            {title}
          </Link>{' '}
          · {say.now(money(priceMinor, currency, lang))} ·{' '}
          <Link href="/watch" style={{ color: 'inherit' }}>
            {say.list}
          </Link>
        </>
      ),
    })
    refresh()
  })
  return null
}
