import { describe, expect, test } from 'vitest'
import { epochMs, minor, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { productIdOf } from './offers.ts'
import { Views } from './views.ts'

const day = 86_400_000
const start = 1_700_000_000_000
const shopper = 'sh-1' as ShopperKey
const made = productIdOf(0)

/** Folds facts a day apart, and says what somebody who waits for 9,500 was told. */
class Days {
  views = new Views()
  #at = start
  #n = 0

  fold(event: object): number[] {
    const before = this.views.watched.alerts.raised
    this.#at += day
    this.views.fold({ at: epochMs(this.#at), id: `e${this.#n++}`, ...event } as ShopEvent)
    const all = this.views.watched.alerts.of(this.views.shoppers.rowFor(shopper))
    return all.slice(0, this.views.watched.alerts.raised - before).map(({ alert }) => alert.priceMinor)
  }

  list(priceMinor: number): number[] {
    const product = { id: 'cup', title: '컵', categoryPath: [], attributes: {}, inStock: true, priceMinor }
    return this.fold({ kind: 'product.listed', product })
  }

  check(priceMinor: number, verdict: 'right' | 'wrong'): number[] {
    return this.fold({ kind: 'product.checked', product: 'cup', priceMinor, verdict, by: 'person' })
  }

  offer(mall: string, priceMinor: number, more: object = {}): number[] {
    const offer = { mall, key: '1', title: '컵', categoryPath: [], attributes: {}, inStock: true, priceMinor, ...more }
    const by = { how: 'alone', chance: 1 }
    return this.fold({ kind: 'offer.listed', offer, product: made, values: [], by })
  }

  reprice(mall: string, priceMinor: number, inStock = true): number[] {
    return this.fold({ kind: 'offer.repriced', mall, key: '1', priceMinor, inStock })
  }

  checkOffer(mall: string, totalMinor: number, verdict: 'right' | 'wrong'): number[] {
    return this.fold({ kind: 'offer.checked', mall, key: '1', totalMinor, verdict, by: 'person' })
  }

  waitFor(product: string): void {
    const wanted = { what: 'products', products: [product] }
    const conditions = [{ when: 'at-most', minor: minor(9_500) }]
    const subscription = { id: `s-${product}`, wanted, conditions, channels: ['page'] }
    this.fold({ kind: 'subscription.made', shopper, subscription })
  }

  priceOf(product: string): number {
    return this.views.watched.priceOf(this.views.catalog.find(product as ProductId))
  }

  restart(): void {
    const views = new Views()
    views.restore(this.views.position, structuredClone(this.views.save()))
    this.views = views
  }
}

function ownCup(): Days {
  const days = new Days()
  days.list(10_000)
  days.waitFor('cup')
  return days
}

function cupOfTwoMalls(): Days {
  const days = new Days()
  days.offer('a', 10_000)
  days.offer('b', 10_500)
  days.waitFor(made)
  return days
}

describe("a price of the shop's own", () => {
  test('is told of when it falls, and held when it falls far below what is usual', () => {
    expect(ownCup().list(9_400)).toEqual([9_400])
    const days = ownCup()
    expect(days.list(100)).toEqual([])
    expect(days.priceOf('cup')).toBe(10_000)
    expect([...days.views.watched.held.all()]).toEqual([
      [0, { totalMinor: 100, usualMinor: 10_000, at: start + 3 * day, isWrong: false }],
    ])
  })

  test('is told of once it was found right, and not held again', () => {
    const days = ownCup()
    days.list(100)
    days.restart()
    expect(days.check(200, 'right')).toEqual([]) // another price than the one that is held
    expect(days.check(100, 'right')).toEqual([100])
    expect(days.priceOf('cup')).toBe(100)
    days.list(10_000)
    expect(days.list(100)).toEqual([100])
    expect(days.views.watched.held.count).toBe(0)
  })

  test('that is wrong never counts, also when it is said again; the next one does', () => {
    const days = ownCup()
    days.list(100)
    expect(days.check(100, 'wrong')).toEqual([])
    days.restart()
    expect(days.list(100)).toEqual([])
    expect(days.fold({ kind: 'product.stocked', product: 'cup', inStock: false })).toEqual([])
    expect(days.fold({ kind: 'product.stocked', product: 'cup', inStock: true })).toEqual([])
    expect(days.list(9_300)).toEqual([9_300])
    expect(days.views.watched.held.count).toBe(0)
  })

  test('falls far in steps that follow on each other, or where less than a day is known', () => {
    const days = ownCup()
    days.list(5_000)
    days.list(4_100)
    expect(days.list(3_500)).toEqual([])
    expect(days.priceOf('cup')).toBe(3_500)
    const fresh = new Days()
    const at = epochMs(start)
    for (const priceMinor of [100, 10_000]) {
      const product = { id: 'pen', title: '펜', categoryPath: [], attributes: {}, inStock: true, priceMinor }
      fresh.fold({ kind: 'product.listed', at, product })
    }
    expect(fresh.priceOf('pen')).toBe(10_000) // which mends a slip
  })

  test('is held from the first day on when it falls to less than a tenth', () => {
    const days = new Days()
    const at = epochMs(start)
    for (const priceMinor of [10_000, 1_100, 100]) {
      const product = { id: 'pen', title: '펜', categoryPath: [], attributes: {}, inStock: true, priceMinor }
      days.fold({ kind: 'product.listed', at, product })
    }
    expect(days.priceOf('pen')).toBe(1_100)
  })

  test('is held far above what is usual too, so that no drop follows from it', () => {
    const days = ownCup()
    days.list(100_000)
    expect(days.priceOf('cup')).toBe(10_000)
    expect(days.list(9_400)).toEqual([9_400])
  })
})

describe('a price of a mall', () => {
  test('is left out while it is held, and what others ask is told of meanwhile', () => {
    const days = cupOfTwoMalls()
    expect(days.reprice('a', 100)).toEqual([])
    expect(days.priceOf(made)).toBe(10_500)
    expect(days.views.catalog.product(0)?.priceMinor).toBe(10_500)
    expect(days.reprice('b', 9_400)).toEqual([9_400])
  })

  test('counts as it was while no other can be had', () => {
    const days = cupOfTwoMalls()
    days.reprice('b', 10_500, false)
    expect(days.reprice('a', 100)).toEqual([])
    expect(days.priceOf(made)).toBe(10_000)
    expect(days.views.catalog.product(0)?.priceMinor).toBe(100)
    days.restart()
    expect(days.checkOffer('a', 100, 'right')).toEqual([100])
    expect(days.priceOf(made)).toBe(100)
  })

  test('is believed when another mall asks about as much', () => {
    const days = cupOfTwoMalls()
    expect(days.reprice('a', 3_000)).toEqual([])
    days.restart()
    expect(days.reprice('b', 3_600)).toEqual([3_000])
    expect(days.views.market.checks.held.count).toBe(0)
  })

  test('that a person called wrong agrees with nobody, and counts again when it is another', () => {
    const days = cupOfTwoMalls()
    days.reprice('a', 3_000)
    days.checkOffer('a', 3_000, 'wrong')
    expect(days.reprice('b', 3_100)).toEqual([])
    expect(days.priceOf(made)).toBe(10_500)
    expect(days.reprice('a', 9_200)).toEqual([9_200])
  })

  test('that was found right is not held again while it stays, though it never becomes the lowest', () => {
    const days = cupOfTwoMalls()
    days.reprice('b', 90_000)
    expect(days.views.market.checks.held.count).toBe(1)
    days.checkOffer('b', 90_000, 'right')
    days.restart()
    days.offer('b', 90_000, { title: '컵 한 상자' })
    days.reprice('b', 90_000)
    expect(days.views.market.checks.held.count).toBe(0)
    days.reprice('b', 95_000)
    expect(days.views.market.checks.held.count).toBe(1)
  })

  test('is forgotten with its offer', () => {
    const days = cupOfTwoMalls()
    days.reprice('a', 100)
    days.fold({ kind: 'offer.withdrawn', mall: 'a', key: '1' })
    expect(days.views.market.checks.held.count).toBe(0)
    expect(days.offer('a', 10_100)).toEqual([])
    expect(days.priceOf(made)).toBe(10_100)
  })
})
