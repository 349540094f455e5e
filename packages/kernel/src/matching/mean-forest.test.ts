import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { trainTrees } from '../trees/index.ts'
import { binsForMean, meanForest } from './mean-forest.ts'

test('the mean forest answers the mean of its forests, for missing values as well', () => {
  const random = new Random(1)
  const features = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
  const draw = (rows: number): Float64Array =>
    Float64Array.from({ length: rows * 3 }, () => (random.below(5) === 0 ? Number.NaN : random.unit()))
  const forests = [1, 2, 3].map((seed) => {
    const values = draw(400)
    const labels = Uint8Array.from({ length: 400 }, (_, i) =>
      Number(Number.isNaN(values[i * 3]) || values[i * 3] > values[i * 3 + 1]),
    )
    const options = { trees: 20, leavesMax: 8, binsMax: binsForMean(3), seed }
    return trainTrees({ objective: { kind: 'logistic' }, data: { features, values, labels }, options }).forest
  })
  const rows = 200
  const values = draw(rows)
  const mean = new Float64Array(rows)
  for (const forest of forests) {
    const scores = new Float64Array(rows)
    forest.predict(values, rows, scores)
    for (let row = 0; row < rows; row++) mean[row] += scores[row] / forests.length
  }
  const scores = new Float64Array(rows)
  meanForest(forests).predict(values, rows, scores)
  for (let row = 0; row < rows; row++) expect(scores[row]).toBeCloseTo(mean[row], 9)
})
