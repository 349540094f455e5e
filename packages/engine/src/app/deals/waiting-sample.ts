import { gone, type PriceSteps, Random } from '@nunchi/kernel'

const daySeconds = 86_400
/** So many products are enough to learn from, and to read their prices takes some 50 ms. */
const seriesMax = 2_000
/** Of a shop most of whose products are new, so many are looked at for each that is taken. */
const triesPerSeries = 20
/** Prices have to be known for so long: the shortest horizon, before it what is learned from, after it what is held back. */
export const daysKnownMin = 28
/** Older prices say little of habits of today. */
const daysKnownMax = 400
const seed = 20_261_126

type Known = {
  readonly rows: number
  stepsOf(item: number, until: number, from?: number): PriceSteps
}

/**
 * Draws products whose prices are known for four weeks or longer, with their steps of the last 400 days; the same for the same prices.
 * Time: O(2,000 products * their points), and no more than 40,000 looked at in a shop of any size.
 */
export function waitingSample(prices: Known, now: number): readonly PriceSteps[] {
  const { rows } = prices
  if (rows === 0) return []
  const random = new Random(seed)
  const stride = strideOf(rows, random)
  let item = random.below(rows)
  const taken: PriceSteps[] = []
  for (let tries = Math.min(rows, seriesMax * triesPerSeries); tries > 0 && taken.length < seriesMax; tries--) {
    item = (item + stride) % rows
    const steps = prices.stepsOf(item, now, now - daysKnownMax * daySeconds)
    if (isKnownLong(steps, now)) taken.push(steps)
  }
  return taken
}

function isKnownLong({ times, prices, count }: PriceSteps, now: number): boolean {
  if (count === 0 || (times[0] as number) > now - daysKnownMin * daySeconds) return false
  for (let i = 0; i < count; i++) if (prices[i] !== gone) return true
  return false
}

/** A step that comes by every row once before it comes by one again. */
function strideOf(rows: number, random: Random): number {
  for (;;) {
    const stride = 1 + random.below(rows)
    if (divisorOf(stride, rows) === 1) return stride
  }
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b)
}
