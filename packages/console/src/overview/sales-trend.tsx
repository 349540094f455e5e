import { SimpleGrid } from '@mantine/core'
import type { SalesBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import type { Series } from '../chart/series.ts'
import { TimeChart } from '../chart/time-chart.tsx'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './overview.words.ts'
import { trendOf } from './sales.ts'
import { salesDays, useSales } from './use-sales.ts'

/** Revenue and orders, day by day. */
export function SalesTrend() {
  const say = useWords(words)
  const format = useFormat()
  const answer = useSales()
  const waiting = <LoadingState rows={1} height={232} />
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Panel title={say.trend} hint={say.trendHint(format.count(salesDays))}>
        <Answered answer={answer} waiting={waiting}>
          {(sales) => <Revenue sales={sales} />}
        </Answered>
      </Panel>
      <Panel title={say.ordersLine} hint={say.ordersHint}>
        <Answered answer={answer} waiting={waiting}>
          {(sales) => <Orders sales={sales} />}
        </Answered>
      </Panel>
    </SimpleGrid>
  )
}

type Props = { readonly sales: SalesBody }

function Revenue({ sales }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { times, series } = useTrend(sales, ({ revenueMinor }) => revenueMinor, {
    label: say.revenue,
    color: 'teal',
    kind: 'area',
  })
  if (times.length === 0) return <NoSales />
  return (
    <TimeChart
      label={say.trend}
      times={times}
      series={series}
      height={204}
      format={(value) => format.money(value, sales.currency)}
      compact={(value) => format.compactMoney(value, sales.currency)}
    />
  )
}

function Orders({ sales }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { times, series } = useTrend(sales, ({ orders }) => orders, {
    label: say.ordersLine,
    color: 'indigo',
    kind: 'bars',
  })
  if (times.length === 0) return <NoSales />
  return (
    <TimeChart
      label={say.ordersLine}
      times={times}
      series={series}
      height={204}
      format={format.count}
      compact={format.compact}
    />
  )
}

/** A day as a moment of the axis, which has days in UTC: it is named as the server names it, in whatever zone. */
function useTrend(sales: SalesBody, value: (day: SalesBody['days'][number]) => number, look: Omit<Series, 'values'>) {
  const { label, color, kind } = look
  const days = useMemo(() => trendOf(sales.days), [sales])
  const times = useMemo(() => days.map(({ day }) => Date.parse(`${day}T00:00:00Z`)), [days])
  const series: readonly Series[] = [{ label, color, kind, values: days.map(value) }]
  return { times, series }
}

function NoSales() {
  const say = useWords(words)
  return <EmptyState title={say.noSales}>{say.noSalesBody}</EmptyState>
}
