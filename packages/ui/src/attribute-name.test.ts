import { expect, test } from 'vitest'
import { attributeName, interestName } from './attribute-name.ts'

test('attributes that most shops have are said in the language of the page, others as they are', () => {
  expect(attributeName('color', 'ko')).toBe('색상')
  expect(attributeName('wattage', 'ko')).toBe('wattage')
  expect(interestName({ type: 'attribute', words: 'color: 브라운' }, 'ko')).toBe('색상: 브라운')
  expect(interestName({ type: 'attribute', words: 'ratio: 1: 2' }, 'en')).toBe('ratio: 1: 2')
  expect(interestName({ type: 'keyword', words: 'color: 브라운' }, 'ko')).toBe('color: 브라운')
})
