import { expect, test } from 'vitest'
import { Ranking, rankingFeatures } from './ranking.ts'

test('a snapshot gives back what was learned', () => {
  const learned = new Ranking()
  learned.blend.weights[1] = 7
  learned.orders = 3
  const restored = new Ranking()
  restored.restore(learned.save())
  expect([...restored.blend.weights]).toEqual([...learned.blend.weights])
  expect(restored.orders).toBe(3)
})

test('a snapshot of a version with other features leaves the weights where learning starts', () => {
  const start = [...new Ranking().blend.weights]
  const older = { weights: new Float64Array(18), squares: new Float64Array(18), orders: Float64Array.of(9) }
  for (const columns of [older, { ...older, features: ['bias now'] }]) {
    const restored = new Ranking()
    restored.restore(columns)
    expect([...restored.blend.weights]).toEqual(start)
    expect(restored.blend.weights).toHaveLength(2 * rankingFeatures.length)
    expect(restored.orders).toBe(0)
  }
})
