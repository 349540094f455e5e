import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { RoundBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { IconPhone } from '@tabler/icons-react'
import { amountsText } from './amount-text.ts'
import { words } from './round.words.ts'
import { useRoundTime } from './use-round-time.ts'
import { WayThere } from './way-there.tsx'
import type { MapApp } from './way-to.ts'

type Props = {
  readonly stop: RoundBody['stops'][number]
  readonly place: number
  readonly all: number
  readonly zone: string
  readonly map: MapApp
}

/** Where to, to whom, until when, and how to get or call there. */
export function StopFacts({ stop, place, all, zone, map }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const time = useRoundTime(zone)
  const { address, recipient, phone, note, lat, lon, windows, arrival, lateSeconds, delivery, amounts } = stop
  const where = address ?? (lat === undefined ? say.noPlace : `${lat.toFixed(5)}, ${lon?.toFixed(5)}`)
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed" fw={600}>
        {[say.next(place, all), arrival && say.expected(time(arrival.at))].filter(Boolean).join(' · ')}
      </Text>
      <Title order={2} size="1.6rem" lh={1.25} style={{ overflowWrap: 'anywhere' }}>
        {where}
      </Title>
      {recipient && <Text size="lg">{recipient}</Text>}
      <Text>
        {windows.length === 0
          ? say.anyTime
          : say.window(windows.map(({ from, until }) => `${time(from)}–${time(until)}`).join(', '))}
        {lateSeconds >= 60 && (
          <Text span c="var(--mantine-color-error)" fw={700}>
            {' '}
            {say.late(Math.round(lateSeconds / 60))}
          </Text>
        )}
      </Text>
      {note && (
        <Paper bg="var(--mantine-color-default-hover)" px="sm" py={6} my={4}>
          <Text size="lg" lh={1.35} style={{ overflowWrap: 'anywhere' }}>
            <strong>{say.note}:</strong> {note}
          </Text>
        </Paper>
      )}
      <Text size="sm" c="dimmed">
        {[amountsText(amounts, lang), delivery].filter(Boolean).join(' · ')}
      </Text>
      <Group grow gap="xs" mt="xs">
        {phone && (
          <Button
            component="a"
            href={`tel:${phone.replace(/[^+\d]/g, '')}`}
            variant="default"
            h={56}
            fz="md"
            leftSection={<IconPhone aria-hidden size={22} />}
          >
            {say.call}
          </Button>
        )}
        {lat !== undefined && lon !== undefined && <WayThere map={map} place={{ lat, lon, name: where }} />}
      </Group>
    </Stack>
  )
}
