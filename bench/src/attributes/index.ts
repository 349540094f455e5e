import type { Bench } from '../bench.ts'
import { measureCatalogue } from './catalogue.ts'
import { measureKorean } from './korean.ts'
import { readSources } from './sources.ts'
import { measureTitles } from './titles.ts'

/** How well attributes are read out of titles, and how fast. */
export const bench: Bench = {
  name: 'attributes',
  says: 'attributes read out of titles: brands, what feeds have of their own, labels guessed; each beside a baseline',
  reads: 'JSON Lines with title, supplier and attr_ fields; CSV of titles beside CSV of labels; or a folder of such',
  run: async ({ data, seed, progress }) => {
    const sources = readSources(data)
    const rows = sources.flatMap((source) =>
      source.kind === 'catalogue'
        ? measureCatalogue(source.products, { set: source.set, seed, progress })
        : measureTitles(source.rows, { set: source.set, seed, progress }),
    )
    return { rows: [...rows, ...measureKorean()], notes }
  },
}

const notes = [
  'Split by product and by title: nothing that is tested was learnt from, and thresholds come from a part of what was. Right is what the',
  'feed itself says; what is given where the feed has no such attribute counts as wrong. Coverage of brands: of the titles in which the',
  "feed's brand stands, the share in which it was found. Korean: titles of our own with what a person reads in them, in the project itself;",
  'rules and dictionaries alone, half of the titles looked at while these were written, half kept back.',
]
