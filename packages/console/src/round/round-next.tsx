import { Box, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { FailureReason, RoundBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { amountsText } from './amount-text.ts'
import { BigButton } from './big-button.tsx'
import { words } from './round.words.ts'
import type { Act } from './round-acts.ts'
import { isToBeLoaded, onBoard } from './round-changes.ts'
import { RoundReload } from './round-reload.tsx'
import { RoundSection } from './round-section.tsx'
import { StopFacts } from './stop-facts.tsx'
import { useRoundTime } from './use-round-time.ts'
import type { MapApp } from './way-to.ts'

type Stop = RoundBody['stops'][number]
type Props = {
  readonly round: RoundBody
  /** What is shown large; absent when nothing is left. */
  readonly stop: Stop | undefined
  readonly map: MapApp
  readonly act: (act: Act) => void
  readonly onDone: () => void
}

const reasons: readonly FailureReason[] = ['absent', 'refused', 'address', 'damaged', 'other']

/** What to do now: set out, the next stop with its three words, back to load, or the end of the day. */
export function RoundNext({ round, stop, map, act, onDone }: Props) {
  const say = useWords(words)
  if (round.state === 'ended') return <Final title={say.ended} />
  if (round.state === 'planned') return <SetOut round={round} act={act} />
  if (!stop)
    return (
      <Final title={say.allDone} body={say.allDoneBody(round.depot.name)}>
        <BigButton onClick={() => act({ kind: 'ended' })}>{say.end}</BigButton>
      </Final>
    )
  if (isToBeLoaded(stop)) return <RoundReload key={`load ${stop.delivery}`} {...{ stop, round, map, act }} />
  return <NextStop key={stop.delivery} stop={stop} round={round} map={map} act={act} onDone={onDone} />
}

function SetOut({ round, act }: Pick<Props, 'round' | 'act'>) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const time = useRoundTime(round.depot.zone)
  const load = new Map<string, number>()
  for (const { amounts } of onBoard(round.stops))
    for (const [name, amount] of Object.entries(amounts)) load.set(name, (load.get(name) ?? 0) + amount)
  const text = amountsText(Object.fromEntries(load), lang)
  return (
    <RoundSection label={say.start}>
      <Text size="lg" fw={600}>
        {round.leavesAt !== undefined && say.leaves(time(round.leavesAt))}
      </Text>
      {text !== '' && <Text>{say.load(text)}</Text>}
      <BigButton onClick={() => act({ kind: 'started' })}>{say.start}</BigButton>
    </RoundSection>
  )
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
    <RoundSection label={title} shown={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {body && <Text>{body}</Text>}
      {children}
    </RoundSection>
  )
}

function NextStop({ stop, round, map, act, onDone }: Props & { readonly stop: Stop }) {
  const say = useWords(words)
  const [isAsking, setAsking] = useState(false)
  const { delivery } = stop
  const place = round.stops.indexOf(stop) + 1
  const end = (what: Act) => {
    act(what)
    onDone()
  }
  return (
    <RoundSection label={say.next(place, round.stops.length)} shown={`${stop.arrivedAt} ${isAsking}`} gap="md">
      <StopFacts stop={stop} place={place} all={round.stops.length} zone={round.depot.zone} map={map} />
      {isAsking ? (
        <Stack gap="xs" role="group" aria-label={say.why}>
          <Text fw={600}>{say.why}</Text>
          {reasons.map((reason) => (
            <BigButton
              key={reason}
              variant="light"
              color="red"
              onClick={() => end({ kind: 'failed', delivery, reason })}
            >
              {say.reasons[reason]}
            </BigButton>
          ))}
          <BigButton key="back" variant="default" onClick={() => setAsking(false)}>
            {say.cancel}
          </BigButton>
        </Stack>
      ) : (
        <Box key={stop.arrivedAt === undefined ? 'way' : 'door'}>
          {stop.arrivedAt === undefined ? (
            <BigButton onClick={() => act({ kind: 'arrived', delivery })}>{say.arrived}</BigButton>
          ) : (
            <BigButton onClick={() => end({ kind: 'delivered', delivery })}>
              <IconCheck aria-hidden style={{ marginInlineEnd: 8, verticalAlign: 'middle' }} />
              {say.delivered}
            </BigButton>
          )}
          <SimpleGrid mt="xs" cols={stop.arrivedAt === undefined ? 2 : 1} spacing="xs">
            {stop.arrivedAt === undefined && (
              <BigButton variant="default" onClick={() => end({ kind: 'delivered', delivery })}>
                {say.delivered}
              </BigButton>
            )}
            <BigButton variant="default" onClick={() => setAsking(true)}>
              {say.failed}
            </BigButton>
          </SimpleGrid>
        </Box>
      )}
    </RoundSection>
  )
}

/** What was done or said last, with the way to take it back at once. */
export function LastDone({ round, act }: Pick<Props, 'round' | 'act'>) {
  const say = useWords(words)
  const last = round.stops.reduce<Stop | undefined>(
    (found, stop) => (stop.canUndo && (stop.endedAt ?? 0) > (found?.endedAt ?? 0) ? stop : found),
    undefined,
  )
  if (round.canUndo !== undefined) return <Last text={say.kinds[round.canUndo]} undo={() => act({ kind: 'undone' })} />
  if (last === undefined || round.state === 'planned') return null
  const { address, delivery, state, failure } = last
  const end = failure ? say.reasons[failure] : say.states[state]
  return <Last text={`${address ?? delivery} · ${end}`} undo={() => act({ kind: 'undone', delivery })} />
}

function Last({ text, undo }: { readonly text: string; readonly undo: () => void }) {
  const say = useWords(words)
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Text size="sm" lh={1.3} lineClamp={2}>
        {say.lastDone}: {text}
      </Text>
      <Box miw="max-content">
        <BigButton variant="default" onClick={undo}>
          {say.undo}
        </BigButton>
      </Box>
    </Group>
  )
}
