import type { Bench } from '../bench.ts'
import { measureChances, measureMadeUp } from './chances.ts'
import { measureShort, measureYears } from './made-up-years.ts'
import { measurePacking } from './packing.ts'
import { readPrices } from './price-series.ts'

/** How small price histories are, how fast they are read, and whether they tell that a price will fall. */
export const bench: Bench = {
  name: 'history',
  says: 'price histories: bytes a change beside Gorilla and others, speed, memory of short ones, chances of a lower price',
  reads: 'a folder or tar of CSV files: time and price, a file a product; or productId, price and date',
  options: { repeats: 'runs of which the median is told (9)', series: 'made-up short series (100000)' },
  flags: { smoke: 'few runs and series: whether it works, not how good' },
  run: async ({ data, seed, own, progress }) => {
    const repeats = Number(own.repeats ?? (own.smoke ? 1 : 9))
    const prices = readPrices(data)
    progress(`${prices.series.length} series of ${prices.kind} prices`)
    const packing = measurePacking(prices, repeats)
    progress('packing measured; now made-up series')
    const years = measureYears(seed, repeats)
    const short = measureShort(Number(own.series ?? (own.smoke ? 1_000 : 100_000)), seed)
    progress('memory measured; now chances of a lower price')
    const ask = { seed, trees: own.smoke ? 10 : 200 }
    const chances = measureChances(prices, ask)
    const madeUp = measureMadeUp({ ...ask, count: own.smoke ? 100 : 1_500, days: own.smoke ? 120 : 365 })
    return { rows: [...packing, ...years, ...short, ...chances, ...madeUp], notes }
  },
}

const notes = [
  'Bytes are all that a history keeps (columns of the series, blocks with their heads, the shared clock); room that packing left',
  'free is used for what comes next, and told apart. Every change was read back to the second and the unit before it was counted.',
  'Chances are checked on other series, later than all that was learned from; "same days" are other series alone, and never shown.',
  'Synthetic: made-up series, never to be mixed with public data.',
]
