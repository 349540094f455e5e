import { learnWaiting, type WaitingReport } from '@nunchi/engine'
import { madeUpPasts } from '@nunchi/engine/sim'
import type { PriceSteps } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { changesOf, type PriceData } from './price-series.ts'

/** Shorter than what shoppers are told, for data of a few days. */
const horizons = [3, 7, 14, 30] as const

export type ChancesAsk = { readonly seed: number; readonly trees: number }

/** A lower price within some days, learned from and checked on public prices: later ones of other products. */
export function measureChances({ kind, series }: PriceData, ask: ChancesAsk): BenchRow[] {
  const steps = series.map((one): PriceSteps => {
    const { times, prices } = changesOf(one)
    return { times, prices, count: times.length, until: one.times.at(-1) ?? 0 }
  })
  const later = measure(`${kind} prices`, steps, { ...ask, isLater: true })
  return [...later, ...measure(`${kind} prices, other series, same days`, steps, { ...ask, isLater: false })]
}

/** The same on made-up pasts, whose habits are known. */
export function measureMadeUp(ask: ChancesAsk & { readonly count: number; readonly days: number }): BenchRow[] {
  const steps = madeUpPasts(ask).map((past) => past.steps)
  return measure(`synthetic, ${ask.count} pasts of ${ask.days} days`, steps, { ...ask, isLater: true })
}

function measure(
  set: string,
  series: readonly PriceSteps[],
  { seed, trees, isLater }: ChancesAsk & { readonly isLater: boolean },
): BenchRow[] {
  const { reports } = learnWaiting({
    series,
    horizons,
    offsetMinutes: 540,
    seed,
    options: { trees, leafRowsMin: 20 },
    isLater,
  })
  return reports.flatMap((report) => rowsOf(set, report, isLater))
}

function rowsOf(set: string, report: WaitingReport, isLater: boolean): BenchRow[] {
  const { days, learnedRows, check, savingError, savingErrorBase } = report
  const row = (metric: string, value: number, unit = ''): BenchRow => ({
    set,
    variant: `lower within ${days} days`,
    metric,
    value,
    unit,
  })
  if (!check) return [row('rows learned from, too few to learn or none to check on', learnedRows)]
  return [
    row('rows learned from', learnedRows),
    row('rows held back', check.rows),
    row('series held back', check.series),
    row('rate', check.rate),
    row('Brier', check.brier),
    row('Brier of the base rate', check.brierBase),
    row('Brier of "same as today"', check.brierSame),
    row('ECE', check.calibrationError),
    ...check.reliability.map(({ chance, share }, bin) =>
      row(`decile ${bin + 1}: foretold ${chance.toFixed(3)}, came`, share),
    ),
    row('saving, error', savingError ?? Number.NaN, 'share'),
    row('saving, error of the mean', savingErrorBase ?? Number.NaN, 'share'),
    ...(isLater ? [row(`shown (${check.why})`, Number(check.isShown))] : []),
  ]
}
