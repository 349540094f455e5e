import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShopEvent } from '../events/event.ts'
import { Activity } from './activity.ts'
import { identified, listed, logs, ordered, refunded, shownTo, start, touched, viewsOf } from './testing-events.ts'

const seconds = start / 1_000
const nothing = { events: 0, firstAt: 0, lastAt: 0, orders: 0, spentMinor: 0 }

test('what a shopper did is counted, with its first and last moment, whatever arrives late', () => {
  const views = viewsOf([
    listed(0),
    touched('product.viewed', { shopper: 'kim', n: 0, at: start + 9_000 }),
    touched('cart.added', { shopper: 'kim', n: 0, at: start + 2_000 }),
    ordered({ shopper: 'kim', n: [0, 0], at: start + 5_000 }),
    shownTo('kim', [0], start + 60_000),
  ])
  const row = views.shoppers.find('kim' as never)
  expect(views.activity.of(row)).toEqual({
    events: 3,
    firstAt: seconds + 2,
    lastAt: seconds + 9,
    orders: 1,
    spentMinor: 2_000,
  })
})

test('money is what orders came to less what was given back; guests are nobody', () => {
  const views = viewsOf([
    listed(0),
    listed(1),
    ordered({ shopper: 'kim', n: [0, 1], at: start }),
    refunded({ shopper: 'kim', n: [1], at: start + 1_000 }),
    ordered({ n: [1], at: start }),
  ])
  const row = views.shoppers.find('kim' as never)
  expect(views.activity.of(row)).toMatchObject({ events: 2, orders: 1, spentMinor: 1_000 })
  expect(views.activity.of(-1)).toEqual(nothing)
  expect(views.activity.of(99)).toEqual(nothing)
})

test('a device and its owner come to the same, in whatever order they are put together', () => {
  const acts: readonly ShopEvent[] = [
    touched('product.viewed', { shopper: 'kim-phone', n: 0, at: start + 4_000 }),
    ordered({ shopper: 'kim-phone', n: [0], at: start + 1_000 }),
    touched('product.viewed', { shopper: 'kim', n: 0, at: start + 2_000 }),
    identified('kim-phone', 'kim'),
  ]
  const expected = { events: 3, firstAt: seconds + 1, lastAt: seconds + 4, orders: 1, spentMinor: 1_000 }
  fc.assert(
    fc.property(fc.shuffledSubarray([...acts], { minLength: acts.length }), (shuffled) => {
      const views = viewsOf([listed(0), ...shuffled])
      expect(views.activity.of(views.shoppers.find('kim' as never))).toEqual(expected)
    }),
    { seed: 301, numRuns: 24 },
  )
})

test('the events of all people together are those of the log', () => {
  const counted = (event: ShopEvent) =>
    'shopper' in event &&
    event.shopper !== undefined &&
    !['slate.shown', 'policy.assigned', 'shopper.identified', 'shopper.forgotten', 'delivery.due'].includes(event.kind)
  fc.assert(
    fc.property(logs, (log) => {
      const kept = log.filter(({ kind }) => kind !== 'shopper.forgotten')
      const { activity, shoppers } = viewsOf(kept)
      const rows = Array.from({ length: shoppers.rows }, (_, row) => row)
      expect(rows.reduce((sum, row) => sum + activity.of(row).events, 0)).toBe(kept.filter(counted).length)
      expect(rows.filter((row) => shoppers.isPerson(row)).length).toBe(shoppers.people)
    }),
    { seed: 302, numRuns: 60 },
  )
})

test('a snapshot is the same, and what is cleared is nothing', () => {
  const activity = new Activity()
  activity.order({ row: 20, kind: 'order', at: 7, amountMinor: 5 })
  const again = new Activity()
  again.restore(structuredClone(activity.save()))
  for (const one of [activity, again]) one.note(21, 9)
  expect(again.save()).toEqual(activity.save())
  again.clear(20)
  again.clear(99)
  expect(again.of(20)).toEqual(nothing)
})
