import { expect, test } from 'vitest'
import { whyDifferent } from './rebuild.ts'

test('a rebuild that differs says whether it should', () => {
  expect(whyDifferent(0, 0)).toMatch(/this is a bug/)
  expect(whyDifferent(1, 0)).toMatch(/as it should be: 1 person was erased/)
  expect(whyDifferent(3, 0)).toMatch(/3 people were erased/)
  expect(whyDifferent(0, 1)).toMatch(/: 1 mall was erased/)
  expect(whyDifferent(1, 2)).toMatch(/: 1 person and 2 malls were erased/)
})
