import { expect, test } from 'vitest'
import type { PolicyName } from '../../decide/rank/answer.ts'
import { compare } from './comparison.ts'
import { type MarketAsk, runPolicy } from './run-policy.ts'

const ask = (policy: PolicyName): MarketAsk => ({ seed: 3, size: 'tiny', policy, warmUpDays: 14, days: 20 })
const runs = await Promise.all(
  ['individual', 'cluster', 'popular'].map((policy) => runPolicy(ask(policy as PolicyName))),
)
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

test('the same ask gives the same numbers', async () => {
  expect(await runPolicy(ask('individual'))).toEqual(runs[0])
})

test('another seed is another town', async () => {
  const other = await runPolicy({ ...ask('popular'), seed: 4 })
  expect(other.sums.visits).not.toEqual(runs[2]!.sums.visits)
})

test('the visitors are the same whatever the shop shows them', () => {
  for (const { sums } of runs) expect(sums.visits).toEqual(runs[0]!.sums.visits)
  expect(sum(runs[0]!.sums.visits)).toBeGreaterThan(100)
})

test('people click and order, and regret is never below nothing', () => {
  for (const { sums } of runs) {
    expect(sum(sums.clicks)).toBeGreaterThan(50)
    expect(sum(sums.orders)).toBeGreaterThan(5)
    expect(Math.min(...sums.regret)).toBeGreaterThanOrEqual(0)
  }
})

test('side by side, every policy has every figure, and all but the last a lift over it', () => {
  const rows = compare(runs)
  expect(rows).toHaveLength(12)
  for (const { policy, lift } of rows) expect(lift?.against).toBe(policy === 'popular' ? undefined : 'popular')
  const regret = (policy: PolicyName) => rows.find((row) => row.metric === 'regret' && row.policy === policy)!.value
  expect(regret('individual')).toBeLessThan(regret('popular'))
})
