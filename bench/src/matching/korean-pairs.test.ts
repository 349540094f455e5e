import { describe, expect, it } from 'vitest'
import { type KoreanPair, koreanPairs } from './korean-pairs.ts'

const parts = koreanPairs()
const all = Object.values(parts).flat()

describe('the Korean pairs', () => {
  it('are enough to learn from and to measure by, both labels in each part', () => {
    expect(parts.train.length + parts.valid.length).toBeGreaterThanOrEqual(300)
    expect(parts.test.length).toBeGreaterThanOrEqual(300)
    for (const pairs of Object.values(parts)) {
      const share = pairs.filter(({ label }) => label === 1).length / pairs.length
      expect(share).toBeGreaterThan(0.4)
      expect(share).toBeLessThan(0.5)
    }
  })

  it('name a family and a reason each, no family in two parts', () => {
    for (const { family, why } of all) expect(Math.min(family.length, why.length)).toBeGreaterThan(0)
    const families = Object.values(parts).map((pairs) => new Set(pairs.map(({ family }) => family)))
    const together = families.reduce((count, { size }) => count + size, 0)
    expect(new Set(all.map(({ family }) => family)).size).toBe(together)
  })

  it('hold no pair twice, either way round, and no title in two families', () => {
    const keys = all.map(({ left, right }) => [left.title, right.title].sort().join(' | '))
    expect(new Set(keys).size).toBe(all.length)
    const owners = new Map<string, string>()
    for (const { left, right, family } of all)
      for (const { title } of [left, right]) {
        expect(owners.get(title) ?? family).toBe(family)
        owners.set(title, family)
      }
  })

  it('agree with one another: what is the same as one thing does not differ from its like', () => {
    for (const family of new Set(all.map((pair) => pair.family))) {
      const pairs = all.filter((pair) => pair.family === family)
      const product = groups(pairs.filter(({ label }) => label === 1))
      for (const { left, right, label } of pairs)
        if (label === 0)
          expect(product(left.title!), `${left.title} and ${right.title}`).not.toBe(product(right.title!))
    }
  })

  it('are offers of two malls, each with a title, a price in won, and at most what malls tell', () => {
    const names = new Set(['title', 'brand', 'price', 'category', 'mall'])
    for (const { left, right } of all) {
      expect(left.mall).not.toBe(right.mall)
      expect(`${left.title} ${right.title}`).toMatch(/\p{Script=Hangul}/u)
      for (const offer of [left, right]) {
        expect(Object.keys(offer).filter((name) => !names.has(name) || offer[name] === '')).toEqual([])
        expect(offer.price).toMatch(/^[1-9]\d+00$/)
      }
    }
  })
})

/** Who is one product by pairs of same titles, told by the first title found. */
function groups(pairs: readonly KoreanPair[]): (title: string) => string {
  const first = new Map<string, string>()
  const of = (title: string): string => (first.has(title) ? of(first.get(title)!) : title)
  for (const { left, right } of pairs) {
    const [one, other] = [of(left.title!), of(right.title!)]
    if (one !== other) first.set(other, one)
  }
  return of
}
