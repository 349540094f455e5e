import { expect, test } from 'vitest'
import { faultWords, troubleOf } from './trouble.ts'

test('a failure that the API names keeps its reason, code and request in English, and is said in Korean by its code', () => {
  const error = Object.assign(new Error('The key is not known.'), {
    code: 'AUTH_UNKNOWN',
    remedy: 'Make one.',
    requestId: 'a-1',
  })
  expect(troubleOf(error, 'en')).toEqual({
    title: 'The server does not know this key',
    detail: 'The key is not known.',
    remedy: 'Make one.',
    code: 'AUTH_UNKNOWN',
    requestId: 'a-1',
  })
  expect(troubleOf(error, 'ko')).toEqual({
    title: '서버가 모르는 키입니다',
    detail: undefined,
    remedy: '키를 다시 확인하세요. 폐기된 키라면 새 키를 받으세요: nunchi keys add',
    code: 'AUTH_UNKNOWN',
    requestId: 'a-1',
  })
})

test('what no code can tell, such as which column, is told in the words of the server', () => {
  const error = Object.assign(new Error('The column map x does not fit: no column "id".'), { code: 'IMPORT_MAP' })
  expect(troubleOf(error, 'ko')).toMatchObject({ title: '파일의 열이 맞지 않습니다', detail: error.message })
})

test('a fault of a row is said by its code, with what is particular to the row; one without Korean words as it is', () => {
  const fault = { code: 'PRICE_INVALID', reason: 'this is no amount', remedy: 'write it' }
  expect(faultWords(fault, 'en')).toEqual({ reason: 'this is no amount', remedy: 'write it' })
  expect(faultWords(fault, 'ko').reason).toBe('0 이상의 금액이 아닙니다')
  const xml = { code: 'XML_INVALID', reason: 'no XML', detail: 'line 3', remedy: 'correct it' }
  expect(faultWords(xml, 'ko').reason).toBe('XML이 맞지 않는 항목입니다 (line 3)')
  expect(faultWords({ ...fault, code: 'NEW_CODE' }, 'ko')).toEqual({ reason: 'this is no amount', remedy: 'write it' })
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
