import { expect, test } from 'vitest'
import type { EpochMs } from '../domain/units.ts'
import { learnedEvent, newBlend, Ranking, rankingFeatures } from './ranking.ts'

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

test('what was learned is folded, as it was when it was said', () => {
  const blend = newBlend()
  blend.weights[3] = 7
  const ranking = new Ranking()
  ranking.apply(learnedEvent(blend, { at: 1 as EpochMs, id: 'x', orders: 12 }))
  expect([ranking.blend.weights[3], ranking.orders]).toEqual([7, 12])
  blend.weights[3] = 8 // the fact stays what it was
  expect(ranking.blend.weights[3]).toBe(7)
})

test('what was learned for other features is left aside', () => {
  const ranking = new Ranking()
  const event = learnedEvent(newBlend(), { at: 1 as EpochMs, id: 'x', orders: 12 })
  ranking.apply({ ...event, features: 'bias now', weights: [9, 9], squares: [1, 1] })
  expect([ranking.orders, ranking.save()]).toEqual([0, new Ranking().save()])
})

test('every feature has a weight in each of the two segments', () => {
  expect(newBlend().weights.length).toBe(2 * rankingFeatures.length)
})
