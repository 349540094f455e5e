import { priorEvents } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { PriceSensitivity } from './answer.ts'

/** From so many shoppers it is read how much shoppers differ. */
const sampleMax = 1_000

/**
 * The share of bargains among what the shopper will choose: their own so far, drawn to everybody's by as much as
 * shoppers are alike (see `priorEvents`). O(1,000) at most.
 */
export function priceSensitivityOf({ bargains }: Views, row: number): PriceSensitivity {
  const population = (bargains.bargainsInAll + 0.5) / (bargains.chosenInAll + 1)
  const own = bargains.of(row)
  const prior = choicesOfPrior(bargains, population)
  return {
    basis: own.chosen > 0 ? 'person' : 'everybody',
    share: (own.bargains + prior * population) / (own.chosen + prior),
    population,
    confidence: own.chosen / (own.chosen + prior),
    chosen: own.chosen,
    bargains: own.bargains,
  }
}

/** How many choices of their own weigh as much as everybody's share. */
function choicesOfPrior(bargains: Views['bargains'], population: number): number {
  const step = Math.max(1, Math.ceil(bargains.rows / sampleMax))
  const seen: number[] = []
  const expected: number[] = []
  for (let row = 0; row < bargains.rows; row += step) {
    const one = bargains.of(row)
    seen.push(one.bargains)
    expected.push(one.chosen * population)
  }
  return priorEvents(seen, expected) / population
}
