import { useWords } from '@nunchi/ui'
import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { ProductAction } from '../item/product-action.tsx'
import { useWatch, type WatchItem, watchOf } from './watch-context.ts'

const words = {
  ko: { tell: '가격 알림', on: '가격 알림 켜짐' },
  en: { tell: 'Tell me when it is cheaper', on: 'Price alert is on' },
}

type Props = { readonly item: WatchItem; readonly full?: boolean }

/** The bell of a product: opens the sheet, and is filled while its price is waited for. */
export function WatchButton({ item, full = false }: Props) {
  const watch = useWatch()
  const say = useWords(words)
  const isOn = watchOf(watch, item.product) !== undefined
  const icon = isOn ? (
    <IconBellFilled size={20} color="var(--shop-accent)" aria-hidden />
  ) : (
    <IconBell size={20} aria-hidden />
  )
  const label = isOn ? say.on : say.tell
  return (
    <ProductAction
      icon={icon}
      text={label}
      name={`${label}: ${item.title}`}
      full={full}
      aria={{ 'aria-haspopup': 'dialog' }}
      onClick={() => watch.open(item)}
    />
  )
}
