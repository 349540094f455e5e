import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addVector, factorise, type ItemVectors, scoreVectors } from './item-vectors.ts'
import { Random } from './random.ts'
import type { SparseRows } from './sequence-transitions.ts'

function rowsOf(matrix: readonly number[][]): SparseRows {
  const starts = new Uint32Array(matrix.length + 1)
  const columns: number[] = []
  const values: number[] = []
  for (const [row, entries] of matrix.entries()) {
    for (const [column, value] of entries.entries()) {
      if (value === 0) continue
      columns.push(column)
      values.push(value)
    }
    starts[row + 1] = columns.length
  }
  return { starts, columns: Uint32Array.from(columns), values: Float32Array.from(values) }
}

function productOf(vectors: ItemVectors, row: number, itemCount: number): number[] {
  const query = new Float64Array(vectors.dimensions)
  addVector(vectors, row, { weight: 1, query })
  const scores = new Float64Array(itemCount)
  scoreVectors(vectors, query, scores)
  return [...scores]
}

test('golden: one dimension keeps the larger of two blocks, and compares items never seen together', () => {
  // Rows 0 and 1 both lead to 2 and 3, but 1 -> 3 was never seen. Row 4 is a weaker world of its own.
  const rows = rowsOf([
    [0, 0, 2, 2, 0],
    [0, 0, 2, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0.5],
  ])
  const vectors = factorise(rows, { dimensions: 1, iterations: 12, random: new Random(3) })
  const product = productOf(vectors, 1, 5)
  expect(product[3]).toBeGreaterThan(0.3)
  expect(product[4]).toBeCloseTo(0, 4)
  // The first singular value of [[2, 2], [2, 0]] is 1 + sqrt 5; its vectors give row 1: 2 * (1 + 5^-.5) * .5, 2 * 5^-.5
  expect(product[2]).toBeCloseTo(1.44721, 3)
  expect(product[3]).toBeCloseTo(0.89443, 3)
})

test('with as many dimensions as items the product is the matrix itself, whatever its rank', () => {
  const cell = fc.constantFrom(0, 0, 0, 1, 2, -1)
  const matrices = fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(matrices, fc.nat(1000), (matrix, seed) => {
      const vectors = factorise(rowsOf(matrix), { dimensions: 6, iterations: 2, random: new Random(seed) })
      for (const [row, expected] of matrix.entries())
        for (const [column, value] of productOf(vectors, row, 6).entries())
          expect(value).toBeCloseTo(expected[column]!, 3)
    }),
    { seed: 72, numRuns: 100 },
  )
})
