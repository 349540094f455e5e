import { expect, test } from 'vitest'
import { shareOf } from './training-share.ts'

test('a training goes from 0 to 1 over reading and the three acts', () => {
  const steps = [
    undefined,
    { stage: 'reading', events: 500, total: 1_000 },
    { stage: 'reading', events: 1_000, total: 1_000 },
    { stage: 'learning', act: 'click', trees: 100, treesMax: 200 },
    { stage: 'learning', act: 'cart', trees: 0, treesMax: 200 },
    { stage: 'learning', act: 'purchase', trees: 200, treesMax: 200 },
  ].map(shareOf)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(steps[1]).toBe(0.25)
  expect(steps.at(-1)).toBe(1)
})
