import { expect, test } from 'vitest'
import { BasketHistory } from './basket-history.ts'
import { BasketRepeats } from './basket-repeats.ts'
import { Random } from './random.ts'
import { SparseScores } from './sparse-scores.ts'

function hazardsOf(repeats: BasketRepeats, user: number, items: readonly number[]): number[] {
  const into = new SparseScores()
  repeats.add(user, 1, into)
  return items.map((item) => into.scoreOf(item))
}

test('golden: one chance in two, between the share of its kind and that of all', () => {
  const history = new BasketHistory()
  history.add(0, [0, 1])
  history.add(0, [0])
  // two chances after the first basket, one repeat: all (1 + 1) / (2 + 20) = 1/11; the cell (1 + 20/11) / (2 + 20)
  const cell = (1 + 20 / 11) / 22
  // item 0: (1 + 4) / (cell + 4), item 1: 4 / (cell + 4); their expected repeats then sum to cell * both
  const itemFactors = [5 / (cell + 4), 4 / (cell + 4)]
  const expected = cell * (itemFactors[0]! + itemFactors[1]!)
  const userFactor = (1 + 4) / (expected + 4)
  const repeats = new BasketRepeats(history, { trust: 4 })
  expect(repeats.itemFactors[0]).toBeCloseTo(itemFactors[0]!, 12)
  expect(repeats.itemFactors[1]).toBeCloseTo(itemFactors[1]!, 12)
  expect(repeats.userFactors[0]).toBeCloseTo(userFactor, 12)
  // item 1 was last bought two baskets ago, once: nobody had that chance, so all's share holds
  expect(hazardsOf(repeats, 0, [1])[0]).toBeCloseTo((1 / 11) * itemFactors[1]! * userFactor, 12)
})

test('learns who and what repeats: truth drawn from known chances comes back in order', () => {
  const random = new Random(7)
  const history = new BasketHistory()
  const chanceOf = (user: number, item: number) => (item < 5 ? 0.6 : 0.1) * (user % 2 === 0 ? 1 : 0.3)
  for (let user = 0; user < 300; user++) {
    history.add(user, [0, 1, 2, 5, 6, 7, 8])
    for (let basket = 0; basket < 8; basket++)
      history.add(user, [20 + basket, ...[0, 1, 2, 5, 6, 7, 8].filter((item) => random.unit() < chanceOf(user, item))])
  }
  const repeats = new BasketRepeats(history, { trust: 5 })
  expect(Math.min(...[0, 1, 2].map((item) => repeats.itemFactors[item]!))).toBeGreaterThan(1)
  expect(Math.max(...[5, 6, 7, 8].map((item) => repeats.itemFactors[item]!))).toBeLessThan(1)
  const mean = (odd: number) =>
    Array.from({ length: 150 }, (_, i) => repeats.userFactors[2 * i + odd]!).reduce((sum, one) => sum + one, 0) / 150
  expect(mean(0)).toBeGreaterThan(1.3 * mean(1))
})

test('a user or an item that came after the fit counts as average; a stranger has no hazards', () => {
  const history = new BasketHistory()
  history.add(0, [0])
  const repeats = new BasketRepeats(history, { trust: 1 })
  history.add(5, [9])
  expect(hazardsOf(repeats, 5, [9])[0]).toBeGreaterThan(0)
  expect(hazardsOf(repeats, 3, [0, 9])).toEqual([0, 0])
})
