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
  const { items, unknown } = shop.rank('s1', ['p0', 'p1', 'p2', 'p2', 'p3', 'nowhere'])
  expect(items.map(({ product }) => product).sort()).toEqual(['p0', 'p2', 'p3'])
  expect(unknown).toEqual(['nowhere'])
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

test("the contributions that why gives sum to rank's score but for the bias", () => {
  const shop = cafe()
  for (const shopper of ['s0', 's1', 's7', 'stranger']) {
    const row = shop.views.shoppers.find(shopper as never)
    for (const id of all) {
      const [ranked] = shop.rank(shopper, [id]).items
      const { contributions, parameters, sentence } = shop.why(shopper, id)
      const { owned } = shop.views.history
      const from = row < 0 ? 0 : owned.starts[row]!
      const items = row < 0 ? [] : [...owned.columns.item.subarray(from, from + owned.counts[row]!)]
      const bias = parameters[items.includes(shop.views.catalog.find(id as never)) ? 'owned.bias' : 'fresh.bias']!
      const sum = contributions.reduce((points, one) => points + one.points, 0)
      expect(sum).toBeCloseTo(ranked!.score - bias, 5)
      const points = contributions.map((one) => one.points)
      expect(points).toEqual([...points].sort((a, b) => b - a))
      if (contributions.length > 0) expect(sentence).toBe(contributions[0]!.sentence)
    }
  }
})

test('why names the past that led there', () => {
  const shop = new TestShop()
  for (let n = 0; n < 10; n++) shop.list(`p${n}`, { title: `Thing ${n}` })
  for (let s = 0; s < 5; s++) {
    shop.order(`s${s}`, 'p0')
    shop.wait(1)
    shop.order(`s${s}`, 'p1')
  }
  shop.order('mina', 'p0')
  const followed = shop.why('mina', 'p1').contributions.find(({ source }) => source === 'next')
  expect(followed?.points).toBeGreaterThan(0)
  expect(followed?.sentence).toContain('Thing 0')
  const again = shop.why('mina', 'p0').contributions.find(({ source }) => source === 'again')
  expect(again?.sentence).toContain('once')
  shop.touch('mina', 'p7')
  expect(shop.why('mina', 'p7').contributions.map(({ source }) => source)).toContain('unfinished')
  expect(() => shop.why('mina', 'nowhere')).toThrow(/nowhere/)
})
