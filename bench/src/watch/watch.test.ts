import { expect, test } from 'vitest'
import { bench } from './index.ts'

test('nobody is missed and nobody told too much, in prices and in titles', async () => {
  const { rows } = await bench.run({ data: '', seed: 3, own: { smoke: 'yes' }, progress: () => {} })
  const valueOf = (metric: string) => rows.filter((row) => row.metric === metric).map(({ value }) => value)
  expect(valueOf('lowest prices wrong')).toEqual([0, 0])
  expect(valueOf('subscriptions missed or told too much')).toEqual([0, 0])
  expect(valueOf('queries missed or found too much')).toEqual([0])
  expect(valueOf('queries found a title')[0]).toBeGreaterThan(0.01)
  for (const told of valueOf('told')) expect(told).toBeGreaterThan(0.05)
})
