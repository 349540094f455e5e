import { Button, FileButton, Paper, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useFormat } from '../data/use-format.ts'
import { words } from './imports.words.ts'

type Props = {
  readonly file: File | undefined
  readonly bytesMax: number | undefined
  readonly onFile: (file: File) => void
}

/** Where a file is dropped, or chosen by a button: the keyboard needs no dropping. */
export function DropZone({ file, bytesMax, onFile }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped) onFile(dropped)
  }
  const style = { borderStyle: 'dashed', borderColor: isOver ? 'var(--mantine-primary-color-filled)' : undefined }
  return (
    <Paper
      withBorder
      p="lg"
      radius="md"
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={style}
    >
      <Stack align="center" gap="xs">
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        {file ? (
          <Text fw={600} size="sm" role="status">
            {file.name}{' '}
            <Text span c="dimmed" fw={400} inherit>
              {format.bytes(file.size)}
            </Text>
          </Text>
        ) : (
          <Text size="sm" ta="center">
            {say.drop}
          </Text>
        )}
        <FileButton onChange={(chosen) => chosen && onFile(chosen)} inputProps={{ 'aria-label': say.choose }}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {file ? say.another : say.choose}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" mih="1.2rem">
          {bytesMax !== undefined && say.max(format.bytes(bytesMax))}
        </Text>
      </Stack>
    </Paper>
  )
}
