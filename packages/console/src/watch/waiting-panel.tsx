import { Button, Group, Stack, Text } from '@mantine/core'
import type { WaitingBody } from '@nunchi/protocol'
import type { Client } from '@nunchi/sdk'
import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { words } from './waiting.words.ts'
import { WaitingTables } from './waiting-tables.tsx'

/** Whether waiting for a lower price pays: what was learned, how it did on prices held back, and the ways to learn anew and to end that. */
export function WaitingPanel() {
  const say = useWords(words)
  const answer = useAnswer(['watch', 'waiting'], (client, options) => client.waiting(options), {
    every: (last) => (last?.learning ? 2_000 : 30_000),
  })
  const learn = useWaitingChange((client) => client.learnWaiting())
  const cancel = useWaitingChange((client) => client.cancelWaiting())
  const isLearning = answer.data?.learning !== undefined
  const change = isLearning ? cancel : learn
  return (
    <Panel
      title={say.title}
      hint={say.hint}
      actions={
        <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate()}>
          {isLearning ? say.cancel : say.learn}
        </Button>
      }
    >
      <Answered answer={answer} waiting={<LoadingState rows={3} height={24} />}>
        {(body) => (
          <Stack gap="sm">
            <State body={body} />
            {body.inUse && <WaitingTables inUse={body.inUse} />}
          </Stack>
        )}
      </Answered>
      {change.error && <ErrorState error={change.error} />}
    </Panel>
  )
}

function State({ body: { inUse, learning, last, everyDays } }: { readonly body: WaitingBody }) {
  const say = useWords(words)
  const format = useFormat()
  const rhythm = everyDays === undefined ? say.onlyWhenTold : say.every(everyDays)
  const ends: Readonly<Record<string, string>> = say.ends
  const { short } = last ?? {}
  const ended = short ? say.short(short.series, short.seriesMin, short.daysMin) : ends[last?.end ?? '']
  return (
    <Stack gap={4}>
      <Text size="sm">
        {inUse ? say.from(format.moment(inUse.at), inUse.series) : say.none} {rhythm}
      </Text>
      <Group gap="xs" role="status">
        {learning && <Text size="sm">{say.underWay(format.moment(learning.startedAt))}</Text>}
        {!learning && ended && (
          <Text size="sm" c="dimmed">
            {ended} {last?.reason && <span lang="en">{last.reason}</span>}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

function useWaitingChange(change: (client: Client) => Promise<unknown>) {
  const { client } = useSession()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => change(client),
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch', 'waiting'] }),
  })
}
