import { Button, Group, Stack } from '@mantine/core'
import { ErrorState, useWords } from '@nunchi/ui'
import { Dialog } from '../data/dialog.tsx'
import { words } from './models.words.ts'
import { useRankerChange } from './use-ranker-change.ts'

/** Asks before another version orders all pages. `choice` null is the blend alone, undefined closes it. */
export function ChooseDialog({
  choice,
  onClose,
}: {
  readonly choice: string | null | undefined
  readonly onClose: () => void
}) {
  const say = useWords(words)
  const choose = useRankerChange<string | null>((client, version) => client.chooseRanker(version))
  const confirm = () => choice !== undefined && choose.mutate(choice, { onSuccess: onClose })
  const close = () => {
    choose.reset() // what failed for this version says nothing of the next
    onClose()
  }
  return (
    <Dialog isOpen={choice !== undefined} onClose={close} title={say.confirm(choice ?? say.blend)}>
      <Stack>
        {choose.error && <ErrorState error={choose.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {say.no}
          </Button>
          <Button onClick={confirm} loading={choose.isPending} data-autofocus>
            {say.yes}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
