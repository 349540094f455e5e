import { expect, test } from 'vitest'
import { addressOf, listIn, questionOf } from './list-address.ts'

test('the address keeps search, order and page', () => {
  const list = { q: '김 & co', sort: { key: 'spent', isDown: false }, page: 3 }
  expect(listIn(addressOf(list))).toEqual(list)
  expect(questionOf(list)).toEqual({ q: '김 & co', sort: 'spent', order: 'up', offset: 50, count: 25 })
  expect(addressOf(listIn(new URLSearchParams())).toString()).toBe('')
})

test('nonsense in the address is passed over', () => {
  const list = listIn(new URLSearchParams('sort=__proto__&page=-1'))
  expect(list).toEqual({ q: '', sort: { key: 'recent', isDown: true }, page: 1 })
  expect(listIn(new URLSearchParams('page=1.5')).page).toBe(1)
})
