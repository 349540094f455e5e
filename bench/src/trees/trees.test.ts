import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { BenchRow } from '../bench.ts'
import { bench } from './index.ts'

async function valuesOf(data: string, more: object = {}): Promise<Record<string, number>> {
  const { rows } = await bench.run({ data, seed: 1, own: { smoke: 'yes', ...more }, progress: () => {} })
  return Object.fromEntries(rows.map(({ variant, metric, value }: BenchRow) => [`${variant} ${metric}`, value]))
}

async function inFolder(body: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-trees-test-'))
  try {
    await body(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('the smoke size learns the synthetic rows, better than a coin and no better than the truth', async () => {
  const values = await valuesOf('')
  expect(values['nunchi log loss']).toBeLessThan(Math.log(2))
  expect(values['nunchi log loss']).toBeGreaterThan(values['truth log loss'])
  expect(values['nunchi training: rows x features x trees']).toBeGreaterThan(0)
  expect(values['nunchi answering 300 rows']).toBeGreaterThan(0)
})

test('a file of the e-mail trial is read, categories and all', () =>
  inFolder(async (dir) => {
    const header = 'recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend'
    const lines = Array.from({ length: 600 }, (_, i) => {
      const isVisit = i % 3 === 0
      return `${i % 12},1) $0 - $100,${i},1,0,Rural,${i % 2},${isVisit ? 'Web' : 'Phone'},No E-Mail,${Number(isVisit)},0,0.0`
    })
    const file = join(dir, 'trial.csv.gz')
    writeFileSync(file, gzipSync([header, ...lines].join('\n')))
    const values = await valuesOf(file)
    expect(values['nunchi log loss']).toBeLessThan(values['constant log loss'] / 2)
  }))

test('a folder of baskets becomes groups: what a household buys again and again is ranked first', () =>
  inFolder(async (dir) => {
    const products = Array.from({ length: 80 }, (_, i) => `${i},1,D${i % 5},National,C${i},T,1`)
    const productHeader = 'product_id,manufacturer_id,department,brand,product_category,product_type,package_size'
    writeFileSync(join(dir, 'products.csv.gz'), gzipSync([productHeader, ...products].join('\n')))
    const header =
      'household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,coupon_match_disc,week,transaction_timestamp'
    const lines = Array.from({ length: 800 }, (_, i) => {
      const household = i % 20
      return `${household},1,${1_000 + i},${household * 4},1.0,${1 + household},0.0,0.0,0.0,1,${1.48e9 + i * 3600}`
    })
    writeFileSync(join(dir, 'transactions_sample.csv.gz'), gzipSync([header, ...lines].join('\n')))
    const values = await valuesOf(dir)
    expect(values['own-count, then popularity NDCG@10']).toBe(1)
    expect(values['nunchi NDCG@10']).toBeGreaterThan(0.99)
    expect(values['popularity NDCG@10']).toBeLessThan(0.9)
  }))

test('without a Python that can be started the yardstick says so', async () => {
  await expect(valuesOf('', { python: 'no-such-python' })).rejects.toThrow('no-such-python cannot be started')
})
