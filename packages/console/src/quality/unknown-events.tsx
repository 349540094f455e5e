import { Code } from '@mantine/core'
import type { QualityBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { AllIsWell } from './all-is-well.tsx'
import { words } from './quality.words.ts'

type Row = QualityBody['unknownEvents'][number]

/** Names of events that nobody here knows. */
export function UnknownEvents({ events }: { readonly events: readonly Row[] }) {
  const say = useWords(words)
  const format = useFormat()
  const now = useNow(30_000)
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      { key: 'name', title: say.name, value: ({ name }) => name, show: ({ name }) => <Code>{name}</Code> },
      {
        key: 'count',
        title: say.count,
        align: 'right',
        value: ({ count }) => count,
        show: ({ count }) => format.count(count),
      },
      {
        key: 'lastAt',
        title: say.lastAt,
        isTime: true,
        value: ({ lastAt }) => lastAt,
        show: ({ lastAt }) => format.ago(Math.min(lastAt, now), now),
      },
    ],
    [say, format, now],
  )
  if (events.length === 0) return <AllIsWell text={say.unknownNone} />
  return (
    <DataTable
      label={say.unknownTitle}
      columns={columns}
      rows={events}
      rowKey={({ name }) => name}
      firstSort={{ key: 'count', isDown: true }}
      exportAs="unknown-events"
      pageSize={10}
    />
  )
}
