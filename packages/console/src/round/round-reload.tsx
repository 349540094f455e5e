import { Group, Stack, Text, Title } from '@mantine/core'
import type { RoundBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { amountsText } from './amount-text.ts'
import { BigButton } from './big-button.tsx'
import { words } from './round.words.ts'
import type { Act } from './round-acts.ts'
import { RoundSection } from './round-section.tsx'
import { useRoundTime } from './use-round-time.ts'
import { WayThere } from './way-there.tsx'
import type { MapApp } from './way-to.ts'

type Props = {
  /** What comes first once it has loaded. */
  readonly stop: RoundBody['stops'][number]
  readonly round: RoundBody
  readonly map: MapApp
  readonly act: (act: Act) => void
}

/** What is on board is brought: back to the depot, to load for the next trip. */
export function RoundReload({ stop: { reload }, round: { depot }, map, act }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const time = useRoundTime(depot.zone)
  const text = reload && amountsText(reload.amounts, lang)
  return (
    <RoundSection label={say.reload(depot.name)} gap="md">
      <Stack gap={4}>
        <Text size="sm" c="dimmed" fw={600}>
          {reload && say.expected(time(reload.at))}
        </Text>
        <Title order={2} size="1.6rem" lh={1.25} style={{ overflowWrap: 'anywhere' }}>
          {say.reload(depot.name)}
        </Title>
        {text !== '' && text !== undefined && <Text size="lg">{say.load(text)}</Text>}
        <Group grow mt="xs">
          <WayThere map={map} place={depot} />
        </Group>
      </Stack>
      <BigButton onClick={() => act({ kind: 'loaded' })}>{say.loaded}</BigButton>
    </RoundSection>
  )
}
