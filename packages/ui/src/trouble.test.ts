import { expect, test } from 'vitest'
import { faultWords, noteWords, troubleOf } from './trouble.ts'

test('a failure that the API names keeps its reason, code and request in English, and is said in Korean by its code', () => {
  const error = Object.assign(new Error('The key is not known.'), {
    code: 'AUTH_UNKNOWN',
    remedy: 'Make one.',
    requestId: 'a-1',
  })
  expect(troubleOf(error, 'en')).toEqual({
    title: 'The server does not know this key',
    detail: undefined,
    detailLang: 'en',
    remedy: 'Check the key. If it was revoked, ask whoever runs the server for a new one.',
    code: 'AUTH_UNKNOWN',
    requestId: 'a-1',
  })
  expect(troubleOf(error, 'ko')).toEqual({
    title: '서버가 모르는 키입니다',
    detail: undefined,
    detailLang: 'ko',
    remedy: '키를 다시 확인하세요. 폐기된 키라면 서버를 운영하는 분께 새 키를 받으세요.',
    code: 'AUTH_UNKNOWN',
    requestId: 'a-1',
  })
})

test('what no code can tell, such as which column, is said in Korean from the details, and else as the server does', () => {
  const reason = 'the file has no column "id"; it has a, b'
  const error = Object.assign(new Error(`The column map x does not fit: ${reason}.`), { code: 'IMPORT_MAP' })
  expect(troubleOf(error, 'ko')).toMatchObject({ detail: error.message, detailLang: 'en' })
  const told = Object.assign(error, { details: { map: 'x', reason } })
  expect(troubleOf(told, 'ko')).toMatchObject({
    title: '파일의 열이 맞지 않습니다',
    detail: '“id” 열이 없습니다. 있는 열: a, b',
    detailLang: 'ko',
  })
  const kind = Object.assign(new Error('-'), {
    code: 'IMPORT_MAP',
    details: { reason: 'it is for orders, not catalog' },
  })
  expect(troubleOf(kind, 'ko').detail).toBe('이 열 대응표는 주문에 쓰는 것이고, 고른 것은 카탈로그입니다')
})

test('a fault of a row is said by its sentence with its values, else by its code, else as it is', () => {
  const fault = { code: 'PRICE_INVALID', reason: 'this is no amount', remedy: 'write it' }
  expect(faultWords(fault, 'en')).toEqual({ reason: 'this is no amount', remedy: 'write it' })
  expect(faultWords(fault, 'ko').reason).toBe('0 이상의 금액이 아닙니다')
  const long = { code: 'EVENT_INVALID', reason: 'is longer than 200 characters', remedy: 'correct it' }
  expect(faultWords(long, 'ko').reason).toBe('200자보다 깁니다')
  const detail = 'the row has 3 cells where the header has 4'
  const few = { code: 'COLUMN_COUNT', reason: 'the row has fewer cells than the header', detail, remedy: 'correct it' }
  expect(faultWords(few, 'ko').reason).toBe('칸이 첫 줄보다 적습니다 (첫 줄은 4칸, 이 행은 3칸)')
  const currency = { code: 'CURRENCY_MISSING', reason: 'none', remedy: 'give --currency' }
  expect(faultWords(currency, 'en').remedy).toBe('Write the currency beside the amount, as in 15,000 KRW.')
  expect(faultWords({ ...fault, code: 'NEW_CODE' }, 'ko')).toEqual({ reason: 'this is no amount', remedy: 'write it' })
})

test('notes on rows are said in Korean; those that a map names itself stay', () => {
  expect(noteWords('price rounded: it has more decimals than the currency', 'ko')).toBe(
    'price: 통화에 없는 소수 자리를 반올림했습니다',
  )
  expect(noteWords('cancellation', 'ko')).toBe('cancellation')
  expect(noteWords('no price', 'en')).toBe('no price')
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
