import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { download, useWords } from '@nunchi/ui'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { DownloadButton } from '../data/download-button.tsx'
import { useFormat } from '../data/use-format.ts'
import type { Sort } from './column.ts'
import { csvOf } from './csv.ts'
import { filterRows, pageOf, sortRows } from './order-rows.ts'
import { Pager } from './pager.tsx'
import { words } from './table.words.ts'
import { type FrameProps, TableFrame } from './table-frame.tsx'

type Props<Row> = Omit<FrameProps<Row>, 'sort' | 'onSort'> & {
  readonly firstSort?: Sort
  /** Name of the file of an export, without its ending. */
  readonly exportAs: string
  readonly pageSize?: number
  /** Beside the filter: further choices. */
  readonly tools?: ReactNode
}

/** A table of rows that are all here: it filters, sorts, pages and exports them. */
export function DataTable<Row>({
  rows,
  columns,
  firstSort,
  exportAs,
  pageSize = 20,
  tools,
  label,
  ...frame
}: Props<Row>) {
  const say = useWords(words)
  const { locale } = useFormat()
  const [text, setText] = useState('')
  const [sort, setSort] = useState(firstSort)
  const [page, setPage] = useState(1)
  const [filter] = useDebouncedValue(text, 150)
  const found = useMemo(
    () => sortRows(filterRows(rows, columns, filter), columns, sort, locale),
    [rows, columns, filter, sort, locale],
  )
  const shown = pageOf(found, page, pageSize)
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="xs" flex={1}>
          <TextInput
            size="xs"
            w={{ base: '100%', xs: 220 }}
            aria-label={`${say.filter}: ${label}`}
            placeholder={say.filter}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setPage(1)
            }}
          />
          {tools}
        </Group>
        <DownloadButton words={say.export} make={() => download(`${exportAs}.csv`, csvOf(columns, found))} />
      </Group>
      <TableFrame {...frame} label={label} columns={columns} rows={shown.rows} sort={sort} onSort={setSort} />
      {found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {say.nothing}
        </Text>
      )}
      {rows.length > pageSize && <Pager page={shown.page} pageSize={pageSize} total={found.length} onPage={setPage} />}
    </Stack>
  )
}
