import { Divider, Group, Stack, Text, Title } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { SideSheet } from '../shell/side-sheet.tsx'
import type { SheetItem } from './item-sheet-context.ts'
import { LessLikeThis } from './less-like-this.tsx'
import { ProductImage } from './product-image.tsx'
import { WhyReasons } from './why-reasons.tsx'

const words = {
  ko: { title: '왜 보이나요?', close: '닫기', less: '덜 보기' },
  en: { title: 'Why am I shown this?', close: 'Close', less: 'Show me less' },
}

/** Why a product is shown, and what not to show any more: from below on phones, from the side elsewhere. */
export function ItemSheet({
  item,
  isOpen,
  close,
}: {
  readonly item: SheetItem
  readonly isOpen: boolean
  readonly close: () => void
}) {
  const say = useWords(words)
  return (
    <SideSheet title={say.title} closeLabel={say.close} isOpen={isOpen} close={close} phoneSize="85%">
      <Stack gap="lg">
        <Group wrap="nowrap" gap="md">
          <div style={{ width: 72, flex: 'none' }}>
            <ProductImage src={item.imageUrl} title={item.title} />
          </div>
          <div>
            <Text size="xs" fw={600} c="dimmed">
              {item.brand}
            </Text>
            <Text size="sm">{item.title}</Text>
          </div>
        </Group>
        <WhyReasons product={item.product} />
        <Divider />
        <section>
          <Title order={3} size="h5" mb="sm">
            {say.less}
          </Title>
          <LessLikeThis item={item} done={close} />
        </section>
      </Stack>
    </SideSheet>
  )
}
