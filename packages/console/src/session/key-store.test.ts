import { expect, test } from 'vitest'
import { keyInFragment } from './key-store.ts'

test('the key of a link is found in its fragment, whatever else stands there', () => {
  expect(keyInFragment('#key=nk_sec_1')).toBe('nk_sec_1')
  expect(keyInFragment('#lang=ko&key=nk%2Fsec')).toBe('nk/sec')
  expect(keyInFragment('#key=')).toBeUndefined()
  expect(keyInFragment('')).toBeUndefined()
})
