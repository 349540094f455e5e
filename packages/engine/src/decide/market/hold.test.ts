import { expect, test } from 'vitest'
import { type FeedLook, heldBecause, keptBecause } from './hold.ts'

const look: FeedLook = { scope: 'full', known: 1_000, withdrawn: 0, missing: 0, rows: 1_000, rejected: 0, lost: 0 }

test('a feed that would take away more than half of what is there is held', () => {
  expect(heldBecause({ ...look, withdrawn: 500 })).toBeUndefined()
  expect(heldBecause({ ...look, withdrawn: 501 })).toEqual({ code: 'FEED_SHRANK', withdrawn: 501, known: 1_000 })
  expect(heldBecause({ ...look, scope: 'changes', withdrawn: 900 })?.code).toBe('FEED_SHRANK')
  expect(heldBecause({ ...look, withdrawn: 600 }, { lostShare: 0.7, rejectedShare: 0.5, countMin: 20 })).toBeUndefined()
})

test('so is one of which most rows cannot be read', () => {
  expect(heldBecause({ ...look, rejected: 500 })).toBeUndefined()
  expect(heldBecause({ ...look, rejected: 501 })).toEqual({ code: 'FEED_REJECTED', rejected: 501, rows: 1_000 })
})

test('a small mall may change its mind, and a new one has nothing to lose', () => {
  expect(heldBecause({ ...look, known: 19, withdrawn: 19 })).toBeUndefined()
  expect(heldBecause({ ...look, known: 0, rows: 19, rejected: 18 })).toBeUndefined()
})

test('a feed of which nothing can be used is held, however small', () => {
  expect(heldBecause({ ...look, known: 0, rows: 2, rejected: 2 })?.code).toBe('FEED_REJECTED')
  const empty = { ...look, known: 2, rows: 0, withdrawn: 2, missing: 2 }
  expect(heldBecause(empty)).toEqual({ code: 'FEED_SHRANK', withdrawn: 2, known: 2 })
  expect(heldBecause({ ...look, known: 0, rows: 0 })).toBeUndefined()
})

test('what a feed lacks stays where rows of it are lost, which may be just these', () => {
  expect(keptBecause({ ...look, missing: 3, rejected: 1, lost: 1 })).toEqual({
    code: 'FEED_ROWS_LOST',
    lost: 1,
    missing: 3,
  })
  expect(keptBecause({ ...look, missing: 3, rejected: 1 })).toBeUndefined()
  expect(keptBecause({ ...look, rejected: 1, lost: 1 })).toBeUndefined()
})
