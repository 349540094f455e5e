import { Box, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Column, Sort } from './column.ts'
import classes from './table.module.css'
import { words } from './table.words.ts'

export type FrameProps<Row> = {
  /** Names the table for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row, index: number) => string | number
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  readonly isBusy?: boolean
  /** Columns keep the widths they are given, whatever is in them, and the table is at least so wide (px). */
  readonly fixedFrom?: number
}

/** Head and rows of a table. Where it is wider than the window, it scrolls by itself, with the keyboard too. */
export function TableFrame<Row>({ label, columns, rows, rowKey, sort, onSort, isBusy, fixedFrom }: FrameProps<Row>) {
  return (
    // what scrolls must be reachable by the keyboard
    <Box className={classes.scroller} role="group" aria-label={label} tabIndex={0} aria-busy={isBusy || undefined}>
      <Table
        highlightOnHover
        verticalSpacing={7}
        horizontalSpacing="sm"
        aria-label={label}
        opacity={isBusy ? 0.6 : 1}
        layout={fixedFrom === undefined ? 'auto' : 'fixed'}
        miw={fixedFrom}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={rowKey(row, index)}>
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  ta={column.align}
                  visibleFrom={column.visibleFrom}
                  className={classes.cell}
                  data-sticky={column.isSticky || undefined}
                  data-line={column.keepsLine || column.align === 'right' || undefined}
                >
                  {column.show ? column.show(row) : String(column.value(row) ?? '') || '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}

function HeadCell<Row>({
  column: { key, title, align, canSort = true, visibleFrom, width, isSticky },
  sort,
  onSort,
}: {
  readonly column: Column<Row>
} & Pick<FrameProps<Row>, 'sort' | 'onSort'>) {
  const say = useWords(words)
  const isSorted = sort?.key === key
  const Arrow = !isSorted ? IconArrowsSort : sort.isDown ? IconArrowDown : IconArrowUp
  const head: ReactNode = (
    <Text span size="xs" fw={600} c={isSorted ? undefined : 'dimmed'}>
      {title}
    </Text>
  )
  return (
    <Table.Th
      ta={align}
      w={width}
      visibleFrom={visibleFrom}
      aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}
      className={classes.head}
      data-sticky={isSticky || undefined}
    >
      {canSort && onSort ? (
        <UnstyledButton
          title={say.sortBy(title)}
          onClick={() => onSort({ key, isDown: isSorted ? !sort.isDown : align === 'right' })}
        >
          <Group gap={4} wrap="nowrap" display="inline-flex">
            {head}
            <Box
              component="span"
              c={isSorted ? undefined : 'dimmed'}
              display="inline-flex"
              opacity={isSorted ? 1 : 0.5}
            >
              <Arrow size={13} aria-hidden />
            </Box>
          </Group>
        </UnstyledButton>
      ) : (
        head
      )}
    </Table.Th>
  )
}
