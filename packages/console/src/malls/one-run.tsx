import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import type { FeedRunBody } from '@nunchi/protocol'
import { download, ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DownloadButton } from '../data/download-button.tsx'
import { useFormat } from '../data/use-format.ts'
import { ImportProblem } from '../imports/import-problem.tsx'
import { useSession } from '../session/session.tsx'
import { HeldRun } from './held-run.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { RunBadge } from './run-badge.tsx'
import { type RunStep, shareDone, stepOf } from './run-state.ts'
import { words } from './runs.words.ts'

/** One reading of a feed: how far it is, or what came of it. */
export function OneRun({ run }: { readonly run: FeedRunBody }) {
  const step = stepOf(run)
  const { state, problem } = run
  return (
    <Paper component="li" withBorder p="sm" radius="md">
      <Stack gap="xs">
        <Heading run={run} />
        {step && <UnderWay run={run} step={step} />}
        <OutcomeBar run={run} />
        {state === 'held' ? <HeldRun run={run} /> : problem && <ImportProblem problem={problem} />}
      </Stack>
    </Paper>
  )
}

function Heading({ run }: { readonly run: FeedRunBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { startedAt, endedAt, bytes, rows, scope, source } = run
  const told = [
    format.moment(startedAt),
    endedAt === undefined ? undefined : say.took(durationOf(endedAt - startedAt, say, format.decimal)),
    bytes === undefined ? undefined : format.bytes(bytes),
    rows > 0 ? say.rows(format.count(rows)) : undefined,
    scope && say.scopes[scope],
  ]
  return (
    <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
      <Stack gap={2} miw={0}>
        <Group gap="xs">
          <RunBadge state={run.state} />
          <Text size="sm" fw={600}>
            {source}
          </Text>
        </Group>
        <Text size="xs" c="dimmed">
          {told.filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      {run.hasRejects && <Rejects run={run} />}
    </Group>
  )
}

function Rejects({ run: { mall, run, source } }: { readonly run: FeedRunBody }) {
  const say = useWords(words)
  const { client } = useSession()
  const file = useMutation({
    mutationFn: async () => download(`${source}.rejects.csv`, await client.feedRejects(mall, run)),
  })
  return (
    <Stack gap={4} align="flex-end">
      <DownloadButton
        words={say.rejects}
        label={say.rejectsOf(source)}
        make={() => file.mutate()}
        isMaking={file.isPending}
      />
      {file.error && <ErrorState error={file.error} />}
    </Stack>
  )
}

function UnderWay({ run, step }: { readonly run: FeedRunBody; readonly step: RunStep }) {
  const say = useWords(words)
  const format = useFormat()
  const { client } = useSession()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => client.cancelFeedRun(run.mall, run.run),
    onSettled: () => queries.invalidateQueries({ queryKey: ['malls'] }),
  })
  const share = shareDone(run)
  const { bytes, bytesRead = 0, rows, rowsDone = 0 } = run
  const told =
    step === 'fetching'
      ? say.fetched(format.bytes(bytesRead), bytes === undefined ? undefined : format.bytes(bytes))
      : step === 'waiting'
        ? ''
        : say.rowsDone(format.count(rowsDone), step === 'applying' ? format.count(rows) : undefined)
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {say.steps[step]}{' '}
          <Text span c="dimmed" inherit style={{ fontVariantNumeric: 'tabular-nums' }}>
            {told}
          </Text>
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          loading={cancel.isPending}
          title={say.cancelHint}
          onClick={() => cancel.mutate()}
        >
          {say.cancel}
        </Button>
      </Group>
      <Progress
        value={share === undefined ? 100 : share * 100}
        striped={share === undefined}
        animated={step !== 'waiting'}
        color={step === 'waiting' ? 'gray' : undefined}
        aria-label={say.states[step]}
        aria-valuetext={`${say.states[step]} ${told}`}
      />
      {cancel.error && <ErrorState error={cancel.error} />}
    </Stack>
  )
}

function durationOf(ms: number, say: (typeof words)['en'], decimal: (value: number, decimals?: number) => string) {
  const seconds = Math.max(0, ms) / 1_000
  return seconds < 90 ? say.second(decimal(seconds, seconds < 10 ? 1 : 0)) : say.minute(decimal(seconds / 60, 1))
}
