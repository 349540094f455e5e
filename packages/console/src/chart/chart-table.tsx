import { Box } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './chart.words.ts'
import type { Series } from './series.ts'

/** A drawing's values, newest first. */
export function ChartTable({
  label,
  times,
  series,
  format,
  write,
}: {
  readonly label: string
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  readonly write: (ms: number) => string
}) {
  const say = useWords(words)
  const columns: readonly Column<number>[] = [
    { key: 'time', title: say.time, value: (index) => times[index], show: (index) => write(times[index]!) },
    ...series.map(
      (one, place): Column<number> => ({
        key: String(place),
        title: one.label,
        align: 'right',
        value: (index) => one.values[index] ?? undefined,
        show: (index) => {
          const value = one.values[index]
          return value === null || value === undefined ? '–' : format(value)
        },
      }),
    ),
  ]
  const rows = times.map((_, index) => index).reverse()
  return (
    <Box mah={280} style={{ overflowY: 'auto' }} mt="xs">
      <TableFrame label={label} columns={columns} rows={rows} rowKey={(index) => index} />
    </Box>
  )
}
