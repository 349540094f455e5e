import { type Estimate, liftInterval, type Moments, meanInterval, wilsonInterval } from '@nunchi/kernel'
import type { PolicyDay, PolicySums } from '../../state/policies.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'

/** What came of one policy, with 95 % intervals. */
export type PolicyOutcome = PolicySums & {
  /** Buyers among the shoppers. */
  readonly conversion: Estimate
  /** Undefined for fewer than two shoppers, and while nobody has bought under any policy. */
  readonly revenuePerShopper: Estimate | undefined
}

export type PolicyLift = {
  readonly policy: string
  readonly against: string
  readonly metric: 'conversion' | 'revenuePerShopper'
  /** By what part the policy is better than `against`: 0.1 for 10 %. */
  readonly lift: Estimate
}

export type PolicyComparison = {
  /** When the first shopper was dealt a policy, in seconds. */
  readonly begunAt: number | undefined
  /** Those with a share and those that ever had shoppers, in the order of the shares. */
  readonly policies: readonly PolicyOutcome[]
  /** Each against each other one; without those of which nothing can be told yet. */
  readonly lifts: readonly PolicyLift[]
  readonly days: readonly PolicyDay[]
}

/**
 * Compares what policies came to: by intention to treat, shoppers under the policy they were dealt first (state/policies.ts).
 * The unit of everything is the shopper, who was drawn, so the orders of one shopper need not be independent of each other.
 */
export function comparePolicies(
  views: Views,
  { shares }: { readonly shares: Readonly<Record<string, number>> },
): Decision<PolicyComparison> {
  const { policies } = views
  const sums = new Map(policies.sums().map((one) => [one.policy, one]))
  const names = [...new Set([...Object.keys(shares), ...sums.keys()])]
  const perBuyer = revenuePerBuyer([...sums.values()])
  const outcomes = names
    .filter((name) => (shares[name] ?? 0) > 0 || (sums.get(name)?.shoppers ?? 0) > 0)
    .map((name) => outcomeOf(sums.get(name) ?? nobody(name), perBuyer))
  const lifts = outcomes.flatMap((one) => outcomes.flatMap((other) => (one === other ? [] : liftsOf(one, other))))
  return { answer: { begunAt: policies.begunAt, policies: outcomes, lifts, days: policies.days() }, events: [] }
}

/** @param perBuyer  what a buyer brings under any policy: so far somebody who bought is from those who did not */
function outcomeOf(sums: PolicySums, perBuyer: number): PolicyOutcome {
  const conversion = wilsonInterval(sums.buyers, sums.shoppers)
  const mean = meanInterval(revenueOf(sums), perBuyer)
  // What a shopper spent, less what came back, is never below nothing.
  return { ...sums, conversion, revenuePerShopper: mean && { ...mean, low: Math.max(0, mean.low) } }
}

function revenuePerBuyer(all: readonly PolicySums[]): number {
  const buyers = all.reduce((sum, one) => sum + one.buyers, 0)
  const revenue = all.reduce((sum, one) => sum + one.revenueMinor, 0)
  return buyers === 0 ? 0 : Math.max(0, revenue / buyers)
}

function liftsOf(one: PolicySums, other: PolicySums): readonly PolicyLift[] {
  return (['conversion', 'revenuePerShopper'] as const).flatMap((metric) => {
    const momentsOf = metric === 'conversion' ? buyersOf : revenueOf
    const lift = liftInterval(momentsOf(one), momentsOf(other))
    if (lift === undefined) return []
    // Nobody can bring less than nothing.
    const bounded = { ...lift, low: Math.max(-1, lift.low) }
    return [{ policy: one.policy, against: other.policy, metric, lift: bounded }]
  })
}

const revenueOf = ({ shoppers, revenueMinor, revenueSquares }: PolicySums): Moments => ({
  count: shoppers,
  sum: revenueMinor,
  squares: revenueSquares,
})
const buyersOf = ({ shoppers, buyers }: PolicySums): Moments => ({ count: shoppers, sum: buyers, squares: buyers })

function nobody(policy: string): PolicySums {
  return { policy, shoppers: 0, mixed: 0, buyers: 0, orders: 0, revenueMinor: 0, revenueSquares: 0 }
}
