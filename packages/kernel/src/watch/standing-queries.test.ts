import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { StandingQueries, type StandingQuery } from './standing-queries.ts'

const term = fc.nat(9)
const price = fc.oneof(fc.nat(9), fc.constant(Number.POSITIVE_INFINITY))
const query = fc
  .record({ terms: fc.array(term, { minLength: 1, maxLength: 4 }), one: price, other: price })
  .map(({ terms, one, other }): StandingQuery => {
    return { terms, priceFrom: Math.min(one, other), priceTo: Math.max(one, other) }
  })
const step = fc.record({
  do: fc.constantFrom('set', 'set', 'remove', 'ask', 'ask', 'count', 'save'),
  number: fc.nat(20),
  query,
  text: fc.uniqueArray(term, { maxLength: 8 }),
  price: fc.nat(9),
  before: price,
})

test('a text finds all queries that want it now and did not before, and no other', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let queries = new StandingQueries()
      const all = new Map<number, StandingQuery>()
      for (const { do: what, number, query: wanted, text, price: now, before } of steps) {
        const asked = { terms: Uint32Array.from([...text, 3]), count: text.length }
        if (what === 'set') {
          queries.set(number, wanted)
          all.set(number, wanted)
        } else if (what === 'remove') expect(queries.remove(number)).toBe(all.delete(number))
        else if (what === 'count') queries.countText(asked)
        else if (what === 'save') queries = restored(queries, new StandingQueries())
        const holds = ({ priceFrom, priceTo }: StandingQuery, at: number) => at >= priceFrom && at <= priceTo
        const wants = [...all]
          .filter(([, one]) => one.terms.every((each) => text.includes(each)))
          .filter(([, one]) => holds(one, now) && !(before < Number.POSITIVE_INFINITY && holds(one, before)))
          .map(([each]) => each)
        const found: number[] = []
        expect(queries.match(asked, now, found, before)).toBe(wants.length)
        expect(found.sort()).toEqual(wants.sort())
        expect(queries.count).toBe(all.size)
        expect(queries.has(number)).toBe(all.has(number))
      }
    }),
  )
})

test('what wants nothing is refused', () => {
  const queries = new StandingQueries()
  expect(() => queries.set(0, { terms: [], priceFrom: 0, priceTo: 1 })).toThrow('at least one term')
  expect(() => queries.set(0, { terms: [1], priceFrom: 2, priceTo: 1 })).toThrow('no price is from 2 to 1')
  expect(queries.count).toBe(0)
})
