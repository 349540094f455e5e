import { Command, InvalidArgumentError } from 'commander'
import colors from 'picocolors'
import type { PolicyName } from '../decide/rank/answer.ts'
import { type AuditReport, audit } from '../sim/audit/audit.ts'
import { compare } from '../sim/market/comparison.ts'
import { runPolicies } from '../sim/market/run-policies.ts'
import { judgedPlaces, type MarketRun } from '../sim/market/run-policy.ts'
import type { TownSize } from '../sim/town/town.ts'
import { exits } from './exit.ts'
import { tableOf } from './simulate-table.ts'

type Flags = {
  readonly policy: readonly PolicyName[]
  readonly days: number
  readonly warmUp: number
  readonly seed: number
  readonly size: TownSize
  readonly json?: boolean
  readonly audit?: boolean
}

const policies = ['individual', 'cluster', 'popular'] as const
const sizes = ['tiny', 'town'] as const
const cancelledCode = 130
const lineEveryMs = 5_000

/** The command `simulate`: lives a made-up town under each policy, and judges them by what is true in it. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('let a made-up town shop under each policy, and compare them by known truth (synthetic)')
    .option('--policy <names>', `of ${policies.join(', ')}, joined by commas; all by default`, policyOption, policies)
    .option('--days <n>', 'days under the policy', countOption({ min: 1, max: 365 }), 30)
    .option('--warm-up <n>', 'days before them, on pages by chance', countOption({ min: 0, max: 365 }), 14)
    .option(
      '--seed <n>',
      'the town: the same seed gives the same numbers',
      countOption({ min: 0, max: 2 ** 32 - 1 }),
      1,
    )
    .option('--size <name>', 'tiny (200 products, 40 shoppers) or town (5,000 and 2,000)', sizeOption, 'town')
    .option('--audit', 'instead check the shop against independent books, while everything that can go wrong does')
    .option('--json', 'print one JSON object instead of a table')
    .action(simulate)
}

async function simulate(flags: Flags): Promise<void> {
  if (flags.audit) return auditTown(flags)
  const { days, warmUp: warmUpDays, seed, size } = flags
  const started = performance.now()
  const asks = flags.policy.map((policy) => ({ policy, days, warmUpDays, seed, size }))
  const progress = startProgress(flags.policy, days + warmUpDays)
  const { done, cancel } = runPolicies(asks, progress.onDay)
  const onSignal = (): void => {
    cancel()
    progress.stop()
    console.error('Cancelled: no policy is compared. Nothing was kept, so there is nothing to clean up.')
    process.exit(cancelledCode)
  }
  process.once('SIGINT', onSignal)
  const runs = await done.finally(() => {
    progress.stop()
    process.off('SIGINT', onSignal)
  })
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(flags.json ? JSON.stringify(jsonOf(flags, runs, seconds)) : tableOf(runs, { ...flags, seconds }))
  process.exitCode = exits.done
}

/** One town, one shop, every fault: ends with 1 when the shop and the books differ. */
async function auditTown({ seed, size, days, json }: Flags): Promise<void> {
  const progress = startProgress(['audit'], days)
  const report = await audit({ seed, size, days }, (day) => progress.onDay(0, day)).finally(progress.stop)
  console.log(json ? JSON.stringify({ simulation: 'audit', data: 'synthetic', ...report }) : auditText(report))
  process.exitCode = report.problems.length === 0 ? exits.done : exits.refused
}

function auditText({
  problems,
  seed,
  size,
  days,
  events,
  orders,
  homes,
  forgotten,
  faults,
  digest,
}: AuditReport): string {
  const done = Object.entries(faults).map(([name, count]) => `${name} ${count}`)
  return [
    `${colors.bold('Synthetic')}: a made-up town (${size}, seed ${seed}), ${days} days.`,
    `${events} events, ${orders} orders, ${homes} homes, ${forgotten} people forgotten.`,
    `Faults: ${done.join(', ')}.`,
    `Digest of all that was shown and kept: ${digest.slice(0, 16)}`,
    ...(problems.length === 0
      ? [colors.green('The shop and the books agree.')]
      : [colors.red(`The shop and the books differ (${problems.length}):`), ...problems.map((one) => `  ${one}`)]),
  ].join('\n')
}

function jsonOf({ seed, size, days, warmUp }: Flags, runs: readonly MarketRun[], seconds: number) {
  const { places, visits } = countsOf(runs)
  const set = { data: 'synthetic', seed, size, days, warmUpDays: warmUp, judgedPlaces, visits, places }
  return { simulation: 'market', ...set, events: runs.map(({ events }) => events), seconds, rows: compare(runs) }
}

function countsOf(runs: readonly MarketRun[]) {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  return { visits: sum(runs[0]!.sums.visits), places: runs.map(({ sums }) => sum(sums.places)) }
}

/** Says every few seconds how far each policy is, on standard error: the table may go to a file. */
function startProgress(names: readonly string[], of: number) {
  const days = names.map(() => 0)
  const timer = setInterval(() => {
    console.error(names.map((name, nth) => `${name} ${days[nth]} of ${of} days`).join(', '))
  }, lineEveryMs)
  return {
    onDay: (nth: number, day: number): void => {
      days[nth] = day
    },
    stop: (): void => clearInterval(timer),
  }
}

/** Each policy once, in the order given: the last is the one that others are compared with. */
function policyOption(text: string): readonly PolicyName[] {
  const names = text.split(',').map((name) => name.trim())
  const known = names.every((name): name is PolicyName => (policies as readonly string[]).includes(name))
  if (known && new Set(names).size === names.length) return names as PolicyName[]
  throw new InvalidArgumentError(`name each once, of ${policies.join(', ')}.`)
}

function sizeOption(text: string): TownSize {
  if ((sizes as readonly string[]).includes(text)) return text as TownSize
  throw new InvalidArgumentError(`a town is ${sizes.join(' or ')}.`)
}

/** A whole number within bounds. */
export function countOption({ min, max }: { readonly min: number; readonly max: number }): (text: string) => number {
  return (text) => {
    const count = Number(text)
    if (/^\d+$/.test(text) && count >= min && count <= max) return count
    throw new InvalidArgumentError(`it is a whole number from ${min} to ${max}.`)
  }
}
