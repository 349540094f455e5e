import { expect, test } from 'vitest'
import { RepeatShares, repeatKinds } from './repeat-shares.ts'
import { copyOf } from './testing-columns.ts'

test('shares are drawn to the family and that to all, worked by hand', () => {
  const shares = new RepeatShares()
  expect(shares.of(7, 3)).toBe(0.5) // nothing known: (0 + .5) / (0 + 1)
  for (let n = 0; n < 9; n++) shares.first(1, 2)
  for (let n = 0; n < 4; n++) shares.again(1, 2)
  expect(shares.ofAll).toBeCloseTo(4.5 / 10, 12)
  const family = (4 + 8 * 0.45) / (9 + 8)
  expect(shares.of(5, 2)).toBeCloseTo(family, 6)
  expect(shares.of(1, 2)).toBeCloseTo((4 + 4 * family) / 13, 6)
  expect(shares.of(5, 9)).toBeCloseTo(0.45, 6)
})

test('kinds are octaves of the share of all, at both ends without limit; a snapshot is the same', () => {
  const shares = new RepeatShares()
  for (let n = 0; n < 1_000; n++) {
    shares.first(0, 1)
    shares.first(1, 2)
    shares.again(1, 2)
  }
  expect([shares.kindOf(0, 1), shares.kindOf(1, 2), shares.kindOf(2, 0)]).toEqual([0, 3, 3])
  expect(repeatKinds).toBe(6)
  const restored = new RepeatShares()
  restored.restore(copyOf(shares.save()))
  for (const thing of [0, 1, 2]) expect(restored.of(thing, 1)).toBe(shares.of(thing, 1))
})
