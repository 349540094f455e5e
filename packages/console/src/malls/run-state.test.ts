import { expect, test } from 'vitest'
import { outcomesOf, shareDone, stepOf } from './run-state.ts'

test('a run that is under way says at which step, one that ended at none', () => {
  expect(stepOf({ state: 'comparing' })).toBe('comparing')
  expect(stepOf({ state: 'held' })).toBeUndefined()
})

test('how far a step is is known by bytes while it is fetched, by rows while it is applied, and else not', () => {
  expect(shareDone({ state: 'fetching', bytes: 200, bytesRead: 50, rows: 0 })).toBe(0.25)
  expect(shareDone({ state: 'fetching', bytesRead: 50, rows: 0 })).toBeUndefined()
  expect(shareDone({ state: 'comparing', rows: 0, rowsDone: 7 })).toBeUndefined()
  expect(shareDone({ state: 'applying', rows: 40, rowsDone: 10 })).toBe(0.25)
  expect(shareDone({ state: 'applying', rows: 0 })).toBeUndefined()
})

test('what did not occur is left out of the outcomes', () => {
  const run = { listed: 2, changed: 0, repriced: 1, withdrawn: 0, unchanged: 9, rejected: 0 }
  expect(outcomesOf(run)).toEqual([
    { outcome: 'listed', count: 2 },
    { outcome: 'repriced', count: 1 },
    { outcome: 'unchanged', count: 9 },
  ])
})
