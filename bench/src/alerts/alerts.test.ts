import { expect, test } from 'vitest'
import { bench } from './index.ts'

test('the smoke size measures a real server: each alert comes once, through a kill and receivers that fail or hang', async () => {
  const { rows } = await bench.run({ data: '', seed: 1, own: { smoke: 'yes' }, progress: () => {} })
  const figure = (metric: string) => rows.find((row) => row.metric === metric)?.value ?? Number.NaN
  expect(figure('updates a second')).toBeGreaterThan(0)
  expect(figure('alerts')).toBeGreaterThan(0)
  for (const none of ['alerts missed', 'alerts told twice or of nothing', 'streams broken', 'lost', 'given up'])
    expect([none, figure(none)]).toEqual([none, 0])
  expect(figure('told again under another id')).toBe(0)
  expect(figure('update to alert, p99')).toBeGreaterThan(0)
}, 120_000)
