import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { type Cluster, Clusters } from './clusters.ts'

function cluster(weights: Readonly<Record<number, number>>): Cluster {
  const tags = Object.keys(weights).map(Number)
  return {
    tags: Uint32Array.from(tags),
    weights: Float32Array.from(Object.values(weights)),
    items: Uint32Array.of(1, 2),
  }
}

function nearest(clusters: Clusters, weights: Readonly<Record<number, number>>): number {
  const tags = Object.keys(weights).map(Number)
  return clusters.nearest({ tags: Uint32Array.from(tags), weights: Float32Array.from(Object.values(weights)) })
}

test('the nearest is the one with the largest dot product of log weights, by the formula', () => {
  const random = new Random(1)
  for (let round = 0; round < 200; round++) {
    const draw = () => Object.fromEntries(Array.from({ length: 3 }, () => [random.below(9), random.unit()]))
    const all = Array.from({ length: 4 }, () => cluster(draw()))
    const clusters = new Clusters()
    clusters.replace(all, { basedOn: 1, fittedAt: 1 })
    const taste = Object.fromEntries(Array.from({ length: 4 }, () => [random.below(9), 6 * random.unit() - 1]))
    const likeness = all.map(({ tags, weights }) =>
      tags.reduce((sum, tag, i) => sum + weights[i]! * Math.log1p(Math.max(0, taste[tag] ?? 0)), 0),
    )
    const best = Math.max(...likeness)
    const found = nearest(clusters, taste)
    if (best <= 0) expect(found).toBe(-1)
    else expect(likeness[found]).toBeCloseTo(best, 6)
  }
})

test('nobody s taste, no cluster; and none before the first fit', () => {
  const clusters = new Clusters()
  expect(nearest(clusters, { 1: 5 })).toBe(-1)
  clusters.replace([cluster({ 1: 1 })], { basedOn: 1, fittedAt: 1 })
  expect([
    nearest(clusters, { 1: 5 }),
    nearest(clusters, { 1: -5 }),
    nearest(clusters, { 2: 5 }),
    nearest(clusters, {}),
  ]).toEqual([0, -1, -1, -1])
})

test('a fit replaces the one before, and a snapshot gives it back', () => {
  const clusters = new Clusters()
  clusters.replace([cluster({ 1: 1 }), cluster({ 2: 1 })], { basedOn: 5, fittedAt: 6 })
  clusters.replace([cluster({ 3: 0.5, 4: 0.5 })], { basedOn: 70, fittedAt: 1_700_000_000_000 })
  expect(nearest(clusters, { 1: 5 })).toBe(-1)
  const again = new Clusters()
  again.restore(structuredClone(clusters.save()))
  expect(again.save()).toEqual(clusters.save())
  expect([again.all.length, again.basedOn, again.fittedAt, nearest(again, { 4: 1 })]).toEqual([
    1, 70, 1_700_000_000_000, 0,
  ])
})
