import type { Lesson } from '../../decide/attributes/teach-readers.ts'
import type { Offer } from '../../domain/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Market } from '../../state/market.ts'

/** A person's word is worth so many offers of a feed. */
const correctionCopies = 5
const offersMax = 30_000
const perRead = 2_000

type Source = { readonly log: EventLog; readonly market: Market }

/**
 * What the offers that are there teach, evenly drawn, those of `without` left out; and what persons corrected of any offer, several times.
 * Reads them from the log, 30,000 at most, some 10 us each.
 */
export async function marketLessons({ log, market }: Source, without?: string): Promise<Lesson[]> {
  const { offers, judgements } = market
  const numbers = Array.from({ length: offers.size }, (_, offer) => offer)
  const there = numbers.filter((offer) => offers.isThere(offer))
  const others = there.filter((offer) => without === undefined || offers.refOf(offer).mall !== without)
  const step = Math.max(1, others.length / offersMax)
  const some = Array.from({ length: Math.min(offersMax, others.length) }, (_, n) => others[Math.floor(n * step)]!)
  const corrected = there.filter((offer) => judgements.correctionsOf(offer).size > 0)
  const lessons = await read({ log, market }, some)
  const words = (await read({ log, market }, corrected)).map((offer) =>
    asCorrected(offer, judgements.correctionsOf(offers.find(offer))),
  )
  return [...lessons, ...Array.from({ length: correctionCopies }, () => words).flat()]
}

async function read({ log, market }: Source, numbers: readonly number[]): Promise<Offer[]> {
  const found: Offer[] = []
  for (let from = 0; from < numbers.length; from += perRead) {
    const positions = numbers.slice(from, from + perRead).map((offer) => market.offers.positions[offer]!)
    for (const event of await log.readAt(positions)) if (event.kind === 'offer.listed') found.push(event.offer)
  }
  return found
}

/** An offer as if its feed had said what a person says. */
function asCorrected(
  { mall, title, brand, attributes, categoryPath }: Offer,
  corrections: ReadonlyMap<string, string>,
): Lesson {
  const said = new Map(corrections)
  const brandNow = said.has('brand') ? said.get('brand') || undefined : brand
  const category = said.get('category') || undefined
  for (const name of ['brand', 'category']) said.delete(name)
  const entries = [...Object.entries(attributes), ...said].filter(([, value]) => value !== '')
  return { mall, title, brand: brandNow, attributes: Object.fromEntries(entries), categoryPath, category }
}
