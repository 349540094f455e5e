import { expect, test } from 'vitest'
import { categorySteps, parentOf } from './category-steps.ts'

const found = [
  { name: '패션>여성의류>원피스', count: 9 },
  { name: '패션>신발>운동화', count: 5 },
  { name: '식품>커피·차>원두', count: 3 },
  { name: '식품>커피·차>녹차', count: 2 },
]
const names = (chosen: string, of = found) => categorySteps(of, chosen).map(({ name, count }) => `${name} ${count}`)

test('from the top one goes to the broadest categories, with the sums of what lies below', () => {
  expect(names('')).toEqual(['패션 14', '식품 5'])
  expect(categorySteps(found, '')[0].category).toBe('패션')
})

test('from a category one goes one level down; levels with a single way on are passed through', () => {
  expect(names('패션')).toEqual(['여성의류 9', '신발 5'])
  expect(names('식품')).toEqual(['원두 3', '녹차 2'])
  expect(categorySteps(found, '식품')[0].category).toBe('식품>커피·차>원두')
})

test('at the bottom one goes to those beside', () => {
  expect(names('식품>커피·차>녹차')).toEqual(['원두 3', '녹차 2'])
})

test('where all are of one category it is the only step; where nothing was found there is none', () => {
  expect(names('', found.slice(0, 1))).toEqual(['패션 9'])
  expect(names('', [])).toEqual([])
})

test('the parent of a category', () => {
  expect([parentOf('식품>커피·차>원두'), parentOf('식품')]).toEqual(['식품>커피·차', ''])
})
