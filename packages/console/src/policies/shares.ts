import type { PoliciesBody, PolicyName } from '@nunchi/protocol'
import type { ChartColor } from '../chart/series.ts'

/** One colour a policy, everywhere. */
export const policyColors: Readonly<Record<PolicyName, ChartColor>> = {
  individual: 'teal',
  cluster: 'indigo',
  popular: 'orange',
}

/** The shares as `nunchi serve --policies` takes them; those without one are left out. */
export function sharesFlag(shares: PoliciesBody['shares']): string {
  return Object.entries(shares)
    .filter(([, share]) => share > 0)
    .map(([policy, share]) => `${policy}=${Number(share.toFixed(4))}`)
    .join(',')
}

/**
 * What an interval says of a lift: whether all of it lies on one side of 0. One without any width is of a policy under which
 * everybody did the same, as nobody bought: that is too little to tell.
 */
export function verdictOf({ low, high }: { readonly low: number; readonly high: number }): 'better' | 'worse' | 'open' {
  if (low === high) return 'open'
  if (low > 0) return 'better'
  return high < 0 ? 'worse' : 'open'
}
