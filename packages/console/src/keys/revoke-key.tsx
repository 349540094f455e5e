import { Button, Group, Stack, Text } from '@mantine/core'
import type { KeyBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dialog } from '../data/dialog.tsx'
import { useSession } from '../session/session.tsx'
import { words } from './keys.words.ts'

/** Asks before a key is taken back. */
export function RevokeKey({
  revoked,
  onClose,
}: {
  readonly revoked: KeyBody | undefined
  readonly onClose: () => void
}) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => client.revokeKey(id),
    onSuccess: () => {
      onClose()
      void queries.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  const close = () => {
    revoke.reset() // what failed for this key says nothing of the next
    onClose()
  }
  return (
    <Dialog isOpen={revoked !== undefined} onClose={close} title={revoked && say.revokeTitle(revoked.name)}>
      <Stack gap="md">
        <Text size="sm">{say.revokeBody}</Text>
        {revoke.error && <ErrorState error={revoke.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            {say.cancel}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoked && revoke.mutate(revoked.id)}>
            {say.revoke}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
