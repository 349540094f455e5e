import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadValue } from '../domain/attribute.ts'
import type { Offer } from '../domain/offer.ts'
import { epochMs, minor, type ProductId } from '../domain/units.ts'
import type { OfferEvent } from '../events/offer.ts'
import { Market } from './market.ts'
import { productIdOf, productNumberOf } from './offers.ts'

const at = epochMs(1_700_000_000_000)
const mall = { id: 'a', name: '가나몰', consent: { by: '김대표', at } }
type Terms = Partial<Pick<Offer, 'priceMinor' | 'shippingMinor' | 'couponMinor' | 'inStock' | 'condition'>>

function priced(price: number, shipping?: number, coupon?: number): Terms {
  return {
    priceMinor: minor(price),
    ...(shipping === undefined ? {} : { shippingMinor: minor(shipping) }),
    ...(coupon === undefined ? {} : { couponMinor: minor(coupon) }),
  }
}
function offer(name: string, terms: Terms = {}): Offer {
  const [ofMall, key] = name.split('/')
  return { mall: ofMall, key, title: name, categoryPath: [], attributes: {}, inStock: true, ...terms }
}
function listed(name: string, product: number, terms: Terms = {}, values: readonly ReadValue[] = []): OfferEvent {
  const by = { how: 'alone', chance: 1 } as const
  return { kind: 'offer.listed', at, id: name, offer: offer(name, terms), product: productIdOf(product), values, by }
}
const refOf = (name: string) => ({ mall: name.split('/')[0], key: name.split('/')[1] })

/** A market after some facts, and the lowest offer of a product by name. */
function after(...events: readonly OfferEvent[]) {
  const market = new Market(7)
  for (const [position, event] of events.entries()) market.apply(event, position)
  const nameOf = (row: number) => (row < 0 ? undefined : Object.values(market.offers.refOf(row)).join('/'))
  return {
    market,
    lowest: (product: number) => nameOf(market.offers.lowestOf(product)),
    offers: (product: number) => market.offers.offersOf(product).map(nameOf),
  }
}

describe('offers', () => {
  test('the lowest total counts shipping and coupon, new before used, and only what can be had', () => {
    const { lowest, market } = after(
      listed('a/1', 0, priced(10_000, 3_000)),
      listed('b/1', 0, priced(12_500, 0)),
      listed('c/1', 0, priced(15_000, 0, 3_000)),
      listed('d/1', 0, { ...priced(5_000), condition: 'used' }),
      listed('e/1', 0, { ...priced(1_000), inStock: false }),
      listed('f/1', 0),
    )
    expect(lowest(0)).toBe('c/1')
    market.apply({ kind: 'offer.repriced', at, id: 'r', ...refOf('c/1'), inStock: false }, 6)
    expect(lowest(0)).toBe('b/1')
    for (const name of ['a/1', 'b/1']) market.apply({ kind: 'offer.withdrawn', at, id: `w${name}`, ...refOf(name) }, 7)
    expect(lowest(0)).toBe('d/1')
    market.apply({ kind: 'offer.withdrawn', at, id: 'w', ...refOf('d/1') }, 8)
    expect(lowest(0)).toBeUndefined()
  })

  test('one that comes back is where it was; one that is moved leaves its product', () => {
    const { offers, market } = after(listed('a/1', 0), listed('b/1', 0), {
      kind: 'offer.withdrawn',
      at,
      id: 'w',
      ...refOf('a/1'),
    })
    expect(offers(0)).toEqual(['b/1'])
    expect(market.offers.productOf(market.offers.find(refOf('a/1')))).toBe(0)
    market.apply(listed('a/1', 0), 3)
    const moved = { offers: [refOf('b/1')], product: productIdOf(1), by: 'person' } as const
    market.apply({ kind: 'offers.moved', at, id: 'm', ...moved }, 4)
    expect([offers(0), offers(1), market.offers.productCount]).toEqual([['a/1'], ['b/1'], 2])
  })

  test('an offer says the same while nothing but its terms changed, in whatever order its attributes stand', () => {
    const said = { ...offer('a/1', priced(1_000)), attributes: { color: 'black', size: 'L' } }
    const by = { how: 'alone', chance: 1 } as const
    const { market } = after({
      kind: 'offer.listed',
      at,
      id: '1',
      offer: said,
      product: productIdOf(0),
      values: [],
      by,
    })
    const { offers } = market
    expect(offers.saysTheSame(0, { ...said, ...priced(900, 0), attributes: { size: 'L', color: 'black' } })).toBe(true)
    expect(offers.saysTheSame(0, { ...said, title: 'a/1 ' })).toBe(false)
    expect(offers.saysTheSame(0, { ...said, attributes: { color: 'black' } })).toBe(false)
    expect(offers.hasTerms(0, { ...priced(1_000), inStock: true })).toBe(true)
    for (const terms of [
      { ...priced(1_000), inStock: false },
      { ...priced(1_000, 0), inStock: true },
      { inStock: true },
    ])
      expect(offers.hasTerms(0, terms)).toBe(false)
    market.apply({ kind: 'offer.withdrawn', at, id: '2', ...refOf('a/1') }, 1)
    expect(offers.saysTheSame(0, said)).toBe(false)
  })

  test('product ids name their numbers, and no id of a shop is taken for one', () => {
    expect(productNumberOf(productIdOf(1_234_567))).toBe(1_234_567)
    for (const id of ['np-', 'np-01', 'np-1x', 'xnp-1', 'p1']) expect(productNumberOf(id as ProductId)).toBe(-1)
  })
})

