import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BinnedMatrix, toBins } from './binned-matrix.ts'
import { type BinnedFeature, missingBin } from './feature.ts'
import { TreeGrower } from './grow.ts'
import { wholeNumber } from './testing-tables.ts'
import { leafOf } from './tree.ts'
import { type TreeOptions, treeOptions } from './tree-options.ts'

type Rows = readonly {
  readonly values: readonly (number | null)[]
  readonly gradient: number
  readonly hessian: number
}[]

const numbers = [wholeNumber('x', 6), wholeNumber('y', 3)]
const category = { ...wholeNumber('z', 5), kind: 'category' as const, edges: Float64Array.of(0, 1, 2, 3, 4) }

/** Rows of two numbers and a category, each at times missing. */
const someRows = fc.array(
  fc.record({
    values: fc.tuple(...[6, 3, 4].map((most) => fc.option(fc.nat(most), { freq: 4 }))),
    gradient: fc
      .tuple(fc.boolean(), fc.double({ min: 0.01, max: 1, noNaN: true }))
      .map(([up, size]) => (up ? size : -size)),
    hessian: fc.double({ min: 0.05, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 24 },
)

function grown(rows: Rows, features: readonly BinnedFeature[], options: TreeOptions) {
  const values = rows.flatMap((row) => row.values.slice(0, features.length).map((value) => value ?? Number.NaN))
  const matrix = toBins(Float64Array.from(values), features)
  const list = Uint32Array.from(rows.keys())
  const grown = new TreeGrower(matrix, options).grow({
    gradients: Float64Array.from(rows, ({ gradient }) => gradient),
    hessians: Float64Array.from(rows, ({ hessian }) => hessian),
    rows: list,
    features: Uint32Array.from(features.keys()),
  })
  return { ...grown, matrix, list }
}

type Parted = { gain: number; left: number[]; right: number[] }

/** Tries every way to part the rows that any test could make: each bin with the missing on either side, each set. */
function bestParting(
  matrix: BinnedMatrix,
  rows: Rows,
  leaf: readonly number[],
  options: TreeOptions,
): Parted | undefined {
  let best: Parted | undefined
  for (const [column, feature] of matrix.features.entries()) {
    const missing = missingBin(feature)
    const code = (row: number): number => matrix.codes[column * matrix.rows + row]
    const tests: ((row: number) => boolean)[] = []
    for (let one = 0; one < 2 ** (missing + 1); one++)
      if (feature.kind === 'category') tests.push((row) => ((one >> code(row)) & 1) === 1)
      else if (one <= missing)
        for (const isLeft of [true, false]) tests.push((row) => (code(row) === missing ? isLeft : code(row) <= one))
    for (const isLeft of tests) {
      const [left, right] = [leaf.filter(isLeft), leaf.filter((row) => !isLeft(row))]
      if (Math.min(left.length, right.length) < options.leafRowsMin) continue
      if (Math.min(hessianOf(rows, left), hessianOf(rows, right)) < options.leafWeightMin) continue
      const gain = worth(rows, left, options.l2) + worth(rows, right, options.l2) - worth(rows, leaf, options.l2)
      if (gain > options.gainMin && gain > 1e-9 && gain > (best?.gain ?? 0)) best = { gain, left, right }
    }
  }
  return best
}

function hessianOf(rows: Rows, leaf: readonly number[]): number {
  return leaf.reduce((sum, row) => sum + rows[row].hessian, 0)
}

function gradientOf(rows: Rows, leaf: readonly number[]): number {
  return leaf.reduce((sum, row) => sum + rows[row].gradient, 0)
}

function worth(rows: Rows, leaf: readonly number[], l2: number): number {
  return gradientOf(rows, leaf) ** 2 / (hessianOf(rows, leaf) + l2)
}

test('the first split is the best of all that there are, sets of categories among them', () => {
  const free = { categorySmooth: 0, categoryL2: 0, categoryRowsMin: 1, categoriesMax: 255 }
  fc.assert(
    fc.property(someRows, fc.constantFrom(0, 256), (rows, oneCategoryMax) => {
      const options = treeOptions({ ...free, oneCategoryMax, leavesMax: 2, leafRowsMin: 1, leafWeightMin: 0 })
      const features = oneCategoryMax === 0 ? [...numbers, category] : numbers
      const { matrix, tree } = grown(rows, features, options)
      const best = bestParting(matrix, rows, [...rows.keys()], options)
      expect(tree.gain[0] ?? 0).toBeCloseTo(best?.gain ?? 0, 9)
    }),
    { seed: 20_240_601, numRuns: 300 },
  )
})

test('the tree splits the leaf that gains most, again and again, within the rules', () => {
  const rules = fc.record({
    l2: fc.constantFrom(0, 1),
    leafRowsMin: fc.integer({ min: 1, max: 4 }),
    leafWeightMin: fc.constantFrom(0, 0.8),
    gainMin: fc.constantFrom(0, 0.1),
    leavesMax: fc.integer({ min: 2, max: 8 }),
  })
  fc.assert(
    fc.property(someRows, rules, (rows, given) => {
      const options = treeOptions({ ...given, shrinkage: 1 })
      const { matrix, tree, list, starts, ends } = grown(rows, numbers, options)
      const leaves = [[...rows.keys()]]
      const gains: number[] = []
      while (leaves.length < options.leavesMax) {
        const partings = leaves.map((leaf) => bestParting(matrix, rows, leaf, options))
        const most = partings.reduce((sum, one) => Math.max(sum, one?.gain ?? 0), 0)
        const chosen = partings.findIndex((one) => one && one.gain === most)
        if (chosen < 0) break
        const { left, right } = partings[chosen] as Parted
        leaves.splice(chosen, 1, left, right)
        gains.push(most)
      }
      expect(tree.gain.length).toBe(gains.length)
      for (const [i, gain] of gains.entries()) expect(tree.gain[i]).toBeCloseTo(gain, 9)
      for (let leaf = 0; leaf < tree.values.length; leaf++) {
        const own = [...list.subarray(starts[leaf], ends[leaf])]
        expect(own.map((row) => leafOf(tree, matrix, row))).toEqual(own.map(() => leaf))
        expect(tree.values[leaf]).toBeCloseTo(-gradientOf(rows, own) / (hessianOf(rows, own) + options.l2), 9)
      }
      expect([...list].sort((a, b) => a - b)).toEqual([...rows.keys()])
    }),
    { seed: 20_240_602, numRuns: 400 },
  )
})

test('a tree stays within its depth', () => {
  const rows = Array.from({ length: 64 }, (_, i) => ({
    values: [i % 7, i % 4, null],
    gradient: Math.sin(i),
    hessian: 1,
  }))
  const options = treeOptions({ depthMax: 2, leavesMax: 31, leafRowsMin: 1 })
  expect(grown(rows, numbers, options).tree.values.length).toBe(4)
})
