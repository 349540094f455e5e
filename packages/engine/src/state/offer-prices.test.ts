import { gone } from '@nunchi/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochMs, minor } from '../domain/units.ts'
import type { OfferEvent } from '../events/offer.ts'
import { Market } from './market.ts'
import { productIdOf } from './offers.ts'

const start = 1_700_000_000
const offers = ['a/1', 'a/2', 'b/1'] as const
type Name = (typeof offers)[number]
const refOf = (name: string) => ({ mall: name.split('/')[0]!, key: name.split('/')[1]! })

/** A copy that shares no memory, as a snapshot that went through a file is. */
function restarted(market: Market): Market {
  const fresh = new Market(7)
  fresh.restore(Object.fromEntries(Object.entries(market.save()).map(([name, column]) => [name, column.slice()])))
  return fresh
}

const act = fc.record({
  what: fc.constantFrom('list', 'reprice', 'reprice', 'withdraw', 'move', 'erase', 'restart'),
  name: fc.constantFrom(...offers),
  later: fc.integer({ min: 1, max: 5_000 }),
  priceMinor: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  shippingMinor: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  couponMinor: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  inStock: fc.boolean(),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

function eventOf({ what, name, priceMinor, shippingMinor, couponMinor, inStock }: Act, at: number): OfferEvent {
  const amount = (value: number | undefined) => (value === undefined ? undefined : minor(value))
  const terms = {
    priceMinor: amount(priceMinor),
    shippingMinor: amount(shippingMinor),
    couponMinor: amount(couponMinor),
    inStock,
  }
  const [ref, fact] = [refOf(name), { at: epochMs(at * 1_000), id: `${what}:${at}` }]
  if (what === 'reprice') return { kind: 'offer.repriced', ...fact, ...ref, ...terms }
  if (what === 'withdraw') return { kind: 'offer.withdrawn', ...fact, ...ref }
  if (what === 'move') return { kind: 'offers.moved', ...fact, offers: [ref], product: productIdOf(1), by: 'person' }
  if (what === 'erase') return { kind: 'mall.erased', ...fact, mall: ref.mall }
  const offer = { ...ref, ...terms, title: name, categoryPath: [], attributes: {} }
  return { kind: 'offer.listed', ...fact, offer, product: productIdOf(0), values: [], by: { how: 'alone', chance: 1 } }
}

test('the steps of each offer are those of a list of what it could be had for; restarts, moves and erasures between', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      let market = new Market(7)
      const noted = new Map<Name, [at: number, price: number][]>()
      const there = new Set<Name>()
      let now = start
      for (const one of acts) {
        const { what, name } = one
        now += one.later
        if (what === 'restart') market = restarted(market)
        else market.apply(eventOf(one, now), now)
        if (what === 'list') there.add(name)
        const total = Math.max(0, (one.priceMinor ?? 0) + (one.shippingMinor ?? 0) - (one.couponMinor ?? 0))
        const price = one.inStock && one.priceMinor !== undefined ? total : gone
        const isTold = (what === 'list' || what === 'reprice') && there.has(name)
        if (isTold || (what === 'withdraw' && there.has(name))) {
          const list = noted.get(name) ?? []
          const next = what === 'withdraw' ? gone : price
          if (next !== (list.at(-1)?.[1] ?? gone)) list.push([now, next])
          noted.set(name, list)
        }
        if (what === 'withdraw') there.delete(name)
        if (what === 'erase')
          for (const other of offers)
            if (refOf(other).mall === refOf(name).mall) {
              noted.delete(other)
              there.delete(other)
            }
      }
      for (const name of offers) {
        const row = market.offers.find(refOf(name))
        const { times, prices, count } = row < 0 ? { times: [], prices: [], count: 0 } : market.prices.stepsOf(row, now)
        const found = Array.from({ length: count }, (_, i) => [times[i], prices[i]])
        expect(found).toEqual(noted.get(name) ?? [])
      }
    }),
    { seed: 12, numRuns: 300 },
  )
})
