import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

test("a failure that the API names keeps its reason, code and request; known codes get the language's title", () => {
  const error = Object.assign(new Error('The key is not known.'), {
    code: 'AUTH_UNKNOWN',
    remedy: 'Make one.',
    requestId: 'a-1',
  })
  expect(troubleOf(error, 'ko')).toEqual({
    title: '서버가 모르는 키입니다',
    detail: 'The key is not known.',
    remedy: 'Make one.',
    code: 'AUTH_UNKNOWN',
    requestId: 'a-1',
  })
})

test('any other failure is told as it is', () => {
  expect(troubleOf('nonsense', 'en')).toMatchObject({
    title: 'Something went wrong',
    detail: 'nonsense',
    code: 'UNKNOWN',
  })
  const other = Object.assign(new Error('Offer ended.'), { code: 'OFFER_EXPIRED' })
  expect(troubleOf(other, 'ko')).toMatchObject({ title: 'Offer ended.', detail: undefined })
})
