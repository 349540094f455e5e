import { expect, test } from 'vitest'
import type { ReadValue } from '../../domain/attribute.ts'
import { corrected, readCorrection } from './correction.ts'

test.each([
  ['color', 'Black', 'black'],
  ['color', '검정', 'black'],
  ['color', '[블랙]', 'black'],
  ['color', 'Gold', 'gold'],
  ['size', 'xl', 'XL'],
  ['material', '면 ', 'cotton'],
  ['gender', '여성용', 'women'],
  ['volume', '2리터', '2 l'],
  ['volume', '2000ml', '2 l'],
  ['totalWeight', '1.5kg', '1.5 kg'],
  ['capacity', '512기가', '512 GB'],
  ['packCount', '12', '12'],
  ['packCount', '12개', '12'],
  ['gtin', '880-1234-567893', '08801234567893'],
  ['model', 'wh-1000xm5', 'WH-1000XM5'],
  ['brand', '  소리결   오디오 ', '소리결 오디오'],
  ['원산지', '국내산', '국내산'],
])('%s: %s is %s, and that is read as itself', (name, said, value) => {
  expect(readCorrection(name, said)?.value).toBe(value)
  expect(readCorrection(name, value)?.value).toBe(value)
})

test.each([
  ['weight', '무거움'],
  ['weight', '3'],
  ['packCount', '많이'],
  ['packCount', '0'],
  ['gtin', '8801234567890'],
  ['color', '   '],
])('%s cannot be %s', (name, said) => {
  expect(readCorrection(name, said)).toBeUndefined()
})

test('several values of one attribute stand as they were said', () => {
  expect(readCorrection('color', '블랙/화이트')).toEqual({ value: '블랙/화이트' })
})

test('what was corrected stands instead of all that was read of it, with its amount; none takes it away', () => {
  const read = (name: string, value: string): ReadValue => {
    return { name, value, field: 'title', start: 0, end: 1, confidence: 0.9, by: 'rule' }
  }
  const values = [read('color', 'black'), read('color', 'navy'), read('volume', '1 l'), read('brand', '맑은샘')]
  const now = corrected(
    values,
    new Map([
      ['color', ''],
      ['volume', '2 l'],
    ]),
  )
  expect(now.map(({ name, value, by }) => [name, value, by])).toEqual([
    ['brand', '맑은샘', 'rule'],
    ['volume', '2 l', 'person'],
  ])
  expect(now[1]).toMatchObject({ amount: 2_000, unit: 'ml', confidence: 1 })
  expect(corrected(values, new Map())).toBe(values)
})
