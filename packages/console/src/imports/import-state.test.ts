import { expect, test } from 'vitest'
import { fileTrouble, shareRead } from './import-state.ts'

test('a file that cannot be taken is told before it is sent', () => {
  expect(fileTrouble(0, 100)).toBe('empty')
  expect(fileTrouble(101, 100)).toBe('tooLarge')
  expect(fileTrouble(100, 100)).toBeUndefined()
  expect(fileTrouble(1e12, undefined)).toBeUndefined()
})

test('what was read is a share of the file; a packed one is done when it is done', () => {
  expect(shareRead({ state: 'running', bytes: 200, bytesRead: 50 })).toBe(0.25)
  expect(shareRead({ state: 'running', bytes: 0, bytesRead: 0 })).toBe(0)
  expect(shareRead({ state: 'done', bytes: 200, bytesRead: 190 })).toBe(1)
})
