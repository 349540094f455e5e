import { hash64, hashString } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { PolicyName } from './answer.ts'

/** Share of the shoppers who get each policy; together 1. */
export type PolicyShares = Readonly<Record<PolicyName, number>>

/**
 * Which policy orders this answer. Who refused personalisation gets what everyone gets, whatever was asked; then the
 * request's own wish; then the lot.
 *
 * The lot is drawn by the name under which somebody asks, not by what is known of them: the device's id, where the
 * request gives one, else the user's. So a stranger keeps their lot when they become known, and a device keeps its own
 * through logging in and out, for as long as requests name it. Whoever cannot be told apart gets the largest share.
 */
export function policyOf(
  views: Views,
  { row, drawnBy, asked, shares }: { row: number; drawnBy?: string; asked?: PolicyName; shares: PolicyShares },
): PolicyName {
  if (row >= 0 && !views.shoppers.isPersonalised(row)) return 'popular'
  if (asked) return asked
  if (drawnBy === undefined) return largest(shares)
  const lot = lotOf(drawnBy)
  if (lot < shares.popular) return 'popular'
  return lot < shares.popular + shares.cluster ? 'cluster' : 'individual'
}

/** Whether it was the lot that `policyOf` went by, of a shopper who is known: what came of it then tells the policies apart. */
export function isByLot(
  views: Views,
  { row, drawnBy, asked, shares }: { row: number; drawnBy?: string; asked?: PolicyName; shares: PolicyShares },
): boolean {
  if (row < 0 || asked !== undefined || drawnBy === undefined || !views.shoppers.isPersonalised(row)) return false
  return Math.max(shares.individual, shares.cluster, shares.popular) < 1
}

function largest({ individual, cluster, popular }: PolicyShares): PolicyName {
  if (individual >= cluster && individual >= popular) return 'individual'
  return cluster >= popular ? 'cluster' : 'popular'
}

/** A number in [0, 1) that is this name's own. */
function lotOf(name: string): number {
  hashString(`policy:${name}`)
  return hash64.low / 4294967296
}
