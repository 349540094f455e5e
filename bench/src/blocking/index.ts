import type { Bench } from '../bench.ts'
import { measureRecall } from './recall.ts'
import { measureSpeed } from './speed.ts'
import { readTablePairs } from './tables.ts'

/** How many of the records that are about the same thing come among ten candidates, and what finding them costs. */
export const bench: Bench = {
  name: 'blocking',
  says: 'candidates for matching: recall at 10 between two tables; without --data, speed on a made-up catalogue',
  options: { texts: 'titles of the made-up catalogue (1000000)' },
  flags: { smoke: 'few titles: whether it works, not how fast' },
  run: async ({ data, seed, own, progress }) => {
    if (data === '') {
      const texts = Number(own.texts ?? (own.smoke ? 1_000 : 1_000_000))
      return { rows: measureSpeed({ texts, seed, progress }), notes: speedNotes }
    }
    const rows = readTablePairs(data).flatMap((pair) => {
      progress(`${pair.set}: ${pair.left.rows.length} x ${pair.right.rows.length} records, ${pair.gold.length} pairs`)
      return measureRecall(pair)
    })
    return { rows, notes: recallNotes }
  },
}

const recallNotes = [
  "Ten candidates a record of the table that is not indexed. Only 'by half' looks at gold pairs to choose, and not at those it is",
  'measured on; everything else is the same for all tables: columns are told apart by what their cells look like.',
]

const speedNotes = [
  'Synthetic: made-up titles of made-up products, never to be mixed with public data. Memory is what the index holds, with the',
  "texts' grams, without reserve. Processor time is without what others took of the machine, but with the measuring.",
]
