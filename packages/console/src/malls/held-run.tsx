import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { FeedRunBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { words } from './runs.words.ts'

/** Why a reading was not applied, or not all of it, in plain words, and what can be done with it. */
export function HeldRun({ run }: { readonly run: FeedRunBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { client } = useSession()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['malls'] })
  const apply = useMutation({ mutationFn: () => client.applyFeedRun(run.mall, run.run), onSettled })
  const dismiss = useMutation({ mutationFn: () => client.dismissFeedRun(run.mall, run.run), onSettled })
  const error = apply.error ?? dismiss.error
  const { canApply } = run
  return (
    <Alert
      color="orange"
      title={run.problem?.code === 'FEED_ROWS_LOST' ? say.keptTitle : say.heldTitle}
      variant="light"
    >
      <Stack gap="sm">
        <Text size="sm">{whyOf(run, say, format.count)}</Text>
        {!canApply && <Text size="sm">{say.goneFile}</Text>}
        {error && <ErrorState error={error} />}
        <Group gap="xs">
          {canApply && (
            <Button size="xs" loading={apply.isPending} disabled={dismiss.isPending} onClick={() => apply.mutate()}>
              {say.apply}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={dismiss.isPending}
            disabled={apply.isPending}
            onClick={() => dismiss.mutate()}
          >
            {say.dismiss}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

function whyOf(run: FeedRunBody, { held, heldElse }: (typeof words)['en'], count: (value: number) => string): string {
  const code = run.problem?.code
  if (code === 'FEED_SHRANK') return held.FEED_SHRANK(count(run.withdrawn))
  if (code === 'FEED_REJECTED') return held.FEED_REJECTED(count(run.rejected))
  if (code === 'FEED_ROWS_LOST') return held.FEED_ROWS_LOST(count(run.withdrawn))
  return code === 'FEED_CUT' ? held.FEED_CUT() : heldElse
}
