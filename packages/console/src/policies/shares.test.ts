import { expect, test } from 'vitest'
import { sharesFlag, verdictOf } from './shares.ts'

test('shares are written as the server takes them', () => {
  expect(sharesFlag({ individual: 0.8, cluster: 0.1 + 0.2 - 0.2, popular: 0.1 })).toBe(
    'individual=0.8,cluster=0.1,popular=0.1',
  )
  expect(sharesFlag({ individual: 1, cluster: 0, popular: 0 })).toBe('individual=1')
})

test('a lift is decided when its interval is clear of 0', () => {
  expect(verdictOf({ low: 0.01, high: 0.2 })).toBe('better')
  expect(verdictOf({ low: -0.2, high: -0.01 })).toBe('worse')
  expect(verdictOf({ low: -0.1, high: 0.3 })).toBe('open')
  expect(verdictOf({ low: 0, high: 0.3 })).toBe('open')
  expect(verdictOf({ low: -1, high: -1 })).toBe('open')
})
