import { Button, Group, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { type ReactNode, useState } from 'react'
import { words } from './round.words.ts'

type Props = {
  readonly label: string
  readonly ask: ReactNode
  readonly yes: string
  readonly onYes: () => void
}

/** A button that asks once more before it does what cannot be taken back. */
export function AskFirst({ label, ask, yes, onYes }: Props) {
  const say = useWords(words)
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <Button size="md" h={48} variant="default" onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Text component="div">{ask}</Text>
      <Group gap="xs" grow>
        <Button size="md" h={48} variant="default" autoFocus onClick={() => setAsking(false)}>
          {say.cancel}
        </Button>
        <Button
          size="md"
          h={48}
          color="red"
          onClick={({ detail }) => {
            if (detail > 1) return
            setAsking(false)
            onYes()
          }}
        >
          {yes}
        </Button>
      </Group>
    </Stack>
  )
}
