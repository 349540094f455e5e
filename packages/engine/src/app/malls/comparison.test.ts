import { expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import { epochMs, minor } from '../../domain/units.ts'
import { Market } from '../../state/market.ts'
import { productIdOf } from '../../state/offers.ts'
import { Comparison } from './comparison.ts'
import type { FeedRow } from './open-feed.ts'

const at = epochMs(1_700_000_000_000)
const by = { how: 'alone', chance: 1 } as const
const offer = (name: string, priceMinor = 1_000, title = name): Offer => {
  const [mall, key] = name.split('/')
  return { mall, key, title, categoryPath: [], attributes: {}, priceMinor: minor(priceMinor), inStock: true }
}
const marketWith = (...names: readonly string[]) => {
  const market = new Market(1)
  for (const [position, name] of names.entries())
    market.apply(
      { kind: 'offer.listed', at, id: name, offer: offer(name), product: productIdOf(position), values: [], by },
      position,
    )
  return market
}
const row = (said: { offer: Offer } | { withdrawn: string }): FeedRow => ({ line: 1, ...said })
const fault: FeedRow = {
  line: 2,
  fault: { code: 'FIELD_MISSING', field: 'title', value: '', reason: 'title is empty', remedy: 'fill in title' },
}

test('each row means what it changes; what a full feed lacks would be withdrawn', () => {
  const market = marketWith('a/1', 'a/2', 'a/3', 'a/4', 'b/1')
  const comparison = new Comparison(market, 'a')
  const rows = [
    row({ offer: offer('a/1') }),
    row({ offer: offer('a/2', 900) }),
    row({ offer: offer('a/3', 1_000, 'another') }),
    row({ offer: offer('a/5') }),
    fault,
  ]
  expect(rows.map((one) => comparison.take(one))).toEqual(['unchanged', 'repriced', 'changed', 'listed', 'rejected'])
  expect([...comparison.missing()].map((one) => market.offers.refOf(one).key)).toEqual(['4'])
  expect(comparison.look('full')).toEqual({
    scope: 'full',
    known: 4,
    missing: 1,
    withdrawn: 1,
    rows: 5,
    rejected: 1,
    lost: 1,
  })
  expect(comparison.look('changes').withdrawn).toBe(0)
})

test('a feed of changes says itself what is gone, and may name what never was', () => {
  const comparison = new Comparison(marketWith('a/1', 'b/1'), 'a')
  expect(comparison.take(row({ withdrawn: '1' }))).toBe('withdrawn')
  expect(comparison.take(row({ withdrawn: 'never' }))).toBe('unknown')
  expect(comparison.look('changes')).toMatchObject({ known: 1, withdrawn: 1 })
})

test('an offer that was withdrawn and is there again is listed anew; other malls are not touched', () => {
  const market = marketWith('a/1', 'b/1')
  market.apply({ kind: 'offer.withdrawn', at, id: 'w', mall: 'a', key: '1' }, 2)
  const comparison = new Comparison(market, 'a')
  expect(comparison.take(row({ offer: offer('a/1') }))).toBe('listed')
  expect([...new Comparison(market, 'b').missing()].length).toBe(1)
  expect([...comparison.missing()]).toEqual([])
})
