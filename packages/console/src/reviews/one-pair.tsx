import { Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { Currency, ReviewBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Panel } from '../data/panel.tsx'
import { Tag } from '../data/tag.tsx'
import { useFormat } from '../data/use-format.ts'
import { OfferSide } from './offer-side.tsx'
import { words } from './reviews.words.ts'
import { ValuePairs } from './value-pairs.tsx'
import { WeightBars } from './weight-bars.tsx'

/** One pair side by side, with all that is known of it. */
export function OnePair({ pair, currency }: { readonly pair: ReviewBody; readonly currency: Currency }) {
  const say = useWords(words)
  const format = useFormat()
  const { one, other, chance, isTogether, offers } = pair
  return (
    <>
      <Paper component="section" withBorder p="md" aria-labelledby="pair-question">
        <Stack gap="sm">
          <Group justify="space-between" gap="xs">
            <Title order={2} size="h5" id="pair-question">
              {say.pair}
            </Title>
            <Group gap="xs">
              <Tag color="indigo">{say.chance(format.percent(chance, 0))}</Tag>
              <Tag color="gray">{isTogether ? say.together : say.apart}</Tag>
            </Group>
          </Group>
          <SimpleGrid cols={2} spacing={{ base: 'sm', sm: 'xl' }}>
            <OfferSide offer={one} own={pair.words.one} currency={currency} label={say.one} />
            <OfferSide offer={other} own={pair.words.other} currency={currency} label={say.other} />
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            {say.wordsHint} {say.moves(offers)}.
          </Text>
        </Stack>
      </Paper>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Panel title={say.values}>
          <ValuePairs pair={pair} />
        </Panel>
        <Panel title={say.weights} hint={say.weightsHint}>
          <WeightBars weights={pair.weights} />
        </Panel>
      </SimpleGrid>
    </>
  )
}
