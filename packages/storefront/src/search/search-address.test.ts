import { searchOffsetMax } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { pageSize, pagesMax, parametersOf, queryOf, wantedIn } from './search-address.ts'

test('an address that says everything comes back the same', () => {
  const address =
    'q=%EC%9B%90%EB%91%90&category=%EC%8B%9D%ED%92%88%3E%EC%BB%A4%ED%94%BC&brand=MOA&min=1000&max=9000&sort=new&page=3'
  const wanted = wantedIn(new URLSearchParams(address))
  expect(new URLSearchParams(parametersOf(wanted)).toString()).toBe(address)
  expect(queryOf(wanted)).toEqual({
    q: '원두',
    category: '식품>커피',
    brand: 'MOA',
    minPrice: 1_000,
    maxPrice: 9_000,
    sort: 'new',
    offset: 48,
    count: 24,
  })
})

test('nonsense in an address is passed over, and what is as always is left out', () => {
  const wanted = wantedIn(new URLSearchParams('sort=upside-down&page=-4&min=cheap&max=1e9'))
  expect(wanted).toMatchObject({ sort: 'best', page: 1, minPrice: undefined, maxPrice: undefined })
  expect(parametersOf(wanted)).toEqual({})
})

test('the last page is the last one that the server answers, and none further on is asked for', () => {
  expect(queryOf(wantedIn(new URLSearchParams('page=99999'))).offset).toBe((pagesMax - 1) * pageSize)
  expect((pagesMax - 1) * pageSize).toBeLessThanOrEqual(searchOffsetMax)
  expect(pagesMax * pageSize).toBeGreaterThan(searchOffsetMax)
})

test('a search says what it says, and turns nothing around', () => {
  expect(wantedIn(new URLSearchParams({ q: 'coat\u202e taoc\u2066' })).q).toBe('coat taoc')
})
