import type { PoliciesBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './policies.words.ts'

type Row = PoliciesBody['policies'][number]

/** What was counted of each policy. */
export function SumsTable({ body: { policies, currency } }: { readonly body: PoliciesBody }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo<readonly Column<Row>[]>(() => {
    const count = (key: 'shoppers' | 'buyers' | 'orders' | 'mixed'): Column<Row> => ({
      key,
      title: say.columns[key],
      align: 'right',
      value: (row) => row[key],
      show: (row) => format.count(row[key]),
    })
    return [
      { key: 'policy', title: say.policy, value: ({ policy }) => say.names[policy] },
      count('shoppers'),
      count('buyers'),
      count('orders'),
      {
        key: 'revenue',
        title: say.columns.revenue,
        align: 'right',
        value: ({ revenueMinor }) => revenueMinor / 10 ** currency.digits,
        show: ({ revenueMinor }) => format.money(revenueMinor, currency),
      },
      { ...count('mixed'), visibleFrom: 'sm' },
    ]
  }, [say, format, currency])
  return (
    <DataTable
      label={say.table}
      columns={columns}
      rows={policies}
      rowKey={({ policy }) => policy}
      exportAs="policies"
    />
  )
}
