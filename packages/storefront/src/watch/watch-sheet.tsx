import { Group, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useShop } from '../app/shop.tsx'
import { Price } from '../item/price.tsx'
import { ProductImage } from '../item/product-image.tsx'
import { SideSheet } from '../shell/side-sheet.tsx'
import type { WatchItem } from './watch-context.ts'
import { WatchForm } from './watch-form.tsx'
import { sheetWords } from './watch-words.ts'

type Props = { readonly item: WatchItem; readonly isOpen: boolean; readonly close: () => void }

/** Asks when to be told of a product's price; what most people want is chosen already, so that one tap does it. */
export function WatchSheet({ item, isOpen, close }: Props) {
  const say = useWords(sheetWords)
  const { currency } = useShop()
  return (
    <SideSheet title={say.title} closeLabel={say.close} isOpen={isOpen} close={close} phoneSize="37rem">
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
    </SideSheet>
  )
}
