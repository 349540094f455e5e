import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import type { RankerBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './models.words.ts'
import { shareOf } from './training-share.ts'
import { useRankerChange } from './use-ranker-change.ts'

/** A training under way, with how far it is and the way to end it; else how the latest one ended. */
export function TrainingPanel({ ranker }: { readonly ranker: RankerBody }) {
  const { training, last } = ranker
  if (training) return <UnderWay training={training} />
  return last ? <Ended last={last} /> : null
}

type Training = NonNullable<RankerBody['training']>

function UnderWay({ training }: { readonly training: Training }) {
  const say = useWords(words)
  const format = useFormat()
  const cancel = useRankerChange((client) => client.cancelTraining())
  const { progress } = training
  const acts: Readonly<Record<string, string>> = say.acts
  const text =
    progress?.stage === 'reading'
      ? say.stage.reading(format.count(progress.events ?? 0), format.count(progress.total ?? 0))
      : progress?.stage === 'learning'
        ? say.stage.learning(
            acts[progress.act ?? ''] ?? progress.act ?? '',
            format.count(progress.trees ?? 0),
            format.count(progress.treesMax ?? 0),
          )
        : say.stage.starting
  return (
    <Panel title={say.training}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" role="status">
            {text}
          </Text>
          <Button size="xs" variant="default" color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {say.cancel}
          </Button>
        </Group>
        <Progress value={shareOf(progress) * 100} aria-label={say.training} animated />
        {cancel.error && <ErrorState error={cancel.error} />}
      </Stack>
    </Panel>
  )
}

function Ended({ last }: { readonly last: NonNullable<RankerBody['last']> }) {
  const say = useWords(words)
  const format = useFormat()
  const ends: Readonly<Record<string, string>> = say.ends
  const { short } = last
  const acts: Readonly<Record<string, string>> = say.actsShort
  const counts = Object.entries(short?.done ?? {}).map(([act, n]) => `${acts[act] ?? act} ${format.count(n)}`)
  const color = last.end === 'chosen' ? 'teal' : last.end === 'failed' ? 'red' : 'gray'
  return (
    <Alert color={color} title={`${say.last} · ${format.moment(last.at)}`} role="status">
      {ends[last.end] ?? last.end}
      {short ? (
        <Text size="xs" c="dimmed">
          {say.short(counts.join(', '), format.count(short.doneMin))}
        </Text>
      ) : (
        last.reason && (
          <Text size="xs" c="dimmed" lang="en">
            {last.reason}
          </Text>
        )
      )}
    </Alert>
  )
}
