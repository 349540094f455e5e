import { type MatchRecord, type PairLesson, Random } from '@nunchi/kernel'
import { gtinKey, type LinkFinder } from './link-finder.ts'
import type { OfferBook } from './offer-book.ts'
import type { VerdictBook } from './verdict-book.ts'
import { sureValues, vetoesOf } from './vetoes.ts'

/** Pairs of offers of which is known whether they are the same. */
export type MatchLessons = {
  /** What persons said. */
  readonly persons: readonly PairLesson[]
  /** What GTINs say of offers that nothing else keeps apart. */
  readonly codes: readonly PairLesson[]
}

export type LessonAsk = {
  /** Words of persons that are learned from, at most; drawn by chance where there are more. */
  readonly personsMax: number
  /** Offers with GTINs that are drawn to learn from, at most. */
  readonly offersMax: number
  readonly seed: number
}

export type LessonSource = { readonly book: OfferBook; readonly verdicts: VerdictBook; readonly links: LinkFinder }

const othersMax = 6
/** Of the offers that are like one and have another GTIN, so many are taken: about as many as there are of the same GTIN. */
const differentMax = 2

/** Offers with GTINs, drawn by chance. O(offers) */
export function drawnForLessons(book: OfferBook, { offersMax, seed }: Pick<LessonAsk, 'offersMax' | 'seed'>): number[] {
  const drawn: number[] = []
  for (const offer of new Random(seed).shuffle(Uint32Array.from({ length: book.size }, (_, i) => i))) {
    if (drawn.length === offersMax) break
    if (book.isThere(offer) && gtinKey(book.valuesOf(offer)) !== '') drawn.push(offer)
  }
  return drawn
}

/**
 * Gathers what can be learned from: verdicts on offers that are there, and, of offers that were drawn, those with the same GTIN in other
 * malls, and those with the most similar titles of another GTIN. Each pair once, an offer with the same record in all of them, and a person's
 * word before a code's: who learns cuts the lessons into parts by their records. O(verdicts), 0.1 ms an offer drawn.
 * @param drawn with `drawnForLessons`
 * @param alike by drawn offer, those with the most similar titles
 */
export function lessonsOf(
  { book, verdicts, links }: LessonSource,
  { personsMax, seed }: LessonAsk,
  { drawn, alike }: { readonly drawn: readonly number[]; readonly alike: readonly ArrayLike<number>[] },
): MatchLessons {
  const lessons = new Lessons(book)
  const said = [...verdicts.all()].filter(({ one, other }) => book.isThere(one) && book.isThere(other))
  const order = new Random(seed).shuffle(Uint32Array.from(said.keys()))
  const persons = Array.from(order.subarray(0, personsMax)).flatMap((i) => {
    const { one, other, verdict } = said[i]!
    return lessons.of({ one, other, isSame: verdict === 'same' })
  })
  for (const { one, other } of said) lessons.of({ one, other, isSame: false }) // said by a person, and so by no code
  const codes = drawn.flatMap((offer, i) =>
    codePairs(offer, Array.from(alike[i]!), { book, links }).flatMap((pair) => lessons.of(pair)),
  )
  return { persons, codes }
}

type NumberedPair = { readonly one: number; readonly other: number; readonly isSame: boolean }

/** Makes lessons of pairs of offers, one of each pair. */
class Lessons {
  readonly #book: OfferBook
  readonly #records = new Map<number, MatchRecord>()
  readonly #given = new Set<string>()

  constructor(book: OfferBook) {
    this.#book = book
  }

  /** @returns nothing for a pair that was given already */
  of({ one, other, isSame }: NumberedPair): PairLesson[] {
    const name = one < other ? `${one} ${other}` : `${other} ${one}`
    if (this.#given.has(name)) return []
    this.#given.add(name)
    return [{ left: this.#recordOf(one), right: this.#recordOf(other), isSame }]
  }

  #recordOf(offer: number): MatchRecord {
    const known = this.#records.get(offer) ?? this.#book.recordOf(offer)
    this.#records.set(offer, known)
    return known
  }
}

function codePairs(
  offer: number,
  alike: readonly number[],
  { book, links }: Pick<LessonSource, 'book' | 'links'>,
): NumberedPair[] {
  const own = sureValues(book.valuesOf(offer))
  const vetoes = (other: number): string[] =>
    vetoesOf(own, sureValues(book.valuesOf(other))).map(({ attribute }) => attribute)
  const same = links
    .ofGtin(gtinKey(book.valuesOf(offer)), othersMax)
    .find((other) => book.mallOf(other) !== book.mallOf(offer) && vetoes(other).length === 0)
  const different = alike.filter((other) => other !== offer && vetoes(other).join() === 'gtin').slice(0, differentMax)
  const pairs = different.map((other): NumberedPair => ({ one: offer, other, isSame: false }))
  if (same !== undefined) pairs.push({ one: offer, other: same, isSame: true })
  return pairs
}
