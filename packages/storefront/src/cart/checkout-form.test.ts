import { expect, test } from 'vitest'
import { emptyForm, troublesOf } from './checkout-form.ts'

const good = { name: '김하늘', phone: '010-1234-5678', address: '가상시 데모로 12', note: '' }

test('a full form has no troubles, whatever the note', () => {
  expect(troublesOf(good)).toEqual({})
  expect(troublesOf({ ...good, phone: '+82 (0)10 1234 5678' })).toEqual({})
})

test('an empty form misses all but the note; blanks are empty', () => {
  expect(troublesOf(emptyForm)).toEqual({ name: 'missing', phone: 'missing', address: 'missing' })
  expect(troublesOf({ ...good, name: '   ' })).toEqual({ name: 'missing' })
})

test('a telephone number has 9 to 15 digits and nothing but marks between', () => {
  for (const phone of ['1234', '010-1234-567a', '1'.repeat(16), '()-'])
    expect(troublesOf({ ...good, phone })).toEqual({ phone: 'phone' })
})

test('an address needs more than a word of two letters', () => {
  expect(troublesOf({ ...good, address: '집' })).toEqual({ address: 'short' })
})
