import { Kbd, Stack, Table, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { Dialog } from '../data/dialog.tsx'
import { words } from './reviews.words.ts'

/** Which keys do what. */
export function KeysHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords(words)
  const rows = [
    [say.help.same, say.same],
    [say.help.different, say.different],
    [say.help.unsure, say.unsure],
    [say.help.undo, say.undoOf],
    [say.help.help, say.help.helps],
  ] as const
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say.help.title}>
      <Stack gap="sm">
        <Table aria-label={say.help.title}>
          <Table.Tbody>
            {rows.map(([keys, does]) => (
              <Table.Tr key={keys}>
                <Table.Td>
                  <Kbd>{keys}</Kbd>
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm" c="dimmed">
          {say.help.hint}
        </Text>
      </Stack>
    </Dialog>
  )
}
