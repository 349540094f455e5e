import { RenewalChances } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { Repurchase } from './answer.ts'
import type { Hidden } from './hidden.ts'

const day = 86_400

/**
 * When the shopper will buy again what they bought twice or more, or what everybody buys again more than other products:
 * from how such waits went on so far, given how long this one has lasted. What is hidden or cannot be bought is left out.
 * The most likely within 30 days first, ties by product. O(products bought + groups * (stretches + weeks) of the waits).
 */
export function repurchasesOf(
  views: Views,
  { row, now, count, hidden }: { row: number; now: number; count: number; hidden: Hidden },
): readonly Repurchase[] {
  const { catalog, history } = views
  const { owned, repeats } = history
  const bought = row < 0 ? 0 : owned.countOf(row)
  if (bought === 0) return []
  const chances = new RenewalChances(history.productWaits, now)
  const { item, times, lastAt, wait } = owned.columns
  const found: Repurchase[] = []
  for (let slot = owned.starts[row]!; slot < owned.starts[row]! + bought; slot++) {
    const one = item[slot]!
    const isRepeated = times[slot]! > 1 || repeats.of(one, catalog.categoryTags[one]!) > repeats.ofAll
    if (!isRepeated || !catalog.shown[one] || hidden.hasItem(one)) continue
    const age = Math.max(0, now - lastAt[slot]!) / day
    const median = chances.medianWait(wait[slot]!, age)
    found.push({
      product: catalog.idOf(one),
      times: times[slot]!,
      lastAt: lastAt[slot]!,
      ...(median === undefined ? {} : { expectedAt: now + Math.round(median * day) }),
      within7: chances.within(wait[slot]!, age, 7),
      within14: chances.within(wait[slot]!, age, 14),
      within30: chances.within(wait[slot]!, age, 30),
    })
  }
  return found.sort((a, b) => b.within30 - a.within30 || (a.product < b.product ? -1 : 1)).slice(0, count)
}
