import { expect, test } from 'vitest'
import type { ProductId } from '../domain/units.ts'
import { openTestingShop, start, viewed } from './testing-shop.ts'

test('what one product alone carries is told as no interest, but is part of what is kept of the person', async () => {
  const { shop } = await openTestingShop()
  await shop.record(
    Array.from({ length: 120 }, (_, n) => ({
      kind: 'product.listed' as const,
      at: start,
      id: `listed:p${n}`,
      product: {
        id: `p${n}` as ProductId,
        title: `headphones code${n}`,
        brand: n === 7 ? 'Lone' : 'Many',
        categoryPath: [n % 2 === 0 ? 'sound' : 'light'],
        attributes: { model: `X-${n}`, color: n % 3 === 0 ? 'black' : 'white' },
        inStock: true,
      },
    })),
  )
  await shop.collect([viewed({ user: 'mina' }, 'p7'), viewed({ user: 'mina' }, 'p7')], { consent: 'assumed' })
  const shopper = shop.shopperOf({ type: 'user', id: 'mina' })!
  const told = shop.interests(shopper, 100).map(({ tag }) => tag)
  expect(told).toContain('brand:Lone') // a brand says who made it, also of one product
  expect(told).toContain('attribute:color=white')
  expect(told.filter((tag) => /X-7|code7/i.test(tag))).toEqual([])
  const { interests } = await shop.myData(shopper)
  expect(interests.filter(({ tag }) => /X-7|code7/i.test(tag)).length).toBe(2)
})
