import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sphericalKMeans } from './k-means.ts'
import { Random } from './random.ts'

const dims = 4
/** Points without negative numbers, as weights of interests are; some of them zero, some equal. */
const pointLists = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 30 })
const asked = fc.record({ k: fc.integer({ min: 1, max: 8 }), seed: fc.nat() })

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function rowsOf(values: Float32Array): Float32Array[] {
  return Array.from({ length: values.length / dims }, (_, row) => values.subarray(row * dims, (row + 1) * dims))
}

/** Sum over the points of their likeness to the centre they are assigned to: what the iterations increase. */
function objective(points: Float32Array, { centres, assigned }: ReturnType<typeof sphericalKMeans>): number {
  return rowsOf(points).reduce((sum, point, row) => sum + dot(point, rowsOf(centres)[assigned[row]!]!), 0)
}

test('when it stops by itself, every point is with its nearest centre and every centre is the mean direction', () => {
  fc.assert(
    fc.property(pointLists, asked, (list, { k, seed }) => {
      const points = Float32Array.from(list.flat())
      const { centres, assigned, iterations } = sphericalKMeans(points, { dims, k, seed, iterationsMax: 200 })
      expect(centres.length).toBe(Math.min(k, list.length) * dims)
      expect(iterations).toBeLessThan(200)
      rowsOf(points).forEach((point, row) => {
        const best = Math.max(...rowsOf(centres).map((centre) => dot(point, centre)))
        expect(dot(point, rowsOf(centres)[assigned[row]!]!)).toBeCloseTo(best, 5)
      })
      rowsOf(centres).forEach((centre, index) => {
        const sum = new Float64Array(dims)
        rowsOf(points).forEach((point, row) => {
          if (assigned[row] === index) for (let i = 0; i < dims; i++) sum[i]! += point[i]!
        })
        const length = Math.sqrt(dot(sum, sum))
        for (let i = 0; i < dims; i++) expect(centre[i]).toBeCloseTo(length > 0 ? sum[i]! / length : 0, 5)
      })
    }),
    { seed: 71, numRuns: 300 },
  )
})

test('more iterations never make it worse', () => {
  fc.assert(
    fc.property(pointLists, asked, (list, { k, seed }) => {
      let before = Number.NEGATIVE_INFINITY
      for (let iterationsMax = 1; iterationsMax < 8; iterationsMax++) {
        const points = Float32Array.from(list.flat())
        const reached = objective(points, sphericalKMeans(points, { dims, k, seed, iterationsMax }))
        expect(reached).toBeGreaterThanOrEqual(before - 1e-4)
        before = reached
      }
    }),
    { seed: 72, numRuns: 200 },
  )
})

test('the same seed gives the same result; points end at unit length, zeros stay', () => {
  const random = new Random(9)
  const values = Float32Array.from({ length: 400 }, (_, i) => (i < 8 ? 0 : random.unit()))
  const [one, other] = [values.slice(), values.slice()]
  const options = { dims, k: 5, seed: 3, iterationsMax: 50 }
  expect(sphericalKMeans(one, options)).toEqual(sphericalKMeans(other, options))
  rowsOf(one).forEach((point, row) => {
    expect(dot(point, point)).toBeCloseTo(row < 2 ? 0 : 1, 5)
  })
})

test('golden: three directions, near and far, are found from any seed', () => {
  const random = new Random(4)
  const truth = Uint32Array.from({ length: 90 }, (_, row) => row % 3)
  const values = Float32Array.from({ length: 90 * dims }, (_, i) => {
    const row = Math.floor(i / dims)
    const far = 1 + (row % 7) * 10 // length says nothing
    return far * ((i % dims === truth[row] ? 1 : 0) + 0.1 * random.unit())
  })
  for (let seed = 0; seed < 20; seed++) {
    const { assigned } = sphericalKMeans(values.slice(), { dims, k: 3, seed, iterationsMax: 50 })
    const named = new Map([0, 1, 2].map((row) => [assigned[row]!, row]))
    expect(named.size).toBe(3)
    expect([...assigned].map((centre) => named.get(centre))).toEqual([...truth])
  }
})

test('no points, no centres', () => {
  const { centres, assigned } = sphericalKMeans(new Float32Array(0), { dims, k: 3, seed: 1, iterationsMax: 5 })
  expect([centres.length, assigned.length]).toEqual([0, 0])
})
