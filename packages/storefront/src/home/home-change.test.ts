import type { HomeBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { differenceOf, overlapOf } from './home-change.ts'

const home = (modules: Record<string, string>): Pick<HomeBody, 'modules'> => ({
  modules: Object.entries(modules).map(([module, products]) => ({
    module,
    title: module,
    items: [...products].map((product) => ({
      product,
      title: product,
      score: 0,
      why: { source: 'tags', sentence: '' },
    })),
  })),
})

test('the same home has no difference', () => {
  const one = home({ 'for-you': 'abc', deals: 'ad' })
  expect(differenceOf(one, one)).toEqual({ places: 0, fresh: [], gone: 0 })
})

test('places are counted where another product stands, fresh products where they stand first', () => {
  const difference = differenceOf(home({ 'for-you': 'abc', deals: 'd' }), home({ 'for-you': 'xab', deals: 'x' }))
  expect(difference.places).toBe(4) // x, a, b for a, b, c; x for d
  expect(difference.fresh.map(({ product }) => product)).toEqual(['x'])
  expect(difference.gone).toBe(2) // c and d
})

test('a product that only moves to another module is not fresh; a module that comes counts with all its places', () => {
  const difference = differenceOf(home({ 'for-you': 'abc' }), home({ 'for-you': 'ab', again: 'cd' }))
  expect(difference).toMatchObject({ places: 3, gone: 0 })
  expect(difference.fresh.map(({ product }) => product)).toEqual(['d'])
})

test('overlap counts what both lists have, wherever it stands', () => {
  const of = (text: string) => [...text].map((product) => ({ product }))
  expect(overlapOf(of('abcd'), of('dxa'))).toBe(2)
})
