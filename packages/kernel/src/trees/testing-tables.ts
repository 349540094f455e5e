import { Random } from '../random.ts'
import type { BinnedFeature } from './feature.ts'
import type { TreeTable } from './tree-table.ts'

/** Seeded rows whose chance of a 1 follows two numbers, a number that is often missing, and a category of twelve. */
export function madeUpTable(rows: number, seed: number): TreeTable & { readonly labels: Uint8Array } {
  const random = new Random(seed)
  const features = [{ name: 'a' }, { name: 'b' }, { name: 'rare' }, { name: 'kind', kind: 'category' as const }]
  const values = new Float64Array(rows * features.length)
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const [a, b, rare] = [random.unit(), Math.round(random.unit() * 8), random.unit()]
    const isMissing = random.unit() < 0.4
    const kind = random.below(12)
    values.set([a, b, isMissing ? Number.NaN : rare, kind], row * features.length)
    const score = 3 * a - 0.3 * b + (isMissing ? 1 : -rare) + (kind % 3 === 0 ? 1.5 : -0.5)
    labels[row] = random.unit() < 1 / (1 + Math.exp(-score)) ? 1 : 0
  }
  return { features, values, labels }
}

/** A number with an edge between any two of the values 0, 1, ..., most. */
export function wholeNumber(name: string, most: number, monotone: -1 | 0 | 1 = 0): BinnedFeature {
  return { name, kind: 'number', monotone, edges: Float64Array.from({ length: most }, (_, i) => i + 0.5) }
}
