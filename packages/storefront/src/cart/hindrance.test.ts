import { expect, test } from 'vitest'
import { checkedCart, hindrancesOf } from './hindrance.ts'

const line = (product: string, priceMinor?: number) => ({ product, title: product, priceMinor, quantity: 1 })

test('what sold out, is sold no more or has no price is named; the rest stays, at the price of now', async () => {
  const cart = [line('tea', 100), line('cup', 200), line('lamp', 300), line('rug', 400)]
  const { lines, hindered } = await checkedCart(cart, async (product) => {
    if (product === 'lamp') throw Object.assign(new Error('unknown'), { code: 'PRODUCT_UNKNOWN' })
    const priceMinor = product === 'rug' ? undefined : 90
    return {
      product: { product, title: product, categoryPath: [], attributes: {}, inStock: product !== 'cup', priceMinor },
    }
  })
  expect([...hindered]).toEqual(
    expect.arrayContaining([
      ['cup', 'sold-out'],
      ['lamp', 'gone'],
      ['rug', 'unpriced'],
    ]),
  )
  expect(hindered.has('tea')).toBe(false)
  expect(lines[0]?.priceMinor).toBe(90)
})

test('while the server is away the cart stands as it was known, and a line without a price is refused all the same', async () => {
  const cart = [line('tea', 100), line('cup')]
  const away = async () => {
    throw Object.assign(new Error('away'), { code: 'NETWORK' })
  }
  const { lines, hindered } = await checkedCart(cart, away)
  expect(lines).toEqual(cart)
  expect([...hindered]).toEqual([['cup', 'unpriced']])
})

test('without asking, what the shop does not sell and what has no price cannot be ordered', () => {
  const hindered = hindrancesOf([line('tea', 100), line('cup'), line('lamp', 300)], new Set(['lamp']))
  expect([...hindered]).toEqual([
    ['cup', 'unpriced'],
    ['lamp', 'gone'],
  ])
})
