import { createHmac } from 'node:crypto'
import type { TownShopper } from '../sim/town/people.ts'

/** A made-up shopper through whose eyes a visitor of the demo may look, with the proof that the storefront needs for it. */
export type DemoPerson = { readonly user: string; readonly userHash: string; readonly name: string }

const countMax = 8

/** The town's most frequent shoppers, of whom most is known. Their proofs are handed to anybody: nobody real stands behind them. */
export function demoPersons(identitySecret: string, shoppers: readonly TownShopper[]): DemoPerson[] {
  return frequentShoppers(shoppers, countMax).map(({ id, name }) => ({
    user: id,
    name,
    userHash: createHmac('sha256', identitySecret).update(id).digest('hex'),
  }))
}

/** Those who come to the shop most often. */
export function frequentShoppers(shoppers: readonly TownShopper[], count: number): readonly TownShopper[] {
  const byVisits = (a: TownShopper, b: TownShopper) => b.visitsPerWeek - a.visitsPerWeek || a.number - b.number
  return [...shoppers].sort(byVisits).slice(0, count)
}
