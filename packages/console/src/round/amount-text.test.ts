import { expect, test } from 'vitest'
import { amountText } from './amount-text.ts'

test('amounts are said in words that drivers use, in both languages', () => {
  const said = (name: string, amount: number) => [amountText(name, amount, 'en'), amountText(name, amount, 'ko')]
  expect(said('parcels', 3)).toEqual(['3 parcels', '3개'])
  expect(said('parcels', 1)).toEqual(['1 parcel', '1개'])
  expect(said('Boxes', 2)).toEqual(['2 boxes', '2상자'])
  expect(said('grams', 5_200)).toEqual(['5.2 kg', '5.2 kg'])
  expect(said('grams', 850)).toEqual(['850 g', '850 g'])
  expect(said('kg', 1_250)).toEqual(['1,250 kg', '1,250 kg'])
  expect(said('ml', 1_500)).toEqual(['1.5 L', '1.5 L'])
})

test("a name of the shop's own stays as it is", () => {
  expect([amountText('화분', 1_200, 'ko'), amountText('fridge slots', 2, 'en')]).toEqual([
    '화분 1,200',
    'fridge slots 2',
  ])
})
