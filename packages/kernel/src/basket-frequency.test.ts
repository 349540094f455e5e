import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFrequency, groupDecay, windowDecay } from './basket-frequency.ts'
import { BasketHistory } from './basket-history.ts'
import { SparseScores } from './sparse-scores.ts'

function weightsOf(baskets: number, groups: number, within: number, between: number): number[] {
  const weights = new Float64Array(baskets)
  groupDecay(baskets, { groups, within, between }, weights)
  return [...weights]
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i]!, 12)
}

test('golden: five baskets in two groups, the larger one last', () => {
  // groups {0, 1} and {2, 3, 4}; within 0.5: 1/16, 1/8, 1/4, 1/2, 1; between 0.1: first group 0.1; means of 2 and 3, of 2 groups
  const expected = [0.1 / 16 / 4, 0.1 / 8 / 4, 1 / 4 / 6, 1 / 2 / 6, 1 / 6]
  expectClose(weightsOf(5, 2, 0.5, 0.1), expected)
})

test('golden: fewer baskets than groups: each its own, the last as old as the code of the authors has it', () => {
  // 2 baskets, 4 groups: between^(4 - 1 - 0) and ^(4 - 1 - 1), of 2 groups used
  const expected = [(0.5 * 0.1 ** 3) / 2, 0.1 ** 2 / 2]
  expectClose(weightsOf(2, 4, 0.5, 0.1), expected)
})

test('groups differ by at most one basket, the larger ones last, and each counts the mean of its baskets', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(sizes, ([baskets, groups]) => {
      const weights = weightsOf(baskets, groups, 1, 1)
      const used = Math.min(groups, baskets)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
      const groupSizes = weights.map((weight) => Math.round(1 / (weight * used)))
      expect(groupSizes).toEqual([...groupSizes].sort((a, b) => a - b))
      expect(Math.max(...groupSizes) - Math.min(...groupSizes)).toBeLessThanOrEqual(1)
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('a window counts the share of the latest baskets that held the item', () => {
  const history = new BasketHistory()
  for (const basket of [[1, 2], [2, 3], [3], []]) history.add(4, basket)
  const weights = new Float64Array(8)
  const frequencies = (window: number) => {
    const into = new SparseScores()
    windowDecay(history.basketsOf(4), window, weights)
    addFrequency(history, 4, { weights, factor: 2, into })
    return [1, 2, 3].map((item) => into.scoreOf(item))
  }
  expect(history.basketsOf(4)).toBe(3) // an empty basket is none
  expect(frequencies(2)).toEqual([0, 1, 2])
  expectClose(frequencies(9), [2 / 3, 4 / 3, 4 / 3])
  const into = new SparseScores()
  addFrequency(history, 99, { weights, factor: 1, into })
  expect([into.count, history.basketsOf(99), history.items, history.users]).toEqual([0, 0, 4, 5])
})
