import { Button, Text } from '@mantine/core'
import type { SubscriptionBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useEnding } from './use-ending.ts'
import type { useSaving } from './use-saving.tsx'
import { sheetWords } from './watch-words.ts'

type Props = {
  /** What stands; undefined for a new one. */
  readonly current: SubscriptionBody | undefined
  readonly save: Pick<ReturnType<typeof useSaving>, 'error' | 'isPending'>
  readonly close: () => void
}

/** The end of each form of the sheet: what went wrong, the button that has the person told, and for what stands the one that ends it. */
export function FormEnd({ current, save, close }: Props) {
  const say = useWords(sheetWords)
  const end = useEnding(close)
  const error = save.error ?? end.error
  return (
    <>
      {error && <ErrorState error={error} />}
      <Button type="submit" size="lg" loading={save.isPending} data-autofocus>
        {current ? say.change : say.start}
      </Button>
      {current && (
        <Button variant="default" size="md" loading={end.isPending} onClick={() => end.mutate(current.id)}>
          {say.end}
        </Button>
      )}
      <Text size="xs" c="dimmed">
        {say.where}
      </Text>
    </>
  )
}
