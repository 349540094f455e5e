import { expect, test } from 'vitest'
import type { BenchRow } from '../bench.ts'
import { bench } from './index.ts'
import { Market } from './market.ts'

function figureOf(rows: readonly BenchRow[], set: string, variant: string, metric: string): number {
  return rows.find((row) => row.set === set && row.variant === variant && row.metric === metric)?.value ?? Number.NaN
}

test('the smoke size measures a real server: every event is taken, no answer is wrong, nothing is missed', async () => {
  const { rows } = await bench.run({ data: '', seed: 1, own: { smoke: 'yes' }, progress: () => {} })
  for (const variant of ['batch-100', 'segment-batch-100', 'single']) {
    expect(figureOf(rows, 'collect', variant, 'events/s')).toBeGreaterThan(0)
    expect(figureOf(rows, 'collect', variant, 'ratio-to-sqlite')).toBeGreaterThan(0)
    expect(figureOf(rows, 'collect', variant, 'ratio-to-http')).toBeGreaterThan(0)
  }
  for (const variant of ['title', 'everything', 'last-page', 'suggest']) {
    expect(figureOf(rows, 'search', variant, 'p99')).toBeGreaterThan(0)
    expect(figureOf(rows, 'search', variant, 'errors')).toBe(0)
  }
  expect(figureOf(rows, 'search', 'known-item whole', 'success@10')).toBeGreaterThan(0.9)
  for (const variant of ['home', 'rank']) {
    expect(figureOf(rows, 'home', variant, 'p99')).toBeGreaterThan(0)
    expect(figureOf(rows, 'home', variant, 'errors')).toBe(0)
  }
  expect(figureOf(rows, 'freshness', 'under-load', 'checked')).toBeGreaterThan(0)
  expect(figureOf(rows, 'freshness', 'under-load', 'missed')).toBe(0)
}, 60_000)

test('one seed makes one market; everybody has their events, in order of time', () => {
  const size = { seed: 7, products: 500, shoppers: 90 }
  const span = { eventsEach: 10, from: 1_700_000_000_000, to: 1_702_000_000_000 }
  const acts = [...new Market(size).history(span)]
  expect([...new Market(size).history(span)]).toEqual(acts)
  expect([...new Market({ ...size, seed: 8 }).history(span)]).not.toEqual(acts)
  const each = new Map<number, number>()
  for (const { shopper } of acts) each.set(shopper, (each.get(shopper) ?? 0) + 1)
  expect([...each.values()]).toEqual(Array(size.shoppers).fill(span.eventsEach))
  expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length)
  const times = acts.map(({ at }) => at)
  expect(Math.min(...times)).toBeGreaterThanOrEqual(span.from)
  expect(Math.max(...times)).toBeLessThanOrEqual(span.to + 300_000)
})
