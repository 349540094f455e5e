import colors from 'picocolors'
import { compare, type MetricName, metrics } from '../sim/market/comparison.ts'
import type { Figure } from '../sim/market/figures.ts'
import { judgedPlaces, type MarketRun } from '../sim/market/run-policy.ts'

type Head = {
  readonly seed: number
  readonly size: string
  readonly days: number
  readonly warmUp: number
  readonly seconds: number
}

const digits: Readonly<Record<MetricName, number>> = { conversion: 4, revenue: 0, 'click rate': 4, regret: 3 }

/** The runs side by side, for people: a figure a line, a policy a column, each with its standard error and lift. */
export function tableOf(runs: readonly MarketRun[], { seed, size, days, warmUp, seconds }: Head): string {
  const rows = compare(runs)
  const visits = runs[0]!.sums.visits
  const lines = [
    `${colors.bold('Synthetic')}: a made-up town (${size}, seed ${seed}), ${days} days under each policy after ${warmUp} days in common.`,
    `${visits.length} shoppers, ${grouped(visits.reduce((sum, count) => sum + count, 0))} visits, the same for each policy; ${seconds} s.`,
    '',
    ...aligned([
      ['', ...runs.flatMap(({ policy }, nth) => (nth < runs.length - 1 ? [policy, 'lift'] : [policy]))],
      ...metrics.map(({ metric }) => [
        metric,
        ...rows
          .filter((row) => row.metric === metric)
          .flatMap(({ lift, ...figure }) => [
            withError(figure, digits[metric]),
            ...(lift ? [`${lift.value >= 0 ? '+' : ''}${withError(percent(lift), 1)} %`] : []),
          ]),
      ]),
    ]),
    '',
    ...metrics.map(({ metric, unit }) => colors.dim(`${metric}: ${unit}`)),
    colors.dim(
      `regret: of the best ${judgedPlaces} products for that shopper at that moment, less what the first ${judgedPlaces} places showed; less is better.`,
    ),
    colors.dim('± is one standard error over shoppers. Nothing of this says how a policy does with real people.'),
  ]
  return lines.join('\n')
}

function percent({ value, error }: Figure): Figure {
  return { value: 100 * value, error: 100 * error }
}

function withError({ value, error }: Figure, digits: number): string {
  return `${grouped(value, digits)} ±${grouped(error, digits)}`
}

function grouped(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  )
}
