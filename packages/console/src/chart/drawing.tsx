import 'uplot/dist/uPlot.min.css'
import { Box, useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import { optionsOf, type PlotSettings } from './plot.ts'

type Props = Omit<PlotSettings, 'width' | 'isDark'> & {
  readonly times: readonly number[]
  /** The drawing in words. */
  readonly summary: string
}

/** A canvas as wide as there is room. It is made anew when its look changes; new values are only put in. */
export function Drawing({ times, summary, ...settings }: Props) {
  const { series, height, isDays, timeLabel, onCursor } = settings
  const isDark = useComputedColorScheme('light') === 'dark'
  const ref = useRef<HTMLDivElement>(null)
  const width = useWidth(ref)
  const plot = useRef<uPlot>(undefined)
  const data = useMemo<uPlot.AlignedData>(
    () => [times.map((time) => time / 1000), ...series.map(({ values }) => [...values])],
    [times, series],
  )
  const latest = useRef({ data, settings })
  useEffect(() => {
    latest.current = { data, settings }
  })
  const look = JSON.stringify(series.map(({ label, color, kind }) => [label, color, kind]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` stands for the series; values are put in below
  useEffect(() => {
    if (width === 0 || !ref.current) return
    const compact = (value: number) => latest.current.settings.compact(value)
    const options = optionsOf({ ...settings, compact, isDark, width })
    const made = new uPlot(options, data, ref.current)
    plot.current = made
    return () => {
      plot.current = undefined
      made.destroy()
    }
  }, [look, isDark, width, height, isDays, timeLabel, onCursor])
  useEffect(() => {
    plot.current?.setData(data)
  }, [data])
  return <Box ref={ref} h={height} role="img" aria-label={summary} style={{ overflow: 'hidden' }} />
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return width
}
