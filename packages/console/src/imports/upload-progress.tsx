import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { ErrorState, useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './imports.words.ts'
import { useUploads } from './uploads.tsx'

/** How much of the file that is on its way is with the server; why one of this place did not get there. */
export function UploadProgress({ place }: { readonly place: string }) {
  const say = useWords(words)
  const format = useFormat()
  const { upload, stop } = useUploads()
  if (!upload) return null
  if (upload.error !== undefined) return upload.place === place ? <ErrorState error={upload.error} /> : null
  const share = upload.bytes > 0 ? upload.bytesSent / upload.bytes : 0
  return (
    <Stack gap={6} role="group" aria-label={say.sending(upload.name)}>
      <Group justify="space-between">
        <Text size="sm">
          {say.sending(upload.name)}{' '}
          <Text span c="dimmed" inherit>
            {say.sent(format.bytes(upload.bytesSent), format.bytes(upload.bytes))}
          </Text>
        </Text>
        <Button size="compact-xs" variant="default" onClick={stop}>
          {say.stop}
        </Button>
      </Group>
      <Progress value={share * 100} aria-label={say.sending(upload.name)} />
    </Stack>
  )
}
