import { hash64, hashString } from '@nunchi/kernel'
import type { ShopperKey } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import type { PolicyName } from './answer.ts'

/** Share of the shoppers who get each policy; together 1. */
export type PolicyShares = Readonly<Record<PolicyName, number>>

/**
 * Which policy orders this answer. Who refused personalisation gets what everyone gets, whatever was asked; then the
 * request's own wish; then the shopper's lot, which stays the same for as long as the shares do.
 */
export function policyOf(
  views: Views,
  { row, shopper, asked, shares }: { row: number; shopper?: ShopperKey; asked?: PolicyName; shares: PolicyShares },
): PolicyName {
  if (row >= 0 && !views.shoppers.isPersonalised(row)) return 'popular'
  if (asked) return asked
  const lot = lotOf(shopper ?? '')
  if (lot < shares.popular) return 'popular'
  return lot < shares.popular + shares.cluster ? 'cluster' : 'individual'
}

/** A number in [0, 1) that is the shopper's own. */
function lotOf(shopper: string): number {
  hashString(`policy:${shopper}`)
  return hash64.low / 4294967296
}
