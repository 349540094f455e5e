import uPlot from 'uplot'
import { cssColor, resolved } from './colors.ts'
import { rangeOf, spanOf } from './range.ts'
import type { Series } from './series.ts'

export type PlotSettings = {
  readonly series: readonly Series[]
  readonly isDark: boolean
  readonly width: number
  readonly height: number
  readonly compact: (value: number) => string
  /** Writes moments of the axis, given the step between two of them in seconds. */
  readonly timeLabel: (ms: number, stepSeconds: number) => string
  /** Moments are days in UTC; else they are times where people look. */
  readonly isDays: boolean
  readonly onCursor: (index: number | undefined) => void
}

/** The settings of a drawing: a quiet grid, and no legend of its own. */
export function optionsOf(settings: PlotSettings): uPlot.Options {
  const { series, isDark, width, height, isDays, onCursor } = settings
  const hasBars = series.some(({ kind }) => kind === 'bars')
  return {
    width,
    height,
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    tzDate: isDays ? (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : undefined,
    scales: {
      x: { range: ({ data: [times] }) => spanOf({ first: times[0], last: times.at(-1), hasBars }) },
      y: { range: (_, low, high) => rangeOf(low, high) },
    },
    axes: axesOf(settings),
    series: [{}, ...series.map((one) => lineOf(one, isDark))],
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)] },
  }
}

function axesOf({ isDark, compact, timeLabel }: PlotSettings): uPlot.Axis[] {
  const stroke = resolved('--mantine-color-dimmed')
  const grid = { stroke: resolved(isDark ? '--mantine-color-dark-5' : '--mantine-color-gray-2'), width: 1 }
  const font = `11px ${resolved('--mantine-font-family') || 'sans-serif'}`
  const shared = { stroke, font, ticks: { show: false } }
  return [
    {
      ...shared,
      grid: { show: false },
      space: 72,
      size: 28,
      values: (_, splits, __, ___, step) => splits.map((seconds) => timeLabel(seconds * 1000, step)),
    },
    { ...shared, grid, size: 56, space: 36, values: (_, splits) => splits.map((value) => compact(value)) },
  ]
}

function lineOf({ label, color, kind = 'line' }: Series, isDark: boolean): uPlot.Series {
  const stroke = resolved(cssColor(color, isDark))
  if (kind === 'bars') {
    const paths = uPlot.paths.bars!({ size: [0.7, 40], radius: 0.15 })
    return { label, stroke, width: 0, fill: stroke, paths, points: { show: false } }
  }
  const fill = kind === 'area' ? `${stroke}2a` : undefined
  const paths = kind === 'steps' ? uPlot.paths.stepped!({ align: 1 }) : undefined
  return { label, stroke, width: 2, fill, paths, points: { show: kind === 'marked', size: 7, fill: stroke } }
}
