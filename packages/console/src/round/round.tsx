import { Box, Center, Container, Group, Progress, Stack, Text, Title } from '@mantine/core'
import {
  EmptyState,
  ErrorBoundary,
  ErrorState,
  LanguageButton,
  LoadingState,
  SchemeSwitch,
  useLanguage,
  useWords,
} from '@nunchi/ui'
import { IconKey } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { takeKeyFromAddress } from '../session/key-store.ts'
import { words } from './round.words.ts'
import { isLeft } from './round-changes.ts'
import { dayText, isPast } from './round-clock.ts'
import { RoundDrawer } from './round-drawer.ts'
import { RoundFoot } from './round-foot.tsx'
import { RoundList } from './round-list.tsx'
import { LastDone, RoundNext } from './round-next.tsx'
import { RoundChanged, RoundHeld, RoundStatus, troubleWords } from './round-status.tsx'
import { useRound } from './use-round.ts'
import { useRoundTime } from './use-round-time.ts'
import { useRoundWorker } from './use-round-worker.ts'
import { mapAppOf } from './way-to.ts'

/** A driver's day on a phone: what comes next, large, and everything else below it. Opened by a link with the driver's key. */
export function Round() {
  const say = useWords(words)
  const drawer = useMemo(() => new RoundDrawer(() => window.localStorage), [])
  const [key, setKey] = useState(() => keyIn(drawer))
  useRoundWorker()
  useEffect(() => {
    document.title = say.title
  }, [say])
  useEffect(() => {
    const take = () => setKey(keyIn(drawer))
    window.addEventListener('hashchange', take)
    window.addEventListener('storage', take) // another tab signed out, or opened another link
    return () => {
      window.removeEventListener('hashchange', take)
      window.removeEventListener('storage', take)
    }
  }, [drawer])
  const signOut = () => {
    drawer.signOut()
    setKey(undefined)
  }
  return (
    <Container component="main" size="xs" px="sm" py="sm" mih="100dvh">
      <ErrorBoundary instead={(error) => <ErrorState error={error} retry={() => window.location.reload()} />}>
        {key === undefined ? <NoKey /> : <Day key={key} driver={key} drawer={drawer} onSignOut={signOut} />}
      </ErrorBoundary>
    </Container>
  )
}

/** The key of the link that was opened, else of the last one: a phone closes pages by itself, so it outlives them. */
function keyIn(drawer: RoundDrawer): string | undefined {
  const given = takeKeyFromAddress()
  if (given !== undefined) drawer.takeKey(given)
  return drawer.key
}

function NoKey() {
  const say = useWords(words)
  return (
    <>
      <Head title={say.title} />
      <EmptyState title={say.noKey}>{say.noKeyBody}</EmptyState>
      <Center>
        <IconKey aria-hidden />
      </Center>
    </>
  )
}

function Head({ title, under }: { readonly title: string; readonly under?: string }) {
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
      <Box miw={0}>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" mih="1.5em">
          {under}
        </Text>
      </Box>
      <Group gap="xs" wrap="nowrap">
        <LanguageButton />
        <SchemeSwitch />
      </Group>
    </Group>
  )
}

type DayProps = { readonly driver: string; readonly drawer: RoundDrawer; readonly onSignOut: () => void }

function Day({ driver, drawer, onSignOut }: DayProps) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const told = useRound(drawer, driver)
  const { round, trouble, act } = told
  const [first, setFirst] = useState<string>()
  const [map, setMap] = useState(() => mapAppOf(drawer.map))
  const left = round?.stops.filter(isLeft) ?? []
  const wanted = [first, round?.next].flatMap((name) => left.find(({ delivery }) => delivery === name) ?? [])
  const stop = wanted[0] ?? left[0]
  const [why, what] = trouble ? troubleWords(trouble.fate, say) : ['', '']
  return (
    <Stack gap="sm">
      <Head
        title={round ? round.name : say.title}
        under={round && [round.driver, dayText(lang, round.day)].filter(Boolean).join(' · ')}
      />
      <RoundStatus told={told} />
      {round && trouble && isPast(round, Date.now()) && <Text fw={600}>{say.old(dayText(lang, round.day))}</Text>}
      <RoundHeld told={told} zone={round?.depot.zone} />
      <RoundChanged told={told} />
      {!round ? (
        trouble ? (
          <EmptyState title={why}>{what}</EmptyState>
        ) : (
          <LoadingState rows={5} height={72} />
        )
      ) : round.state === 'none' ? (
        <EmptyState title={say.none}>{say.noneBody}</EmptyState>
      ) : (
        <>
          <Done round={round} />
          <RoundNext round={round} stop={stop} map={map} act={act} onDone={() => setFirst(undefined)} />
          <LastDone round={round} act={act} />
          <RoundList
            round={round}
            current={round.state === 'out' ? stop?.delivery : undefined}
            act={act}
            onFirst={setFirst}
          />
        </>
      )}
      {(round || trouble) && (
        <RoundFoot
          told={told}
          map={map}
          onMap={(name) => {
            setMap(mapAppOf(name))
            drawer.map = name
          }}
          onSignOut={onSignOut}
        />
      )}
    </Stack>
  )
}

/** How much is behind the driver. */
function Done({
  round: { stops, state, endsAt, depot },
}: {
  readonly round: NonNullable<ReturnType<typeof useRound>['round']>
}) {
  const say = useWords(words)
  const over = stops.filter((stop) => !isLeft(stop))
  const failed = over.filter((stop) => stop.state === 'failed').length
  const time = useRoundTime(depot.zone)
  const back = state === 'out' && endsAt !== undefined && say.back(time(endsAt))
  return (
    <Box>
      <Text size="sm" fw={600}>
        {[say.progress(over.length, stops.length), failed > 0 && say.failedCount(failed), back]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Progress mt={4} size="lg" value={(100 * over.length) / Math.max(1, stops.length)} aria-hidden />
    </Box>
  )
}
