import { Anchor, AspectRatio, Image, Paper, Stack, Text } from '@mantine/core'
import type { Currency, ShownItem } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './home.words.ts'

/** One product as it is shown, small. The picture has its place before it is there. */
export function ItemCard({
  item,
  currency,
  onWhy,
}: {
  readonly item: ShownItem
  readonly currency: Currency
  readonly onWhy: () => void
}) {
  const say = useWords(words)
  const format = useFormat()
  const { title, brand, priceMinor, imageUrl, why, chances } = item
  return (
    <Paper withBorder p="xs" radius="md" component="article" aria-label={title}>
      <Stack gap={4} h="100%">
        <AspectRatio ratio={4 / 3}>
          {imageUrl ? (
            <Image src={imageUrl} alt="" loading="lazy" fit="contain" radius="sm" />
          ) : (
            <div style={{ background: 'var(--mantine-color-default-hover)', borderRadius: 4 }} />
          )}
        </AspectRatio>
        <Text size="xs" c="dimmed" truncate>
          {brand ?? ' '}
        </Text>
        <Text size="sm" lineClamp={2} lh={1.3} title={title}>
          {title}
        </Text>
        <Text size="sm" fw={650}>
          {priceMinor === undefined ? '–' : format.money(priceMinor, currency)}
        </Text>
        {chances?.purchase !== undefined && (
          <Text size="xs" c="dimmed">
            {say.chances.purchase} {format.percent(chances.purchase, 2)}
          </Text>
        )}
        <Text size="xs" c="dimmed" lineClamp={3} style={{ flex: 1 }} title={why.sentence}>
          {why.sentence}
        </Text>
        <Anchor component="button" size="xs" ta="start" onClick={onWhy} aria-label={say.whyOf(title)}>
          {say.why}
        </Anchor>
      </Stack>
    </Paper>
  )
}
