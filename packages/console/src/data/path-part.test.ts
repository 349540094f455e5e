import { expect, test } from 'vitest'
import { lastPart } from './path-part.ts'

test('the last part of an address is what was put there, slashes and all', () => {
  for (const id of ['p-1', 'a/b', '100%', '텀블러 500ml', 'a?b#c'])
    expect(lastPart(`/console/offers/${encodeURIComponent(id)}`)).toBe(id)
  expect(lastPart('/console/offers/p-1/')).toBe('p-1')
  expect(lastPart('/console/offers/%E0%A4%A')).toBe('%E0%A4%A')
})
