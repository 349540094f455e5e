import { expect, test } from 'vitest'
import { FlatProblem } from './flat-problem.ts'
import { temperatures } from './temperature.ts'
import { scattered } from './testing-problems.ts'

test('temperatures follow the unit of costs, and are never 0', () => {
  const { problem, van } = scattered(40, 1)
  const plain = problem([van(60, { count: 40 })])
  const scaled = {
    ...plain,
    profiles: plain.profiles.map((profile) => ({ ...profile, distances: profile.distances.map((d) => d * 1000) })),
  }
  const once = temperatures(new FlatProblem(plain))
  const more = temperatures(new FlatProblem(scaled))
  expect(more.hot / once.hot).toBeCloseTo(1000)
  expect(more.cold / once.cold).toBeCloseTo(1000)
  const free = {
    ...plain,
    profiles: plain.profiles.map((profile) => ({ ...profile, distances: new Int32Array(profile.distances.length) })),
  }
  expect(temperatures(new FlatProblem(free)).cold).toBeGreaterThan(0)
})
