import { Group, Text, UnstyledButton } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useMemo, useState } from 'react'
import { useFormat } from '../data/use-format.ts'
import { words } from './chart.words.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ChartTable } from './chart-table.tsx'
import { Drawing } from './drawing.tsx'
import { extentOf, type Series } from './series.ts'
import { timeLabels } from './time-labels.ts'

type Props = {
  /** What is drawn, for who cannot see it. */
  readonly label: string
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly height?: number
  readonly format: (value: number) => string
  /** As short as an axis wants it; `format` when absent. */
  readonly compact?: (value: number) => string
  /** day: moments are days in UTC. */
  readonly step?: 'day' | 'moment'
  /** false: what is drawn passes so fast that a table of it would be of no use. */
  readonly hasTable?: boolean
}

/** Values over time: a drawing with its legend, and the same as a table. */
export function TimeChart(props: Props) {
  const { label, times, series, height = 220, format, compact = format, step = 'day', hasTable = true } = props
  const say = useWords(words)
  const { locale } = useFormat()
  const [index, setIndex] = useState<number>()
  const [isTable, setTable] = useState(false)
  const write = useMemo(() => timeLabels(locale, step), [locale, step])
  const summary = series.map((one) => {
    const extent = extentOf(one.values)
    return extent ? say.summary(one.label, format(extent.low), format(extent.high), format(extent.latest)) : one.label
  })
  const at = index === undefined ? undefined : times[index]
  return (
    <figure style={{ margin: 0 }}>
      <Group justify="space-between" gap="xs" mb={4} align="flex-start" mih={24}>
        <ChartLegend series={series} index={index} format={format} at={at === undefined ? undefined : write.full(at)} />
        {hasTable && (
          <UnstyledButton onClick={() => setTable(!isTable)} aria-expanded={isTable}>
            <Text size="xs" c="dimmed" td="underline">
              {isTable ? say.hideTable : say.showTable}
            </Text>
          </UnstyledButton>
        )}
      </Group>
      <Drawing
        {...{ times, series, height, compact }}
        isDays={step === 'day'}
        summary={[label, ...summary].join('. ')}
        timeLabel={write.axis}
        onCursor={setIndex}
      />
      {isTable && <ChartTable label={label} times={times} series={series} format={format} write={write.full} />}
    </figure>
  )
}
