import { expect, test } from 'vitest'
import { lastPartOf } from './last-part.ts'

test.each(['demo-1', 'a/b', 'a?b#c', '100%', 'a%2Fb', '코트 1호'])('the id %j comes back out of its address', (id) => {
  expect(lastPartOf(`/products/${encodeURIComponent(id)}`)).toBe(id)
})

test('an end of an address stays out, and so does what no browser would encode', () => {
  expect(lastPartOf('/products/p1/')).toBe('p1')
  expect(lastPartOf('/products/%E0%A4%A')).toBe('%E0%A4%A')
})
