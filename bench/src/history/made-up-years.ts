import { PriceHistory, Random } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { timeOf } from './packing.ts'

const whole = { from: 0, to: 2 ** 32 }
const begin = 1_480_000_000
const daySeconds = 86_400

/** Ten years of one made-up product that changes three times a day, among others that do: how long it takes to unpack. */
export function measureYears(seed: number, repeats: number): BenchRow[] {
  const random = new Random(seed)
  const history = new PriceHistory()
  const days = 3_650
  let price = 29_900
  for (let i = 0; i < 3 * days; i++) {
    const seconds = begin + Math.floor((i / 3) * daySeconds) + random.below(3_600)
    price = nextPrice(price, 29_900, random)
    history.append(0, seconds, price)
    history.append(1, seconds + random.below(900), nextPrice(price, 12_000, random))
  }
  const room = history.countOf(0)
  const times = new Uint32Array(room)
  const prices = new Float64Array(room)
  const read = (): number => history.read(0, whole, times, prices)
  for (let i = 0; i < 20; i++) read()
  const lastMonth = { from: begin + (days - 30) * daySeconds, to: begin + days * daySeconds }
  const set = 'synthetic, 10 years, 3 changes a day'
  return [
    { set, variant: 'nunchi', metric: 'changes', value: room, unit: '' },
    { set, variant: 'nunchi', metric: 'unpacking all', value: timeOf(repeats * 5, read), unit: 'ms' },
    {
      set,
      variant: 'nunchi',
      metric: 'unpacking the last 30 days',
      value: timeOf(repeats * 5, () => history.read(0, lastMonth, times, prices)),
      unit: 'ms',
    },
    {
      set,
      variant: 'nunchi',
      metric: 'bytes per change',
      value: (history.bytes - history.unused) / (room + history.countOf(1)),
      unit: 'B',
    },
  ]
}

/** What many series with few changes take: every series read once a day, `changes` of the readings differ. */
export function measureShort(series: number, seed: number): BenchRow[] {
  const random = new Random(seed)
  const history = new PriceHistory()
  const rows: BenchRow[] = []
  for (let changes = 1; changes <= 10; changes++) {
    for (let row = 0; row < series; row++) {
      const now = history.priceOf(row) ?? 1_000 * (5 + random.below(95))
      const price = changes === 1 ? now : nextPrice(now, now, random)
      history.append(row, begin + changes * 7 * daySeconds + random.below(daySeconds), price)
    }
    if (![1, 2, 3, 5, 10].includes(changes)) continue
    const set = `synthetic, ${series.toLocaleString('en')} series`
    const variant = `${changes} ${changes === 1 ? 'price' : 'prices'} each`
    rows.push({ set, variant, metric: 'bytes per series', value: (history.bytes - history.unused) / series, unit: 'B' })
    rows.push({ set, variant, metric: 'with free room', value: history.bytes / series, unit: 'B' })
  }
  return rows
}

/** Another price: back to the usual one, or some percent off it, as shops round them. */
function nextPrice(now: number, usual: number, random: Random): number {
  for (;;) {
    const price = random.unit() < 0.4 ? usual : Math.round((usual * (70 + random.below(40))) / 1_000) * 10
    if (price !== now && price > 0) return price
  }
}
