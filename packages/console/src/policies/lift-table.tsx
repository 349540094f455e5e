import { Text } from '@mantine/core'
import type { PoliciesBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Tag } from '../data/tag.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './policies.words.ts'
import { verdictOf } from './shares.ts'

type Lift = PoliciesBody['lifts'][number]
type Say = (typeof words)['en']
const colors = { better: 'teal', worse: 'red', open: 'gray' } as const

/** By how much each policy beats each other one. */
export function LiftTable({ lifts }: { readonly lifts: readonly Lift[] }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo(() => liftColumns(say, format), [say, format])
  if (lifts.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noLift}
      </Text>
    )
  return (
    <DataTable
      label={say.lifts}
      columns={columns}
      rows={lifts}
      rowKey={({ policy, against, metric }) => `${policy} ${against} ${metric}`}
      exportAs="lifts"
    />
  )
}

function liftColumns(say: Say, format: Format): readonly Column<Lift>[] {
  const signed = (value: number) => `${value > 0 ? '+' : ''}${format.percent(value, 1)}`
  return [
    { key: 'policy', title: say.policy, value: ({ policy }) => say.names[policy] },
    { key: 'against', title: say.against, value: ({ against }) => say.names[against] },
    { key: 'metric', title: say.metric, value: ({ metric }) => say.metrics[metric] },
    { key: 'lift', title: say.lift, align: 'right', value: ({ lift }) => lift, show: ({ lift }) => signed(lift) },
    {
      key: 'interval',
      title: say.interval,
      align: 'right',
      canSort: false,
      value: ({ low, high }) => `${signed(low)} – ${signed(high)}`,
    },
    {
      key: 'verdict',
      title: say.verdict,
      value: (lift) => say[verdictOf(lift)],
      show: (lift) => <Tag color={colors[verdictOf(lift)]}>{say[verdictOf(lift)]}</Tag>,
    },
  ]
}
