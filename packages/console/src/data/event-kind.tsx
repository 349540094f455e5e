import { useLanguage } from '@nunchi/ui'
import { kindWords } from './kinds.words.ts'
import { Tag } from './tag.tsx'

/** What happened, in words; its colour tells money, intent and the rest apart. */
export function EventKind({ kind }: { readonly kind: string }) {
  const { lang } = useLanguage()
  return <Tag color={colorOf(kind)}>{kindWords[lang][kind] ?? kind}</Tag>
}

function colorOf(kind: string): string {
  if (kind === 'order.placed') return 'teal'
  if (kind === 'order.refunded' || kind === 'product.disliked' || kind === 'shopper.hid') return 'red'
  if (kind.startsWith('cart.') || kind.startsWith('checkout.') || kind.startsWith('coupon.')) return 'orange'
  if (kind === 'products.searched') return 'violet'
  if (kind === 'product.wished' || kind === 'product.liked' || kind === 'product.shared') return 'pink'
  if (kind.startsWith('consent.') || kind.startsWith('personalisation.') || kind === 'shopper.identified')
    return 'indigo'
  return 'gray'
}
