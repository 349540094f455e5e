import { expect, test } from 'vitest'
import { ListwiseBlend } from './listwise-blend.ts'
import { Random } from './random.ts'
import { restored } from './testing-columns.ts'

const features = 3

type Slate = { inputs: Float32Array; segments: Uint8Array; scores: Float64Array; chosen: Uint8Array; n: number }

/** A slate whose chosen candidates are those with the highest true score (noise aside). */
function slateOf(random: Random, truth: readonly number[], n = 30): Slate {
  const inputs = Float32Array.from({ length: n * features }, () => random.unit())
  const segments = Uint8Array.from({ length: n }, () => random.below(truth.length / features))
  const appeal = Array.from({ length: n }, (_, c) => {
    let sum = 0.2 * random.unit()
    for (let i = 0; i < features; i++) sum += truth[segments[c]! * features + i]! * inputs[c * features + i]!
    return sum
  })
  const bar = [...appeal].sort((a, b) => b - a)[2]!
  return {
    inputs,
    segments,
    scores: new Float64Array(n),
    chosen: Uint8Array.from(appeal, (a) => (a >= bar ? 1 : 0)),
    n,
  }
}

/** Minus the log likelihood that learning lowers: the mean over the chosen of -ln softmax. */
function lossOf(blend: ListwiseBlend, slate: Slate): number {
  blend.score(slate.inputs, slate.segments, slate.scores, slate.n)
  const sum = slate.scores.reduce((all, score) => all + Math.exp(score), 0)
  const chosen = [...slate.scores].filter((_, c) => slate.chosen[c] === 1)
  return chosen.reduce((all, score) => all - Math.log(Math.exp(score) / sum), 0) / chosen.length
}

test('a step goes down the gradient of the loss, as finite differences show it', () => {
  const random = new Random(6)
  for (let round = 0; round < 50; round++) {
    const start = Array.from({ length: 2 * features }, () => random.unit() - 0.5)
    const slate = slateOf(random, [1, 0, -1, -1, 2, 0])
    const slope = start.map((_, w) => {
      const moved = (by: number) =>
        lossOf(new ListwiseBlend({ start: start.map((s, i) => (i === w ? s + by : s)), features, rate: 1 }), slate)
      return (moved(1e-6) - moved(-1e-6)) / 2e-6
    })
    const blend = new ListwiseBlend({ start, features, rate: 0.3 })
    lossOf(blend, slate)
    expect(blend.learn(slate)).toBe(3)
    slope.forEach((gradient, w) => {
      expect(blend.weights[w]! - start[w]!).toBeCloseTo((-0.3 * gradient) / Math.sqrt(0.01 + gradient ** 2), 5)
    })
  }
})

test('it finds which features count, per segment', () => {
  const truth = [3, 0, -2, 0, 3, 0]
  const random = new Random(8)
  const blend = new ListwiseBlend({ start: new Array(2 * features).fill(0), features, rate: 0.3 })
  for (let n = 0; n < 2_000; n++) {
    const slate = slateOf(random, truth)
    blend.score(slate.inputs, slate.segments, slate.scores, slate.n)
    blend.learn(slate)
  }
  const [a, b, c, d, e, f] = blend.weights
  expect(Math.min(a!, e!)).toBeGreaterThan(4 * Math.max(Math.abs(b!), Math.abs(d!), Math.abs(f!)))
  expect(c).toBeLessThan(-0.4 * a!)
})

test('nothing chosen, nothing learned; scores of any size do not overflow', () => {
  const blend = new ListwiseBlend({ start: [1_000, 0, 0], features, rate: 0.3 })
  const slate = slateOf(new Random(1), [1, 0, 0])
  blend.score(slate.inputs, slate.segments, slate.scores, slate.n)
  expect(blend.learn({ ...slate, chosen: new Uint8Array(slate.n) })).toBe(0)
  expect([...blend.weights]).toEqual([1_000, 0, 0])
  blend.learn(slate)
  expect(blend.weights.every(Number.isFinite)).toBe(true)
})

test('a restored blend goes on alike, and apart from the one it came from', () => {
  const random = new Random(2)
  const options = { start: [0, 0, 0], features, rate: 0.3 }
  const one = new ListwiseBlend(options)
  one.learn(slateOf(random, [1, 2, 3]))
  const other = restored(one, new ListwiseBlend(options))
  expect(other.save()).toEqual(one.save())
  const slate = slateOf(random, [1, 2, 3])
  one.learn(slate)
  expect(other.save()).not.toEqual(one.save())
  other.learn(slate)
  expect(other.save()).toEqual(one.save())
})
