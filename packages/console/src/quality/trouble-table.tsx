import { Code, Text } from '@mantine/core'
import type { QualityBody } from '@nunchi/protocol'
import { faultWords, type Lang, useLanguage, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { type Format, useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { remedyColumn } from '../table/remedy-column.tsx'
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
}: {
  readonly label: string
  readonly troubles: readonly Trouble[]
  readonly none: string
  readonly exportAs: string
}) {
  const say = useWords(words)
  const format = useFormat()
  const { lang } = useLanguage()
  const now = useNow(30_000)
  const columns = useMemo(() => columnsOf({ say, format, now, lang }), [say, format, now, lang])
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

type Given = { readonly say: Say; readonly format: Format; readonly now: number; readonly lang: Lang }

function columnsOf({ say, format, now, lang }: Given): readonly Column<Trouble>[] {
  return [
    {
      key: 'code',
      title: say.code,
      value: ({ code }) => code,
      show: ({ code, field }) => (
        <>
          <Text size="xs" fw={600} style={{ whiteSpace: 'nowrap' }}>
            {code}
          </Text>
          <Code>{field}</Code>
        </>
      ),
    },
    {
      key: 'reason',
      title: say.reason,
      value: (trouble) => {
        const { reason } = faultWords(trouble, lang)
        return trouble.sample?.event ? `${trouble.sample.event}: ${reason}` : reason
      },
    },
    remedyColumn(say.remedy, lang),
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
      visibleFrom: 'sm',
      keepsLine: true,
      isTime: true,
      value: ({ lastAt }) => lastAt,
      show: ({ lastAt }) => format.ago(Math.min(lastAt, now), now),
    },
  ]
}
