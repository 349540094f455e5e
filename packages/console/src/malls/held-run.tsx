import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { FeedRunBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { words } from './runs.words.ts'

/** Why a reading was not applied, in plain words, and what can be done with it. */
export function HeldRun({ run }: { readonly run: FeedRunBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { client } = useSession()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['malls'] })
  const apply = useMutation({ mutationFn: () => client.applyFeedRun(run.mall, run.run), onSettled })
  const dismiss = useMutation({ mutationFn: () => client.dismissFeedRun(run.mall, run.run), onSettled })
  const error = apply.error ?? dismiss.error
  const { problem, withdrawn, rejected, canApply } = run
  const why =
    problem?.code === 'FEED_SHRANK'
      ? say.held.FEED_SHRANK(format.count(withdrawn))
      : problem?.code === 'FEED_REJECTED'
        ? say.held.FEED_REJECTED(format.count(rejected))
        : say.heldElse
  return (
    <Alert color="orange" title={say.heldTitle} variant="light">
      <Stack gap="sm">
        <Text size="sm">{why}</Text>
        {!canApply && <Text size="sm">{say.goneFile}</Text>}
        {error && <ErrorState error={error} />}
        <Group gap="xs">
          {canApply && (
            <Button
              size="xs"
              color="orange"
              loading={apply.isPending}
              disabled={dismiss.isPending}
              onClick={() => apply.mutate()}
            >
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
