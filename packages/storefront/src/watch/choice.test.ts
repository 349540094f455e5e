import { describe, expect, test } from 'vitest'
import { amountIn, choiceOf, choices, conditionOf, targetBelow } from './choice.ts'

describe('a choice', () => {
  test.each(choices)('%s is known again by its condition', (choice) => {
    expect(choiceOf([conditionOf(choice, 9_500)])).toBe(choice)
  })

  test('an amount for so much is one, too', () => {
    const condition = conditionOf('at-most', 1_500, { amount: 100, unit: 'g' })
    expect(condition).toEqual({ when: 'at-most', minor: 1_500, per: { amount: 100, unit: 'g' } })
    expect(choiceOf([condition])).toBe('at-most')
  })

  test('is none of the conditions that only the API can ask for', () => {
    expect(choiceOf([])).toBeUndefined()
    expect(choiceOf([conditionOf('at-most', 9_500), conditionOf('lowest', 0)])).toBeUndefined()
    expect(choiceOf([{ when: 'lowest', days: 30, orEqual: false }])).toBeUndefined()
    expect(choiceOf([{ when: 'drop', since: 'alert', byPercent: 10 }])).toBeUndefined()
    expect(choiceOf([{ when: 'drop', since: 'start', byMinor: 10 }])).toBeUndefined()
    expect(choiceOf([{ when: 'rise', byPercent: 10 }])).toBeUndefined()
  })

  test('is known whatever the order of its fields', () => {
    expect(choiceOf([{ byPercent: 10, since: 'start', when: 'drop' }])).toBe('drop')
  })
})

test.each([
  [12_900, 12_200],
  [1_000, 950],
  [1_899, 1_800],
  [100, 95],
  [1, 1],
])('for a price of %d the sheet begins with %d', (now, target) => {
  expect(targetBelow(now)).toBe(target)
})

test.each([
  ['9,500', 0, 9_500],
  ['₩ 9,500원', 0, 9_500],
  ['18.99', 2, 1_899],
  ['18.', 2, 1_800],
  ['0', 0, undefined],
  ['', 0, undefined],
  ['-5', 0, undefined],
  ['cheap', 0, undefined],
  ['9e9', 0, undefined],
])('%s of a currency with %d digits is %s', (text, digits, minor) => {
  expect(amountIn(text, digits)).toBe(minor)
})
