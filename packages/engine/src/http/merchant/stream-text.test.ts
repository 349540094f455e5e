import { expect, test } from 'vitest'
import { wantsOf } from './stream-text.ts'

test('kinds are asked for by name or by how they begin; offers of malls only where they are asked for', () => {
  const kinds = ['cart.added', 'order.placed', 'offer.listed', 'mall.erased']
  const chosen = (asked: string | undefined) => kinds.filter(wantsOf(asked))
  expect(chosen(undefined)).toEqual(['cart.added', 'order.placed', 'mall.erased'])
  expect(chosen(' ')).toEqual(chosen(undefined))
  expect(chosen('cart.,order.placed')).toEqual(['cart.added', 'order.placed'])
  expect(chosen('offer.')).toEqual(['offer.listed'])
  expect(() => wantsOf('Cart')).toThrow('neither a kind')
})
