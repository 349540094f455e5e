import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BasketHistory } from './basket-history.ts'
import { BasketPairs, type BasketPairsOptions } from './basket-pairs.ts'
import { SparseScores } from './sparse-scores.ts'

const plain = { decay: 0.5, gapMax: 9, discount: 0, shrink: 0, neighboursMax: 50 } as const

function historyOf(all: readonly (readonly (readonly number[])[])[]): BasketHistory {
  const history = new BasketHistory()
  all.forEach((baskets, user) => {
    for (const basket of baskets) history.add(user, basket)
  })
  return history
}

function weightsOf(pairs: BasketPairs, item: number, items: number): number[] {
  const into = new SparseScores()
  pairs.add(item, 1, into)
  return Array.from({ length: items }, (_, other) => into.scoreOf(other))
}

test('golden: what follows an item, itself too, half as much two baskets later', () => {
  const pairs = new BasketPairs(historyOf([[[0], [1], [0, 2]], [[0]]]), { pair: 'after', ...plain })
  // item 0 was bought 3 times; after the first of them: 1 at once, 0 and 2 two baskets later
  expect(weightsOf(pairs, 0, 3)).toEqual([0.5 / 3, 1 / 3, 0.5 / 3].map(Math.fround))
  expect(weightsOf(pairs, 2, 3)).toEqual([0, 0, 0])
})

test('golden: what stands in the same basket, less the more popular it is, and only the strongest', () => {
  const history = historyOf([[[0, 1, 2]], [[0, 1]], [[1], [1]]])
  const options: BasketPairsOptions = { pair: 'within', ...plain, discount: 1, shrink: 2, neighboursMax: 1 }
  // from 0 (2 baskets): 1 twice, popularity 4: 2 / 4 / 4; 2 once, popularity 1: 1 / 4 / 1
  expect(weightsOf(new BasketPairs(history, options), 0, 3)).toEqual([0, 0, 0.25])
})

const basket = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 })
const users = fc.array(fc.array(basket, { maxLength: 6 }), { minLength: 1, maxLength: 5 })

test('with room for all, weights are those of a count over all pairs of baskets', () => {
  fc.assert(
    fc.property(
      users,
      fc.constantFrom('within' as const, 'after' as const),
      fc.integer({ min: 1, max: 3 }),
      (all, pair, gapMax) => {
        const pairs = new BasketPairs(historyOf(all), { pair, ...plain, gapMax, shrink: 1 })
        for (let from = 0; from <= 6; from++) {
          const expected = new Array(7).fill(0)
          let bought = 0
          for (const baskets of all)
            baskets.forEach((here, at) => {
              if (!here.includes(from)) return
              bought += 1
              if (pair === 'within') for (const item of here) expected[item] += item === from ? 0 : 1
              else
                baskets.slice(at + 1, at + 1 + gapMax).forEach((later, i) => {
                  for (const item of later) expected[item] += 0.5 ** i
                })
            })
          for (const [item, weight] of weightsOf(pairs, from, 7).entries())
            expect(weight).toBeCloseTo(expected[item] / (bought + 1), 6)
        }
      },
    ),
    { seed: 14, numRuns: 200 },
  )
})
