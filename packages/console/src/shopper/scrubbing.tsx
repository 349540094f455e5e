import { Alert } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useAnswer } from '../data/use-answer.ts'
import { words } from './privacy.words.ts'

/** How far the scrubbing of somebody is who was forgotten. */
export function Scrubbing({ erasure }: { readonly erasure: number | undefined }) {
  const say = useWords(words)
  const { data } = useAnswer(['erasure', erasure], (client, options) => client.erasure(erasure!, options), {
    isWanted: erasure !== undefined,
    every: 1_500,
  })
  const isDone = erasure === undefined || data?.state === 'done'
  return (
    <Alert color={isDone ? 'teal' : 'orange'} role="status">
      {isDone ? say.done : say.scrubbing}
    </Alert>
  )
}
