import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import type { NewKeyBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Dialog } from '../data/dialog.tsx'
import { words } from './keys.words.ts'

/** Shows a new key, the only time that it is seen; a click beside the dialog does not close it. */
export function MadeKey({ made, onClose }: { readonly made: NewKeyBody | undefined; readonly onClose: () => void }) {
  const say = useWords(words)
  return (
    <Dialog isOpen={made !== undefined} onClose={onClose} title={say.madeTitle} isHeld>
      <Stack gap="md">
        <Text size="sm">{say.madeBody}</Text>
        <TextInput
          label={made ? `${say.key}: ${made.key.name}` : say.key}
          readOnly
          value={made?.secret ?? ''}
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Group justify="flex-end" gap="xs">
          <CopyButton value={made?.secret ?? ''} timeout={3_000}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? say.copied : say.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{say.close}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
