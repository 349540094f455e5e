import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { FailureReason, RoundBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { IconCheck, IconMapPin, IconPhone } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { words } from './round.words.ts'
import type { Act } from './round-acts.ts'
import { useRoundTime } from './use-round-time.ts'

type Stop = RoundBody['stops'][number]
type Props = {
  readonly round: RoundBody
  /** The delivery that the driver would rather do first. */
  readonly first: string | undefined
  readonly act: (act: Act) => void
  readonly onDone: () => void
}

const reasons: readonly FailureReason[] = ['absent', 'refused', 'address', 'damaged', 'other']

/** What to do now: set out, the next stop with its three words, or the end of the day. */
export function RoundNext({ round, first, act, onDone }: Props) {
  const say = useWords(words)
  const time = useRoundTime(round.depot.zone)
  const wanted = round.stops.find(({ delivery, endedAt }) => delivery === first && endedAt === undefined)
  const stop =
    wanted ??
    round.stops.find(({ delivery }) => delivery === round.next) ??
    round.stops.find(({ endedAt, state }) => endedAt === undefined && state !== 'cancelled')
  if (round.state === 'ended') return <Final title={say.ended} />
  if (round.state === 'planned')
    return (
      <Paper withBorder p="md">
        <Stack>
          <Text size="lg" fw={600}>
            {round.leavesAt !== undefined && say.leaves(time(round.leavesAt))}
          </Text>
          <Text c="dimmed">{say.left(round.stops.length, round.stops.length)}</Text>
          <Big onClick={() => act({ kind: 'started' })}>{say.start}</Big>
        </Stack>
      </Paper>
    )
  if (!stop)
    return (
      <Final title={say.allDone} body={say.allDoneBody(round.depot.name)}>
        <Big onClick={() => act({ kind: 'ended' })}>{say.end}</Big>
      </Final>
    )
  return <NextStop key={stop.delivery} stop={stop} round={round} act={act} onDone={onDone} />
}

function Final({
  title,
  body,
  children,
}: {
  readonly title: string
  readonly body?: string
  readonly children?: ReactNode
}) {
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2} size="h3">
          {title}
        </Title>
        {body && <Text>{body}</Text>}
        {children}
      </Stack>
    </Paper>
  )
}

/** A button for a thumb with a glove on. */
function Big({
  onClick,
  color,
  variant,
  children,
}: {
  readonly onClick: () => void
  readonly color?: string
  readonly variant?: string
  readonly children: ReactNode
}) {
  return (
    <Button h={64} fz="lg" fullWidth color={color} variant={variant} onClick={onClick}>
      {children}
    </Button>
  )
}

function NextStop({ stop, round, act, onDone }: Omit<Props, 'first'> & { readonly stop: Stop }) {
  const say = useWords(words)
  const [isAsking, setAsking] = useState(false)
  const { delivery } = stop
  const end = (what: Act) => {
    act(what)
    onDone()
  }
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={say.next(round.stops.indexOf(stop) + 1, round.stops.length)}
    >
      <Stack gap="md">
        <StopFacts stop={stop} place={round.stops.indexOf(stop) + 1} all={round.stops.length} zone={round.depot.zone} />
        {isAsking ? (
          <Stack gap="xs" role="group" aria-label={say.why}>
            <Text fw={600}>{say.why}</Text>
            {reasons.map((reason) => (
              <Big key={reason} variant="light" color="red" onClick={() => end({ kind: 'failed', delivery, reason })}>
                {say.reasons[reason]}
              </Big>
            ))}
            <Big variant="default" onClick={() => setAsking(false)}>
              {say.cancel}
            </Big>
          </Stack>
        ) : (
          <Stack gap="xs">
            {stop.arrivedAt === undefined ? (
              <Big onClick={() => act({ kind: 'arrived', delivery })}>{say.arrived}</Big>
            ) : (
              <Big onClick={() => end({ kind: 'delivered', delivery })}>
                <IconCheck aria-hidden style={{ marginInlineEnd: 8 }} />
                {say.delivered}
              </Big>
            )}
            <SimpleGrid cols={stop.arrivedAt === undefined ? 2 : 1} spacing="xs">
              {stop.arrivedAt === undefined && (
                <Big variant="default" onClick={() => end({ kind: 'delivered', delivery })}>
                  {say.delivered}
                </Big>
              )}
              <Big variant="default" onClick={() => setAsking(true)}>
                {say.failed}
              </Big>
            </SimpleGrid>
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}

type Facts = { readonly stop: Stop; readonly place: number; readonly all: number; readonly zone: string }

function StopFacts({ stop, place, all, zone }: Facts) {
  const say = useWords(words)
  const time = useRoundTime(zone)
  const { address, recipient, phone, note, lat, lon, windows, arrival, lateSeconds, delivery, amounts } = stop
  const load = Object.entries(amounts).map(([name, amount]) => `${name} ${amount}`)
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed" fw={600}>
        {[say.next(place, all), arrival && say.expected(time(arrival.at))].filter(Boolean).join(' · ')}
      </Text>
      <Title order={2} size="1.6rem" lh={1.25}>
        {address ?? (lat === undefined ? say.noPlace : `${lat.toFixed(5)}, ${lon?.toFixed(5)}`)}
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
        <Text>
          <strong>{say.note}:</strong> {note}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {[delivery, ...load].join(' · ')}
      </Text>
      <Group grow gap="xs" mt="xs">
        {phone && (
          <Button
            component="a"
            href={`tel:${phone.replace(/[^+\d]/g, '')}`}
            variant="default"
            h={52}
            leftSection={<IconPhone aria-hidden size={20} />}
          >
            {say.call}
          </Button>
        )}
        {lat !== undefined && (
          <Button
            component="a"
            href={`geo:${lat},${lon}?q=${lat},${lon}`}
            variant="default"
            h={52}
            leftSection={<IconMapPin aria-hidden size={20} />}
          >
            {say.map}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
