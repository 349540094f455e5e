import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BasketHistory } from './basket-history.ts'
import { BasketPast } from './basket-past.ts'

const basket = fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 5 })
const users = fc.array(fc.array(basket, { maxLength: 12 }), { minLength: 1, maxLength: 6 })

test('as of every basket a walk knows what a recount knows; users follow each other without a trace', () => {
  fc.assert(
    fc.property(users, (all) => {
      const history = new BasketHistory()
      all.forEach((baskets, user) => {
        for (const one of baskets) history.add(user, one)
      })
      const past = new BasketPast(history)
      all.forEach((baskets, user) => {
        past.start(user)
        for (let until = 0; ; until++) {
          const seen = baskets.slice(0, until)
          expect(past.baskets).toBe(until)
          expect(past.count).toBe(new Set(seen.flat()).size)
          for (let item = 0; item <= 12; item++) {
            const place = past.placeOf(item)
            const holding = [...seen.keys()].filter((number) => seen[number]!.includes(item))
            expect(place >= 0).toBe(holding.length > 0)
            if (place < 0) continue
            expect([past.items[place], past.times[place]]).toEqual([item, holding.length])
            expect([past.first[place], past.last[place]]).toEqual([holding[0], holding.at(-1)])
          }
          if (!past.next()) {
            expect(until).toBe(baskets.length)
            break
          }
        }
      })
    }),
    { seed: 12, numRuns: 150 },
  )
})
