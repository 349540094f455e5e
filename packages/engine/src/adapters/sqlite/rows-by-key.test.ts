import { expect, test } from 'vitest'
import type { ShopperKey } from '../../domain/units.ts'
import { newShopperKeys } from '../memory/shopper-keys.ts'
import { RowsByKey } from './rows-by-key.ts'

test('every key leads to its row, among few others, and unknown ones hardly anywhere', () => {
  const index = new RowsByKey()
  const keys: readonly ShopperKey[] = newShopperKeys(20_000)
  keys.forEach((key, place) => {
    index.add(key, place + 1)
  })
  const found = keys.map((key) => index.rowsOf(key))
  expect(found.every((rows, place) => rows.includes(place + 1))).toBe(true)
  expect(found.filter((rows) => rows.length > 1).length).toBeLessThan(20)
  const strangers: readonly ShopperKey[] = newShopperKeys(1_000)
  expect(strangers.filter((key) => index.rowsOf(key).length > 0).length).toBeLessThan(5)
  expect(new RowsByKey().rowsOf(keys[0]!)).toEqual([])
})
