import { Code, Text } from '@mantine/core'
import type { QualityBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { type Format, useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { AllIsWell } from './all-is-well.tsx'
import { words } from './quality.words.ts'

type Trouble = QualityBody['rejected'][number]
type Say = (typeof words)['en']

/** What was wrong, where, how often, and what to do about it. */
export function TroubleTable({
  label,
  troubles,
  none,
  exportAs,
  isNarrow = false,
}: {
  readonly label: string
  readonly troubles: readonly Trouble[]
  readonly none: string
  readonly exportAs: string
  /** There is room for little: reason and remedy stand below each other. */
  readonly isNarrow?: boolean
}) {
  const say = useWords(words)
  const format = useFormat()
  const now = useNow(30_000)
  const columns = useMemo(() => columnsOf({ say, format, now, isNarrow }), [say, format, now, isNarrow])
  if (troubles.length === 0) return <AllIsWell text={none} />
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={troubles}
      rowKey={({ code, field }) => `${code} ${field}`}
      firstSort={{ key: 'count', isDown: true }}
      exportAs={exportAs}
      pageSize={10}
    />
  )
}

type Given = { readonly say: Say; readonly format: Format; readonly now: number; readonly isNarrow: boolean }

function columnsOf({ say, format, now, isNarrow }: Given): readonly Column<Trouble>[] {
  return [
    {
      key: 'code',
      title: say.code,
      value: ({ code }) => code,
      show: ({ code, field }) => (
        <>
          <Text size="xs" fw={600}>
            {code}
          </Text>
          <Code>{field}</Code>
        </>
      ),
    },
    {
      key: 'reason',
      title: say.reason,
      value: ({ reason, sample }) => (sample?.event ? `${sample.event}: ${reason}` : reason),
      show: ({ reason, remedy, sample }) => (
        <>
          <Text size="sm">
            {sample?.event && `${sample.event}: `}
            {reason}
          </Text>
          {isNarrow && (
            <Text size="xs" c="dimmed">
              {remedy}
            </Text>
          )}
        </>
      ),
    },
    ...(isNarrow ? [] : [remedyColumn(say)]),
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
      visibleFrom: isNarrow ? 'lg' : 'sm',
      value: ({ lastAt }) => lastAt,
      show: ({ lastAt }) => format.ago(Math.min(lastAt, now), now),
    },
  ]
}

function remedyColumn(say: Say): Column<Trouble> {
  return {
    key: 'remedy',
    title: say.remedy,
    canSort: false,
    value: ({ remedy }) => remedy,
    show: ({ remedy }) => (
      <Text span size="sm" c="dimmed">
        {remedy}
      </Text>
    ),
  }
}
