import { expect, test } from 'vitest'
import { bench } from './index.ts'

test('the smoke size rebuilds and restarts the same state', async () => {
  const { rows } = await bench.run({ data: '', seed: 1, own: { smoke: 'yes' }, progress: () => {} })
  const values = Object.fromEntries(rows.map(({ variant, metric, value }) => [`${variant} ${metric}`, value]))
  expect(values['from-log events']).toBe(400 + 300 * 20)
  expect(values['from-log rebuild']).toBeGreaterThan(0)
  expect(values['from-snapshot restart']).toBeGreaterThan(0)
  expect(values['from-snapshot rss']).toBeGreaterThan(0)
  expect(values['snapshot size']).toBeGreaterThan(0)
  expect(values['profile median-bytes']).toBeGreaterThan(13)
  expect(values['profile median-bytes']).toBeLessThan(2_048)
}, 60_000)
