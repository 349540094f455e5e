import { expect, test } from 'vitest'
import { bench as large } from '../route-large/index.ts'
import { bench } from './index.ts'

const run = { data: '', seed: 3, progress: () => {} }

test('new orders go into a running plan, and every plan is checked', async () => {
  const { rows } = await bench.run({ ...run, own: { stops: '40', orders: '5', iterations: '300' } })
  const value = (metric: string) => rows.find((row) => row.metric === metric)?.value
  expect(rows[0].set).toMatch(/^40 made-up stops, \d+ vehicles on the road$/)
  expect(value('served')).toBe(100)
  expect(value('costs, median')).toBeGreaterThan(0)
})

test('a short search is compared with a long one', async () => {
  const { rows } = await large.run({ ...run, own: { stops: '60', seconds: '0.05', long: '0.1' } })
  const above = rows.filter(({ metric }) => metric === 'above the longest search').map(({ value }) => value)
  expect(above[1]).toBe(0)
  expect(rows.find(({ metric }) => metric === 'memory, most')?.value).toBeGreaterThan(10_000_000)
})
