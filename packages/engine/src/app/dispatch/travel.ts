import { PlaceBook, type RoadTable } from './place-book.ts'

/** Entries of all tables together that are held in memory: 8 bytes each, so that it is a gigabyte at most beside the day at hand. */
const entriesMax = 2 ** 27

/** Travel between places, as whoever runs each depot chose: never a guess of ours. A book for each day, the latest of them held in memory. */
export class Travels {
  readonly #roads: RoadTable | undefined
  readonly #books = new Map<string, PlaceBook>()

  constructor(roads: RoadTable | undefined) {
    this.#roads = roads
  }

  get hasRoads(): boolean {
    return this.#roads !== undefined
  }

  /** Lets go of what is held in memory, as somebody's place was erased. */
  forget(): void {
    this.#books.clear()
    this.#roads?.forget?.()
  }

  /** The places of a day. */
  bookOf(day: string): PlaceBook {
    const known = this.#books.get(day)
    const book = known === undefined || known.isWorn ? new PlaceBook(this.#roads) : known
    this.#books.delete(day)
    let entries = book.entries
    for (const [other, { entries: theirs }] of [...this.#books].reverse()) {
      entries += theirs
      if (entries > entriesMax) this.#books.delete(other)
    }
    this.#books.set(day, book)
    return book
  }
}
