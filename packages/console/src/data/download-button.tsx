import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'

type Props = {
  readonly words: string
  readonly make: () => void
  /** While the file is being made. */
  readonly isMaking?: boolean
}

/** Hands over a file. */
export function DownloadButton({ words, make, isMaking = false }: Props) {
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
      loading={isMaking}
      onClick={make}
    >
      {words}
    </Button>
  )
}
