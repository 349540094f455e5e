import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DppPicker } from './dpp.ts'

test('worked by hand: of two that point nearly the same way one is enough', () => {
  const vectors = [
    [1, 0],
    [0.8, 0.6],
    [0, 1],
  ]
  const similarity = (a: number, b: number): number => vectors[a][0] * vectors[b][0] + vectors[a][1] * vectors[b][1]
  const picks = new Uint32Array(3)
  // After the first, 1.5^2 * (1 - 0.8^2) = 0.81 is left of the second, and 1 of the third; then nothing of any.
  expect(new DppPicker().pick({ quality: [2, 1.5, 1], similarity }, picks)).toBe(2)
  expect([...picks.subarray(0, 2)]).toEqual([0, 2])
})

test('without likeness the order is that of quality, and what is worth nothing is not picked', () => {
  const picks = new Uint32Array(4)
  const count = new DppPicker().pick({ quality: [1, 3, 0, 2], similarity: (a, b) => Number(a === b) }, picks)
  expect([...picks.subarray(0, count)]).toEqual([1, 3, 0])
})

test('each pick raises the determinant most, as computed from the whole matrix', () => {
  const picker = new DppPicker()
  const vectors = fc.array(
    fc.tuple(
      fc.double({ min: 0.2, max: 2, noNaN: true }),
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(vectors, fc.nat(5), (some, wanted) => {
      const unit = some.map(([, vector]) => {
        const length = Math.hypot(...vector)
        return length === 0 ? [1, 0, 0, 0] : vector.map((one) => one / length)
      })
      const quality = some.map(([one]) => one)
      const similarity = (a: number, b: number): number => unit[a].reduce((sum, one, i) => sum + one * unit[b][i], 0)
      const picks = new Uint32Array(wanted)
      const count = picker.pick({ quality, similarity }, picks)
      const kernel = (a: number, b: number): number => quality[a] * similarity(a, b) * quality[b]
      const chosen: number[] = []
      for (let place = 0; place < count; place++) {
        const value = (one: number): number => determinant([...chosen, one], kernel)
        const most = Math.max(...[...some.keys()].filter((one) => !chosen.includes(one)).map(value))
        expect(value(picks[place])).toBeGreaterThanOrEqual(most - 1e-9)
        chosen.push(picks[place])
      }
      expect(new Set(chosen).size).toBe(count)
    }),
    { seed: 20_240_612, numRuns: 300 },
  )
})

/** By elimination with pivoting: slow, and obviously right. */
function determinant(members: readonly number[], kernel: (a: number, b: number) => number): number {
  const matrix = members.map((a) => members.map((b) => kernel(a, b)))
  let product = 1
  for (let column = 0; column < matrix.length; column++) {
    const rows = matrix.slice(column).map((row) => Math.abs(row[column]))
    const pivot = column + rows.indexOf(Math.max(...rows))
    if (matrix[pivot][column] === 0) return 0
    if (pivot !== column) product = -product
    ;[matrix[pivot], matrix[column]] = [matrix[column], matrix[pivot]]
    product *= matrix[column][column]
    for (let row = column + 1; row < matrix.length; row++) {
      const factor = matrix[row][column] / matrix[column][column]
      for (let i = column; i < matrix.length; i++) matrix[row][i] -= factor * matrix[column][i]
    }
  }
  return product
}
