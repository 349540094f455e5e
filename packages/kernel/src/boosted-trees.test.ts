import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoostedTrees, type BoostedTreesOptions } from './boosted-trees.ts'
import { binsMax, QuantileBins } from './quantile-bins.ts'
import { Random } from './random.ts'
import { TreeGrower } from './tree-grower.ts'

const options: BoostedTreesOptions = {
  trees: 40,
  rate: 0.2,
  leavesMax: 8,
  curvatureMin: 1e-6,
  ridge: 1e-3,
  featureShare: 1,
  seed: 1,
}

test('steps hold about as many rows each, and what many share has a step of its own', () => {
  const inputs = Float32Array.from({ length: 1_000 }, (_, i) => (i < 600 ? 0 : i))
  const bins = new QuantileBins(inputs, 1)
  const codes = bins.codes(inputs)
  const counts = new Array(binsMax).fill(0)
  for (const code of codes) counts[code] += 1
  expect(counts[0]).toBe(600)
  expect(Math.max(...counts.slice(1))).toBeLessThanOrEqual(8)
  expect(bins.code(0, Number.NaN)).toBe(0)
  expect(bins.code(0, 1e9)).toBe(bins.edges[0]!.length)
})

test('codes keep the order of values, and few different values stay apart', () => {
  const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(values, (all) => {
      const inputs = Float32Array.from(all)
      const codes = new QuantileBins(inputs, 1).codes(inputs)
      for (let i = 1; i < all.length; i++) expect(Math.sign(codes[i]! - codes[0]!)).toBe(Math.sign(all[i]! - all[0]!))
    }),
    { seed: 15, numRuns: 200 },
  )
})

test('golden: one split, its leaves the Newton steps of each side', () => {
  const grower = new TreeGrower(
    {
      codes: Uint8Array.from([0, 0, 1, 1]),
      features: 1,
      slopes: Float32Array.from([-1, -1, 1, 0.5]),
      curvatures: Float32Array.from([1, 1, 1, 1]),
    },
    { leavesMax: 4, curvatureMin: 1, ridge: 1 },
  )
  const tree = grower.grow(Uint16Array.from([0]))
  expect(tree).toEqual({ splitFeatures: [0], splitCodes: [0], left: [~0], right: [~1], values: [2 / 3, -0.5] })
  const leaves: number[] = []
  grower.eachRow((row, leaf) => {
    leaves[row] = leaf
  })
  expect(leaves).toEqual([0, 0, 1, 1])
})

/** The best first split, found by trying every feature and code on every row. */
function slowBest(codes: Uint8Array, features: number, slopes: Float32Array): number {
  let best = 0
  const all = [...slopes.keys()]
  const value = (rows: number[]) => rows.reduce((sum, row) => sum + slopes[row]!, 0) ** 2 / (rows.length + 1)
  for (let feature = 0; feature < features; feature++)
    for (let code = 0; code < binsMax; code++) {
      const left = all.filter((row) => codes[row * features + feature]! <= code)
      const right = all.filter((row) => codes[row * features + feature]! > code)
      if (left.length > 0 && right.length > 0) best = Math.max(best, value(left) + value(right) - value(all))
    }
  return best
}

test('the first split gains what the best of all splits gains, and leaves partition the rows', () => {
  const rows = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: -3, max: 3 })), {
    minLength: 2,
    maxLength: 40,
  })
  fc.assert(
    fc.property(rows, (all) => {
      const codes = Uint8Array.from(all.flatMap((row) => row.slice(0, 2)))
      const slopes = Float32Array.from(all, ([, , slope]) => slope)
      const curvatures = new Float32Array(all.length).fill(1)
      const shape = { curvatureMin: 1, ridge: 1 }
      const stump = new TreeGrower({ codes, features: 2, slopes, curvatures }, { ...shape, leavesMax: 2 })
      const tree = stump.grow(Uint16Array.from([0, 1]))
      const total = slopes.reduce((sum, slope) => sum + slope, 0)
      let gained = -(total ** 2) / (all.length + 1)
      tree.values.forEach((_, leaf) => {
        let slope = 0
        let count = 0
        stump.eachRow((row, its) => {
          if (its !== leaf) return
          slope += slopes[row]!
          count += 1
        })
        gained += slope ** 2 / (count + 1)
      })
      expect(gained).toBeCloseTo(slowBest(codes, 2, slopes), 5)
      const full = new TreeGrower({ codes, features: 2, slopes, curvatures }, { ...shape, leavesMax: 16 })
      full.grow(Uint16Array.from([0, 1]))
      const seen: number[] = []
      full.eachRow((row) => seen.push(row))
      expect(seen.sort((a, b) => a - b)).toEqual([...all.keys()])
    }),
    { seed: 16, numRuns: 200 },
  )
})

test('learns an interaction no sum of features tells, says the same for the same seed, and weights count', () => {
  const random = new Random(3)
  const n = 2_000
  const inputs = Float32Array.from({ length: n * 3 }, () => random.unit())
  const outcomes = Uint8Array.from({ length: n }, (_, row) =>
    inputs[row * 3]! > 0.5 === inputs[row * 3 + 1]! > 0.5 ? 1 : 0,
  )
  const examples = { inputs, features: 3, outcomes, weights: new Float32Array(n).fill(1) }
  const trees = new BoostedTrees(examples, options)
  let right = 0
  for (let row = 0; row < n; row++) if (trees.score(inputs, row * 3) > 0 === (outcomes[row] === 1)) right += 1
  expect(right / n).toBeGreaterThan(0.97)
  const again = new BoostedTrees(examples, options)
  for (let row = 0; row < 50; row++) expect(again.score(inputs, row * 3)).toBe(trees.score(inputs, row * 3))
  const none = new BoostedTrees(
    { ...examples, weights: Float32Array.from(outcomes, (yes) => (yes ? 3 : 1)) },
    { ...options, trees: 0 },
  )
  const yes = outcomes.reduce((sum, one) => sum + one, 0)
  expect(none.score(inputs, 0)).toBeCloseTo(Math.log((3 * yes + 0.5) / (n - yes + 0.5)), 6)
})
