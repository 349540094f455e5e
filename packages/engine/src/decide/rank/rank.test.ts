import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestShop } from './testing-shop.ts'

/** Tea drinkers and coffee drinkers of three brands, each with orders and looks. */
function cafe(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 30; n++)
    shop.list(`p${n}`, { brand: `b${n % 3}`, category: [n % 2 ? 'tea' : 'coffee'], priceMinor: 100 * (n + 1) })
  for (let round = 0; round < 3; round++) {
    for (let s = 0; s < 8; s++) {
      const taste = s % 2
      shop.touch(`s${s}`, `p${(2 * (s + round) + taste) % 30}`)
      shop.order(`s${s}`, `p${(4 * s + 2 * round + taste) % 30}`, `p${(4 * s + 2 * round + 6 + taste) % 30}`)
    }
    shop.wait(3)
  }
  return shop
}
const all = Array.from({ length: 30 }, (_, n) => `p${n}`)

test('rank gives every product asked for that can be had, once, best first, and names the unknown', () => {
  const shop = cafe()
  shop.stock('p1', false)
  const { items, unknown, unavailable } = shop.rank('s1', ['p0', 'p1', 'p2', 'p2', 'p3', 'nowhere'])
  expect(items.map(({ product }) => product).sort()).toEqual(['p0', 'p2', 'p3'])
  expect(unknown).toEqual(['nowhere'])
  expect([...items.map(({ product }) => product), ...unavailable].sort()).toEqual(['p0', 'p1', 'p2', 'p3'])
  expect(unavailable.length).toBeGreaterThan(0)
  const scores = items.map(({ score }) => score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test('rank does not depend on the order of the question', () => {
  const shop = cafe()
  const expected = shop.rank('s1', all).items.map(({ product }) => product)
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 30 }), (asked) => {
      expect(shop.rank('s1', asked).items.map(({ product }) => product)).toEqual(expected)
    }),
    { seed: 20_240_517, numRuns: 30 },
  )
})

test('rank obeys what is hidden and puts what the shopper buys before what nobody like them does', () => {
  const shop = cafe()
  const places = new Map(shop.rank('s1', all).items.map(({ product }, place) => [product as string, place]))
  const owned = ['p5', 'p11', 'p7', 'p13'] // of tea, by s1
  const coffee = all.filter((_, n) => n % 2 === 0)
  const mean = (ids: readonly string[]) => ids.reduce((sum, id) => sum + places.get(id)!, 0) / ids.length
  expect(mean(owned)).toBeLessThan(mean(coffee))
  shop.hide('s1', { what: 'category', category: 'tea' })
  expect(
    shop
      .rank('s1', all)
      .items.map(({ product }) => product as string)
      .sort(),
  ).toEqual([...coffee].sort())
})
