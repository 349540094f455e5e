import type { BenchRow } from '../bench.ts'
import { median } from '../metrics.ts'
import type { Market } from './market.ts'

/** What every part of the bench measures with. */
export type Setup = {
  /** Port of the server under test. */
  readonly port: number
  readonly key: string
  readonly market: Market
  readonly seconds: number
  readonly repeats: number
  /** Folder for a yardstick's own files, on the same disk as the server's. */
  readonly dir: string
  readonly progress: (text: string) => void
}

/** The runs of one figure. */
export type Figure = Omit<BenchRow, 'value'> & { readonly runs: readonly number[] }

/** The median of a figure's runs as a row. */
export function rowOf({ runs, ...names }: Figure): BenchRow {
  return { ...names, value: median(runs) }
}

/** "collect batch-100 events/s: 41,200 (40,100 to 42,000)". */
export function lineOf({ set, variant, metric, unit, runs }: Figure): string {
  const shown = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))
  const range = runs.length > 1 ? ` (${shown(Math.min(...runs))} to ${shown(Math.max(...runs))})` : ''
  return `${set} ${variant} ${metric}: ${shown(median(runs))}${range} ${unit}`.trimEnd()
}
