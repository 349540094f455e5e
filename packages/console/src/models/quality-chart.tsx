import type { RankerBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import type { Series } from '../chart/series.ts'
import { TimeChart } from '../chart/time-chart.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './models.words.ts'

/** How versions ranked compared with the blend, as they were learned. */
export function QualityChart({ versions }: { readonly versions: RankerBody['versions'] }) {
  const say = useWords(words)
  const format = useFormat()
  const { times, series } = useMemo(() => {
    const checked = versions.filter(({ at, check }) => at !== undefined && check !== undefined).reverse()
    const line = (label: string, color: Series['color'], values: (number | undefined)[]): Series => ({
      label,
      color,
      kind: 'marked',
      values: values.map((value) => value ?? null),
    })
    return {
      times: checked.map(({ at }) => at!),
      series: [
        line(
          say.ranker,
          'teal',
          checked.map(({ check }) => check!.ndcg.ranker),
        ),
        line(
          say.blendLine,
          'orange',
          checked.map(({ check }) => check!.ndcg.blend),
        ),
      ],
    }
  }, [versions, say])
  if (times.length === 0) return null
  return (
    <Panel title={say.quality} hint={say.qualityHint}>
      <TimeChart
        label={say.quality}
        times={times}
        series={series}
        step="moment"
        height={200}
        format={(value) => format.decimal(value, 4)}
        compact={(value) => format.decimal(value, 3)}
      />
    </Panel>
  )
}
