import { Group, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useShop } from '../app/shop.tsx'
import { Price } from '../item/price.tsx'
import { ProductImage } from '../item/product-image.tsx'
import { SideSheet } from '../shell/side-sheet.tsx'
import type { WatchItem, WatchSubject } from './watch-context.ts'
import { WatchForm } from './watch-form.tsx'
import { sheetWords } from './watch-words.ts'
import type { Wish } from './wish.ts'
import { WishForm } from './wish-form.tsx'
import { wishWords } from './wish-words.ts'

type Props = { readonly subject: WatchSubject; readonly isOpen: boolean; readonly close: () => void }

/** Asks when to be told; what most people want is chosen already, so that one tap does it. */
export function WatchSheet({ subject, isOpen, close }: Props) {
  const say = useWords(sheetWords)
  return (
    <SideSheet title={say.title} closeLabel={say.close} isOpen={isOpen} close={close} phoneSize="37rem">
      <Stack gap="md">
        {subject.about === 'product' ? (
          <>
            <Product item={subject.item} />
            <WatchForm key={subject.item.product} item={subject.item} close={close} />
          </>
        ) : (
          <>
            <Wanted wish={subject.wish} />
            <WishForm key={JSON.stringify(subject.wish)} wish={subject.wish} close={close} />
          </>
        )}
      </Stack>
    </SideSheet>
  )
}

function Product({ item }: { readonly item: WatchItem }) {
  const { currency } = useShop()
  return (
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
  )
}

/** That it is a search, or which products it is about. */
function Wanted({ wish: { wanted, current } }: { readonly wish: Wish }) {
  const say = useWords(wishWords)
  if (wanted.what === 'products')
    return (
      <Text size="sm" lineClamp={4}>
        {current?.products.map(({ title }) => title).join(' · ')}
      </Text>
    )
  return (
    <div>
      <Text fw={600}>{say.query}</Text>
      <Text size="sm" c="dimmed">
        {say.queryHint}
      </Text>
    </div>
  )
}
