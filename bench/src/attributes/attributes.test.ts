import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { BenchRow } from '../bench.ts'
import { bench } from './index.ts'
import { koreanTitles, measureKorean } from './korean.ts'
import { f1Of, Tally } from './scores.ts'

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nunchi-attributes-test-'))
  try {
    await body(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function valuesOf(data: string): Promise<Record<string, number>> {
  const { rows } = await bench.run({ data, seed: 1, own: {}, progress: () => {} })
  return Object.fromEntries(rows.map(({ variant, metric, value }: BenchRow) => [`${variant}: ${metric}`, value]))
}

/** Made-up products: the colour of a case is one attribute, that of ink another. */
function catalogue(): string {
  const colors = ['black', 'cyan', 'navy blue']
  const lines = Array.from({ length: 240 }, (_, i) => {
    const supplier = ['Acme', 'Bolt & Co', 'Corvo'][i % 3]
    const color = colors[(i % 7) % 3]!
    const isInk = i % 2 === 0
    const title = isInk ? `${supplier} ink ${i} ${color} ${2 + (i % 5)} pc(s)` : `${supplier} phone case ${i} ${color}`
    const attributes = isInk
      ? { attr_t_ink: color, attr_n_pack: 2 + (i % 5) }
      : { attr_t_color: color, attr_b_flag: true }
    return JSON.stringify({ id: String(i), title, supplier, ...attributes })
  })
  return `${lines.join('\n')}\n`
}

test('a catalogue of the format is measured, wherever it lies', async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'shop'))
    writeFileSync(join(folder, 'shop', 'anything.jsonl.gz'), gzipSync(catalogue()))
    const values = await valuesOf(folder)
    expect(values['learnt dictionary: brand precision']).toBe(1)
    expect(values['learnt dictionary: brand coverage']).toBe(1)
    expect(values['learnt tagger: F1 micro']).toBeGreaterThan(0.95)
    expect(values['learnt tagger: F1 micro']).toBeGreaterThan(values['dictionary only: F1 micro']!)
    expect(values['rules and dictionaries: time a title']).toBeGreaterThan(0)
  })
})

test('titles and labels are measured from two files or one, with commas in titles', async () => {
  await inFolder(async (folder) => {
    const kinds = ['Shirts', 'Belts', 'Watches']
    const rows = Array.from(
      { length: 300 },
      (_, i) =>
        [
          `Acme ${i % 90} ${['Men', 'Women'][i % 2]} Blue ${kinds[i % 3]}`,
          `${i},${['Men', 'Women'][i % 2]},Apparel,X,${kinds[i % 3]},Blue,Fall,2011,Casual`,
        ] as const,
    )
    writeFileSync(join(folder, 'a.csv'), `productDisplayName\n${rows.map(([title]) => title).join('\n')}\n`)
    writeFileSync(
      join(folder, 'b.csv'),
      `id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage\n${rows.map(([, labels]) => labels).join('\n')}\n`,
    )
    const two = await valuesOf(folder)
    expect(two['classifier: articleType accuracy']).toBe(1)
    expect(two['commonest: gender accuracy']).toBeLessThan(0.7)
    expect(two['category mapper: category accuracy']).toBeGreaterThan(0.9)
    rmSync(join(folder, 'a.csv'))
    rmSync(join(folder, 'b.csv'))
    writeFileSync(
      join(folder, 'styles.csv'),
      `id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n${rows.map(([title, labels]) => `${labels},${title}, new`).join('\n')}\n`,
    )
    expect((await valuesOf(folder))['classifier: articleType accuracy']).toBe(1)
  })
})

test('what is of no format is refused with what is expected', async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'x.csv'), 'a,b\n1,2\n')
    await expect(valuesOf(folder)).rejects.toThrow(/productDisplayName/)
    writeFileSync(join(folder, 'y.jsonl'), '{"title": "a", "attr_t_x": "b"}\n{broken\n')
    await expect(valuesOf(folder)).rejects.toThrow(/line 2/)
  })
})

test('F1 by hand: together over all, and the mean of each', () => {
  const one = Object.assign(new Tally(), { right: 3, given: 4, there: 6 })
  const other = Object.assign(new Tally(), { right: 0, given: 1, there: 1 })
  expect(f1Of([one, other])).toEqual({ micro: 6 / 12, macro: 0.3 })
})

test('the Korean titles are read at least as well as was promised, also those that were kept back', () => {
  const titles = koreanTitles()
  expect(titles.length).toBeGreaterThanOrEqual(300)
  expect(new Set(titles.map(({ title }) => title)).size).toBe(titles.length)
  const rows = measureKorean().filter(({ metric }) => metric.startsWith('F1'))
  expect(rows).toHaveLength(4)
  for (const { variant, metric, value } of rows)
    expect([variant, metric, value > 0.92]).toEqual([variant, metric, true])
})
