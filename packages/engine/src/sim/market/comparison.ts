import type { PolicyName } from '../../decide/rank/answer.ts'
import { type Figure, liftOf, ratioOf } from './figures.ts'
import type { MarketRun } from './run-policy.ts'
import type { Sums } from './score.ts'

/** What a policy is judged by. `isBetterLow`: of regret, less is better. */
export const metrics = [
  { metric: 'conversion', unit: 'orders per visit', above: 'orders', below: 'visits', isBetterLow: false },
  { metric: 'revenue', unit: 'won per visit', above: 'wonMinor', below: 'visits', isBetterLow: false },
  { metric: 'click rate', unit: 'clicks per place of the home', above: 'clicks', below: 'places', isBetterLow: false },
  { metric: 'regret', unit: 'true worth missed per place', above: 'regret', below: 'visits', isBetterLow: true },
] as const satisfies readonly {
  metric: string
  unit: string
  above: keyof Sums
  below: keyof Sums
  isBetterLow: boolean
}[]

export type MetricName = (typeof metrics)[number]['metric']

/** One figure of one policy, and how far it is above that of the policy it is compared with, as a share. */
export type Row = Figure & {
  readonly policy: PolicyName
  readonly metric: MetricName
  readonly unit: string
  readonly lift?: Figure & { readonly against: PolicyName }
}

/** The figures of every run, each with its lift over the last one, which is the one to beat. */
export function compare(runs: readonly MarketRun[]): Row[] {
  const last = runs.at(-1)
  return metrics.flatMap(({ metric, unit, above, below }) =>
    runs.map(({ policy, sums }): Row => {
      const row = { policy, metric, unit, ...ratioOf(sums[above], sums[below]) }
      if (last === undefined || last.policy === policy) return row
      const other = { above: last.sums[above], below: last.sums[below] }
      return { ...row, lift: { against: last.policy, ...liftOf({ above: sums[above], below: sums[below] }, other) } }
    }),
  )
}
