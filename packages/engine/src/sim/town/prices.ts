import { Draws } from '../life/draws.ts'

/** One mall's offer of a product: what it asks when it asks its usual price. */
export type Offer = { readonly mall: number; readonly usualMinor: number }

/** What draws are for: see `Draws`. */
const of = { length: 1, phase: 2, sale: 3, depth: 4, drift: 5, out: 6 } as const
/** A mall thinks about a price every 5 to 18 days. */
const spanDaysMin = 5
const spanDaysMore = 14
const saleShare = 0.16
/** Once in 12 days it is looked whether a product ran out; then it is gone for one to three days. */
const stockSpanDays = 12
const outShare = 0.1

/** What the town's shop asks for a product on a day, the lowest of its malls, and what it usually asks. */
export type DayPrice = { readonly priceMinor: number; readonly usualMinor: number }

type Offered = { readonly number: number; readonly offers: readonly Offer[] }

/** A function of seed, product and day alone. O(offers). */
export function priceOn(seed: number, { number, offers }: Offered, day: number): DayPrice {
  let priceMinor = Number.POSITIVE_INFINITY
  let usualMinor = Number.POSITIVE_INFINITY
  for (const { mall, usualMinor: usual } of offers) {
    const asked = usual * factorOn(new Draws(seed, 31, number, mall), day)
    priceMinor = Math.min(priceMinor, priced(asked))
    usualMinor = Math.min(usualMinor, usual)
  }
  return { priceMinor, usualMinor }
}

/** Whether the shop has it on a day; a function of seed, product and day alone. */
export function stockOn(seed: number, number: number, day: number): boolean {
  const draws = new Draws(seed, 32, number)
  const shifted = day + draws.below(stockSpanDays, of.phase)
  const span = Math.floor(shifted / stockSpanDays)
  if (draws.unit(of.out, span) >= outShare) return true
  return shifted % stockSpanDays >= 1 + draws.below(3, of.length, span)
}

/** One mall's price as a share of its usual one: on sale a tenth to two fifths off, else a little up or down. */
function factorOn(draws: Draws, day: number): number {
  const length = spanDaysMin + draws.below(spanDaysMore, of.length)
  const span = Math.floor((day + draws.below(length, of.phase)) / length)
  if (draws.unit(of.sale, span) < saleShare) return 0.9 - 0.3 * draws.unit(of.depth, span)
  return 0.98 + 0.05 * draws.unit(of.drift, span)
}

const roundest = 30_000

/** As shops write prices: full hundreds, above 10,000 won ending in 900 or 000. */
export function priced(won: number): number {
  if (won < 10_000) return Math.max(100, Math.round(won / 100) * 100)
  const thousands = Math.round(won / 1_000) * 1_000
  return thousands % roundest === 0 ? thousands : thousands - 100
}
