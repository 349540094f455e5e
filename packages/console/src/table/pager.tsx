import { Group, Pagination, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './table.words.ts'

/** Which rows are shown of how many, and the way to the others. */
export function Pager({
  page,
  pageSize,
  total,
  onPage,
}: {
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly onPage: (page: number) => void
}) {
  const say = useWords(words)
  const format = useFormat()
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1
  const labels = { first: say.first, last: say.last, previous: say.previous, next: say.next }
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {say.shown(format.count(from), format.count(Math.min(total, page * pageSize)), format.count(total))}
      </Text>
      {pages > 1 && (
        <Pagination
          component="nav"
          aria-label={say.pages}
          size="sm"
          total={pages}
          value={page}
          onChange={onPage}
          siblings={1}
          getControlProps={(control) => ({ 'aria-label': labels[control] })}
        />
      )}
    </Group>
  )
}
