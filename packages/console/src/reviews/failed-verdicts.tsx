import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { ReviewBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { type Failed, pairKey, type Word } from './review-queue.ts'
import { words } from './reviews.words.ts'

type Props = {
  readonly failed: readonly Failed[]
  readonly onAgain: (pair: ReviewBody, word: Word) => void
  readonly onShow: (pair: ReviewBody) => void
  readonly onLeave: (pair: ReviewBody) => void
}

/** Verdicts that the server did not take, why, and what can be done: nothing that was said is lost in silence. */
export function FailedVerdicts({ failed, onAgain, onShow, onLeave }: Props) {
  const say = useWords(words)
  return failed.map(({ pair, word, error }) => {
    const isContradiction = codeOf(error) === 'VERDICT_CONTRADICTS'
    return (
      <Paper key={pairKey(pair)} withBorder p="sm">
        <Stack gap="xs">
          <Text size="sm">
            {say.failed(word === 'back' ? say.undo : say[word])} {pair.one.title} ({pair.one.mallName}) ·{' '}
            {pair.other.title} ({pair.other.mallName})
          </Text>
          <ErrorState error={error} />
          {isContradiction && <Text size="sm">{say.contradicts}</Text>}
          <Group gap="xs">
            {!isContradiction && (
              <Button size="xs" onClick={() => onAgain(pair, word)}>
                {say.again}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => onShow(pair)}>
              {say.look}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => onLeave(pair)}>
              {say.leave}
            </Button>
          </Group>
        </Stack>
      </Paper>
    )
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
