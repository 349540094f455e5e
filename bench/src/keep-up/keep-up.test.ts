import { expect, test } from 'vitest'
import { bench } from './index.ts'

test('new orders go into the accepted plan of a running shop', async () => {
  const own = { stops: '40', orders: '4', seconds: '1' }
  const { rows } = await bench.run({ data: '', seed: 3, own, progress: () => {} })
  const value = (metric: string) => rows.find((row) => row.metric === metric)?.value
  expect(rows[0].set).toMatch(/^40 made-up stops, \d+ tours, one in 4 on the road$/)
  expect(value('served')).toBeGreaterThan(50)
  expect(value('processor, p50')).toBeGreaterThan(0)
})
