import { Random, type TreeTable } from '@nunchi/kernel'
import { type Problem, rowsBetween } from './problem.ts'

const numbers = 28
const categories = 40

/**
 * Made-up rows of 30 features whose true log-odds are known: curves, products, a category of 40 and what it means that a
 * number is missing; 20 of the features mean nothing. The baseline `truth` is the best that can be had.
 */
export function synthetic(rows: number, seed: number): Problem {
  const random = new Random(seed)
  const features = [
    ...Array.from({ length: numbers }, (_, i) => ({ name: `number-${i}` })),
    { name: 'category', kind: 'category' as const },
    { name: 'small-category', kind: 'category' as const },
  ]
  const effects = Array.from({ length: categories }, () => 2 * random.unit() - 1)
  const values = new Float64Array(rows * features.length)
  const labels = new Uint8Array(rows)
  const truth = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * features.length, (row + 1) * features.length)
    for (let i = 0; i < numbers; i++) own[i] = i % 7 === 3 ? Math.floor(random.unit() ** 2 * 20) : random.unit()
    for (let i = 5; i < 9; i++) if (random.unit() < 0.3) own[i] = Number.NaN
    own[numbers] = Math.floor(random.unit() ** 2 * categories)
    own[numbers + 1] = random.below(3)
    truth[row] = trueScore(own, effects)
    labels[row] = random.unit() < 1 / (1 + Math.exp(-truth[row])) ? 1 : 0
  }
  const table: TreeTable = { features, values, labels }
  const [first, second] = [Math.floor(rows * 0.6), Math.floor(rows * 0.8)]
  return {
    set: 'synthetic',
    objective: { kind: 'logistic' },
    train: rowsBetween(table, 0, first),
    validation: rowsBetween(table, first, second),
    test: rowsBetween(table, second, rows),
    baselines: { truth: truth.slice(second) },
  }
}

function trueScore(own: Float64Array, effects: readonly number[]): number {
  const [a, b, c, whole, d, holed] = own
  const curve = Math.sin(6 * a) + (b > 0.5 ? 2 * c - 1 : 1 - 2 * c)
  const missing = Number.isNaN(holed) ? 0.8 : holed
  return curve + 0.1 * whole - d - missing + effects[own[numbers]] + 0.4 * own[numbers + 1] - 0.6
}
