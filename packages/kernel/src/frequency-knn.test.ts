import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrequencyKnn, type Likeness } from './frequency-knn.ts'
import { SparseScores } from './sparse-scores.ts'

type Vector = Readonly<Record<number, number>>

function sparse(vector: Vector): SparseScores {
  const scores = new SparseScores()
  for (const [item, weight] of Object.entries(vector)) scores.add(Number(item), weight)
  return scores
}

function asked(knn: FrequencyKnn, asker: Vector, self = -1): Record<number, number> {
  const into = new SparseScores()
  knn.addNeighbours(sparse(asker), { self, factor: 1, into })
  return Object.fromEntries([...into.touched.subarray(0, into.count)].map((item) => [item, into.scoreOf(item)]))
}

const dot = (a: Vector, b: Vector) => Object.keys(a).reduce((sum, i) => sum + a[Number(i)]! * (b[Number(i)] ?? 0), 0)

/** The obviously right one: compares with everybody. */
function slow(users: readonly Vector[], likeness: Likeness, asker: Vector, self: number): Record<number, number> {
  const score = (user: number) => {
    const other = users[user]!
    if (likeness.by === 'distance') return 2 * dot(asker, other) - dot(other, other)
    const size = dot(asker, asker) ** likeness.asymmetry * dot(other, other) ** (1 - likeness.asymmetry)
    return dot(asker, other) / (size + likeness.shrink)
  }
  const nearest = [...users.keys()]
    .filter((user) => user !== self && (likeness.by === 'distance' || dot(asker, users[user]!) > 0))
    .sort((a, b) => score(b) - score(a) || a - b)
    .slice(0, likeness.neighbours)
  const voice = (user: number) => (likeness.by === 'distance' ? 1 : score(user) ** likeness.power)
  const total = nearest.reduce((sum, user) => sum + voice(user), 0)
  const sums: Record<number, number> = {}
  for (const user of nearest)
    for (const [item, weight] of Object.entries(users[user]!))
      sums[Number(item)] = (sums[Number(item)] ?? 0) + (weight * voice(user)) / total
  return sums
}

test('golden: the nearest by distance share nothing if they bought little; each counts the same', () => {
  const knn = new FrequencyKnn({ by: 'distance', neighbours: 2 })
  const users: Vector[] = [{ 1: 1 }, { 1: 1, 2: 3 }, { 5: 0.5 }]
  for (const [user, vector] of users.entries()) knn.set(user, sparse(vector), sparse(vector))
  // from { 1: 2 }: squared distances 1, 1 + 9, 4 + 0.25
  expect(asked(knn, { 1: 2 })).toEqual({ 1: 0.5, 5: 0.25 })
})

test('golden: asymmetric cosine to a power; only who shares an item counts, and by their share', () => {
  const knn = new FrequencyKnn({ by: 'cosine', neighbours: 9, asymmetry: 0.5, power: 2, shrink: 0 })
  const users: Vector[] = [{ 1: 1 }, { 1: 1, 2: 1, 3: 1, 4: 1 }, { 9: 1 }]
  for (const [user, vector] of users.entries()) knn.set(user, sparse(vector), sparse({ [10 + user]: 1 }))
  // from { 1: 1 }: cosines 1 and 1/2, squared 1 and 1/4
  const found = asked(knn, { 1: 1 })
  expect(found[10]).toBeCloseTo(0.8, 12)
  expect(found[11]).toBeCloseTo(0.2, 12)
  expect(found[12]).toBeUndefined()
  expect(asked(knn, { 77: 1 })).toEqual({})
})

const weight = fc.constantFrom(0.25, 0.5, 1, 2)
const vector: fc.Arbitrary<Vector> = fc.dictionary(fc.nat(8).map(String), weight, { minKeys: 1, maxKeys: 5 })
const likeness: fc.Arbitrary<Likeness> = fc.oneof(
  fc.record({ by: fc.constant('distance' as const), neighbours: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    by: fc.constant('cosine' as const),
    neighbours: fc.integer({ min: 1, max: 5 }),
    asymmetry: fc.constantFrom(0.25, 0.5),
    shrink: fc.constantFrom(0, 2),
    power: fc.constantFrom(1, 2),
  }),
)
const changes = fc.array(fc.tuple(fc.nat(7), vector), { minLength: 1, maxLength: 20 })

test('after any changes of vectors it answers as a comparison with everybody does', () => {
  fc.assert(
    fc.property(likeness, changes, vector, (how, all, asker) => {
      const knn = new FrequencyKnn(how)
      const users: Vector[] = Array.from({ length: 8 }, () => ({}))
      for (const user of users.keys()) knn.set(user, sparse({}), sparse({}))
      for (const [user, changed] of all) {
        users[user] = changed
        knn.set(user, sparse(changed), sparse(changed))
      }
      const found = asked(knn, asker, 3)
      const expected = slow(users, how, asker, 3)
      for (let item = 0; item <= 8; item++) expect(found[item] ?? 0).toBeCloseTo(expected[item] ?? 0, 6)
    }),
    { seed: 13, numRuns: 400 },
  )
})
