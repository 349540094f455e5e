import { expect, test } from 'vitest'
import type { PriceCondition, Wanted } from '../../domain/subscription.ts'
import type { Minor, ProductId } from '../../domain/units.ts'
import { Malls } from './testing-malls.ts'

const products = (...ids: string[]): Wanted => ({ what: 'products', products: ids as ProductId[] })
const atMost = (amount: number): PriceCondition => ({ when: 'at-most', minor: amount as Minor })

/** Two products of one mall each: np-0 for 100 and np-1 for 120. */
function two(): Malls {
  const malls = new Malls()
  malls.list('a', 'np-0', { price: 100 })
  malls.list('b', 'np-1', { price: 120 })
  return malls
}
const wantedOf = (malls: Malls, id: string) => malls.views.watched.subscriptions.find(id)?.subscription.wanted

test('who waits for a product waits for the one that took all its offers, counted from the price that it had', () => {
  const malls = two()
  malls.wait('drop', { wanted: products('np-0'), conditions: [{ when: 'drop', since: 'start', byMinor: 30 as Minor }] })
  malls.wait('mall', { wanted: products('np-0'), conditions: [atMost(60)], counting: { malls: ['a'] } })
  expect(malls.move('a', 'np-0', 'np-1')).toEqual([])
  malls.restart()
  for (const id of ['drop', 'mall']) expect(wantedOf(malls, id)).toEqual(products('np-1'))
  const { subscriptions } = malls.views.watched
  expect(subscriptions.standOf('drop', malls.item('np-1'))).toMatchObject({ base: 100, at: 70, isArmed: true })
  expect(subscriptions.waitingFor(malls.item('np-0'))).toBe(0)
  expect(malls.reprice('a', 'np-0', 70)).toEqual(['drop np-1 70'])
  expect(malls.reprice('b', 'np-1', 50)).toEqual([])
  expect(malls.reprice('a', 'np-0', 60)).toEqual(['mall np-1 60'])
})

test('it is told at once when the other product costs what they wait for, once, and not what was told before', () => {
  const malls = two()
  malls.wait('high', { wanted: products('np-1'), conditions: [atMost(110)] })
  malls.wait('met', { wanted: products('np-1'), conditions: [atMost(130)] })
  expect(malls.move('b', 'np-1', 'np-0')).toEqual(['high np-0 100'])
  const alert = malls.views.watched.alerts.of(malls.views.shoppers.rowFor('sh-1' as never))[0]!.alert
  expect(alert).toMatchObject({ product: 'np-0', beforeMinor: 120 })
  expect(malls.reprice('a', 'np-0', 99)).toEqual([])
})

test('a product that somebody waits for already is waited for once; one that keeps an offer keeps who waits', () => {
  const malls = two()
  malls.list('c', 'np-0', { price: 150 })
  malls.wait('both', { wanted: products('np-0', 'np-1'), conditions: [atMost(60)] })
  malls.wait('lane', { wanted: products('np-0', 'np-1'), conditions: [atMost(60)], counting: { malls: ['a', 'b'] } })
  malls.move('a', 'np-0', 'np-1')
  expect(wantedOf(malls, 'both')).toEqual(products('np-0', 'np-1')) // of np-0 the offer of c is left
  malls.move('c', 'np-0', 'np-1')
  for (const id of ['both', 'lane']) expect(wantedOf(malls, id)).toEqual(products('np-1'))
  const { subscriptions } = malls.views.watched
  expect([subscriptions.waitingFor(malls.item('np-0')), subscriptions.waitingFor(malls.item('np-1'))]).toEqual([0, 2])
  expect(malls.reprice('a', 'np-0', 60)).toEqual(['both np-1 60', 'lane np-1 60'])
  for (const id of ['both', 'lane']) subscriptions.end(id)
  expect(subscriptions.isCounting(malls.item('np-1'), undefined)).toBe(false)
})

test('offers that leave for another product and come back find who waits where the name stayed', () => {
  const malls = two()
  malls.wait('one', { wanted: products('np-1'), conditions: [atMost(90)] })
  malls.move('a', 'np-0', 'np-1')
  malls.move('a', 'np-0', 'np-2')
  expect(wantedOf(malls, 'one')).toEqual(products('np-1'))
  expect(malls.reprice('a', 'np-0', 80)).toEqual([])
  expect(malls.reprice('b', 'np-1', 90)).toEqual(['one np-1 90'])
})

test('a subscription to a product that went with its mall stays, and does no harm', () => {
  const malls = two()
  malls.wait('gone', { wanted: products('np-0'), conditions: [atMost(90)] })
  malls.wait('lane', { wanted: products('np-0'), conditions: [atMost(90)], counting: { malls: ['a'] } })
  malls.fold({ kind: 'mall.erased', mall: 'a' })
  malls.restart()
  expect(malls.reprice('b', 'np-1', 80)).toEqual([])
  expect(wantedOf(malls, 'lane')).toEqual(products('np-0'))
  expect(malls.views.watched.priceOf(malls.item('np-0'))).toBe(Number.POSITIVE_INFINITY)
  for (const id of ['gone', 'lane']) expect(malls.views.watched.subscriptions.end(id)).toBe(true)
})

test('a price that is held is told to nobody who comes to wait for its product in a way of their own', () => {
  const malls = new Malls()
  malls.list('a', 'np-0', { price: 10_000 })
  malls.list('b', 'np-1', { price: 10_500 })
  malls.list('c', 'np-1', { price: 11_000 })
  malls.wait('lane', { wanted: products('np-0'), conditions: [atMost(9_000)], counting: { malls: ['a', 'c'] } })
  malls.reprice('c', 'np-1', 100)
  expect(malls.views.market.checks.held.count).toBe(1)
  malls.reprice('a', 'np-0')
  expect(malls.move('a', 'np-0', 'np-1')).toEqual([])
  const check = { kind: 'offer.checked', mall: 'c', key: 'np-1', totalMinor: 100, verdict: 'right', by: 'person' }
  expect(malls.fold(check)).toEqual(['lane np-1 100'])
})
