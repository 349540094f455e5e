import { expect, test } from 'vitest'
import { keyTrouble } from './key-trouble.ts'

test('a key that cannot be right is told apart before it is sent', () => {
  expect(keyTrouble('')).toBe('missing')
  expect(keyTrouble('nk_pub_abc')).toBe('publishable')
  expect(keyTrouble('nk_sec_a nk_sec_b')).toBe('spaced')
  expect(keyTrouble('nk_sec_abc')).toBeUndefined()
})
