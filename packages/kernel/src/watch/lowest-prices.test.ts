import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { LowestPrices, warmOffersMax } from './lowest-prices.ts'

const price = fc.oneof(fc.nat(9), fc.constant(Number.POSITIVE_INFINITY))
const step = fc.record({
  do: fc.constantFrom('add', 'set', 'set', 'set', 'remove', 'save', 'warm'),
  offer: fc.nat(12),
  product: fc.nat(3),
  price,
})

/** What an honest list of all offers says. */
class Oracle {
  readonly offers = new Map<number, { product: number; price: number }>()
  lowestOf(product: number): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.offers.values()].flatMap((o) => (o.product === product ? [o.price] : [])),
    )
  }
}

test('the lowest price of each product is that of a list of all offers, whatever happens to them', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let prices = new LowestPrices()
      const oracle = new Oracle()
      for (const { do: what, offer, product, price: next } of steps) {
        const known = oracle.offers.get(offer)
        const of = known?.product ?? product
        const before = oracle.lowestOf(of)
        let changed: boolean | undefined
        if (what === 'add' && !known) {
          changed = prices.add(offer, product, next)
          oracle.offers.set(offer, { product, price: next })
        } else if (what === 'set') {
          changed = prices.set(offer, next)
          if (known) known.price = next
          else expect(changed).toBe(false)
        } else if (what === 'remove') {
          changed = prices.remove(offer)
          oracle.offers.delete(offer)
        } else if (what === 'warm') {
          // with offers that are not there, and more than it reads at a time: it only reads, so that all stays as the list says
          const offers = Uint32Array.from({ length: warmOffersMax + 9 }, (_, i) => i % 20)
          expect(prices.warm(offers, offer, offers.length)).not.toBeNaN()
        } else if (what === 'save') prices = restored(prices, new LowestPrices())
        const now = oracle.lowestOf(of)
        if (changed !== undefined) expect(changed).toBe(now !== before)
        if (changed) expect([prices.before, prices.now]).toEqual([before, now])
        expect(prices.lowestOf(of)).toBe(now)
        expect(prices.priceOf(offer)).toBe(oracle.offers.get(offer)?.price ?? Number.POSITIVE_INFINITY)
        expect(prices.productOf(offer)).toBe(oracle.offers.get(offer)?.product ?? -1)
      }
      for (let product = 0; product < 4; product++) {
        const all = [...oracle.offers].filter(([, o]) => o.product === product)
        expect([...prices.offersOf(product)].sort((a, b) => a - b)).toEqual(all.map(([o]) => o).sort((a, b) => a - b))
        const lowest = oracle.lowestOf(product)
        const best = all.filter(([, o]) => o.price === lowest && lowest < Number.POSITIVE_INFINITY).map(([o]) => o)
        expect(prices.lowestOfferOf(product)).toBe(best.length > 0 ? Math.min(...best) : -1)
      }
    }),
  )
})

test('what is no price, or is there twice, is refused', () => {
  const prices = new LowestPrices()
  prices.add(3, 0, 10)
  for (const wrong of [-1, Number.NaN]) {
    expect(() => prices.set(3, wrong)).toThrow(RangeError)
    expect(() => prices.add(4, 0, wrong)).toThrow(RangeError)
  }
  expect(() => prices.add(3, 1, 5)).toThrow('offer 3 is of product 0')
  expect(prices.lowestOf(0)).toBe(10)
})
