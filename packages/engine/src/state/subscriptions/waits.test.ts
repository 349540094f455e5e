import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceCondition } from '../../domain/subscription.ts'
import type { Minor } from '../../domain/units.ts'
import { Waits } from './waits.ts'

const kinds: readonly (readonly PriceCondition[])[] = [
  [{ when: 'at-most', minor: 50 as Minor }],
  [{ when: 'lowest', orEqual: true }],
  [
    { when: 'at-most', minor: 30 as Minor, per: { amount: 10, unit: 'g' } },
    { when: 'lowest', orEqual: true },
  ],
  [{ when: 'at-most', minor: 30 as Minor, per: { amount: 10, unit: 'g' } }],
]
const step = fc.record({
  do: fc.constantFrom('add', 'add', 'add', 'end', 'move', 'recount', 'change'),
  owner: fc.nat(3),
  row: fc.nat(3),
  other: fc.nat(3),
  price: fc.integer({ min: 1, max: 100 }),
})

test('goes on from a snapshot to the byte as it would have without one', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }), fc.nat(30), (steps, restartAt) => {
      const grams = [10, 10, 10, 10]
      const parts = {
        conditionsOf: (owner: number) => kinds[owner % kinds.length]!,
        attributesOf: (row: number) => ({ totalWeight: `${grams[row]}g` }),
      }
      const on = new Waits(parts)
      let again = new Waits(parts)
      for (const [i, { do: what, owner, row, other, price }] of steps.entries()) {
        if (i === restartAt) {
          const fresh = new Waits(parts)
          fresh.restore(structuredClone(again.save()))
          again = fresh
        }
        if (what === 'recount') grams[row] = price // a product is described anew: whoever waits for it is recounted at once
        const results = [on, again].map((waits) => {
          if (what === 'add') return waits.standOf(owner, row) ?? waits.add(owner, row, price)
          if (what === 'end') return waits.end(owner)
          if (what === 'move' && row !== other)
            return waits.ownersAt(row).map((one) => [one, waits.move(one, row, other)])
          if (what === 'recount') return waits.recount(row)
          return waits.change({ row, before: 100, now: price, lowestIn: () => 60 })
        })
        expect(results[1]).toEqual(results[0])
      }
      expect(again.save()).toEqual(on.save())
    }),
    { numRuns: 300 },
  )
})
