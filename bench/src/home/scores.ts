import type { ProductId } from '@nunchi/engine'
import { calibrationError } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { coverage, hitAt, mean, ndcgAt, percentile, recallAt } from '../metrics.ts'

const k = 20
type Tally = { hits: number[]; ndcgs: number[]; recalls: number[]; lists: ProductId[][] }

/** Collects the metrics of each set and policy over all baskets. */
export class Scores {
  baskets = 0
  readonly #tallies = new Map<string, Tally>()
  readonly #told = new Map<string, { readonly chances: number[]; readonly labels: number[] }>()
  readonly #ms = new Map<string, number[]>()

  add(set: string, policy: string, list: ProductId[], target: ReadonlySet<ProductId>): void {
    const tally = this.#tally(`${set} ${policy}`)
    tally.hits.push(hitAt(list, target, k))
    tally.ndcgs.push(ndcgAt(list, target, k))
    tally.recalls.push(recallAt(list, target, k))
    tally.lists.push(list)
  }

  time(policy: string, ms: number): void {
    const times = this.#ms.get(policy) ?? []
    times.push(ms)
    this.#ms.set(policy, times)
  }

  /** Notes a chance that was told of one candidate, and what came of it. */
  foretold(policy: string, chance: number, isBought: boolean): void {
    const told = this.#told.get(policy) ?? { chances: [], labels: [] }
    told.chances.push(chance)
    told.labels.push(Number(isBought))
    this.#told.set(policy, told)
  }

  rows(catalogueSize: number): BenchRow[] {
    const rows: BenchRow[] = []
    for (const [name, tally] of this.#tallies) {
      const [set, variant] = name.split(' ') as [string, string]
      const row = (metric: string, value: number, unit = '') => rows.push({ set, variant, metric, value, unit })
      row('HR@20', mean(tally.hits))
      row('NDCG@20', mean(tally.ndcgs))
      row('recall@20', mean(tally.recalls))
      row('coverage', coverage(tally.lists, catalogueSize))
      row('baskets', tally.lists.length)
    }
    for (const set of ['all', 'new']) {
      for (const other of ['cluster', 'popular']) {
        const ratio = mean(this.#tally(`${set} individual`).recalls) / mean(this.#tally(`${set} ${other}`).recalls)
        rows.push({ set, variant: 'individual', metric: `recall@20 / ${other}`, value: ratio, unit: 'x' })
      }
    }
    for (const [variant, { chances, labels }] of this.#told) {
      rows.push({ set: 'all', variant, metric: 'ECE', value: calibrationError(chances, labels), unit: '' })
      rows.push({ set: 'all', variant, metric: 'rate', value: mean(labels), unit: '' })
      rows.push({ set: 'all', variant, metric: 'candidates', value: labels.length, unit: '' })
    }
    for (const [variant, times] of this.#ms) {
      rows.push({ set: 'all', variant, metric: 'p50', value: percentile(times, 50), unit: 'ms' })
      rows.push({ set: 'all', variant, metric: 'p99', value: percentile(times, 99), unit: 'ms' })
    }
    return rows
  }

  #tally(name: string): Tally {
    const tally = this.#tallies.get(name) ?? { hits: [], ndcgs: [], recalls: [], lists: [] }
    this.#tallies.set(name, tally)
    return tally
  }
}
