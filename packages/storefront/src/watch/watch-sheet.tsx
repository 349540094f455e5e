import { Drawer, Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWords } from '@nunchi/ui'
import { useShop } from '../app/shop.tsx'
import { Price } from '../item/price.tsx'
import { ProductImage } from '../item/product-image.tsx'
import type { WatchItem } from './watch-context.ts'
import { WatchForm } from './watch-form.tsx'
import { sheetWords } from './watch-words.ts'

type Props = { readonly item: WatchItem; readonly isOpen: boolean; readonly close: () => void }

/** Asks when to be told of a product's price; what most people want is chosen already, so that one tap does it. */
export function WatchSheet({ item, isOpen, close }: Props) {
  const say = useWords(sheetWords)
  const { currency } = useShop()
  const isPhone = useMediaQuery('(max-width: 47.99em)')
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      returnFocus={false} // useSheet does: it knows where it was opened from before this was fetched
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? '37rem' : 'md'}
      title={say.title}
      closeButtonProps={{ 'aria-label': say.close }}
      radius={isPhone ? 'lg' : 0}
    >
      <Stack gap="md">
        <Group wrap="nowrap" gap="md">
          <div style={{ width: 64, flex: 'none' }}>
            <ProductImage src={item.imageUrl} title={item.title} />
          </div>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" lineClamp={2}>
              {item.title}
            </Text>
            <Price priceMinor={item.priceMinor} currency={currency} />
          </div>
        </Group>
        <WatchForm key={item.product} item={item} close={close} />
      </Stack>
    </Drawer>
  )
}
