import { Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { RoundBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Tag } from '../data/tag.tsx'
import { words } from './round.words.ts'
import type { Act } from './round-acts.ts'
import { useRoundTime } from './use-round-time.ts'

type Props = {
  readonly round: RoundBody
  readonly act: (act: Act) => void
  readonly onFirst: (delivery: string) => void
}

/** The whole day in order: what is over can be taken back, what is not can be done first. */
export function RoundList({ round, act, onFirst }: Props) {
  const say = useWords(words)
  const left = round.stops.filter(({ endedAt, state }) => endedAt === undefined && state !== 'cancelled').length
  return (
    <Box component="section" mt="sm">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4">
          {say.list}
        </Title>
        <Text size="sm" c="dimmed">
          {say.left(left, round.stops.length)}
        </Text>
      </Group>
      <Stack component="ol" gap="xs" m={0} mt="xs" p={0} style={{ listStyle: 'none' }}>
        {round.stops.map((stop, index) => (
          <ListStop
            key={stop.delivery}
            stop={stop}
            place={index + 1}
            isOut={round.state === 'out'}
            zone={round.depot.zone}
            act={act}
            onFirst={onFirst}
          />
        ))}
      </Stack>
    </Box>
  )
}

const colors = {
  waiting: 'gray',
  planned: 'indigo',
  out: 'indigo',
  arriving: 'violet',
  delivered: 'teal',
  failed: 'red',
  cancelled: 'gray',
} as const

function ListStop({
  stop,
  place,
  isOut,
  zone,
  act,
  onFirst,
}: Pick<Props, 'act' | 'onFirst'> & {
  readonly stop: RoundBody['stops'][number]
  readonly place: number
  readonly isOut: boolean
  readonly zone: string
}) {
  const say = useWords(words)
  const time = useRoundTime(zone)
  const { delivery, state, address, endedAt, arrival, plannedAt, failure, canUndo } = stop
  const isOver = endedAt !== undefined || state === 'cancelled'
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Box miw={0}>
          <Text fw={600} lh={1.35} c={isOver ? 'dimmed' : undefined}>
            {place}. {address ?? say.noPlace}
          </Text>
          <Group gap="xs" mt={4}>
            <Text size="sm" c="dimmed">
              {time(endedAt ?? arrival?.at ?? plannedAt)} · {delivery}
            </Text>
            <Tag color={colors[state]}>
              {failure ? `${say.states[state]}: ${say.reasons[failure]}` : say.states[state]}
            </Tag>
          </Group>
        </Box>
        {isOver
          ? canUndo && (
              <Button
                h={44}
                variant="default"
                miw="max-content"
                aria-label={say.undoOf(delivery)}
                onClick={() => act({ kind: 'undone', delivery })}
              >
                {say.undo}
              </Button>
            )
          : isOut && (
              <Button
                h={44}
                variant="subtle"
                miw="max-content"
                aria-label={say.doNowOf(delivery)}
                onClick={() => {
                  onFirst(delivery)
                  window.scrollTo({ top: 0 })
                }}
              >
                {say.doNow}
              </Button>
            )}
      </Group>
    </Paper>
  )
}
