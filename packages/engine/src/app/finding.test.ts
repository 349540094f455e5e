import { expect, test } from 'vitest'
import type { ProductId } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import { Shop } from './shop.ts'
import { openTestingShop, start } from './testing-shop.ts'

function listed(n: number, title: string, round = 0): CatalogEvent {
  const product = { id: `p${n}` as ProductId, title, categoryPath: [], attributes: {}, inStock: true }
  return { kind: 'product.listed', at: start, id: `l${n}-${round}`, product }
}

const everything = { query: '', filters: {}, sort: 'best', offset: 0, count: 24 } as const
const totalOf = async (shop: Shop, query: string) => (await shop.finding.search({ ...everything, query })).total

test('what was just listed is found, few products or more than are read at once', async () => {
  const { shop } = await openTestingShop()
  expect(await totalOf(shop, '컵')).toBe(0)
  await shop.record([listed(0, '머그컵')])
  expect(await totalOf(shop, '컵')).toBe(1)
  await shop.record(Array.from({ length: 1_000 }, (_, n) => listed(n + 1, `컵 ${n}`)))
  const all = await Promise.all([totalOf(shop, '컵'), totalOf(shop, '머그컵'), totalOf(shop, '컵 7')])
  expect(all).toEqual([1_001, 1, 1])
  await shop.record([listed(0, '접시', 1)])
  expect(await totalOf(shop, '머그컵')).toBe(0)
  expect((await shop.finding.suggest({ query: '접', count: 5 })).completions).toHaveLength(1)
  await shop.close()
})

test('a shop that was closed, while it still read or not, finds the same when it opens again', async () => {
  const { shop, ...parts } = await openTestingShop()
  await shop.record(Array.from({ length: 1_000 }, (_, n) => listed(n, `컵 ${n}`)))
  shop.finding.start()
  await shop.close()
  const again = await Shop.open(parts)
  expect(await totalOf(again, '컵')).toBe(1_000)
  expect(again.chores().find(({ name }) => name === 'search-index')).toMatchObject({ done: 1, failed: 0 })
  await again.close()
})
