import type { PriceSteps } from '@nunchi/kernel'
import { touchKinds } from '../../domain/touch.ts'
import type { Minor, ProductId } from '../../domain/units.ts'
import type { History } from '../../state/history.ts'
import { dailyLows } from '../deals/price-told.ts'
import type { Suggestion } from './answers.ts'

const daySeconds = 86_400
const daysBack = 90
/** Of fewer days nobody can say what a product usually costs. */
const daysMin = 14
/** The share of days in which it is to have cost so little: rare enough to wait for, frequent enough to come. */
const shareWanted = 0.3

type Question = {
  readonly product: ProductId
  readonly steps: PriceSteps
  /** Infinity while it cannot be had. */
  readonly price: number
  /** Seconds since 1970. */
  readonly now: number
  readonly views: number
}

/**
 * A price worth waiting for: the highest that is below the price now and that the product cost, or less, in 30 % of the days in which it
 * could be had, of the last 90. None where so few days are known that it could be chance, or where it was never so cheap.
 */
export function suggestionOf({ product, steps, price, now, views }: Question): Suggestion | undefined {
  const lows = dailyLows(steps, { from: now - daysBack * daySeconds, to: now }).flatMap(({ low }) => low ?? [])
  const days = lows.length
  if (days < daysMin || price === Number.POSITIVE_INFINITY) return undefined
  lows.sort((a, b) => a - b)
  const wanted = lows[Math.ceil(days * shareWanted) - 1]!
  const targetMinor = wanted < price ? wanted : lows.filter((low) => low < price).at(-1)
  if (targetMinor === undefined) return undefined
  const share = lows.filter((low) => low <= targetMinor).length / days
  return { product, views, days, share, targetMinor: targetMinor as Minor, nowMinor: price as Minor }
}

/** How often a shopper looked at an item, of their latest acts. */
export function viewsOf({ recent }: History, row: number, item: number): number {
  if (row < 0 || recent.countOf(row) === 0) return 0
  const [from, count] = [recent.starts[row]!, recent.countOf(row)]
  const { item: items, kind } = recent.columns
  let views = 0
  for (let slot = from; slot < from + count; slot++)
    if (items[slot] === item && kind[slot] === touchKinds.view) views += 1
  return views
}
