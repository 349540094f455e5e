import { useMemo } from 'react'
import { TimeChart } from '../chart/time-chart.tsx'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { EventRate } from './event-rate.ts'

/** Events per second over the last minute. */
export function RateChart({ rate, label }: { readonly rate: EventRate; readonly label: string }) {
  const format = useFormat()
  const now = useNow(1_000)
  const { times, series } = useMemo(() => {
    const { times, values } = rate.until(now)
    return { times, series: [{ label, values, color: 'teal', kind: 'area' }] as const }
  }, [rate, now, label])
  return (
    <TimeChart
      label={label}
      times={times}
      series={series}
      height={110}
      format={format.count}
      compact={format.compact}
      step="moment"
      hasTable={false}
    />
  )
}
