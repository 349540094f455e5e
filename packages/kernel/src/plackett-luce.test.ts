import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlackettLuce } from './plackett-luce.ts'
import { Random } from './random.ts'

const model = new PlackettLuce()

/** The slate's propensities by the definition: each weight over the sum of those not drawn before. */
function slowPropensities(weights: readonly number[], picks: readonly number[]): number[] {
  return picks.map((pick, slot) => {
    const left = weights.filter((_, candidate) => !picks.slice(0, slot).includes(candidate))
    return weights[pick] / left.reduce((sum, weight) => sum + weight, 0)
  })
}

function propensitiesOf(utilities: ArrayLike<number>, picks: readonly number[]): number[] {
  const propensities = new Float64Array(picks.length)
  model.propensitiesOf({ utilities: Float64Array.from(utilities), picks: Uint32Array.from(picks), propensities })
  return [...propensities]
}

/** Every order of `length` of the first n numbers. */
function* ordersOf(n: number, length: number): Generator<number[]> {
  if (length === 0) return yield []
  for (const order of ordersOf(n, length - 1))
    for (let next = 0; next < n; next++) if (!order.includes(next)) yield [...order, next]
}

test('worked by hand: weights 5, 3 and 2', () => {
  const utilities = [5, 3, 2].map(Math.log)
  expect(propensitiesOf(utilities, [1, 0, 2])).toEqual([0.3, 5 / 7, 1].map((one) => expect.closeTo(one, 12)))
  expect(propensitiesOf(utilities, [2, 1])).toEqual([0.2, 3 / 8].map((one) => expect.closeTo(one, 12)))
})

const weights = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 5 })

test('the chances of all slates of a length sum to 1, and each is the one of the definition', () => {
  fc.assert(
    fc.property(weights, fc.nat(5), fc.double({ min: -1e3, max: 1e3, noNaN: true }), (all, slots, shift) => {
      const utilities = all.map((weight) => Math.log(weight) + shift)
      let sum = 0
      for (const order of ordersOf(all.length, Math.min(slots, all.length))) {
        const found = propensitiesOf(utilities, order)
        expect(found).toEqual(slowPropensities(all, order).map((one) => expect.closeTo(one, 9)))
        sum += found.reduce((product, one) => product * one, 1)
      }
      expect(sum).toBeCloseTo(1, 9)
    }),
    { seed: 20_240_901, numRuns: 60 },
  )
})

test('drawn slates come as often as their propensities say', () => {
  const random = new Random(77)
  const utilities = Float64Array.of(Math.log(8), Math.log(1), Number.NEGATIVE_INFINITY, Math.log(3), Math.log(4))
  const [picks, propensities] = [new Uint32Array(2), new Float64Array(2)]
  const draws = 40_000
  const found = new Map<string, { times: number; chance: number }>()
  for (let n = 0; n < draws; n++) {
    expect(model.draw({ utilities, picks, propensities }, random)).toBe(2)
    const chance = propensities[0] * propensities[1]
    const known = found.get(picks.join()) ?? { times: 0, chance }
    expect(chance).toBe(known.chance)
    found.set(picks.join(), { times: known.times + 1, chance })
  }
  expect(found.size).toBe(12) // 4 * 3: every one, and none with the candidate that is not to be drawn
  expect([...found.values()].reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 12)
  for (const { times, chance } of found.values())
    expect(Math.abs(times - draws * chance)).toBeLessThan(4 * Math.sqrt(draws * chance * (1 - chance)))
})

test('an average weighted by inverse propensity is what the other rule would have had', () => {
  const random = new Random(5)
  const rewards = [0.1, 0.9, 0.4]
  const utilities = new Float64Array(3)
  const [picks, propensities] = [new Uint32Array(1), new Float64Array(1)]
  const draws = 60_000
  let [sum, squares] = [0, 0]
  for (let n = 0; n < draws; n++) {
    for (let i = 0; i < 3; i++) utilities[i] = random.unit() * 2 // drawn without a look at the reward
    model.draw({ utilities, picks, propensities }, random)
    const weighted = picks[0] === 1 ? (random.unit() < rewards[1] ? 1 : 0) / propensities[0] : 0 // always shows 1
    sum += weighted
    squares += weighted * weighted
  }
  const mean = sum / draws
  const error = Math.sqrt((squares / draws - mean * mean) / draws)
  expect(Math.abs(mean - rewards[1])).toBeLessThan(4 * error)
})

test('utilities far apart neither overflow nor cancel', () => {
  const [first, second, third] = propensitiesOf([700, -700, 0], [0, 2, 1])
  expect([first, second, third]).toEqual([1, 1, 1])
  const rare = propensitiesOf([0, 40, 39], [0, 1])
  expect(rare[0]).toBeGreaterThan(0)
  expect(rare[0]).toBeCloseTo(Math.exp(-40) / (1 + Math.exp(-1)), 25)
  expect(rare[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
})

test('no more is drawn than there is, in any order; nonsense is refused', () => {
  const random = new Random(1)
  const [picks, propensities] = [new Uint32Array(4), new Float64Array(4)]
  expect(model.draw({ utilities: new Float64Array(0), picks, propensities }, random)).toBe(0)
  expect(model.draw({ utilities: new Float64Array(9), count: 3, picks, propensities }, random)).toBe(3)
  expect([...picks.subarray(0, 3)].sort()).toEqual([0, 1, 2])
  expect(propensities[2]).toBe(1)
  const none = { picks: new Uint32Array(0), propensities: new Float64Array(0) }
  expect(model.draw({ utilities: new Float64Array(3), ...none }, random)).toBe(0)
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => model.draw({ utilities: Float64Array.of(0, wrong), picks, propensities }, random)).toThrow(RangeError)
})

test('the same seed draws the same slate', () => {
  const drawn = [3, 3, 4].map((seed) => {
    const [picks, propensities] = [new Uint32Array(6), new Float64Array(6)]
    model.draw({ utilities: new Float64Array(40), picks, propensities }, new Random(seed))
    return [...picks]
  })
  expect(drawn[1]).toEqual(drawn[0])
  expect(drawn[2]).not.toEqual(drawn[0])
})
