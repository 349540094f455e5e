import { expect, test } from 'vitest'
import { bench } from './index.ts'
import { madeUpOffers } from './made-up-offers.ts'
import { pairsFound } from './pairs-found.ts'

test('pairs are counted by the definition', () => {
  expect(pairsFound([1, 1, 1, 2], [7, 7, 8, 8])).toEqual({ precision: 50, recall: 100 / 3, f1: 40 })
  expect(pairsFound([1, 2], [1, 2])).toMatchObject({ precision: 100, recall: 100 })
})

test('made-up offers come again for the same seed, a mall has a product once, and GTINs are of one product', () => {
  const offers = madeUpOffers(600, 3)
  expect(madeUpOffers(600, 3)).toEqual(offers)
  const places = offers.map(({ offer, product }) => `${offer.mall} ${product}`)
  expect(new Set(places).size).toBe(offers.length)
  const products = new Map<string, number>()
  for (const { offer, product } of offers)
    if (offer.gtin) expect(products.set(offer.gtin, products.get(offer.gtin) ?? product).get(offer.gtin)).toBe(product)
  expect(products.size).toBeGreaterThan(20)
})

test.each(['0', '2'])(
  'the bench finds most made-up products and says what it took, %s threads beside',
  async (threads) => {
    const { rows } = await bench.run({ data: '', seed: 1, own: { smoke: 'yes', threads }, progress: () => {} })
    const of = (variant: string, metric: string) =>
      rows.find((row) => row.variant === variant && row.metric === metric)!.value
    expect(of('pairs', 'precision')).toBeGreaterThan(97)
    expect(of('pairs', 'recall')).toBeGreaterThan(90)
    expect(of('one offer', 'p99')).toBeGreaterThan(0)
  },
)
