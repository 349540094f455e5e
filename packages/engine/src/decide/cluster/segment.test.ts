import { sphericalKMeans } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { type EpochMs, epochMs, type ProductId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { Views } from '../../state/views.ts'
import { planSegments, sampleForSegments } from './segment.ts'

const day = 86_400_000
const start = Date.UTC(2024, 0, 1)

function listed(id: string, category: string): ShopEvent {
  const product = { id: id as ProductId, title: '', categoryPath: [category], attributes: {}, inStock: true }
  return { kind: 'product.listed', at: start as EpochMs, id: `listed:${id}`, product }
}

function ordered(shopper: string, id: string, at: number): ShopEvent {
  const order = `${shopper}:${id}:${at}`
  const lines = [{ product: id as ProductId, quantity: 1 }]
  return {
    kind: 'order.placed',
    at: epochMs(at),
    id: order,
    order: order as never,
    shopper: shopper as ShopperKey,
    lines,
  }
}

/** 20 shoppers of tea and 10 of coffee; tea0 was bought by all drinkers of tea long ago, tea1 by half of them now. */
function cafe(): Views {
  const views = new Views()
  for (let n = 0; n < 4; n++) for (const kind of ['tea', 'coffee']) views.fold(listed(`${kind}${n}`, kind))
  for (let s = 0; s < 20; s++) views.fold(ordered(`t${s}`, 'tea0', start))
  for (let s = 0; s < 10; s++) views.fold(ordered(`c${s}`, 'coffee2', start + 59 * day))
  for (let s = 0; s < 10; s++) views.fold(ordered(`t${s}`, 'tea1', start + 60 * day))
  return views
}

function segmentsOf(views: Views, k: number) {
  const sample = sampleForSegments(views, 1)
  const found = sphericalKMeans(sample.points, { dims: sample.tags.length, k, seed: 1, iterationsMax: 20 })
  const plan = planSegments(views, sample, found, { at: epochMs(start + 61 * day), basedOn: views.position })
  if (plan.kind !== 'clusters.fitted') throw new Error(plan.kind)
  return plan
}

test('two tastes become two groups, each with its share and what it bought most of late', () => {
  const { clusters, basedOn } = segmentsOf(cafe(), 2)
  const sorted = [...clusters].sort((a, b) => b.share - a.share)
  expect(basedOn).toBe(8 + 40)
  expect(sorted.map(({ share }) => share)).toEqual([20 / 30, 10 / 30])
  // tea0: 20 times 60 days old, so 20 / 4 = 5; tea1: 10 times now
  expect(sorted.map(({ products }) => products)).toEqual([['tea1', 'tea0'], ['coffee2']])
  expect(Object.keys(sorted[0]!.centre)).toContain('category:tea')
})

test('a shopper is counted to the group that likes what they like', () => {
  const views = cafe()
  views.fold(segmentsOf(views, 2))
  views.fold(ordered('new', 'tea3', start + 62 * day))
  const row = views.shoppers.find('new' as ShopperKey)
  const group = views.clusters.nearest(views.profile.seasonOf(row))
  expect(views.clusters.all[group]!.items[0]).toBe(views.catalog.find('tea1' as ProductId))
})

test('the same state and seed give the same sample, and a shop without shoppers an empty one', () => {
  expect(sampleForSegments(cafe(), 3)).toEqual(sampleForSegments(cafe(), 3))
  const empty = sampleForSegments(new Views(), 3)
  expect([empty.rows.length, empty.tags.length]).toEqual([0, 0])
})
