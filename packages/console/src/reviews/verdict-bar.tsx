import { Button, Group, Kbd, Paper, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconArrowBackUp } from '@tabler/icons-react'
import { words } from './reviews.words.ts'
import classes from './verdict-bar.module.css'
import type { ReviewAct } from './verdict-keys.ts'

type Props = {
  /** What was noted last, said aloud. */
  readonly told: string
  readonly hasPair: boolean
  readonly canUndo: boolean
  readonly onAct: (act: ReviewAct) => void
}

/** The verdicts as buttons at the foot of the window, where a thumb reaches them; each with its key. */
export function VerdictBar({ told, hasPair, canUndo, onAct }: Props) {
  const say = useWords(words)
  return (
    <Paper withBorder shadow="md" p="xs" className={classes.bar} role="group" aria-label={say.pair}>
      <Group gap="xs" justify="center" wrap="nowrap">
        <Button
          className={classes.verdict}
          color="orange"
          variant="light"
          disabled={!hasPair}
          aria-keyshortcuts="D ArrowLeft"
          onClick={() => onAct('different')}
          rightSection={<Key>D</Key>}
        >
          {say.different}
        </Button>
        <Button
          className={classes.verdict}
          color="gray"
          variant="light"
          disabled={!hasPair}
          aria-keyshortcuts="U ArrowDown"
          onClick={() => onAct('unsure')}
          rightSection={<Key>U</Key>}
        >
          {say.unsure}
        </Button>
        <Button
          className={classes.verdict}
          variant="light"
          disabled={!hasPair}
          aria-keyshortcuts="S ArrowRight"
          onClick={() => onAct('same')}
          rightSection={<Key>S</Key>}
        >
          {say.same}
        </Button>
      </Group>
      <Group gap="xs" justify="space-between" mt={6} mih={30} wrap="nowrap">
        <Text size="xs" c="dimmed" role="status">
          {told}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={!canUndo}
          title={say.undoOf}
          aria-keyshortcuts="Z"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          rightSection={<Key>Z</Key>}
          onClick={() => onAct('undo')}
        >
          {say.undo}
        </Button>
      </Group>
    </Paper>
  )
}

/** The key beside its word; where there is no keyboard it would only take room. */
function Key({ children }: { readonly children: string }) {
  return (
    <Kbd size="xs" className={classes.key} aria-hidden>
      {children}
    </Kbd>
  )
}
