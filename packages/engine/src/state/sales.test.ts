import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShopEvent } from '../events/event.ts'
import { Sales } from './sales.ts'
import { day, forgotten, hour, listed, ordered, refunded, start, touched, viewsOf } from './testing-events.ts'

const hourOf = (ms: number) => Math.floor(ms / hour)

test('hours hold what everybody did and ordered, guests included, less what came back in them', () => {
  const log: ShopEvent[] = [
    listed(0),
    listed(1),
    touched('product.viewed', { shopper: 'kim', n: 0, at: start }),
    ordered({ shopper: 'kim', n: [0, 1], at: start }),
    ordered({ n: [1], at: start }),
    refunded({ shopper: 'kim', n: [1], at: start + day }),
    forgotten('kim'),
  ]
  const { sales } = viewsOf(log)
  const first = hourOf(start)
  expect(sales.between(first, first + 1)).toEqual({ events: 3, orders: 2, units: 3, revenueMinor: 5_000 })
  expect(sales.between(first + 1, first + 24)).toEqual({ events: 0, orders: 0, units: 0, revenueMinor: 0 })
  expect(sales.between(first + 24, first + 25)).toEqual({ events: 1, orders: 0, units: -1, revenueMinor: -2_000 })
  expect(sales.between(0, first + 100)).toEqual({ events: 4, orders: 2, units: 2, revenueMinor: 3_000 })
})

test('whatever comes in whatever order, hours are sums, also after a snapshot', () => {
  const order = fc.record({
    kind: fc.constantFrom('order' as const, 'refund' as const),
    at: fc.nat(40 * 3_600),
    units: fc.nat(9),
    amountMinor: fc.nat(100_000),
  })
  fc.assert(
    fc.property(fc.array(order, { maxLength: 60 }), fc.nat(40), fc.nat(40), (orders, from, to) => {
      let sales = new Sales()
      for (const [n, one] of orders.entries()) {
        if (n % 7 === 3) {
          const again = new Sales()
          again.restore(structuredClone(sales.save()))
          sales = again
        }
        sales.order(one)
      }
      const within = orders.filter(({ at }) => at >= from * 3_600 && at < to * 3_600)
      const sum = (of: (one: (typeof orders)[number]) => number) => within.reduce((all, one) => all + of(one), 0)
      const signed = (kind: string) => (kind === 'order' ? 1 : -1)
      expect(sales.between(from, to)).toEqual({
        events: within.length,
        orders: within.filter(({ kind }) => kind === 'order').length,
        units: sum(({ kind, units }) => signed(kind) * units) + 0,
        revenueMinor: sum(({ kind, amountMinor }) => signed(kind) * amountMinor) + 0,
      })
    }),
    { seed: 321, numRuns: 200 },
  )
})
