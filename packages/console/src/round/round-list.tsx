import { Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { RoundBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { Fragment } from 'react'
import { Tag } from '../data/tag.tsx'
import { amountsText } from './amount-text.ts'
import { words } from './round.words.ts'
import type { Act } from './round-acts.ts'
import { isLeft, isToBeLoaded, onBoard } from './round-changes.ts'
import { useRoundTime } from './use-round-time.ts'

type Stop = RoundBody['stops'][number]
type Props = {
  readonly round: RoundBody
  /** What is shown large already. */
  readonly current: string | undefined
  readonly act: (act: Act) => void
  readonly onFirst: (delivery: string) => void
}

/** The whole day in order, what is left before what is over: that can be taken back, and what is on board can be done first. */
export function RoundList({ round, current, act, onFirst }: Props) {
  const say = useWords(words)
  const left = round.stops.filter(isLeft)
  const over = round.stops.filter((stop) => !isLeft(stop))
  const time = useRoundTime(round.depot.zone)
  const here = new Set(onBoard(round.stops))
  const line = (stop: Stop) => (
    <ListStop stop={stop} place={round.stops.indexOf(stop) + 1} time={time}>
      {!isLeft(stop)
        ? stop.canUndo && <LineButton act={() => act({ kind: 'undone', delivery: stop.delivery })} of={stop} isUndo />
        : round.state === 'out' &&
          stop.delivery !== current &&
          here.has(stop) && (
            <LineButton
              of={stop}
              act={() => {
                onFirst(stop.delivery)
                window.scrollTo({ top: 0 })
              }}
            />
          )}
    </ListStop>
  )
  return (
    <>
      {left.length > 0 && (
        <Section title={say.left(left.length)}>
          {left.map((stop) => (
            <Fragment key={stop.delivery}>
              {isToBeLoaded(stop) && <ListReload stop={stop} depot={round.depot.name} time={time} />}
              {line(stop)}
            </Fragment>
          ))}
        </Section>
      )}
      {over.length > 0 && (
        <Section title={say.over(over.length)}>
          {over.map((stop) => (
            <Fragment key={stop.delivery}>{line(stop)}</Fragment>
          ))}
        </Section>
      )}
    </>
  )
}

/** Between two trips. */
function ListReload({
  stop: { reload },
  depot,
  time,
}: {
  readonly stop: Stop
  readonly depot: string
  readonly time: (at: number) => string
}) {
  const say = useWords(words)
  const { lang } = useLanguage()
  return (
    <Paper component="li" bg="var(--mantine-color-default-hover)" p="sm">
      <Text fw={600} lh={1.35} style={{ overflowWrap: 'anywhere' }}>
        {say.reload(depot)}
      </Text>
      <Text size="sm" c="dimmed" mt={4}>
        {reload && [time(reload.at), amountsText(reload.amounts, lang)].filter(Boolean).join(' · ')}
      </Text>
    </Paper>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Box component="section" mt="sm">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Stack component="ol" gap="xs" m={0} mt="xs" p={0} style={{ listStyle: 'none' }}>
        {children}
      </Stack>
    </Box>
  )
}

function LineButton({
  of: { delivery },
  act,
  isUndo = false,
}: {
  readonly of: Stop
  readonly act: () => void
  readonly isUndo?: boolean
}) {
  const say = useWords(words)
  return (
    <Button
      h={48}
      px="sm"
      variant={isUndo ? 'default' : 'subtle'}
      miw="max-content"
      aria-label={isUndo ? say.undoOf(delivery) : say.doNowOf(delivery)}
      onClick={({ detail }) => detail < 2 && act()}
    >
      {isUndo ? say.undo : say.doNow}
    </Button>
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
  time,
  children,
}: {
  readonly stop: Stop
  readonly place: number
  readonly time: (at: number) => string
  readonly children: React.ReactNode
}) {
  const say = useWords(words)
  const { delivery, state, address, arrivedAt, endedAt, arrival, plannedAt, failure } = stop
  const isPlain = isLeft(stop) && arrivedAt === undefined // that it is to be done says the heading above it
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Box miw={0}>
          <Text fw={600} lh={1.35} c={isLeft(stop) ? undefined : 'dimmed'} style={{ overflowWrap: 'anywhere' }}>
            {place}. {address ?? say.noPlace}
          </Text>
          <Group gap="xs" mt={4}>
            <Text size="sm" c="dimmed">
              {time(endedAt ?? arrival?.at ?? plannedAt)} · {delivery}
            </Text>
            {!isPlain && (
              <Tag color={colors[arrivedAt !== undefined && isLeft(stop) ? 'arriving' : state]}>
                {failure ? `${say.states[state]}: ${say.reasons[failure]}` : say.states[state]}
              </Tag>
            )}
          </Group>
        </Box>
        {children}
      </Group>
    </Paper>
  )
}
