import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bench } from './index.ts'
import { readJudged } from './judged.ts'
import { PlainWords } from './plain-words.ts'

const products = [
  { id: '1', title: 'Teal enamel kettle', supplier: 'Hazel', ean: ['8801234567893'], attr_t_product_type: 'Kettle' },
  { id: '2', title: 'Oak stool', supplier: 'Birch', ean: [], attr_n_height: 45, attr_b_foldable: true },
  { id: '3', title: 'Kettle descaler', supplier: 'Birch', ean: [] },
]
const ratings = 'query,docid,rating\nkettle,1,3\nkettle,3,0\nfoldable tent,2,0\noak stool,2,2\n'

async function inFolder(body: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-search-test-'))
  try {
    writeFileSync(join(dir, 'products.jsonl.gz'), gzipSync(products.map((one) => JSON.stringify(one)).join('\n')))
    writeFileSync(join(dir, 'ratings.csv'), ratings)
    await body(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('products and ratings are read as they were published', () =>
  inFolder(async (dir) => {
    const { products, questions } = readJudged(dir)
    expect(products[0]).toMatchObject({
      brand: 'Hazel',
      gtin: '8801234567893',
      categoryPath: ['Kettle'],
      attributes: {},
    })
    expect(products[1]).toMatchObject({ attributes: { height: '45' }, categoryPath: [] })
    expect(questions.map(({ query }) => query)).toEqual(['kettle', 'foldable tent', 'oak stool'])
    expect(questions[0].ratings.get('1')).toBe(3)
  }))

test('what is missing is named', () =>
  inFolder(async (dir) => {
    rmSync(join(dir, 'ratings.csv'))
    expect(() => readJudged(dir)).toThrow(/ratings\.csv/)
    expect(() => readJudged(join(dir, 'products.jsonl.gz'))).toThrow(/give the folder/)
  }))

test('both finders answer the rated questions, those without a right answer left out', () =>
  inFolder(async (dir) => {
    const { rows } = await bench.run({ data: dir, seed: 1, own: { sought: '5' }, progress: () => {} })
    const figureOf = (set: string, variant: string, metric: string) =>
      rows.find((row) => row.set === set && row.variant === variant && row.metric === metric)?.value
    for (const variant of ['nunchi', 'plain-bm25']) {
      expect(figureOf('rated', variant, 'questions')).toBe(2)
      expect(figureOf('rated', variant, 'nothing found')).toBe(0)
      expect(figureOf('rated', variant, 'NDCG@10')).toBeGreaterThan(0.5)
      expect(figureOf('known-item', variant, 'whole success@10')).toBe(1)
    }
    expect(figureOf('known-item', 'plain-bm25', 'no-spaces success@10')).toBe(0) // whole words cannot be found in it
    expect(figureOf('time', 'nunchi', 'p99')).toBeGreaterThan(0)
  }))

test('without data every sort of search is timed in the simulated city', async () => {
  const { rows } = await bench.run({ data: '', seed: 1, own: { products: '300', questions: '4' }, progress: () => {} })
  for (const variant of [
    'title',
    'kind',
    'category',
    'everything',
    'everything, a price moved',
    'last page',
    'suggest',
  ]) {
    const own = rows.filter((row) => row.variant === variant)
    expect(own.map(({ metric }) => metric)).toEqual(['p50', 'p99', 'searches/s'])
    expect(own.every(({ value }) => value > 0)).toBe(true)
  }
}, 60_000)

test('plain BM25 puts the rarer word and the shorter text first', () => {
  const plain = new PlainWords(['red cup', 'red cup with a long and winding handle', 'red saucer', 'blue bowl'])
  expect(plain.first('red cup', 3)).toEqual([0, 1, 2])
  expect(plain.first('cup', 1)).toEqual([0])
  expect(plain.first('Bowl!', 5)).toEqual([3])
  expect(plain.first('lamp', 5)).toEqual([])
})
