import type { ConditionBody, SubscriptionBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { choicesBeside, conditionsOf, hasTerms, partsOf, type WantedQuery, waitingFor } from './wish.ts'
import { bandIn, typedOf } from './wish-draft.ts'

const atMost: ConditionBody = { when: 'at-most', minor: 9_500 }
const monthLow: ConditionBody = { when: 'lowest', days: 30, orEqual: true }

test('conditions are parted and put together again as they were', () => {
  const all: ConditionBody[] = [atMost, { when: 'back-in-stock' }, monthLow]
  expect(partsOf(all)).toEqual({ choices: ['at-most', 'back-in-stock'], targetMinor: 9_500, others: [monthLow] })
  expect(conditionsOf(partsOf(all))).toEqual(all)
  expect(conditionsOf(partsOf([]))).toEqual([])
})

test('beside another condition of its kind, or for a query, a choice is not offered', () => {
  expect(choicesBeside([], 'products')).toEqual(['at-most', 'drop', 'lowest', 'back-in-stock'])
  expect(choicesBeside([monthLow], 'query')).toEqual(['at-most', 'back-in-stock'])
})

test('a query is known again however it was written, and a price band alone is none', () => {
  const query: WantedQuery = { what: 'query', words: '원두', attributes: { a: '1', b: '2' }, toMinor: 9_000 }
  const of = (wanted: SubscriptionBody['wanted']) => ({ id: 'x', wanted }) as SubscriptionBody
  const again: WantedQuery = { what: 'query', toMinor: 9_000, attributes: { b: '2', a: '1' }, words: '원두' }
  const products = of({ what: 'products', products: ['원두'] })
  expect(waitingFor(query, [products, of({ ...query, toMinor: 8_000 })])).toBeUndefined()
  expect(waitingFor(query, [products, of(again)])).toEqual(of(again))
  expect([hasTerms(query), hasTerms({ what: 'query', words: ' ', toMinor: 9 })]).toEqual([true, false])
  expect(hasTerms({ what: 'query', categoryPath: ['커피'] })).toBe(true)
})

test.each([
  [{ from: '', to: ' ' }, {}],
  [
    { from: '5,000', to: '₩9,000' },
    { fromMinor: 5_000, toMinor: 9_000 },
  ],
  [{ from: '', to: '9000' }, { toMinor: 9_000 }],
  [{ from: '9000', to: '5000' }, undefined],
  [{ from: 'cheap', to: '' }, undefined],
])('of the band %o is meant %o', (typed, band) => {
  expect(bandIn(typed, 0)).toEqual(band)
  if (band) expect(bandIn(typedOf({ what: 'query', ...band }, 0), 0)).toEqual(band)
})
