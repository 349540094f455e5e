import { createHmac } from 'node:crypto'

/** A made-up shopper through whose eyes a visitor of the demo may look, with the proof that the storefront needs for it. */
export type DemoPerson = { readonly user: string; readonly userHash: string }

/** The first shoppers of the demo. Their proofs are handed to anybody: nobody real stands behind them. */
export function demoPersons(identitySecret: string, count = 8): DemoPerson[] {
  return Array.from({ length: count }, (_, n) => {
    const user = `demo-shopper-${n + 1}`
    return { user, userHash: createHmac('sha256', identitySecret).update(user, 'utf8').digest('hex') }
  })
}
