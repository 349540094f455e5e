import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor, type OrderId, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { day, dealt, forgotten, hour, identified, viewsOf } from './testing-events.ts'
import type { Views } from './views.ts'

const dayOfStart = 19_700 // days are those of UTC
const start = dayOfStart * day

/** An order of so many won. */
function paid(shopper: string, amount: number, at: number, order = `${shopper}:${at}`): ShopEvent {
  const lines = [{ product: 'p' as ProductId, quantity: 1, priceMinor: minor(amount) }]
  const id = `order:${order}`
  return { kind: 'order.placed', at: at as never, id, order: order as OrderId, shopper: shopper as ShopperKey, lines }
}

const returned = (order: ShopEvent, amount: number): ShopEvent =>
  ({
    ...order,
    kind: 'order.refunded',
    id: `refund:${(order as { id: string }).id}`,
    lines: [{ product: 'p' as ProductId, quantity: 1, priceMinor: minor(amount) }],
  }) as ShopEvent

const sumsOf = (views: Views) =>
  Object.fromEntries(views.policies.sums().map(({ policy, ...sums }) => [policy, Object.values(sums)]))

/**
 * By hand: kim 10,000 + 5,000 less 2,000 back = 13,000; lee 7,000; park nothing. Revenue 20,000, squares
 * 169,000,000 + 49,000,000 = 218,000,000. What kim ordered before being dealt a policy does not count, nor does choi's order.
 */
test('orders from the first deal on count, less what was given back', () => {
  const back = paid('kim', 5_000, start + day + 2 * hour)
  const views = viewsOf([
    paid('kim', 99_000, start - hour),
    dealt('kim', 'individual', start),
    dealt('lee', 'individual', start + hour),
    dealt('park', 'individual', start + day),
    dealt('jung', 'popular', start + day),
    paid('kim', 10_000, start + hour),
    back,
    paid('lee', 7_000, start + 2 * day),
    paid('choi', 50_000, start + 2 * day),
    returned(back, 2_000),
    paid('kim', 99_000, start - day), // arrives late, and was before
  ])
  expect(sumsOf(views)).toEqual({ individual: [3, 0, 2, 3, 20_000, 218_000_000], popular: [1, 0, 0, 0, 0, 0] })
  expect(views.policies.days()).toEqual([
    { day: dayOfStart, policy: 'individual', shoppers: 2, buyers: 1, orders: 1, revenueMinor: 10_000 },
    { day: dayOfStart + 1, policy: 'individual', shoppers: 1, buyers: 0, orders: 1, revenueMinor: 3_000 },
    { day: dayOfStart + 1, policy: 'popular', shoppers: 1, buyers: 0, orders: 0, revenueMinor: 0 },
    { day: dayOfStart + 2, policy: 'individual', shoppers: 0, buyers: 1, orders: 1, revenueMinor: 7_000 },
  ])
  expect(views.policies.begunAt).toBe(start / 1_000)
})

test('an order counts once, and no more of it comes back than was paid', () => {
  const order = paid('kim', 10_000, start + hour, 'A-1')
  const again = { ...order, id: 'told by the page as well' } as ShopEvent
  const views = viewsOf([dealt('kim', 'popular', start), order, again, returned(order, 30_000)])
  expect(sumsOf(views)).toEqual({ popular: [1, 0, 1, 1, 0, 0] })
})

test('who is dealt another policy later is counted in the first and marked', () => {
  const views = viewsOf([
    dealt('kim', 'individual', start),
    dealt('kim', 'popular', start + hour),
    dealt('kim', 'popular', start + day),
    paid('kim', 4_000, start + 2 * day),
  ])
  expect(sumsOf(views)).toEqual({ individual: [1, 1, 1, 1, 4_000, 16_000_000], popular: [0, 0, 0, 0, 0, 0] })
  expect(views.policies.of(0)).toEqual({ policy: 'individual', since: start / 1_000, isMixed: true })
})

test('two devices of one person are one shopper of the policy dealt first', () => {
  const views = viewsOf([
    dealt('phone', 'popular', start + hour),
    dealt('tablet', 'individual', start),
    paid('phone', 1_000, start + 2 * hour),
    paid('tablet', 2_000, start + 3 * hour),
    identified('phone', 'kim', start + day),
    identified('tablet', 'kim', start + day),
  ])
  expect(sumsOf(views)).toEqual({ popular: [0, 0, 0, 0, 0, 0], individual: [1, 1, 1, 2, 3_000, 9_000_000] })
})

test('what a person ordered after a device of theirs was dealt a policy counts, also if that is known only later', () => {
  const views = viewsOf([
    dealt('phone', 'popular', start),
    paid('kim', 3_000, start + hour),
    identified('phone', 'kim', start + day),
  ])
  expect(sumsOf(views)).toEqual({ popular: [1, 0, 1, 1, 3_000, 9_000_000] })
})

test('of who is forgotten the sums keep what they were, and who comes back is somebody new', () => {
  const views = viewsOf([
    dealt('kim', 'individual', start),
    paid('kim', 3_000, start + hour),
    forgotten('kim', start + day),
    dealt('kim', 'popular', start + 2 * day),
    paid('kim', 1_000, start + 2 * day),
  ])
  expect(sumsOf(views)).toEqual({
    individual: [1, 0, 1, 1, 3_000, 9_000_000],
    popular: [1, 0, 1, 1, 1_000, 1_000_000],
  })
})

test('without a deal nothing is kept', () => {
  const { 'orders.counts': counts, days } = viewsOf([paid('kim', 1_000, start)]).policies.save()
  expect([counts!.length, days!.length]).toEqual([0, 0])
})

const facts = fc.record({
  device: fc.constantFrom('phone', 'tablet', 'kim'),
  what: fc.constantFrom('individual', 'popular', 'order' as const),
  hours: fc.nat(60),
  amount: fc.nat(1_000).map((amount) => amount * 10),
})

test('whenever devices turn out to be one person, and in whatever order they are told of, the sums are the same', () => {
  const lives = fc.uniqueArray(facts, { selector: ({ hours }) => hours, minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(lives, fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (life, numbers) => {
      const begin = dealt('other', 'popular', start - hour)
      const events = life.map(({ device, what, hours, amount }) => {
        const at = start + hours * hour
        return what === 'order' ? paid(device, amount, at) : dealt(device, what, at)
      })
      const links = [identified('phone', 'kim'), identified('tablet', 'kim')]
      const expected = viewsOf([begin, ...links, ...events])
      const shuffled = [...links, ...events]
        .map((event, n) => ({ event, by: numbers[n]! }))
        .sort((a, b) => a.by - b.by)
        .map(({ event }) => event)
      const actual = viewsOf([begin, ...shuffled])
      // Which number a policy has depends on the order; a policy dealt to nobody in the end is there or not.
      const told = (views: Views) =>
        views.policies
          .sums()
          .map((sums) => ({ ...sums, revenueSquares: Math.round(sums.revenueSquares) }))
          .sort((a, b) => (a.policy < b.policy ? -1 : 1))
      expect(told(actual)).toEqual(told(expected))
    }),
    { seed: 31, numRuns: 300 },
  )
})
