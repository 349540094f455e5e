import { NativeSelect } from '@mantine/core'
import type { PoliciesBody, PolicyName } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo, useState } from 'react'
import { byDay, type Series } from '../chart/series.ts'
import { TimeChart } from '../chart/time-chart.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './policies.words.ts'
import { policyColors } from './shares.ts'

type Measure = 'orders' | 'revenueMinor' | 'shoppers' | 'buyers'
const policyNames: readonly PolicyName[] = ['individual', 'cluster', 'popular']
const measures: readonly Measure[] = ['orders', 'revenueMinor', 'shoppers', 'buyers']

/** What came of each policy, day by day. */
export function DaysChart({ body: { days, currency } }: { readonly body: PoliciesBody }) {
  const say = useWords(words)
  const format = useFormat()
  const [measure, setMeasure] = useState<Measure>('orders')
  const { times, series } = useMemo(() => {
    const sums = byDay(days, { day: ({ day }) => day, name: ({ policy }) => policy, value: (row) => row[measure] })
    const lines = policyNames.flatMap((name): Series[] => {
      const values = sums.values.get(name)
      return values ? [{ label: say.names[name], color: policyColors[name], values, kind: 'marked' }] : []
    })
    return { times: sums.times, series: lines }
  }, [days, measure, say])
  const isMoney = measure === 'revenueMinor'
  return (
    <Panel
      title={say.days}
      actions={
        <NativeSelect
          size="xs"
          aria-label={say.show}
          value={measure}
          onChange={(event) => setMeasure(event.currentTarget.value as Measure)}
          data={measures.map((value) => ({ value, label: say.per[value] }))}
        />
      }
    >
      <TimeChart
        label={`${say.days}: ${say.per[measure]}`}
        times={times}
        series={series}
        format={(value) => (isMoney ? format.money(value, currency) : format.count(value))}
        compact={(value) => (isMoney ? format.compactMoney(value, currency) : format.compact(value))}
      />
    </Panel>
  )
}
