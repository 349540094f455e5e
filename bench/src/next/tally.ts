import { calibrationError } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { brier, logLoss } from '../metrics.ts'

/** Chances told before the fact, ours and a baseline's, and what happened. */
export class Tally {
  readonly #ours: number[] = []
  readonly #theirs: number[] = []
  readonly #labels: number[] = []

  add(ours: number, theirs: number, happened: boolean): void {
    this.#ours.push(ours)
    this.#theirs.push(theirs)
    this.#labels.push(happened ? 1 : 0)
  }

  rows(set: string, baseline: string): BenchRow[] {
    const labels = this.#labels
    const share = labels.reduce((sum, label) => sum + label, 0) / labels.length
    const judged = (variant: string, chances: readonly number[]): BenchRow[] => [
      { set, variant, metric: 'ECE', value: calibrationError(chances, labels), unit: '' },
      { set, variant, metric: 'log loss', value: logLoss(chances, labels), unit: '' },
      { set, variant, metric: 'Brier', value: brier(chances, labels), unit: '' },
    ]
    return [
      ...judged('nunchi', this.#ours),
      ...judged(baseline, this.#theirs),
      { set, variant: 'nunchi', metric: 'share', value: share, unit: '' },
      { set, variant: 'nunchi', metric: 'predictions', value: labels.length, unit: '' },
    ]
  }
}

/** The share of ones among labels that were known by a moment: what a shop could tell of everybody then. */
export class KnownRate {
  readonly #waiting: { readonly knownAt: number; readonly label: number }[] = []
  #next = 0
  #ones = 0.5
  #all = 1

  /** @param knownAt never before that of the label added last */
  add(knownAt: number, happened: boolean): void {
    this.#waiting.push({ knownAt, label: happened ? 1 : 0 })
  }

  at(now: number): number {
    for (; this.#next < this.#waiting.length && this.#waiting[this.#next].knownAt <= now; this.#next++) {
      this.#ones += this.#waiting[this.#next].label
      this.#all += 1
    }
    return this.#ones / this.#all
  }
}
