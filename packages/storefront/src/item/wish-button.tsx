import { useWords } from '@nunchi/ui'
import { IconHeart, IconHeartFilled } from '@tabler/icons-react'
import { ProductAction } from './product-action.tsx'
import { useWishes } from './wishes.ts'

const words = {
  ko: { wish: '찜하기', wished: '찜함' },
  en: { wish: 'Wish', wished: 'Wished for' },
}

type Props = { readonly item: { readonly product: string; readonly title: string }; readonly full?: boolean }

/** The heart of a product: pressed when it is wished for. */
export function WishButton({ item, full = false }: Props) {
  const { wishes, turn } = useWishes()
  const say = useWords(words)
  const isWished = wishes.includes(item.product)
  const icon = isWished ? (
    <IconHeartFilled size={20} color="var(--shop-sale)" aria-hidden />
  ) : (
    <IconHeart size={20} aria-hidden />
  )
  return (
    <ProductAction
      icon={icon}
      text={isWished ? say.wished : say.wish}
      name={`${say.wish}: ${item.title}`}
      full={full}
      aria={{ 'aria-pressed': isWished }}
      onClick={() => turn(item)}
    />
  )
}
