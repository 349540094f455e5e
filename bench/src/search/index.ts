import type { Bench } from '../bench.ts'
import { measureQuality, soughtMax } from './quality.ts'
import { asked, measureSpeed } from './speed.ts'

/** What searches find, as people rated it; without data, how long they take in the simulated city. */
export const bench: Bench = {
  name: 'search',
  says: 'what searches find in a folder of the Chorus project (--data), as people rated it; without --data how long they take, simulated',
  options: {
    sought: `with data: products that are sought by their titles (${soughtMax})`,
    products: `without: products of the city (${asked.products})`,
    questions: `without: questions of each sort (${asked.questions})`,
  },
  run: async (options) =>
    options.data === ''
      ? { rows: await measureSpeed(options), notes: notesOfSpeed }
      : { rows: await measureQuality(options), notes: notesOfQuality },
}

const notesOfQuality = [
  'Rated: means over the questions to which a product was rated above 0; what nobody rated counts as wrong, rated@10 says how',
  'many of the first ten were. Known-item: titles are real, their damages made by the seed (synthetic). Nothing was bought here, so words alone decide.',
]

const notesOfSpeed = [
  'The city is simulated (made up, seeded). In process: no HTTP, nothing else comes in. Each question is asked three times and its middle',
  'time counts; searches/s is one thread doing nothing else, 1 / mean time.',
]
