import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import type { ImportKind, ImportQuery, ImportsBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { DropZone } from './drop-zone.tsx'
import { fileTrouble } from './import-state.ts'
import { words } from './imports.words.ts'
import { ReadingOptions } from './reading-options.tsx'
import { UploadProgress } from './upload-progress.tsx'
import { useUploads } from './uploads.tsx'

/** Names this page among those that files are sent from. */
const place = 'imports'

type Props = { readonly maps: ImportsBody['maps']; readonly bytesMax: number | undefined }

/** Asks for a file and what it holds, sends it, and goes to the page of its import. */
export function NewImport({ maps, bytesMax }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const [, go] = useLocation()
  const { client } = useSession()
  const queries = useQueryClient()
  const { upload, send } = useUploads()
  const [file, setFile] = useState<File>()
  const [query, setQuery] = useState<ImportQuery>({ kind: 'catalog' })
  const trouble = file && fileTrouble(file.size, bytesMax)
  const isSending = upload !== undefined && upload.error === undefined
  const start = async () => {
    if (!file) return
    const name = file.name.slice(0, 200)
    const begun = await send({
      file,
      place,
      call: (options) => client.startImport(file, { ...query, name }, options),
    })
    if (!begun) return
    void queries.invalidateQueries({ queryKey: ['imports'] })
    go(`/imports/${encodeURIComponent(begun.id)}`)
  }
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Text size="sm" fw={500} id="import-kind">
          {say.kind}
        </Text>
        <SegmentedControl
          aria-labelledby="import-kind"
          value={query.kind}
          onChange={(kind) => setQuery({ ...query, kind: kind as ImportKind, map: undefined })}
          data={(['catalog', 'orders', 'events'] as const).map((value) => ({ value, label: say.kinds[value] }))}
          w={{ base: '100%', xs: 360 }}
        />
      </Stack>
      <DropZone file={file} bytesMax={bytesMax} onFile={setFile} />
      {trouble && (
        <Alert color="red" role="alert">
          {trouble === 'empty' ? say.empty : say.tooLarge(format.bytes(bytesMax ?? 0))}
        </Alert>
      )}
      <ReadingOptions query={query} maps={maps} onChange={setQuery} />
      <UploadProgress place={place} />
      <Group>
        <Button onClick={start} disabled={!file || trouble !== undefined} loading={isSending}>
          {say.start}
        </Button>
      </Group>
    </Stack>
  )
}
