import { Alert, Box, Button, Center, Container, Group, Stack, Text, Title } from '@mantine/core'
import { EmptyState, ErrorBoundary, ErrorState, LanguageSwitch, LoadingState, SchemeSwitch, useWords } from '@nunchi/ui'
import { IconCloudOff, IconKey } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { words } from './round.words.ts'
import { driverKey } from './round-drawer.ts'
import { RoundList } from './round-list.tsx'
import { RoundNext } from './round-next.tsx'
import { type Round as RoundTold, useRound } from './use-round.ts'

/** A driver's day on a phone: what comes next, large, and everything else below it. Opened by a link with the driver's key. */
export function Round() {
  const say = useWords(words)
  const [key, setKey] = useState(driverKey)
  useEffect(() => {
    document.title = say.title
  }, [say])
  useEffect(() => {
    const take = () => setKey(driverKey())
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return (
    <Container component="main" size="xs" px="sm" py="sm" mih="100dvh">
      <ErrorBoundary instead={(error) => <ErrorState error={error} retry={() => window.location.reload()} />}>
        {key === undefined ? <NoKey /> : <Day driver={key} key={key} />}
      </ErrorBoundary>
    </Container>
  )
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
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs" mb="sm">
      <Box>
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text size="sm" c="dimmed" mih="1.5em">
          {under}
        </Text>
      </Box>
      <Group gap="xs" wrap="nowrap">
        <LanguageSwitch />
        <SchemeSwitch />
      </Group>
    </Group>
  )
}

function Day({ driver }: { readonly driver: string }) {
  const say = useWords(words)
  const told = useRound(driver)
  const { round, refused } = told
  const [first, setFirst] = useState<string>()
  if (refused && !round)
    return (
      <>
        <Head title={say.title} />
        <EmptyState title={say.refused}>{say.refusedBody}</EmptyState>
      </>
    )
  const title = round ? round.name : say.title
  return (
    <Stack gap="sm">
      <Head title={title} under={round && [round.driver, round.day].filter(Boolean).join(' · ')} />
      <Connection told={told} />
      {!round ? (
        <LoadingState rows={5} height={72} />
      ) : round.state === 'none' ? (
        <EmptyState title={say.none}>{say.noneBody}</EmptyState>
      ) : (
        <>
          <RoundNext round={round} first={first} act={told.act} onDone={() => setFirst(undefined)} />
          <RoundList round={round} act={told.act} onFirst={setFirst} />
        </>
      )}
    </Stack>
  )
}

/** Whether what was reported has arrived; always of the same height, so that no button moves under a thumb. */
function Connection({ told: { isAway, waiting, refused, rejected, forgetRejected } }: { readonly told: RoundTold }) {
  const say = useWords(words)
  return (
    <>
      <Group gap="xs" mih="2.75rem" wrap="nowrap" role="status">
        {(isAway || refused !== undefined) && <IconCloudOff size={22} aria-hidden style={{ flex: 'none' }} />}
        <Text
          size="sm"
          lh={1.3}
          fw={isAway || waiting > 0 ? 600 : undefined}
          c={isAway || waiting > 0 ? undefined : 'dimmed'}
        >
          {refused !== undefined ? `${say.refused}. ` : isAway ? `${say.away}. ` : ''}
          {waiting > 0 ? `${say.waiting(waiting)}. ` : isAway ? '' : say.sent}
          {isAway && say.awayBody}
        </Text>
      </Group>
      {rejected.length > 0 && (
        <Alert color="red" title={say.rejected}>
          {rejected.map(({ id, delivery, message }) => (
            <Text key={id} size="sm">
              {[delivery, message].filter(Boolean).join(': ')}
            </Text>
          ))}
          <Button mt="xs" size="md" variant="default" onClick={forgetRejected}>
            {say.understood}
          </Button>
        </Alert>
      )}
    </>
  )
}
