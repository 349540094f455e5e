import { gzipSync } from 'node:zlib'
import { PriceHistory } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { median } from '../metrics.ts'
import { packGorilla } from './gorilla.ts'
import { changesOf, type PriceData, type PriceSeries } from './price-series.ts'

const whole = { from: 0, to: 2 ** 32 }

type Seen = { readonly series: number; readonly seconds: number; readonly price: number }

/** Everything that was read, in the order in which it happened: as a shop that reads prices would hear of it. */
function allSeen(series: readonly PriceSeries[]): Seen[] {
  return series
    .flatMap(({ times, prices }, row) => times.map((seconds, i) => ({ series: row, seconds, price: prices[i] })))
    .sort((a, b) => a.seconds - b.seconds || a.series - b.series)
}

function filled(seen: readonly Seen[]): PriceHistory {
  const history = new PriceHistory()
  for (const { series, seconds, price } of seen) history.append(series, seconds, price)
  return history
}

/** Bytes a change of the store and of the yardsticks on the same changes, and what packing and reading take. */
export function measurePacking({ kind, series }: PriceData, repeats: number): BenchRow[] {
  const seen = allSeen(series)
  const changed = series.map(changesOf)
  const changes = changed.reduce((sum, { times }) => sum + times.length, 0)
  const history = filled(seen)
  checkExact(history, changed)
  const kept = history.bytes - history.unused
  const row = (variant: string, metric: string, value: number, unit: string): BenchRow => ({
    set: `${kind} prices`,
    variant,
    metric,
    value,
    unit,
  })
  const perChange = (variant: string, bytes: number): BenchRow => row(variant, 'bytes per change', bytes / changes, 'B')
  const total = (of: (one: PriceSeries) => number): number => changed.reduce((sum, one) => sum + of(one), 0)
  return [
    row('data', 'series', series.length, ''),
    row('data', 'points', seen.length, ''),
    row('data', 'changes', changes, ''),
    perChange('nunchi', kept),
    row('nunchi', 'bytes per change beyond the 20 of each series', (kept - 20 * series.length) / changes, 'B'),
    perChange('nunchi, with room that packing left free', history.bytes),
    perChange(
      'gorilla',
      total(({ times, prices }) => packGorilla(times, prices).length),
    ),
    row('gorilla', 'bytes per point', bytesPerPoint(series), 'B'),
    perChange('differences as varints', total(varintBytes)),
    perChange('gzip of the CSV', gzipSync(csvOf(changed), { level: 9 }).length),
    perChange(
      'plain (4 + 8 bytes)',
      total(({ times }) => 12 * times.length),
    ),
    row('nunchi', 'appending a change', (1e6 * timeOf(repeats, () => filled(seen))) / changes, 'ns'),
    row('nunchi', 'reading a change', (1e6 * timeOf(repeats, reader(history, changed))) / changes, 'ns'),
  ]
}

function bytesPerPoint(series: readonly PriceSeries[]): number {
  const bytes = series.reduce((sum, { times, prices }) => sum + packGorilla(times, prices).length, 0)
  return bytes / series.reduce((sum, { times }) => sum + times.length, 0)
}

/** @throws Error when anything comes back other than it went in */
function checkExact(history: PriceHistory, changed: readonly PriceSeries[]): void {
  changed.forEach(({ name, times, prices }, row) => {
    const readTimes = new Uint32Array(times.length + 1)
    const readPrices = new Float64Array(times.length + 1)
    const count = history.read(row, whole, readTimes, readPrices)
    const isSame =
      count === times.length && times.every((time, i) => time === readTimes[i] && prices[i] === readPrices[i])
    if (!isSame) throw new Error(`${name}: ${count} of ${times.length} changes came back, or others.`)
  })
}

function reader(history: PriceHistory, changed: readonly PriceSeries[]): () => void {
  const room = Math.max(...changed.map(({ times }) => times.length))
  const times = new Uint32Array(room)
  const prices = new Float64Array(room)
  return () => {
    for (let row = 0; row < changed.length; row++) history.read(row, whole, times, prices)
  }
}

/** Median milliseconds of several runs. */
export function timeOf(repeats: number, act: () => unknown): number {
  const times = Array.from({ length: repeats }, () => {
    const start = process.hrtime.bigint()
    act()
    return Number(process.hrtime.bigint() - start) / 1e6
  })
  return median(times)
}

/** Differences of times and zigzag differences of prices, seven bits a byte. */
function varintBytes({ times, prices }: PriceSeries): number {
  const length = (value: number): number => Math.max(1, Math.ceil(Math.log2(value + 1) / 7))
  return times.reduce((sum, time, i) => {
    const change = prices[i] - (prices[i - 1] ?? 0)
    return sum + length(time - (times[i - 1] ?? 0)) + length(change < 0 ? -2 * change - 1 : 2 * change)
  }, 0)
}

function csvOf(changed: readonly PriceSeries[]): string {
  return changed
    .map(({ name, times, prices }) => times.map((time, i) => `${name},${time},${prices[i]}\n`).join(''))
    .join('')
}
