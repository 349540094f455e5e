import { expect, test } from 'vitest'
import { forgotten, listed, start, touched } from '../../state/testing-events.ts'
import { Views } from '../../state/views.ts'
import { CoverageCount } from './coverage.ts'

test('counts what listed products lack, by category, most missing first; the rest is unknown or gone', () => {
  const views = new Views()
  const bare = { brand: undefined, attributes: {}, priceMinor: undefined }
  for (const event of [
    listed(0), // 패션>원피스, without image and address like all of these
    listed(3, bare), // 패션>원피스
    listed(1, { ...bare, imageUrl: '/1.svg', url: '/1' }), // 패션>운동화>러닝화
    listed(4, { categoryPath: [], imageUrl: '/4.svg', url: '/4' }),
    listed(5),
    { kind: 'product.delisted', at: start, id: 'gone', product: 'p5' },
    touched('product.viewed', { shopper: 'kim', n: 9, at: start }),
    forgotten('kim'),
  ])
    views.fold(event as never)
  const counting = new CoverageCount(views)
  let turns = 1
  while (counting.step(2)) turns += 1
  expect(turns).toBe(3)
  const { byCategory, ...all } = counting.answer(2)
  expect(all).toEqual({
    products: 4,
    missing: { brand: 2, category: 1, image: 2, price: 2, url: 2, attributes: 2 },
    unknownProducts: 1,
  })
  expect(byCategory).toEqual([
    {
      category: '패션>원피스',
      products: 2,
      missing: { brand: 1, category: 0, image: 2, price: 1, url: 2, attributes: 1 },
    },
    {
      category: '패션>운동화>러닝화',
      products: 1,
      missing: { brand: 1, category: 0, image: 0, price: 1, url: 0, attributes: 1 },
    },
  ])
})

test('an empty shop lacks nothing', () => {
  const counting = new CoverageCount(new Views())
  expect(counting.step(10)).toBe(false)
  expect(counting.answer(10)).toMatchObject({ products: 0, byCategory: [], unknownProducts: 0 })
})
