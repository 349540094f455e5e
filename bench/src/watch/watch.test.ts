import { expect, test } from 'vitest'
import { bench } from './index.ts'

test('nobody is missed and nobody told too much, in prices and in titles', async () => {
  const { rows } = await bench.run({ data: '', seed: 3, own: { smoke: 'yes' }, progress: () => {} })
  const figures = (metric: string) => rows.filter((row) => row.metric === metric).map(({ value }) => value)
  expect(figures('lowest prices wrong')).toEqual([0, 0])
  expect(figures('subscriptions missed or told too much')).toEqual([0, 0])
  expect(figures('queries missed or found too much')).toEqual([0])
  expect(figures('queries found a title')[0]).toBeGreaterThan(0.01)
  for (const told of figures('told')) expect(told).toBeGreaterThan(0.05)
})
