import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { MallBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { DropZone } from '../imports/drop-zone.tsx'
import { fileTrouble } from '../imports/import-state.ts'
import { UploadProgress } from '../imports/upload-progress.tsx'
import { useUploads } from '../imports/uploads.tsx'
import { useSession } from '../session/session.tsx'
import { words } from './malls.words.ts'

/** Takes a file and sends it as the mall's feed; how it goes on stands among the runs. */
export function FeedUpload({ mall: { mall, isPaused } }: { readonly mall: MallBody }) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const format = useFormat()
  const { upload, send } = useUploads()
  const [file, setFile] = useState<File>()
  const place = `malls/${mall}`
  const bytesMax = useAnswer(['malls', 'largest'], (asked, options) => asked.malls({ count: 1 }, options)).data
    ?.bytesMax
  const trouble = file && fileTrouble(file.size, bytesMax)
  const isSending = upload !== undefined && upload.error === undefined
  const start = async () => {
    if (!file) return
    const name = file.name.slice(0, 200)
    const begun = await send({ file, place, call: (options) => client.uploadFeed(mall, file, { name }, options) })
    if (begun) setFile(undefined)
    void queries.invalidateQueries({ queryKey: ['malls'] })
  }
  return (
    <Panel title={say.upload} hint={say.uploadHint}>
      {isPaused ? (
        <Text size="sm">{say.pausedUpload}</Text>
      ) : (
        <Stack gap="md">
          <DropZone file={file} bytesMax={bytesMax} onFile={setFile} />
          {trouble && (
            <Alert color="red" role="alert">
              {trouble === 'empty' ? say.empty : say.tooLarge(format.bytes(bytesMax ?? 0))}
            </Alert>
          )}
          <UploadProgress place={place} />
          <Group>
            <Button onClick={start} disabled={!file || trouble !== undefined} loading={isSending}>
              {say.send}
            </Button>
          </Group>
        </Stack>
      )}
    </Panel>
  )
}
