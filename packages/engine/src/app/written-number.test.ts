import { expect, test } from 'vitest'
import { halfWidth, koreanNumber } from './written-number.ts'

test.each([
  ['1만', '10000'],
  ['1만 2천', '12000'],
  ['1만2천5백', '12500'],
  ['2만5,900', '25900'],
  ['12만 9000', '129000'],
  ['1.5만', '15000'],
  ['1.1만', '11000'],
  ['5천', '5000'],
  ['3억 5천만', '350000000'],
  ['1억 2,345만 6,789', '123456789'],
  ['1천2백만', '12000000'],
  ['1만천', '11000'],
  ['1.23456만', '12345.6'],
])('%s is %s', (text, digits) => {
  expect(koreanNumber(text)).toBe(digits)
})

test.each([
  '1만 3만',
  '1만 20,000',
  '1천 2천',
  '만',
  '천',
  '백 2개',
  '1만 개',
  '1,2만',
  '12000',
  '',
  '1만-2만',
  '1 2만 3 4',
])('%s is no such number', (text) => {
  expect(koreanNumber(text)).toBeUndefined()
})

test('full width becomes plain, and nothing else changes', () => {
  expect(halfWidth('￦１２，０００．５')).toBe('₩12,000.5')
  expect(halfWidth('① 12,000원')).toBe('① 12,000원')
})
