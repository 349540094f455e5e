import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'

type Props = {
  readonly words: string
  /** What it hands over, where there are several such buttons on a page: begins with the words. */
  readonly label?: string
  readonly make: () => void
  /** While the file is being made. */
  readonly isMaking?: boolean
}

/** Hands over a file. */
export function DownloadButton({ words, label, make, isMaking = false }: Props) {
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={label}
      leftSection={<IconDownload size={14} aria-hidden />}
      loading={isMaking}
      onClick={make}
    >
      {words}
    </Button>
  )
}
