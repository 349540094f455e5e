import { expect, test } from 'vitest'
import { whyDifferent } from './rebuild.ts'

test('a rebuild that differs says whether it should', () => {
  expect(whyDifferent(0)).toMatch(/this is a bug/)
  expect(whyDifferent(1)).toMatch(/as it should be: 1 person was erased/)
  expect(whyDifferent(3)).toMatch(/3 people were erased/)
})