describe('malls', () => {
  test('what is known of a mall stays when it is registered anew; an erased one leaves nothing', () => {
    const value: ReadValue = {
      name: 'color',
      value: 'black',
      field: 'title',
      start: 0,
      end: 5,
      confidence: 1,
      by: 'rule',
    }
    const { market, offers } = after(
      { kind: 'mall.registered', at, id: '1', mall },
      { kind: 'mall.paused', at, id: '2', mall: 'a' },
      { kind: 'mall.registered', at, id: '3', mall: { ...mall, name: '다라몰' } },
      listed('a/1', 0, priced(1_000), [value]),
      listed('b/1', 0, priced(2_000)),
      { kind: 'pair.judged', at, id: '6', one: refOf('a/1'), other: refOf('b/1'), verdict: 'same' },
      { kind: 'value.corrected', at, id: '7', ...refOf('a/1'), name: 'color', value: 'navy' },
    )
    expect(market.malls.find('a')).toMatchObject({ isPaused: true, mall: { name: '다라몰' } })
    const row = market.offers.find(refOf('a/1'))
    expect(market.judgements.correctionsOf(row).get('color')).toBe('navy')
    market.apply({ kind: 'mall.erased', at, id: '8', mall: 'a' }, 8)
    expect(market.malls.find('a')).toBeUndefined()
    expect([offers(0), market.offers.find(refOf('a/1')), market.offers.count]).toEqual([['b/1'], -1, 1])
    expect([...market.judgements.all()]).toEqual([])
    expect(market.values.of(row)).toEqual([])
    expect(JSON.stringify(market.save().offers ?? market.save())).not.toContain('a\\u00011')
  })
})

describe('what persons said', () => {
  test('a later word replaces an earlier one, in either order of the two; unsure takes it back', () => {
    const judged = (one: string, other: string, verdict: 'same' | 'different' | 'unsure', id: string): OfferEvent => {
      return { kind: 'pair.judged', at, id, one: refOf(one), other: refOf(other), verdict }
    }
    const { market } = after(listed('a/1', 0), listed('b/1', 1), judged('a/1', 'b/1', 'same', '1'))
    expect(market.judgements.verdictOf(1, 0)).toBe('same')
    market.apply(judged('b/1', 'a/1', 'different', '2'), 3)
    expect(market.judgements.verdictOf(0, 1)).toBe('different')
    market.apply(judged('b/1', 'a/1', 'unsure', '3'), 4)
    expect(market.judgements.verdictOf(0, 1)).toBeUndefined()
  })
})

test('any facts: the lowest is what looking at all offers gives, and a restored market is the same', () => {
  const names = ['a/1', 'a/2', 'b/1', 'b/2', 'c/1']
  const act = fc.record({
    kind: fc.constantFrom('list', 'reprice', 'withdraw', 'move', 'erase'),
    name: fc.constantFrom(...names),
    product: fc.nat(3),
    price: fc.nat(9),
    isThere: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const { market } = after()
      acts.forEach(({ kind, name, product, price, isThere }, position) => {
        const id = String(position)
        const terms = { ...priced(price), inStock: isThere }
        if (kind === 'list') market.apply(listed(name, product, terms), position)
        else if (kind === 'reprice')
          market.apply({ kind: 'offer.repriced', at, id, ...refOf(name), ...terms }, position)
        else if (kind === 'withdraw') market.apply({ kind: 'offer.withdrawn', at, id, ...refOf(name) }, position)
        else if (kind === 'erase') market.apply({ kind: 'mall.erased', at, id, mall: refOf(name).mall }, position)
        else {
          const moved = { offers: [refOf(name)], product: productIdOf(product), by: 'matcher' } as const
          market.apply({ kind: 'offers.moved', at, id, ...moved }, position)
        }
      })
      const copy = new Market(9)
      copy.restore(JSON.parse(JSON.stringify(market.save()), revived(market)))
      for (const one of [market, copy])
        for (let product = 0; product < one.offers.productCount; product++) {
          const there = one.offers.offersOf(product).filter((row) => one.offers.termsOf(row).inStock)
          const lowest = Math.min(...there.map((row) => one.offers.totalOf(row)))
          const found = one.offers.lowestOf(product)
          expect(found < 0 ? Number.POSITIVE_INFINITY : one.offers.totalOf(found)).toBe(lowest)
          expect(one.offers.offersOf(product)).toEqual(market.offers.offersOf(product))
        }
    }),
  )
})

/** Columns as a snapshot gives them back: copies of the typed arrays. */
function revived(market: Market): (key: string, value: unknown) => unknown {
  const saved = market.save()
  return (key, value) => {
    const column = saved[key]
    return ArrayBuffer.isView(column) ? (column as Float64Array).slice() : value
  }
}
