import { SimpleGrid } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import type { Series } from '../chart/series.ts'
import { TimeChart } from '../chart/time-chart.tsx'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './overview.words.ts'
import type { Sales } from './sales.ts'
import { salesDays, useSales } from './use-sales.ts'

/** Revenue and orders, day by day. */
export function SalesTrend() {
  const say = useWords(words)
  const format = useFormat()
  const answer = useSales()
  const waiting = <LoadingState rows={1} height={246} />
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Panel title={say.trend} hint={say.trendHint(format.count(salesDays))}>
        <Answered answer={answer} waiting={waiting}>
          {(sales) => <Revenue sales={sales} currency={sales.currency} />}
        </Answered>
      </Panel>
      <Panel title={say.ordersLine} hint=" ">
        <Answered answer={answer} waiting={waiting}>
          {(sales) => <Orders sales={sales} />}
        </Answered>
      </Panel>
    </SimpleGrid>
  )
}

function Revenue({ sales, currency }: { readonly sales: Sales; readonly currency: Currency }) {
  const say = useWords(words)
  const format = useFormat()
  const series = useMemo<readonly Series[]>(
    () => [
      { label: say.revenue, values: sales.days.map(({ revenueMinor }) => revenueMinor), color: 'teal', kind: 'area' },
    ],
    [sales, say],
  )
  if (isEmpty(sales)) return <NoSales />
  return (
    <TimeChart
      label={say.trend}
      times={sales.times}
      series={series}
      height={204}
      format={(value) => format.money(value, currency)}
      compact={(value) => format.compactMoney(value, currency)}
    />
  )
}

function Orders({ sales }: { readonly sales: Sales }) {
  const say = useWords(words)
  const format = useFormat()
  const series = useMemo<readonly Series[]>(
    () => [{ label: say.ordersLine, values: sales.days.map(({ orders }) => orders), color: 'indigo', kind: 'bars' }],
    [sales, say],
  )
  if (isEmpty(sales)) return <NoSales />
  return (
    <TimeChart
      label={say.ordersLine}
      times={sales.times}
      series={series}
      height={204}
      format={format.count}
      compact={format.compact}
    />
  )
}

function isEmpty({ days }: Sales): boolean {
  return days.every(({ orders, revenueMinor }) => orders === 0 && revenueMinor === 0)
}

function NoSales() {
  const say = useWords(words)
  return <EmptyState title={say.noSales}>{say.noSalesBody}</EmptyState>
}
