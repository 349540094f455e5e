import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { bench } from './index.ts'
import { KnownRate } from './tally.ts'

const day = 86_400

async function runOn(files: Readonly<Record<string, string>>) {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-next-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
    return await bench.run({ data: dir, seed: 1, own: {}, progress: () => {} })
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('a rate knows only what could be known by then', () => {
  const rate = new KnownRate()
  rate.add(10, true)
  rate.add(20, false)
  expect(rate.at(9)).toBe(0.5) // half a one of one, before anything is known
  expect(rate.at(10)).toBe(1.5 / 2)
  expect(rate.at(20)).toBe(1.5 / 3)
})

test('households that keep their rhythm are told better than by the rate of all', async () => {
  const lines: string[] = []
  for (let n = 0; n < 40; n++)
    for (let at = n % 7; at < 360; at += n % 2 ? 9 : 40)
      lines.push(`h${n},b${n}-${at},p${n % 3},1,${1_480_000_000 + at * day + n}.0`)
  const { rows } = await runOn({
    'products.csv': `product_id,manufacturer_id,department,product_category,product_type\n${[0, 1, 2].map((n) => `p${n},m${n},FOOD,C${n},T`).join('\n')}\n`,
    'transactions_sample.csv': `household_id,basket_id,product_id,quantity,transaction_timestamp\n${lines.join('\n')}\n`,
  })
  const figureOf = (set: string, variant: string, metric: string) =>
    rows.find((row) => row.set === `complete-journey ${set}` && row.variant === variant && row.metric === metric)!.value
  for (const set of ['churn 30 d', 'again 14 d'])
    expect(figureOf(set, 'nunchi', 'log loss')).toBeLessThan(figureOf(set, 'population rate', 'log loss') / 2)
  expect(figureOf('categories', 'nunchi', 'hit@1')).toBe(1)
  expect(figureOf('brands', 'nunchi', 'hit@1')).toBe(1)
})

test('sessions of clicks are asked whether they go on', async () => {
  const random = new Random(7) // lengths in turn would be told apart by their turn
  const lines = Array.from({ length: 900 }, (_, s) =>
    Array.from({ length: 1 + random.below(3) }, (_, k) => `${s}\t${k}\t${1_590_000_000 + s * 4_000 + k * 100}.0`).join(
      '\n',
    ),
  )
  const { rows } = await runOn({ 'train.tsv': `SessionId\tItemId\tTime\n${lines.join('\n')}\n` })
  const at0 = rows.filter(({ set, variant }) => set === 'serenade leave after 0 s' && variant === 'nunchi')
  expect(at0.find(({ metric }) => metric === 'ECE')!.value).toBeLessThan(0.08)
  expect(at0.find(({ metric }) => metric === 'share')!.value).toBeCloseTo(0.5, 1)
})
